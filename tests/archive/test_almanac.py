from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import almanac_commands as c
from archive import almanac_events as e
from archive.almanac import CHANGES, AlmanacState, Terms, apply_almanac, terms
from archive.almanac_events import ALMANAC_EVENTS
from archive.almanac_rules import (
    ALMANAC_ROLES,
    DAY_NAME_MAX_CHARACTERS,
    DAY_SOURCE_MAX_CHARACTERS,
    DAYS_PER_YEAR_MAX,
    decide_almanac,
)
from archive.calendar import CalendarDay, CalendarNotLoaded, DayKind, OfficeHours
from archive.calendar_2026 import SHIPPED
from archive.clocks import reckon, start
from archive.deadlines import (
    AMOUNT_MAX,
    BASIS_MAX_CHARACTERS,
    DEFAULT_DEADLINES,
    ClockKind,
    Counting,
    Deadline,
)
from conference.command import Command
from conference.event import Event
from conference.records import Receipt
from conference.refusals import Code, Refusal
from conference.vocabulary import (
    NOTE_MAX_CHARACTERS,
    STAFF_RECEIPTS_KEPT,
    Actor,
    Role,
)
from tests.archive.days import day_off, moment, on

AT = moment("2/11")
CLERK = Actor(Role.CLERK, "hoa")
CHAIR = Actor(Role.CHAIR, "hai")
NEW_YEAR = CalendarDay(on("1/1/2027"), DayKind.HOLIDAY, "Tết Dương lịch", "Điều 112", verified=True)
STORM = day_off("9/9")
SHORTER = {
    "deadline": "answer_normal",
    "amount": 7,
    "counting": Counting.WORKING_DAYS,
    "basis": "Quyết định của UBND xã",
    "verified": True,
}
MORNINGS = OfficeHours(((480, 720),))

COMMANDS: dict[type[Command], dict[str, Any]] = {
    c.LoadYear: {"year": 2027, "days": (NEW_YEAR,)},
    c.SetDay: {"day": replace(STORM, kind=DayKind.HOLIDAY)},
    c.RemoveDay: {"date": on("24/11"), "why": "Luật chưa sửa đổi"},
    c.SetOfficeHours: {"hours": MORNINGS},
    c.SetDeadline: SHORTER,
}


class Almanac:
    """An almanac, and everything that was written into it."""

    def __init__(self) -> None:
        self.state = AlmanacState()
        self.events: list[Event] = []

    def asks(self, actor: Actor, kind: type[Command], **fields: Any) -> Any:
        id = fields.pop("id", f"id-{len(self.events)}")
        return decide_almanac(self.state, kind(actor=actor, id=id, at=AT, **fields))

    def does(self, actor: Actor, kind: type[Command], **fields: Any) -> list[Event]:
        decided = self.asks(actor, kind, **fields)
        assert isinstance(decided, list), decided
        for event in decided:
            apply_almanac(self.state, event)
        self.events += decided
        return decided

    @property
    def terms(self) -> Terms:
        return terms(self.state)


@pytest.fixture
def almanac() -> Almanac:
    return Almanac()


def facts(actor: Actor, id: str = "id-0") -> dict[str, Any]:
    return {"at": AT, "by": actor, "cause": id}


def test_it_starts_with_what_is_shipped(almanac: Almanac):
    assert almanac.terms.calendar == SHIPPED
    assert almanac.terms.deadlines == DEFAULT_DEADLINES
    assert almanac.terms.deadline("triage") is DEFAULT_DEADLINES["triage"]
    assert almanac.terms.version_of("triage", 1) is DEFAULT_DEADLINES["triage"]


def test_every_event_changes_something_and_every_command_has_its_roles():
    assert set(CHANGES) == set(ALMANAC_EVENTS.values())
    assert set(ALMANAC_ROLES) == set(COMMANDS)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("kind", COMMANDS)
def test_who_may_ask_for_what(almanac: Almanac, kind: type[Command], role: Role):
    decided = almanac.asks(Actor(role, "x"), kind, **COMMANDS[kind])
    granted = role in (Role.CLERK, Role.CHAIR, Role.OPERATOR)
    assert isinstance(decided, list) == granted
    assert granted or decided == Refusal(Code.NOT_ALLOWED)


@pytest.mark.parametrize("role", Role)
def test_who_may_close_the_commune_and_open_it_again(almanac: Almanac, role: Role):
    granted = role in (Role.CHAIR, Role.OPERATOR)
    closing = almanac.asks(Actor(role, "x"), c.SetDay, day=STORM)
    almanac.does(CHAIR, c.SetDay, day=STORM)
    opening = almanac.asks(Actor(role, "x"), c.RemoveDay, date=STORM.date, why="Bão tan")
    assert (isinstance(closing, list), isinstance(opening, list)) == (granted, granted)
    refused = Refusal(Code.NOT_ALLOWED)
    assert granted or (closing, opening) == (refused, refused)


