"""The operator's orders about a commune's calendar."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from archive.journal_memory import MemoryJournal
from realtime.casebooks import Casebooks
from tests.archive.days import moment
from web.office_calendar import ADVICE, CalendarOffice
from web.orders import OrderError

COMMUNE = "dong-hoa"
NEW_YEAR = {
    "line": 2,
    "date": "2027-01-01",
    "kind": "holiday",
    "name": "Tết Dương lịch",
    "source": "Bộ luật Lao động 2019, Điều 112",
}
ASKED = {"commune": COMMUNE}


class _Office(CalendarOffice):
    def __init__(self, casebooks: Casebooks) -> None:
        self._casebooks = casebooks
        self._clock = lambda: moment("2/11")


@pytest.fixture
async def office() -> AsyncIterator[CalendarOffice]:
    casebooks = Casebooks(MemoryJournal(), clock=lambda: moment("2/11"), saved=lambda _stream: None)
    yield _Office(casebooks)
    await casebooks.close()


async def test_a_year_is_loaded_and_shown(office: CalendarOffice) -> None:
    unread = {**NEW_YEAR, "date": "2027-01-09", "kind": "working_swap", "source": "? Đề xuất"}
    done = await office.load_calendar(rows=[unread, NEW_YEAR], **ASKED)
    assert done == {"year": 2027, "days": 2}
    first = {**NEW_YEAR, "verified": True}
    second = {**unread, "source": "Đề xuất", "verified": False}
    del first["line"], second["line"]
    shown = await office.show_calendar(year=2027, **ASKED)
    assert shown == {"version": "2026.1+1", "year": 2027, "days": [first, second]}


async def test_the_shipped_year_is_shown(office: CalendarOffice) -> None:
    shown = await office.show_calendar(year=2026, **ASKED)
    assert (shown["version"], len(shown["days"])) == ("2026.1", 17)


async def test_a_year_that_is_not_loaded_is_said_to_be_missing(office: CalendarOffice) -> None:
    with pytest.raises(OrderError, match=r"^calendar 2027 not loaded; see `calendar load`$"):
        await office.show_calendar(year=2027, **ASKED)


LINE = (
    "line 2: a date is 2027-01-31, a kind one of holiday, day_off_swap, working_swap, local_closure"
)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "there are no days in it"),
        ([{**NEW_YEAR, "date": "1/1/2027"}], LINE),
        ([{**NEW_YEAR, "kind": "nghỉ"}], LINE),
        ([NEW_YEAR, NEW_YEAR], "refused: bad_value (listed_twice:2027-01-01)"),
        ([{**NEW_YEAR, "name": ""}], "refused: empty (name)"),
        (
            [{**NEW_YEAR, "kind": "local_closure"}],
            f"refused: bad_value (local_closure){ADVICE['local_closure']}",
        ),
    ],
)
async def test_what_cannot_be_loaded_says_why(
    office: CalendarOffice, rows: list[dict[str, Any]], words: str
) -> None:
    with pytest.raises(OrderError) as told:
        await office.load_calendar(rows=rows, **ASKED)
    assert str(told.value) == words


async def test_a_term_is_counted_day_by_day(office: CalendarOffice) -> None:
    counted = await office.count_deadline(deadline="approval", since="2026-11-23", **ASKED)
    assert counted == {
        "calendar": "2026.1",
        "amount": 2,
        "counting": "working_days",
        "basis": "Mức đề xuất, chưa có văn bản quy định",
        "verified": False,
        "due": moment("27/11", 0),
        "missing_year": None,
        "lines": [
            {"day": "2026-11-23", "counted": 0, "why": "began", "name": None},
            {"day": "2026-11-24", "counted": 0, "why": "holiday", "name": "Ngày Văn hóa Việt Nam"},
            {"day": "2026-11-25", "counted": 1, "why": "workday", "name": None},
            {"day": "2026-11-26", "counted": 1, "why": "workday", "name": None},
        ],
    }


async def test_hours_are_counted_in_minutes(office: CalendarOffice) -> None:
    counted = await office.count_deadline(
        deadline="answer_urgent", since="2026-03-05T16:00", **ASKED
    )
    assert [line["counted"] for line in counted["lines"]] == [60, 180]
    assert counted["due"] == moment("6/3", 10, 30)


async def test_a_term_into_a_missing_year_has_no_end(office: CalendarOffice) -> None:
    counted = await office.count_deadline(deadline="triage", since="2026-12-31", **ASKED)
    assert (counted["due"], counted["missing_year"]) == (None, 2027)


@pytest.mark.parametrize(
    ("deadline", "since", "words"),
    [
        ("lunch", "2026-03-05", "no such rule: lunch; there are triage, verify, "),
        ("triage", "5/3/2026", "a day is 2026-11-22, a time on it 2026-11-22T09:30"),
    ],
)
async def test_what_cannot_be_counted_says_why(
    office: CalendarOffice, deadline: str, since: str, words: str
) -> None:
    with pytest.raises(OrderError) as told:
        await office.count_deadline(deadline=deadline, since=since, **ASKED)
    assert str(told.value).startswith(words)
