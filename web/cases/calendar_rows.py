"""A year's days as lines that a clerk can type or paste: `24/11/2026; nghỉ lễ; Ngày Văn hóa Việt Nam; nguồn`.

Dates are dd/MM/yyyy or ISO; tabs, commas and semicolons part the columns, so that a piece of a spreadsheet
can be pasted as it is. A source that begins with `?` marks a day as not verified.
"""

from collections.abc import Iterable
from datetime import date, datetime

from archive.calendar import CalendarDay, DayKind
from conference.folding import fold

COLUMNS = 4
NEEDED = 3
ROWS_MAX = 120
_PARTING = (";", "\t", ",")
"""The first of these that a line has parts it: names have commas."""
_KINDS = {
    "nghi le": DayKind.HOLIDAY,
    "nghi hoan doi": DayKind.DAY_OFF_SWAP,
    "lam bu": DayKind.WORKING_SWAP,
    "tru so tam dong": DayKind.LOCAL_CLOSURE,
    **{kind.value: kind for kind in DayKind},
}
WORDS = {
    DayKind.HOLIDAY: "nghỉ lễ",
    DayKind.DAY_OFF_SWAP: "nghỉ hoán đổi",
    DayKind.WORKING_SWAP: "làm bù",
    DayKind.LOCAL_CLOSURE: "trụ sở tạm đóng",
}


class BadRow(Exception):  # noqa: N818
    """`line` counts from 1; it is 0 when there are too many lines."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def read_rows(text: str) -> tuple[CalendarDay, ...]:
    """Blank lines are skipped. Raises BadRow."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > ROWS_MAX:
        raise BadRow(0)
    return tuple(read_row(number, line) for number, line in lines)


def read_row(number: int, line: str) -> CalendarDay:
    """Raises BadRow."""
    mark = next((mark for mark in _PARTING if mark in line), ";")
    cells = [cell.strip() for cell in line.split(mark, COLUMNS - 1)]
    if len(cells) < NEEDED:
        raise BadRow(number)
    day, kind = read_day(cells[0]), _KINDS.get(fold(cells[1]))
    if day is None or kind is None:
        raise BadRow(number)
    source = cells[3] if len(cells) == COLUMNS else ""
    return CalendarDay(
        date=day,
        kind=kind,
        name=cells[2],
        source=source.removeprefix("?").strip() or "Cán bộ nhập",
        verified=not source.startswith("?"),
    )


def read_day(typed: str) -> date | None:
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(typed.strip(), form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None


def write_rows(days: Iterable[CalendarDay]) -> str:
    """As they are read again."""
    return "\n".join(
        f"{day.date:%d/%m/%Y}; {WORDS[day.kind]}; {day.name}; {'' if day.verified else '? '}{day.source}"
        for day in days
    )
