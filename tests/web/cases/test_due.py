"""When something is due, in words."""

from dataclasses import replace
from datetime import date

import pytest

from archive.almanac import AlmanacState, terms
from archive.calendar import end_of
from archive.case_records import NEVER, CaseLine
from archive.casebook.ladder import steps_of
from archive.casework import CaseState, Competence, Publication, Supervision, Urgency
from archive.clocks import pause, start, until
from archive.deadlines import ClockKind
from tests.casebook_story import DAY, MORNING
from web.cases.due import due_of, due_of_clock
from web.cases.words import LADDER
from web.render import Speech

TERMS = terms(AlmanacState())
VIETNAMESE = Speech("vi", None)
LINE = CaseLine(
    commune="dong-hoa",
    conference="CAU",
    code="CAU1",
    question=1,
    part=1,
    text="Cầu?",
    state=CaseState.PROCESSING,
    since=MORNING,
    steps=3,
    channel=None,
    place=None,
    topic=None,
    kind=None,
    competence=Competence.COMMUNE,
    urgency=Urgency.NORMAL,
    several_units=False,
    unit=None,
    owner=None,
    with_units=(),
    stage_outcome=None,
    outcome=None,
    replied=False,
    publication=Publication.NONE,
    public_id=None,
    supervision=Supervision.NONE,
    stars=None,
    solved=None,
    reopened=0,
    reason=None,
    proposed_by=None,
    authority=None,
    transferred_at=None,
    promised=None,
    due=end_of(date(2026, 10, 9)),
    due_clock=ClockKind.ANSWER,
    breached=False,
    missing_year=None,
    opened_at=MORNING,
    answered_at=None,
    closed_at=None,
    merged_into=None,
    split_from=None,
)
"""Due until the end of a Friday; `MORNING` is the Monday before it."""


@pytest.mark.parametrize(
    ("days", "pill", "words"),
    [
        (0, "due", "còn 4 ngày làm việc"),
        (2, "soon", "còn 2 ngày làm việc"),
        (4, "soon", "hết hôm nay"),
        (5, "overdue", "quá hạn"),
        (7, "overdue", "quá hạn 1 ngày làm việc"),
        (17, "overdue", "quá hạn 9 ngày làm việc"),
        (18, "overdue", "quá hạn lâu, 10 ngày làm việc"),
        (30, "overdue", "quá hạn lâu, 18 ngày làm việc"),
    ],
)
def test_what_is_left_or_late_is_counted_in_working_days(days: int, pill: str, words: str) -> None:
    due = due_of(LINE, MORNING + days * DAY, TERMS, VIETNAMESE)
    assert due
    assert (due.pill, due.words, due.what) == (pill, words, "Trả lời công dân")


def test_a_promise_is_counted_by_the_calendar_until_it_is_broken() -> None:
    line = replace(LINE, due_clock=ClockKind.PROMISE)
    left = due_of(line, MORNING, TERMS, VIETNAMESE)
    late = due_of(line, MORNING + 7 * DAY, TERMS, VIETNAMESE)
    assert left
    assert late
    assert (left.words, late.words) == ("còn 4 ngày", "quá hạn 1 ngày làm việc")


def test_a_short_term_is_not_soon_before_a_day_of_it_has_gone() -> None:
    line = replace(LINE, due_clock=ClockKind.APPROVAL, due=end_of(date(2026, 10, 7)))
    told = [due_of(line, MORNING + days * DAY, TERMS, VIETNAMESE) for days in (0, 1)]
    assert [due.pill for due in told if due] == ["due", "soon"]


def test_a_missing_year_is_named_and_nothing_is_guessed() -> None:
    line = replace(LINE, due=NEVER, missing_year=2027)
    due = due_of(line, MORNING, TERMS, VIETNAMESE)
    assert due
    assert (due.pill, due.at) == ("unknown", None)
    assert due.words == "chưa tính được hạn, thiếu lịch 2027"


def test_every_step_of_a_ladder_has_its_words() -> None:
    assert set(LADDER) == {step for kind in ClockKind for step in steps_of(kind)}


def test_what_is_over_or_waits_for_nothing_has_no_due() -> None:
    closed = replace(LINE, state=CaseState.CLOSED)
    waiting = replace(LINE, due=NEVER)
    assert [due_of(line, MORNING, TERMS, VIETNAMESE) for line in (closed, waiting)] == [None, None]


def test_a_clock_tells_hours_rest_and_the_day_that_was_named() -> None:
    urgent = start(ClockKind.ANSWER, TERMS.deadline("answer_urgent"), MORNING, TERMS.calendar)
    normal = start(ClockKind.ANSWER, TERMS.deadline("answer_normal"), MORNING, TERMS.calendar)
    named = until(ClockKind.PROMISE, date(2026, 10, 31), MORNING, "x", TERMS.calendar)
    clocks = (urgent, pause(normal, MORNING + DAY), named)
    told = [due_of_clock(clock, MORNING, TERMS.calendar, VIETNAMESE) for clock in clocks]
    assert [(due.pill, due.words) for due in told] == [
        ("due", "còn 4 giờ làm việc"),
        ("paused", "tạm dừng"),
        ("due", "còn 26 ngày"),
    ]