def test_what_is_no_command_of_the_almanac_is_nobodys(almanac: Almanac):
    assert almanac.asks(CHAIR, Command) == Refusal(Code.NOT_ALLOWED)


@pytest.mark.parametrize("id", ["", "x" * 65])
def test_a_command_has_a_name_of_some_length(almanac: Almanac, id: str):
    decided = almanac.asks(CLERK, c.LoadYear, id=id, **COMMANDS[c.LoadYear])
    assert decided == Refusal(Code.MALFORMED, "id")


def test_the_same_command_again_gets_its_receipt(almanac: Almanac):
    almanac.does(CLERK, c.LoadYear, id="a", **COMMANDS[c.LoadYear])
    almanac.does(CLERK, c.SetOfficeHours, id="b", hours=MORNINGS)
    again = almanac.asks(CLERK, c.LoadYear, id="a", **COMMANDS[c.LoadYear])
    assert again == Receipt(1)
    other = almanac.asks(CHAIR, c.LoadYear, id="a", **COMMANDS[c.LoadYear])
    assert other == Refusal(Code.DUPLICATE, 2027)


def test_only_the_latest_receipts_are_kept(almanac: Almanac):
    for number in range(STAFF_RECEIPTS_KEPT + 1):
        event = e.OfficeHoursSet(**facts(CLERK, str(number)), hours=MORNINGS)
        apply_almanac(almanac.state, event)
    receipts = [almanac.state.receipt(CLERK, str(number)) for number in (0, 1)]
    assert receipts == [None, Receipt(2)]


# Years and days.


def test_a_year_is_loaded_in_the_order_of_its_days(almanac: Almanac):
    later = replace(NEW_YEAR, date=on("6/2/2027"), name="  Mùng\tmột Tết ")
    (event,) = almanac.does(CLERK, c.LoadYear, year=2027, days=(later, NEW_YEAR))
    cleaned = replace(later, name="Mùng một Tết")
    assert event == e.YearLoaded(**facts(CLERK), year=2027, days=(NEW_YEAR, cleaned))
    calendar = almanac.terms.calendar
    assert (calendar.version, calendar.years) == ("2026.1+1", {2026, 2027})
    assert calendar.add_working_days(on("31/12"), 1) == on("4/1/2027")


def test_without_its_year_a_clock_waits_and_then_it_is_due(almanac: Almanac):
    clock = start(ClockKind.TRIAGE, DEFAULT_DEADLINES["triage"], moment("31/12"), SHIPPED)
    assert clock.missing_year == 2027
    almanac.does(CLERK, c.LoadYear, year=2027, days=(NEW_YEAR,))
    assert reckon(clock, almanac.terms.calendar).missing_year is None


def test_loading_a_year_again_replaces_its_days_and_keeps_closures(almanac: Almanac):
    almanac.does(CHAIR, c.SetDay, day=STORM)
    holiday = replace(NEW_YEAR, date=on("1/1"))
    almanac.does(CLERK, c.LoadYear, year=2026, days=(holiday,))
    assert almanac.terms.calendar.days == {on("1/1"): holiday, STORM.date: STORM}
    again = almanac.asks(CLERK, c.LoadYear, year=2026, days=(holiday,))
    assert again == Refusal(Code.DUPLICATE, 2026)


TOO_MANY_DAYS = tuple(
    replace(NEW_YEAR, date=on(f"{1 + n % 28}/{1 + n // 28}/2027"))
    for n in range(DAYS_PER_YEAR_MAX + 1)
)


@pytest.mark.parametrize(
    ("year", "days", "refusal"),
    [
        (2019, (NEW_YEAR,), Refusal(Code.BAD_VALUE, "year")),
        (2101, (NEW_YEAR,), Refusal(Code.BAD_VALUE, "year")),
        (2027, (), Refusal(Code.EMPTY, "days")),
        (2027, TOO_MANY_DAYS, Refusal(Code.TOO_MANY, DAYS_PER_YEAR_MAX)),
        (2028, (NEW_YEAR,), Refusal(Code.BAD_VALUE, "outside_year:2027-01-01")),
        (2027, (NEW_YEAR, NEW_YEAR), Refusal(Code.BAD_VALUE, "listed_twice:2027-01-01")),
        (
            2027,
            (replace(NEW_YEAR, kind=DayKind.LOCAL_CLOSURE),),
            Refusal(Code.BAD_VALUE, "local_closure"),
        ),
        (
            2027,
            (replace(NEW_YEAR, kind=DayKind.WORKING_SWAP),),
            Refusal(Code.BAD_VALUE, "works_anyway:2027-01-01"),
        ),
        (2027, (replace(NEW_YEAR, name=" "),), Refusal(Code.EMPTY, "name")),
        (
            2027,
            (replace(NEW_YEAR, source="x" * (DAY_SOURCE_MAX_CHARACTERS + 1)),),
            Refusal(Code.TOO_LONG, "source"),
        ),
    ],
)
def test_which_years_are_refused(
    almanac: Almanac, year: int, days: tuple[CalendarDay, ...], refusal: Refusal
):
    assert almanac.asks(CLERK, c.LoadYear, year=year, days=days) == refusal


