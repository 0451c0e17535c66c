"""Reads the rows out of a file that somebody gathered: JSON lines, CSV or XLSX.

A row is its line in the file and its cells by column name. This file knows formats, limits and hostile
files; what the columns mean stands in `bring_in.py`. Whatever cannot be read comes out as a `BadRow` with
its line, and the rows after it are still read; a file that cannot be read at all is a `BadFileError`.

XLSX goes through openpyxl's streaming reader: readers that build the whole grid (calamine does) let a
5 KB workbook with one far cell fill the memory. Archives are unpacked here first, under a limit, because
the sizes that an archive declares are only claims.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import msgspec
import openpyxl

from conference.vocabulary import QUESTIONS_MAX_PER_CONFERENCE

FILE_MAX_BYTES = 20 * 1024 * 1024
UNPACKED_MAX_BYTES = 100 * 1024 * 1024
PARTS_MAX = 1_000
ROWS_MAX = QUESTIONS_MAX_PER_CONFERENCE
ROW_MAX_CHARACTERS = 64 * 1024
QUOTED_LINES_MAX = 200
"""A quoted CSV cell longer than this many lines is taken for a quote that was never closed."""

_COPY_BYTES = 1024 * 1024
_DELIMITERS = ",;\t|"
_UNREADABLE_WORKBOOK = (
    ArithmeticError,
    AttributeError,
    LookupError,
    SyntaxError,
    TypeError,
    ValueError,
    OSError,
    zipfile.BadZipFile,
)
"""What openpyxl lets through, depending on which part of a workbook is broken."""


class BadFileError(Exception):
    """Nothing of this file can go in; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class BadRow:
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class RawRow:
    line: int
    cells: Mapping[str, object]


def raw_rows(path: Path, sheet: str | None = None) -> Iterator[RawRow | BadRow]:
    """Every row that is not blank, in the file's order."""
    if path.stat().st_size > FILE_MAX_BYTES:
        raise BadFileError(f"{path.name} is larger than {FILE_MAX_BYTES:,} bytes: split it")
    match path.suffix.lower():
        case ".jsonl" | ".ndjson" | ".json":
            rows = _json_rows(path.read_bytes())
        case ".csv" | ".tsv" | ".txt":
            rows = _csv_rows(_text(path.read_bytes()))
        case ".xlsx" | ".xlsm":
            rows = _sheet_rows(path, sheet)
        case other:
            raise BadFileError(f"'{other}' files are not read: use .jsonl, .csv or .xlsx")
    for count, row in enumerate(rows, start=1):
        if count > ROWS_MAX:
            raise BadFileError(f"{path.name} has more than {ROWS_MAX:,} rows: split it")
        yield row


def _json_rows(raw: bytes) -> Iterator[RawRow | BadRow]:
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        raise BadFileError("this is one JSON array: write one object a line instead")
    for line, content in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if content.strip():
            yield _json_row(line, content)


def _json_row(line: int, content: bytes) -> RawRow | BadRow:
    if len(content) > ROW_MAX_CHARACTERS:
        return BadRow(line, f"longer than {ROW_MAX_CHARACTERS:,} bytes")
    try:
        cells = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as broken:
        return BadRow(line, f"not JSON: {broken}")
    if not isinstance(cells, dict):
        return BadRow(line, "not a JSON object")
    return RawRow(line, cells)


