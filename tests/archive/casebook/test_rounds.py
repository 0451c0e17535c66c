"""What is due by rule: who is reminded when, what goes on by itself, and that nothing is done twice."""

from dataclasses import replace
from datetime import date

from archive.almanac import Terms
from archive.calendar import CalendarDay, DayKind, day_of
from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.decide import decide
from archive.casebook.result import ResultState
from archive.casebook.rounds import due_now, next_round, owes, owes_result
from archive.casework import CaseOutcome, CaseState
from archive.deadlines import ClockKind, Counting
from conference.refusals import Refusal
from tests.casebook_story import CHAIR, CITIZEN, OWNER, PUBLISHER
from tests.casebook_trio import AN, COMMITTED, MONDAY, Book, stood

S = CaseState
DAY = 86_400_000
NINE_THIRTY = 9 * 3_600_000 + 1_800_000
"""How far into its day each story begins."""


def goes_round(book: Book, now: int) -> list[str]:
    """One round at this time; gives the ids of what was done beside putting the clocks right."""
    done = []
    (reckon, *_) = due_now(book.state, now, book.terms)
    put_right = decide(book.state, reckon, book.terms)
    assert isinstance(put_right, list)
    book.happens(*put_right)
    for command in due_now(book.state, now, book.terms)[1:]:
        decided = decide(book.state, command, book.terms)
        assert not isinstance(decided, Refusal), (command.id, decided)
        if isinstance(decided, list):
            book.happens(*decided)
            done.append(command.id)
    return done


def escalated(book: Book, kind: ClockKind) -> list[int]:
    return [
        event.step
        for event in book.events
        if isinstance(event, e.CaseEscalated) and event.case == AN and event.clock is kind
    ]


def test_a_long_clock_climbs_its_ladder_day_by_day() -> None:
    """Answer due in ten working days from 2 November 2026: on 16 November."""
    book = stood(S.PROCESSING)
    seen = {}
    for day in range(60):
        goes_round(book, MONDAY + day * DAY)
        seen[day] = len(escalated(book, ClockKind.ANSWER))
    steps = {day: seen[day] - seen.get(day - 1, 0) for day in seen}
    assert escalated(book, ClockKind.ANSWER) == [-2, 0, 1, 3, 10]
    # 24 November is a holiday, so ten working days after the 16th end on 1 December.
    assert [day for day, told in steps.items() if told] == [10, 14, 15, 17, 29]


def test_a_round_that_is_repeated_does_nothing_twice() -> None:
    book = stood(S.PROCESSING)
    late = MONDAY + 40 * DAY
    first = goes_round(book, late)
    assert first
    before = list(book.events)
    assert goes_round(book, late) == []
    assert book.events == before


def test_steps_missed_while_nobody_looked_are_all_told_later() -> None:
    book = stood(S.PROCESSING)
    goes_round(book, MONDAY + 40 * DAY)
    assert escalated(book, ClockKind.ANSWER) == [0, 1, 3, 10]


def test_whoever_got_more_time_is_warned_of_the_new_day_too() -> None:
    book = stood(S.PROCESSING)
    goes_round(book, MONDAY + 14 * DAY)
    assert escalated(book, ClockKind.ANSWER) == [0]
    book.now = MONDAY + 14 * DAY
    book.does(CHAIR, c.ExtendDeadline, days=5)
    for day in range(14, 40):
        goes_round(book, MONDAY + day * DAY)
    assert escalated(book, ClockKind.ANSWER) == [0, -2, 0, 1, 3, 10]


def test_a_promise_has_a_ladder_of_its_own() -> None:
    """Promised for 1 December 2026: five working days before, without the holiday of the 24th, is 23 November."""
    book = stood(S.IMPLEMENTING)
    assert book.first.promised == "2026-12-01"
    seen = {}
    for day in range(60):
        goes_round(book, MONDAY + day * DAY)
        seen[day] = len(escalated(book, ClockKind.PROMISE))
    assert escalated(book, ClockKind.PROMISE) == [-5, 0, 5, 10]
    days = [day for day in seen if seen[day] > seen.get(day - 1, 0)]
    assert [day_of(MONDAY + day * DAY) for day in days] == [
        date(2026, 11, 23),
        date(2026, 12, 1),
        date(2026, 12, 8),
        date(2026, 12, 15),
    ]


def test_of_a_promise_for_the_same_week_nobody_is_warned_ahead() -> None:
    book = stood(S.PROCESSING)
    book.does(OWNER, c.SubmitAnswer, outcome=CaseOutcome.COMMITTED, due="2026-11-06")
    book.does(CHAIR, c.ApproveAnswer)
    for day in range(6):
        goes_round(book, MONDAY + day * DAY)
    assert escalated(book, ClockKind.PROMISE) == [0]


def test_a_short_clock_is_not_announced_before_its_day() -> None:
    book = Book()
    goes_round(book, MONDAY)
    assert escalated(book, ClockKind.TRIAGE) == []
    goes_round(book, MONDAY + DAY)
    assert escalated(book, ClockKind.TRIAGE) == [0]


def test_when_nothing_comes_the_case_goes_on_with_what_is_known() -> None:
    book = stood(S.NEED_INFO)
    goes_round(book, MONDAY + 13 * DAY)
    assert book.first.state is S.NEED_INFO
    goes_round(book, MONDAY + 16 * DAY)
    assert book.first.state is S.VERIFYING