def test_a_day_is_set_in_place_of_what_is_known(almanac: Almanac):
    plain = replace(STORM, date=on("24/11"), kind=DayKind.HOLIDAY, name="Ngày Văn hóa")
    assert almanac.does(CLERK, c.SetDay, day=plain) == [e.DaySet(**facts(CLERK), day=plain)]
    assert almanac.terms.calendar.days[on("24/11")] == plain
    assert almanac.asks(CLERK, c.SetDay, day=plain) == Refusal(Code.DUPLICATE, "2026-11-24")


@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (NEW_YEAR, Refusal(Code.NOT_FOUND, 2027)),
        (
            replace(STORM, kind=DayKind.WORKING_SWAP),
            Refusal(Code.BAD_VALUE, "works_anyway:2026-09-09"),
        ),
        (day_off("12/9", DayKind.DAY_OFF_SWAP), Refusal(Code.BAD_VALUE, "off_anyway:2026-09-12")),
        (day_off("12/9"), Refusal(Code.BAD_VALUE, "off_anyway:2026-09-12")),
        (day_off("2/9"), Refusal(Code.BAD_VALUE, "off_anyway:2026-09-02")),
        (replace(STORM, name="x" * (DAY_NAME_MAX_CHARACTERS + 1)), Refusal(Code.TOO_LONG, "name")),
        (replace(STORM, source=""), Refusal(Code.EMPTY, "source")),
        (day_off("22/8", DayKind.HOLIDAY), Refusal(Code.BAD_VALUE, "off_and_working:2026-08-22")),
        (
            day_off("26/4", DayKind.WORKING_SWAP),
            Refusal(Code.BAD_VALUE, "off_and_working:2026-04-26"),
        ),
    ],
)
def test_which_days_are_refused(almanac: Almanac, day: CalendarDay, refusal: Refusal):
    assert almanac.asks(CHAIR, c.SetDay, day=day) == refusal


def test_a_closure_lies_above_the_year_and_gives_it_back(almanac: Almanac):
    """The Saturday of the swap: closed by a storm, and worked again when that turns out wrong."""
    saturday = on("22/8")
    almanac.does(CHAIR, c.SetDay, day=day_off("22/8"))
    assert not almanac.terms.calendar.is_working(saturday)
    again = almanac.asks(CHAIR, c.SetDay, day=day_off("22/8"))
    assert again == Refusal(Code.DUPLICATE, "2026-08-22")
    (event,) = almanac.does(CHAIR, c.RemoveDay, date=saturday, why=" Bão đổi hướng ")
    assert event == e.DayRemoved(**facts(CHAIR, "id-1"), date=saturday, why="Bão đổi hướng")
    assert almanac.terms.calendar.is_working(saturday)


def test_a_removed_day_is_what_its_weekday_says(almanac: Almanac):
    almanac.does(CLERK, c.RemoveDay, date=on("24/11"), why="Luật chưa sửa đổi")
    assert almanac.terms.calendar.is_working(on("24/11"))
    gone = almanac.asks(CLERK, c.RemoveDay, date=on("24/11"), why="x")
    assert gone == Refusal(Code.NOT_FOUND, "2026-11-24")


@pytest.mark.parametrize(
    ("why", "code"), [("", Code.EMPTY), ("x" * (NOTE_MAX_CHARACTERS + 1), Code.TOO_LONG)]
)
def test_a_day_is_not_removed_without_a_reason(almanac: Almanac, why: str, code: Code):
    decided = almanac.asks(CLERK, c.RemoveDay, date=on("24/11"), why=why)
    assert decided == Refusal(code, "why")


# Hours and deadlines.


def test_office_hours_are_the_communes_own(almanac: Almanac):
    (event,) = almanac.does(CLERK, c.SetOfficeHours, hours=MORNINGS)
    assert event == e.OfficeHoursSet(**facts(CLERK), hours=MORNINGS)
    assert almanac.terms.calendar.add_working_hours(moment("2/3"), 4) == moment("3/3")
    again = almanac.asks(CLERK, c.SetOfficeHours, hours=MORNINGS)
    assert again == Refusal(Code.DUPLICATE)


def test_hours_that_run_backwards_are_refused(almanac: Almanac):
    decided = almanac.asks(CLERK, c.SetOfficeHours, hours=OfficeHours(((720, 480),)))
    assert decided == Refusal(Code.BAD_VALUE, "hours")