def _text(raw: bytes) -> str:
    """Bytes that are not UTF-8 become lone surrogates, and only the rows they stand in are refused."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    return raw.decode("utf-8-sig", errors="surrogateescape")


def _csv_rows(text: str) -> Iterator[RawRow | BadRow]:
    first = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    header: list[str] | None = None
    for line, record in _csv_records(text, delimiter):
        if not record.strip(delimiter + " \t\r\n"):
            continue
        if header is None:
            header = [name.strip() for name in _csv_cells(record, delimiter) or []]
        else:
            yield _csv_row(line, record, header, delimiter)


def _csv_records(text: str, delimiter: str) -> Iterator[tuple[int, str]]:
    """Each record with its first line. A stray quote costs its own line, never the lines after it."""
    lines = list(io.StringIO(text, newline=""))
    start = 0
    while start < len(lines):
        end = start + 1
        quotes = lines[start].count('"')
        while quotes % 2 and end < min(len(lines), start + QUOTED_LINES_MAX):
            quotes += lines[end].count('"')
            end += 1
        whole = "".join(lines[start:end])
        if end - start > 1 and _csv_cells(whole, delimiter) is None:
            end, whole = start + 1, lines[start]
        yield start + 1, whole
        start = end


def _csv_row(line: int, record: str, header: list[str], delimiter: str) -> RawRow | BadRow:
    if len(record) > ROW_MAX_CHARACTERS:
        return BadRow(line, f"longer than {ROW_MAX_CHARACTERS:,} characters")
    if any("\ud800" <= letter <= "\udfff" for letter in record):
        return BadRow(line, "not UTF-8: save the file as 'CSV UTF-8'")
    cells = _csv_cells(record, delimiter)
    if cells is None:
        return BadRow(line, "a quotation mark is not closed")
    return _row(line, header, list(cells))


def _csv_cells(record: str, delimiter: str) -> list[str] | None:
    """The cells of one record; None when its quotes make it no record, or more than one."""
    try:
        rows = list(csv.reader(io.StringIO(record, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _row(line: int, header: list[str], cells: list[object]) -> RawRow | BadRow:
    """More cells than columns means a text cut at its own comma: refused, for half of it would go in."""
    if any(cell not in ("", None) for cell in cells[len(header) :]):
        return BadRow(line, f"{len(cells)} cells under {len(header)} columns: quote the text")
    return RawRow(line, {name: cell for name, cell in zip(header, cells, strict=False) if name})


def _sheet_rows(path: Path, sheet: str | None) -> Iterator[RawRow | BadRow]:
    header: list[str] | None = None
    for line, cells in enumerate(_sheet_cells(_unpacked(path), sheet), start=1):
        values = [_plain(cell) for cell in cells]
        if not any(values):
            continue
        if header is None:
            while values and not values[-1]:
                values.pop()
            header = [str(value).strip() for value in values]
        else:
            yield _row(line, header, values)


def _sheet_cells(workbook: io.BytesIO, sheet: str | None) -> Iterator[tuple[object, ...]]:
    try:
        book = openpyxl.load_workbook(workbook, read_only=True, data_only=True, keep_links=False)
        if sheet is not None and sheet not in book.sheetnames:
            raise BadFileError(f"no sheet '{sheet}'; there are: {', '.join(book.sheetnames)}")
        page = book[sheet] if sheet else book.worksheets[0]
        # Some programs write a wrong sheet size, and rows outside of it would be lost without a word.
        page.reset_dimensions()
        yield from page.iter_rows(values_only=True)
    except _UNREADABLE_WORKBOOK as broken:
        raise BadFileError(
            f"not a readable XLSX workbook ({broken}): save it again as .xlsx"
        ) from broken


def _unpacked(path: Path) -> io.BytesIO:
    """The same workbook stored without compression, once all of it was seen to be within the limit."""
    copy = io.BytesIO()
    try:
        with zipfile.ZipFile(path) as packed, zipfile.ZipFile(copy, "w") as plain:
            parts = [part for part in packed.infolist() if not part.is_dir()]
            if len(parts) > PARTS_MAX:
                raise BadFileError(f"{path.name} has more than {PARTS_MAX:,} parts")
            for part in parts:
                with packed.open(part) as source, plain.open(part.filename, "w") as target:
                    while block := source.read(_COPY_BYTES):
                        target.write(block)
                        if copy.tell() > UNPACKED_MAX_BYTES:
                            raise BadFileError(
                                f"{path.name} unpacks to over {UNPACKED_MAX_BYTES:,} bytes"
                            )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as broken:
        raise BadFileError(f"{path.name} is not an XLSX workbook: {broken}") from broken
    copy.seek(0)
    return copy


def _plain(cell: object) -> object:
    """Excel keeps every number as a float, so the id 12 arrives as 12.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return "" if cell is None else cell
