"""The three forms of the register, written line by line so that memory does not grow with the cases.

XLSX and CSV are for people: headings and codes in their words, days as they write them, nothing that a
spreadsheet would run. JSON is for machines: names and codes as in the journal, ISO dates.
"""

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Protocol

import msgspec
import xlsxwriter  # type: ignore[import-untyped]

from archive.calendar import day_of
from archive.register.columns import ColumnOf, Holds, Reader, columns_for
from archive.register.rows import RegisterRow
from archive.spreadsheet import harmless
from conference.vocabulary import VIETNAM

CELL_MAX_CHARACTERS = 32_000
"""Excel takes 32,767, and drops a longer text without a word."""

_NOT_FOR_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""One such letter breaks a whole workbook."""
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001  a fixed day in place of now: the same lines give the same file
_BODY, _DAY, _HEAD = "body", "day", "head"


@dataclass(frozen=True, slots=True)
class Words:
    """How the register speaks. `headings` by field; `say` a code of a closed list in words."""

    title: str
    headings: Mapping[str, str]
    say: Callable[[str, str], str]
    """Field and code → words."""
    yes: str
    no: str


class Sheet(Protocol):
    """`add` as often as needed, `close` once; the file is whole only then."""

    def add(self, row: RegisterRow) -> None: ...

    def close(self) -> None: ...


class XlsxSheet:
    """For Excel and its like: one line in memory at a time."""

    def __init__(self, file: Path, words: Words, reader: Reader) -> None:
        self._words = words
        self._columns = columns_for(reader)
        options = {"constant_memory": True, "tmpdir": str(file.parent)}
        self._book = xlsxwriter.Workbook(str(file), options)
        self._book.set_properties({"title": words.title, "created": _MADE})
        self._formats = {
            _HEAD: self._book.add_format({"bold": True, "text_wrap": True, "bottom": 1}),
            _BODY: self._book.add_format({"text_wrap": True, "valign": "top"}),
            _DAY: self._book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"}),
        }
        self._page = self._book.add_worksheet()
        self._line = 0
        self._begin()

    def _begin(self) -> None:
        page = self._page
        page.freeze_panes(1, 1)
        page.repeat_rows(0)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        for place, column in enumerate(self._columns):
            page.set_column(place, place, column.width)
        for place, column in enumerate(self._columns):
            page.write_string(0, place, self._words.headings[column.field], self._formats[_HEAD])

    def add(self, row: RegisterRow) -> None:
        self._line += 1
        for place, column in enumerate(self._columns):
            cell = _told(column, getattr(row, column.field), self._words)
            if isinstance(cell, str) and cell:
                self._page.write_string(self._line, place, cell, self._formats[_BODY])
            elif isinstance(cell, date):
                self._page.write_datetime(self._line, place, cell, self._formats[_DAY])
            elif isinstance(cell, int):
                self._page.write_number(self._line, place, cell, self._formats[_BODY])

    def close(self) -> None:
        self._page.autofilter(0, 0, self._line, len(self._columns) - 1)
        self._book.close()


class CsvSheet:
    """With the mark without which Excel garbles Vietnamese."""

    def __init__(self, file: Path, words: Words, reader: Reader) -> None:
        self._words = words
        self._columns = columns_for(reader)
        self._out = file.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._out)
        self._writer.writerow(words.headings[column.field] for column in self._columns)

    def add(self, row: RegisterRow) -> None:
        told = (_told(column, getattr(row, column.field), self._words) for column in self._columns)
        self._writer.writerow(
            f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell for cell in told
        )

    def close(self) -> None:
        self._out.close()


class JsonSheet:
    """One array, one case a line."""

    def __init__(self, file: Path, _words: Words, reader: Reader) -> None:
        self._columns = columns_for(reader)
        self._out = file.open("wb")
        self._encoder = msgspec.json.Encoder()
        self._first = True
        self._out.write(b"[")

    def add(self, row: RegisterRow) -> None:
        known: dict[str, Any] = {
            "conference": row.conference,
            "question": row.question,
            "part": row.part,
        }
        for column in self._columns:
            known[column.field] = _as_data(column, getattr(row, column.field))
        self._out.write(b"\n" if self._first else b",\n")
        self._out.write(self._encoder.encode(known))
        self._first = False

    def close(self) -> None:
        self._out.write(b"\n]\n")
        self._out.close()


SHEETS: Mapping[str, Callable[[Path, Words, Reader], Sheet]] = {
    "xlsx": XlsxSheet,
    "csv": CsvSheet,
    "json": JsonSheet,
}


def _told(column: ColumnOf, value: Any, words: Words) -> str | int | date | None:
    if value is None or value == ():
        return None
    match column.holds:
        case Holds.NUMBER:
            return int(value)
        case Holds.CODE:
            return words.say(column.field, value)
        case Holds.YES_OR_NO:
            return words.yes if value else words.no
        case Holds.TIME | Holds.LAST_DAY | Holds.DAY:
            return _day(column, value)
        case Holds.LIST:
            value = "; ".join(value)
    return harmless(_NOT_FOR_XML.sub("\ufffd", value[:CELL_MAX_CHARACTERS]))


def _as_data(column: ColumnOf, value: Any) -> Any:
    if value is None:
        return None
    if column.holds is Holds.TIME:
        return datetime.fromtimestamp(value // 1000, UTC).astimezone(VIETNAM).isoformat()
    if column.holds is Holds.LAST_DAY:
        return _day(column, value).isoformat()
    return value


def _day(column: ColumnOf, value: Any) -> date:
    if column.holds is Holds.DAY:
        return date.fromisoformat(value)
    return day_of(value - 1 if column.holds is Holds.LAST_DAY else value)