def test_a_changed_deadline_is_a_new_version_and_the_old_one_stays(almanac: Almanac):
    before = almanac.terms
    (event,) = almanac.does(CLERK, c.SetDeadline, **SHORTER)
    assert event == e.DeadlineSet(**facts(CLERK), version=2, **SHORTER)
    second = Deadline(
        "answer_normal", 2, 7, Counting.WORKING_DAYS, "Quyết định của UBND xã", verified=True
    )
    assert almanac.terms.deadline("answer_normal") == second
    assert almanac.terms.version_of("answer_normal", 2) == second
    assert almanac.terms.version_of("answer_normal", 1) == DEFAULT_DEADLINES["answer_normal"]
    assert before.deadline("answer_normal") == DEFAULT_DEADLINES["answer_normal"]
    almanac.does(CLERK, c.SetDeadline, **{**SHORTER, "amount": 8})
    assert almanac.terms.deadline("answer_normal").version == 3


@pytest.mark.parametrize(
    ("field", "value", "refusal"),
    [
        ("deadline", "lunch", Refusal(Code.NOT_FOUND, "deadline")),
        ("amount", 0, Refusal(Code.BAD_VALUE, "amount")),
        ("amount", AMOUNT_MAX + 1, Refusal(Code.BAD_VALUE, "amount")),
        ("basis", " ", Refusal(Code.EMPTY, "basis")),
        ("basis", "x" * (BASIS_MAX_CHARACTERS + 1), Refusal(Code.TOO_LONG, "basis")),
    ],
)
def test_which_deadlines_are_refused(almanac: Almanac, field: str, value: object, refusal: Refusal):
    assert almanac.asks(CLERK, c.SetDeadline, **{**SHORTER, field: value}) == refusal


def test_a_deadline_that_changes_nothing_is_no_new_version(almanac: Almanac):
    almanac.does(CLERK, c.SetDeadline, **SHORTER)
    again = almanac.asks(CLERK, c.SetDeadline, **SHORTER)
    assert again == Refusal(Code.DUPLICATE, "answer_normal")


# As a whole.


def test_terms_are_not_changed_by_what_comes_later(almanac: Almanac):
    before = almanac.terms
    copy = deepcopy(before)
    almanac.does(CHAIR, c.SetDay, day=STORM)
    almanac.does(CLERK, c.LoadYear, **COMMANDS[c.LoadYear])
    almanac.does(CLERK, c.RemoveDay, **COMMANDS[c.RemoveDay])
    assert before == copy


def test_two_almanacs_share_nothing(almanac: Almanac):
    almanac.does(CLERK, c.RemoveDay, **COMMANDS[c.RemoveDay])
    almanac.does(CLERK, c.SetDeadline, **SHORTER)
    assert terms(AlmanacState()) == Terms(SHIPPED, DEFAULT_DEADLINES, AlmanacState().versions)
    assert on("24/11") in SHIPPED.days


DATES = st.dates(on("1/1"), on("31/12/2027"))
ATTEMPTS = st.one_of(
    st.tuples(
        st.just(c.SetDay),
        st.builds(
            lambda date, kind: {"day": CalendarDay(date, kind, "x", "x", verified=True)},
            DATES,
            st.sampled_from(DayKind),
        ),
    ),
    st.tuples(st.just(c.RemoveDay), st.builds(lambda date: {"date": date, "why": "x"}, DATES)),
    st.tuples(
        st.just(c.SetDeadline),
        st.builds(
            lambda name, amount: {**SHORTER, "deadline": name, "amount": amount},
            st.sampled_from(sorted(DEFAULT_DEADLINES)),
            st.integers(0, 400),
        ),
    ),
    st.just((c.LoadYear, COMMANDS[c.LoadYear])),
    st.just((c.SetOfficeHours, COMMANDS[c.SetOfficeHours])),
)


@given(st.lists(ATTEMPTS, max_size=30))
def test_replaying_its_events_gives_the_same_almanac(
    attempts: list[tuple[type[Command], dict[str, Any]]],
):
    almanac = Almanac()
    for kind, fields in attempts:
        decided = almanac.asks(CHAIR, kind, **fields)
        if isinstance(decided, list):
            almanac.does(CHAIR, kind, **fields)
    again = AlmanacState()
    for event in almanac.events:
        apply_almanac(again, event)
    assert again == almanac.state
    assert again.position == len(almanac.events)
    years = almanac.terms.calendar.years
    assert {day.year for day in almanac.terms.calendar.days} <= years
    for day in almanac.state.closures:
        assert not almanac.terms.calendar.is_working(day)
    if 2027 not in years:
        with pytest.raises(CalendarNotLoaded):
            almanac.terms.calendar.add_working_days(on("31/12"), 1)
