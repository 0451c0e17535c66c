from datetime import date

import pytest

from archive.almanac import AlmanacState, Terms, terms
from archive.calendar import CalendarDay, DayKind, day_of, end_of
from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.limits import ESCALATION_STEPS, EXTENSION_MAX_DAYS
from archive.casework import CaseState
from archive.clocks import Clock
from archive.deadlines import ClockKind
from conference.refusals import Code, Refusal
from tests.casebook_story import (
    APPROVER,
    CLERK,
    MORNING,
    OWNER,
    RULE,
    CasebookStory,
    any_fields,
)

S = CaseState
ANSWER = ClockKind.ANSWER
NEW_YEARS_EVE = end_of(date(2026, 12, 31)) - 3_600_000


def with_a_storm(day: date) -> Terms:
    state = AlmanacState(position=1)
    state.closures[day] = CalendarDay(day, DayKind.LOCAL_CLOSURE, "Bão", "Quyết định 1", True)
    return terms(state)


def with_next_year() -> Terms:
    state = AlmanacState(position=1)
    state.years |= {2027}
    return terms(state)


def test_more_time_once_and_the_old_day_is_kept():
    story = CasebookStory()
    case = story.stands(S.ASSIGNED)
    before = story.case(case).clocks[ANSWER]
    assert before.due == end_of(date(2026, 10, 19))
    (event,) = story.does(
        APPROVER, c.ExtendDeadline, case, clock=ANSWER, days=3, words="Phải đo lại"
    )
    assert (event.change, event.was, event.words) == ("extended", before.due, "Phải đo lại")
    assert story.case(case).clocks[ANSWER].due == end_of(date(2026, 10, 22))
    again = story.tries(APPROVER, c.ExtendDeadline, case, clock=ANSWER, days=3, words="x")
    assert again == Refusal(Code.DUPLICATE, ANSWER)


def test_no_time_is_given_when_it_has_run_out():
    story = CasebookStory()
    case = story.stands(S.ASSIGNED)
    due = story.case(case).clocks[ANSWER].due
    fields = {"clock": ANSWER, "days": 3, "words": "x"}
    late = story.tries(APPROVER, c.ExtendDeadline, case, **fields, at=due)
    assert late == Refusal(Code.STALE, ANSWER)
    assert isinstance(story.tries(APPROVER, c.ExtendDeadline, case, **fields, at=due - 1), list)


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"clock": ClockKind.RATING}, Refusal(Code.BAD_VALUE, "clock")),
        ({"clock": ClockKind.RECOMMENDATION}, Refusal(Code.BAD_VALUE, "clock")),
        ({"clock": ClockKind.VERIFY}, Refusal(Code.STALE, ClockKind.VERIFY)),
        ({"days": 0}, Refusal(Code.BAD_VALUE, "days")),
        ({"days": EXTENSION_MAX_DAYS + 1}, Refusal(Code.BAD_VALUE, "days")),
        ({"words": " "}, Refusal(Code.EMPTY, "words")),
    ],
)
def test_an_extension_that_is_none(fields, refused):
    story = CasebookStory()
    case = story.stands(S.ASSIGNED)
    wanted = {"clock": ANSWER, "days": 3, "words": "x"} | fields
    assert story.tries(APPROVER, c.ExtendDeadline, case, **wanted) == refused


def test_a_new_clock_can_be_extended_anew():
    story = CasebookStory()
    case = story.stands(S.VERIFYING)
    fields = {"clock": ClockKind.VERIFY, "days": 1, "words": "x"}
    story.does(APPROVER, c.ExtendDeadline, case, **fields)
    story.does(CLERK, c.ClassifyCase, case, **any_fields(c.ClassifyCase))
    assert story.case(case).extended == set()


def test_a_changed_calendar_moves_open_clocks_and_says_from_where():
    story = CasebookStory()
    case = story.stands(S.ASSIGNED)
    before = story.case(case).clocks[ANSWER]
    story.terms = with_a_storm(date(2026, 10, 7))
    (event,) = story.reckons()
    assert event == e.ClockSet(
        at=story.now,
        by=RULE,
        cause=event.cause,
        case=case,
        clock=story.case(case).clocks[ANSWER],
        change=e.ClockChange.RECKONED,
        was=end_of(date(2026, 10, 19)),
        words=None,
    )
    assert (before.due, event.clock.due) == (event.was, end_of(date(2026, 10, 20)))
    assert event.clock.calendar == "2026.1+1"
    assert story.reckons() == []


