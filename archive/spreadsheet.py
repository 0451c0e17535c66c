"""Tables for the spreadsheets of an office, as CSV.

A spreadsheet runs what begins like a formula, so such a cell is made plain text with an apostrophe. UTF-8
with a byte order mark, without which Excel garbles Vietnamese. Times are Vietnam's, to the second.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from conference.vocabulary import VIETNAM

Cell = str | int | None

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""The wide ones too: spreadsheets of East Asia take them for the narrow ones."""


def as_sheet(columns: Sequence[str], lines: Iterable[Mapping[str, Cell]]) -> bytes:
    """A head line and these lines; what a line does not have is an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(line.get(column)) for column in columns] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def time_text(milliseconds: int | None) -> str | None:
    if milliseconds is None:
        return None
    moment = datetime.fromtimestamp(milliseconds // 1000, UTC)
    return moment.astimezone(VIETNAM).isoformat()


def harmless(text: str) -> str:
    """A text that no spreadsheet runs."""
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def _cell(cell: Cell) -> Cell:
    return harmless(cell) if isinstance(cell, str) else cell
