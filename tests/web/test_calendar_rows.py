"""A year's days as lines: what is written is read again, and a bad line is named."""

from datetime import date

import pytest

from archive.calendar import CalendarDay, DayKind
from archive.calendar_2026 import SHIPPED
from web.cases.calendar_rows import ROWS_MAX, BadRow, read_rows, write_rows

CULTURE_DAY = CalendarDay(
    date(2027, 11, 24), DayKind.HOLIDAY, "Ngày Văn hóa", "Thông báo 12", verified=True
)


def test_what_is_written_is_read_again() -> None:
    days = tuple(SHIPPED.days[day] for day in sorted(SHIPPED.days))
    assert read_rows(write_rows(days)) == days


@pytest.mark.parametrize(
    "line",
    [
        "24/11/2027; nghỉ lễ; Ngày Văn hóa; Thông báo 12",
        "24/11/2027\tNghi le\tNgày Văn hóa\tThông báo 12",
        "2027-11-24, holiday, Ngày Văn hóa, Thông báo 12",
        "\n  24/11/2027 ;nghỉ lễ;  Ngày Văn hóa ; Thông báo 12  \n\n",
    ],
)
def test_a_day_can_be_typed_or_pasted(line: str) -> None:
    assert read_rows(line) == (CULTURE_DAY,)


def test_who_gives_no_source_is_the_source() -> None:
    (day,) = read_rows("24/11/2027; nghỉ lễ; Ngày Văn hóa")
    assert (day.source, day.verified) == ("Cán bộ nhập", True)


def test_a_question_mark_marks_what_is_not_verified() -> None:
    (day,) = read_rows("24/11/2027; nghỉ lễ; Ngày Văn hóa; ? báo chí")
    assert (day.source, day.verified) == ("báo chí", False)


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ("31/02/2027; nghỉ lễ; Không có", 1),
        ("24/11/2027; nghỉ lễ; Ngày\n24/11/2027; nghỉ mát; Ngày", 2),
        ("\n\n24/11/2027; nghỉ lễ", 3),
        ("24/11/2027; nghỉ lễ; Ngày\n" * (ROWS_MAX + 1), 0),
    ],
)
def test_a_bad_line_is_named(rows: str, line: int) -> None:
    with pytest.raises(BadRow) as bad:
        read_rows(rows)
    assert bad.value.line == line
