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

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")


def as_sheet(columns: Sequence[str], lines: Iterable[Mapping[str, Cell]]) -> bytes:
    """A head line and these lines; what a line does not have is an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_plain(line.get(column)) for column in columns] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def time_text(milliseconds: int | None) -> str | None:
    if milliseconds is None:
        return None
    moment = datetime.fromtimestamp(milliseconds // 1000, UTC)
    return moment.astimezone(VIETNAM).isoformat()


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return "'" + cell
    return cell
