"""The operator's orders about a commune's calendar."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from archive.calendar_2026 import SHIPPED
from archive.clock_moves import RunningClock
from archive.clocks import start
from archive.deadlines import DEFAULT_DEADLINES, ClockKind
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


ANSWERING = RunningClock(
    "CAU-0003", start(ClockKind.ANSWER, DEFAULT_DEADLINES["approval"], moment("2/11"), SHIPPED)
)


async def running(commune: str) -> list[RunningClock]:
    return [ANSWERING] if commune == COMMUNE else []


async def heard_of(commune: str) -> bool:
    return commune in (COMMUNE, "an-binh")


class _Office(CalendarOffice):
    def __init__(self, casebooks: Casebooks) -> None:
        self._casebooks = casebooks
        self._ticking = running
        self._clock = lambda: moment("2/11")
        self._knows = heard_of


@pytest.fixture
async def office() -> AsyncIterator[CalendarOffice]:
    casebooks = Casebooks(MemoryJournal(), clock=lambda: moment("2/11"), saved=lambda _stream: None)
    yield _Office(casebooks)
    await casebooks.close()


async def test_a_year_is_loaded_and_shown(office: CalendarOffice) -> None:
    unread = {**NEW_YEAR, "date": "2027-01-09", "kind": "working_swap", "source": "? Đề xuất"}
    done = await office.load_calendar(rows=[unread, NEW_YEAR], **ASKED)
    assert done == {"year": 2027, "days": 2, "clocks": 1, "moved": []}
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
        ([NEW_YEAR, NEW_YEAR], "refused: 2027-01-01: it stands there twice"),
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


HOLIDAY = {"date": "2026-11-03", "kind": "holiday", "name": "Ngày hội", "source": "? Báo"}
LATER = {"case": "CAU-0003", "clock": "answer", "was": moment("5/11", 0), "due": moment("6/11", 0)}


async def test_a_day_is_set_and_tells_what_it_moves(office: CalendarOffice) -> None:
    done = await office.set_day(row=HOLIDAY, **ASKED)
    told = {**HOLIDAY, "source": "Báo", "verified": False}
    assert done == {"day": told, "clocks": 1, "moved": [LATER]}
    gone = await office.remove_day(day="2026-11-03", why="Nhầm", **ASKED)
    assert gone == {"day": "2026-11-03", "clocks": 1, "moved": []}


async def test_the_operator_closes_an_office(office: CalendarOffice) -> None:
    row = {**HOLIDAY, "kind": "local_closure", "name": "Bão", "source": "Bão"}
    assert (await office.set_day(row=row, **ASKED))["moved"] == [LATER]
    assert (await office.set_day(row=row, commune="an-binh"))["clocks"] == 0


async def test_office_hours_are_set_and_shown(office: CalendarOffice) -> None:
    assert (await office.show_office_hours(**ASKED))["hours"] == ["7:30-11:30", "13:30-17:00"]
    done = await office.set_office_hours(hours=["7:00-11:00", "13:00-16:30"], **ASKED)
    assert done == {"hours": ["7:00-11:00", "13:00-16:30"], "clocks": 1, "moved": []}
    shown = await office.show_office_hours(**ASKED)
    assert shown == {"version": "2026.1+1", "hours": done["hours"]}


async def test_a_rule_gets_a_new_version_and_keeps_what_is_not_given(
    office: CalendarOffice,
) -> None:
    done = await office.set_deadline(rule={"deadline": "verify", "amount": 3}, **ASKED)
    assert done == {
        "deadline": "verify",
        "amount": 3,
        "counting": "working_days",
        "basis": "Mức đề xuất, chưa có văn bản quy định",
        "verified": False,
        "was_version": 1,
        "clocks": 1,
        "moved": [],
    }


@pytest.mark.parametrize(
    ("order", "details", "words"),
    [
        ("set_day", {"row": {**HOLIDAY, "date": "3/11"}}, LINE.replace("2:", "1:")),
        ("set_day", {"row": {**HOLIDAY, "source": "? "}}, "refused: empty (source)"),
        (
            "set_day",
            {"row": {**HOLIDAY, "date": "2027-11-03"}},
            "refused: calendar 2027 not loaded; see `calendar load`",
        ),
        (
            "set_day",
            {"row": {**HOLIDAY, "date": "2026-04-26", "kind": "working_swap"}},
            "refused: 2026-04-26: it is both off and worked; remove the row that is there first",
        ),
        ("remove_day", {"day": "3/11", "why": "x"}, "a date is 2027-01-31"),
        ("remove_day", {"day": "2026-11-03", "why": "x"}, "refused: not_found (2026-11-03)"),
        (
            "set_office_hours",
            {"hours": ["7h-11h"]},
            "not understood: 7h-11h; a span is 7:30-11:30",
        ),
        (
            "set_office_hours",
            {"hours": ["13:00-17:00", "7:00-11:00"]},
            f"refused: bad_value (hours){ADVICE['hours']}",
        ),
        (
            "set_deadline",
            {"rule": {"deadline": "verify", "counting": "moons"}},
            "counting is one of working_days, calendar_days, working_hours",
        ),
        (
            "set_deadline",
            {"rule": {"deadline": "verify", "amount": 0}},
            f"refused: bad_value (amount){ADVICE['amount']}",
        ),
        ("set_deadline", {"rule": {"deadline": "verify"}}, "refused: duplicate (verify)"),
    ],
)
async def test_what_cannot_be_changed_says_why(
    office: CalendarOffice, order: str, details: dict[str, Any], words: str
) -> None:
    with pytest.raises(OrderError) as told:
        await getattr(office, order)(**details, **ASKED)
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