def test_a_storm_that_is_over_before_changes_nothing():
    story = CasebookStory()
    story.stands(S.ASSIGNED)
    story.terms = with_a_storm(date(2026, 9, 30))
    assert story.reckons() == []


def test_a_year_that_nobody_loaded_is_mended_when_it_is():
    story = CasebookStory()
    story.now = NEW_YEARS_EVE
    case = story.stands(S.ASSIGNED)
    clock = story.case(case).clocks[ANSWER]
    assert (clock.due, clock.missing_year) == (None, 2027)
    story.terms = with_next_year()
    event, _of_the_result = story.reckons()
    assert (event.was, event.clock.missing_year) == (None, None)
    assert event.clock.due == end_of(date(2027, 1, 14))


def test_what_is_born_without_clocks_gets_them_from_its_birth():
    story = CasebookStory()
    case = story.opens()
    story.case(case).clocks.clear()
    story.later(30)
    kinds = [event.clock.kind for event in story.reckons()]
    assert kinds == [ClockKind.TRIAGE, ClockKind.CLASSIFY, ClockKind.FIRST_WORD]
    assert story.case(case).clocks[ClockKind.TRIAGE].started_at == story.case(case).opened_at
    assert story.reckons() == []


def assigned_clocks(story: CasebookStory) -> dict[ClockKind, Clock]:
    return dict(story.case(story.stands(S.ASSIGNED)).clocks)


def at_step(story: CasebookStory, day: date) -> None:
    story.now = end_of(day) - 3_600_000


def test_the_ladder_of_a_clock():
    """Due on Monday 19 October: two working days before is Thursday the 15th."""
    story = CasebookStory()
    case = story.stands(S.ASSIGNED)
    days = [
        date(2026, 10, 15),
        date(2026, 10, 19),
        date(2026, 10, 20),
        date(2026, 10, 22),
        date(2026, 11, 2),
    ]
    for step, day in zip(ESCALATION_STEPS, days, strict=True):
        at_step(story, date.fromordinal(day.toordinal() - 1))
        early = story.tries(RULE, c.EscalateCase, case, clock=ANSWER, step=step)
        assert early == Refusal(Code.STALE, ANSWER)
        at_step(story, day)
        (event,) = story.does(RULE, c.EscalateCase, case, clock=ANSWER, step=step)
        assert (event.clock, event.step) == (ANSWER, step)
        assert story.case(case).breached == ({ANSWER} if step > 0 else set())


def test_no_step_is_taken_twice():
    story = CasebookStory()
    case = story.stands(S.ASSIGNED)
    at_step(story, date(2026, 10, 20))
    for step in (-2, 0, 1):
        story.does(RULE, c.EscalateCase, case, clock=ANSWER, step=step)
        again = story.tries(RULE, c.EscalateCase, case, clock=ANSWER, step=step)
        assert again == Refusal(Code.DUPLICATE, step)


def test_only_the_steps_there_are():
    story = CasebookStory()
    case = story.stands(S.ASSIGNED)
    at_step(story, date(2026, 11, 20))
    said = story.tries(RULE, c.EscalateCase, case, clock=ANSWER, step=2)
    assert said == Refusal(Code.BAD_VALUE, "step")


def test_a_clock_that_does_not_run_or_rests_or_has_no_day_escalates_nothing():
    story = CasebookStory()
    case = story.stands(S.PROCESSING, clocks=assigned_clocks(story))
    refused = Refusal(Code.STALE, ClockKind.PUBLISH)
    assert story.tries(RULE, c.EscalateCase, case, clock=ClockKind.PUBLISH, step=0) == refused
    story.does(OWNER, c.RequestInformation, case, words="x")
    story.later(40)
    resting = story.tries(RULE, c.EscalateCase, case, clock=ANSWER, step=0)
    assert resting == Refusal(Code.STALE, ANSWER)


def test_a_clock_without_a_day_escalates_nothing():
    story = CasebookStory()
    story.now = NEW_YEARS_EVE
    case = story.stands(S.ASSIGNED)
    story.later(40)
    said = story.tries(RULE, c.EscalateCase, case, clock=ANSWER, step=0)
    assert said == Refusal(Code.STALE, ANSWER)


def test_the_story_begins_on_a_monday_morning():
    assert day_of(MORNING) == date(2026, 10, 5)