def test_an_authority_is_reminded_after_ten_fifteen_and_thirty_days() -> None:
    book = stood(S.TRANSFERRED)
    chased = []
    for day in range(60):
        ids = goes_round(book, MONDAY + day * DAY)
        chased += [day for id in ids if ":chase:" in id]
    assert chased == [14, 21, 43]
    assert book.first.chased == 3
    assert book.first.state is S.TRANSFERRED


def test_an_authority_is_reminded_after_the_days_that_the_commune_has_set() -> None:
    book = stood(S.TRANSFERRED)
    book.terms = changed(book.terms, "chase_10", 3, Counting.WORKING_DAYS)
    book.terms = changed(book.terms, "chase_15", 6, Counting.CALENDAR_DAYS)
    book.terms = changed(book.terms, "chase_30", 60, Counting.WORKING_HOURS)
    told = []
    for day in range(20):
        ids = goes_round(book, MONDAY + day * DAY)
        told += [day for id in ids if ":chase:" in id]
    assert told == [3, 7, 11]
    words = [one.words for one in book.events if isinstance(one, e.TransferChased)]
    assert words == [
        "Nhắc lần 1: đã 3 ngày làm việc kể từ khi chuyển.",
        "Nhắc lần 2: đã 6 ngày kể từ khi chuyển.",
        "Nhắc lần 3: đã 60 giờ làm việc kể từ khi chuyển.",
    ]


def changed(of: Terms, id: str, amount: int, counting: Counting) -> Terms:
    rule = replace(of.deadlines[id], version=2, amount=amount, counting=counting)
    deadlines = {**of.deadlines, id: rule}
    return replace(of, deadlines=deadlines, versions={**of.versions, (id, 2): rule})


def test_what_is_published_closes_when_the_time_to_rate_is_over() -> None:
    book = stood(S.ANSWERED)
    book.does(PUBLISHER, c.PublishCase)
    goes_round(book, MONDAY + 21 * DAY)
    assert book.first.state is S.ANSWERED
    goes_round(book, MONDAY + 22 * DAY)
    assert book.first.state is S.CLOSED


def test_what_is_not_published_does_not_close() -> None:
    book = stood(S.ANSWERED)
    goes_round(book, MONDAY + 40 * DAY)
    assert book.first.state is S.ANSWERED


def test_time_alone_keeps_no_promise() -> None:
    book = stood(S.PROCESSING)
    book.does(OWNER, c.SubmitAnswer, **COMMITTED)
    book.does(CHAIR, c.ApproveAnswer)
    book.does(PUBLISHER, c.PublishCase)
    goes_round(book, MONDAY + 58 * DAY)
    assert book.first.state is S.IMPLEMENTING
    assert escalated(book, ClockKind.PROMISE)[-1] == 10


def test_the_next_round_is_at_midnight_or_when_a_clock_runs_out() -> None:
    book = stood(S.PROCESSING)
    assert next_round(book.state.cases.values(), MONDAY) == MONDAY - NINE_THIRTY + DAY
    hours = book.first.clocks[ClockKind.ANSWER]
    assert hours.due
    assert next_round(book.state.cases.values(), hours.due - 1) == hours.due


def test_where_all_rests_nothing_is_due() -> None:
    book = Book(S.WITHDRAWN, S.DECLINED, S.SEALED)
    assert next_round(book.state.cases.values(), MONDAY) is None
    done = goes_round(book, MONDAY + 100 * DAY)
    assert done == [f"result:{step}" for step in (0, 1, 3, 10)]


def test_a_result_owes_a_round_what_the_round_would_do() -> None:
    book = Book(S.WITHDRAWN)
    result, calendar = book.state.result, book.terms.calendar
    assert not owes_result(result, MONDAY, calendar)
    assert owes_result(replace(result, clock=None), MONDAY, calendar)
    assert owes_result(result, MONDAY + 10 * DAY, calendar)
    goes_round(book, MONDAY + 10 * DAY)
    assert not owes_result(result, MONDAY + 10 * DAY, calendar)
    assert not owes_result(ResultState(), MONDAY, calendar)


def owed(book: Book, now: int) -> bool:
    return owes(book.case(AN), now, book.terms)


def test_a_case_owes_a_round_what_the_round_would_do() -> None:
    book = Book()
    assert owes(replace(book.case(AN), clocks={}), MONDAY, book.terms)
    assert not owed(book, MONDAY)
    assert owed(book, MONDAY + DAY)
    goes_round(book, MONDAY + DAY)
    assert not owed(book, MONDAY + DAY)


def test_a_case_whose_clock_another_calendar_moves_owes_that() -> None:
    book = Book()
    goes_round(book, MONDAY)
    calendar = book.terms.calendar
    storm = day_of(MONDAY + DAY)
    closed = CalendarDay(storm, DayKind.LOCAL_CLOSURE, "Bão", "Quyết định số 7", verified=True)
    stormy = replace(calendar, version="storm", days={**calendar.days, storm: closed})
    assert not owed(book, MONDAY)
    assert owes(book.case(AN), MONDAY, replace(book.terms, calendar=stormy))


def test_a_sealed_case_owes_nothing() -> None:
    book = Book(S.SEALED)
    assert not owed(book, MONDAY + 100 * DAY)


def test_a_citizen_is_not_hurried_while_the_office_waits_for_them() -> None:
    book = stood(S.NEED_INFO)
    goes_round(book, MONDAY + 12 * DAY)
    assert escalated(book, ClockKind.CLASSIFY) == []
    book.now = MONDAY + 12 * DAY
    book.does(CITIZEN, c.AddInformation)
    assert book.first.state is S.VERIFYING
