"""Making the result of a conference known: three ways, every village, ten calendar days, and nothing is taken out."""

from datetime import date
from typing import Any

import pytest

from archive.calendar import end_of
from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.limits import DELIVERIES_MAX, VILLAGES_MAX
from archive.casebook.result import DeliveryChannel, Missing, Proof, made_known_on, missing
from archive.casebook.rounds import next_of_result
from archive.casebook.state import CasebookState
from archive.casework import CaseState
from archive.clocks import Clock
from archive.deadlines import ClockKind
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor
from tests.archive.casebook.test_rounds import goes_round
from tests.archive.casebook.test_rules_clocks import with_next_year
from tests.casebook_story import CHAIR, CLERK, DAY, RULE, SECRETARY
from tests.casebook_trio import MONDAY, Book

MEDIA, BOARD, VILLAGE, ONLINE = DeliveryChannel
EAST, WEST = "Thôn Đông", "Thôn Đoài"
RADIO = ("Đài truyền thanh xã",)
THIRTEENTH = 1_794_502_800_000
"""0:00 of 13 November 2026: ten days after the 2nd are over, counted by the calendar."""
PROOF = Proof("f" * 64, "bien-nhan.jpg", "image/jpeg", 100)


@pytest.fixture
def book() -> Book:
    """Two villages must get the result."""
    book = Book()
    book.does(CLERK, c.ListVillages, villages=(EAST, WEST))
    return book


def tells(book: Book, channel: DeliveryChannel, *to: str, by: Actor = CLERK, **fields: Any) -> Any:
    return book.tries(by, c.RecordDelivery, channel=channel, to=to, **fields)


def told(book: Book, channel: DeliveryChannel, *to: str, **fields: Any) -> list[type]:
    events = book.does(CLERK, c.RecordDelivery, channel=channel, to=to, **fields)
    return [type(event) for event in events]


def all_told(book: Book, **fields: Any) -> list[type]:
    told(book, MEDIA, *RADIO, **fields)
    told(book, BOARD, **fields)
    return told(book, VILLAGE, EAST, WEST, **fields)


def clock(book: Book) -> Clock:
    assert book.state.result.clock
    return book.state.result.clock


def test_the_clock_begins_with_the_end_of_the_conference_and_counts_every_day() -> None:
    book = Book()
    assert (clock(book).kind, clock(book).started_at) == (ClockKind.RESULT, MONDAY)
    assert (clock(book).due, clock(book).basis) == (THIRTEENTH, "Luật 72/2025/QH15, Điều 43")
    assert book.state.result.runs
    assert book.does(RULE, c.ReckonClocks) == []


def test_it_begins_with_the_first_act_when_no_round_was_made_before() -> None:
    book = Book()
    book.state.result.clock = None
    begun, listed = book.does(CLERK, c.ListVillages)
    assert isinstance(begun, e.ResultClockSet)
    assert (begun.change, begun.clock.started_at) == (e.ClockChange.STARTED, MONDAY)
    assert isinstance(listed, e.VillagesListed)


def test_a_conference_in_which_nothing_was_asked_owes_its_result() -> None:
    book = Book()
    book.state = CasebookState()
    book.happens(e.NothingAsked(at=MONDAY, by=CHAIR, cause="close"))
    book.does(RULE, c.ReckonClocks)
    assert (clock(book).due, book.state.cases) == (THIRTEENTH, {})


def test_a_book_of_which_nothing_is_known_owes_nothing() -> None:
    book = Book()
    book.state = CasebookState()
    assert book.does(RULE, c.ReckonClocks) == []
    assert tells(book, BOARD)[0].channel is BOARD


def test_all_three_ways_and_every_village_stop_it(book: Book) -> None:
    assert told(book, MEDIA, *RADIO) == [e.DeliveryRecorded]
    assert told(book, BOARD, until="2026-12-02") == [e.DeliveryRecorded]
    assert told(book, VILLAGE, WEST, proof=PROOF) == [e.DeliveryRecorded]
    assert book.state.result.runs
    assert told(book, VILLAGE, EAST) == [e.DeliveryRecorded, e.ResultClockStopped]
    assert (book.state.result.runs, book.state.result.late) == (False, False)
    assert [one.number for one in book.state.result.deliveries] == [1, 2, 3, 4]
    assert [one.proof for one in book.state.result.deliveries] == [None, None, PROOF, None]


def test_online_is_welcome_and_replaces_nothing(book: Book) -> None:
    told(book, ONLINE, "hoadong.gov.vn")
    lacks = missing(book.state.result.villages, book.state.result.deliveries)
    assert lacks == Missing((MEDIA, BOARD, VILLAGE), (EAST, WEST), listed=True)


def test_without_a_list_of_villages_nobody_can_say_that_all_were_told() -> None:
    book = Book()
    assert tells(book, VILLAGE, EAST) == Refusal(Code.NOT_FOUND, "to")
    told(book, MEDIA, *RADIO)
    told(book, BOARD)
    lacks = missing((), book.state.result.deliveries)
    assert lacks == Missing((VILLAGE,), (), listed=False)
    assert book.state.result.runs


@pytest.mark.parametrize(("days", "day", "late"), [(9, 12, False), (20, 12, False), (20, 13, True)])
def test_late_is_what_was_delivered_late_whenever_it_is_written_down(
    book: Book, days: int, day: int, *, late: bool
) -> None:
    told(book, MEDIA, *RADIO)
    told(book, BOARD)
    told(book, VILLAGE, EAST)
    book.now = MONDAY + (days + 1) * DAY
    told(book, VILLAGE, WEST, day=f"2026-11-{day}")
    assert book.state.result.late is late


def test_where_no_day_is_known_nobody_was_late() -> None:
    book = Book()
    book.now = MONDAY + 60 * DAY
    book.state.result.since = book.now
    book.state.result.clock = None
    book.does(CLERK, c.ListVillages)
    assert (clock(book).due, clock(book).missing_year) == (None, 2027)
    told(book, MEDIA, *RADIO, day="2027-01-01")
    told(book, BOARD, day="2027-01-01")
    told(book, VILLAGE, EAST, day="2027-01-01")
    assert (book.state.result.runs, book.state.result.late) == (False, False)


def test_what_was_written_by_mistake_is_taken_back_and_stays_readable(book: Book) -> None:
    all_told(book)
    events = book.does(SECRETARY, c.WithdrawDelivery, delivery=3, words="Nhầm thôn")
    withdrawn, again = events
    assert isinstance(withdrawn, e.DeliveryWithdrawn)
    assert isinstance(again, e.ResultClockSet)
    assert (again.change, again.clock.due) == (e.ClockChange.STARTED, THIRTEENTH)
    assert book.state.result.runs
    assert book.state.result.late is None
    third = book.state.result.deliveries[2]
    assert (third.to, third.withdrawn_by, third.withdrawn_words) == (
        (EAST, WEST),
        SECRETARY,
        "Nhầm thôn",
    )
    again_told = told(book, VILLAGE, EAST, WEST)
    assert again_told == [e.DeliveryRecorded, e.ResultClockStopped]


def test_what_stood_wrong_may_be_taken_back_while_the_clock_runs(book: Book) -> None:
    told(book, MEDIA, *RADIO)
    assert [type(one) for one in book.does(CLERK, c.WithdrawDelivery)] == [e.DeliveryWithdrawn]


def test_a_village_that_was_forgotten_makes_it_owed_again(book: Book) -> None:
    all_told(book)
    names = (EAST, WEST, "Thôn Nam")
    events = book.does(CLERK, c.ListVillages, villages=(*names, EAST))
    assert [type(event) for event in events] == [e.VillagesListed, e.ResultClockSet]
    result = book.state.result
    assert result.villages == names
    assert missing(result.villages, result.deliveries).villages == ("Thôn Nam",)
    assert made_known_on(result.villages, result.deliveries) is None


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"channel": MEDIA, "to": ()}, Refusal(Code.EMPTY, "to")),
        ({"channel": ONLINE, "to": (" ",)}, Refusal(Code.EMPTY, "to")),
        ({"channel": VILLAGE, "to": ("Thôn Xa",)}, Refusal(Code.NOT_FOUND, "to")),
        ({"channel": VILLAGE, "to": (EAST,) * 201}, Refusal(Code.TOO_MANY, 200)),
        ({"day": "2026-11-01"}, Refusal(Code.BAD_VALUE, "day")),
        ({"day": "2026-11-03"}, Refusal(Code.BAD_VALUE, "day")),
        ({"day": "2/11/2026"}, Refusal(Code.BAD_VALUE, "day")),
        ({"until": "2026-11-01"}, Refusal(Code.BAD_VALUE, "until")),
        ({"until": "2027-11-04"}, Refusal(Code.BAD_VALUE, "until")),
        ({"until": "mai"}, Refusal(Code.BAD_VALUE, "until")),
        ({"channel": MEDIA, "to": RADIO, "until": "2026-12-01"}, Refusal(Code.BAD_VALUE, "until")),
        ({"words": "x" * 201}, Refusal(Code.TOO_LONG, "words")),
    ],
)
def test_what_cannot_have_been_delivered_so(
    book: Book, fields: dict[str, Any], refusal: Refusal
) -> None:
    given = {"channel": BOARD, "to": (), **fields}
    assert book.tries(CLERK, c.RecordDelivery, **given) == refusal


@pytest.mark.parametrize(
    ("villages", "refusal"),
    [
        ((), Refusal(Code.EMPTY, "villages")),
        ((" ",), Refusal(Code.EMPTY, "villages")),
        ((EAST, WEST, EAST), Refusal(Code.DUPLICATE, "villages")),
        (("x",) * (VILLAGES_MAX + 1), Refusal(Code.TOO_MANY, VILLAGES_MAX)),
    ],
)
def test_lists_that_say_nothing(book: Book, villages: tuple[str, ...], refusal: Refusal) -> None:
    assert book.tries(CLERK, c.ListVillages, villages=villages) == refusal


def test_taking_back_needs_a_delivery_a_reason_and_happens_once(book: Book) -> None:
    told(book, MEDIA, *RADIO)
    take_back = c.WithdrawDelivery
    assert book.tries(CLERK, take_back, delivery=2) == Refusal(Code.NOT_FOUND, "delivery")
    assert book.tries(CLERK, take_back, delivery=0) == Refusal(Code.NOT_FOUND, "delivery")
    assert book.tries(CLERK, take_back, words=" ") == Refusal(Code.EMPTY, "words")
    book.does(CLERK, take_back)
    assert book.tries(CLERK, take_back) == Refusal(Code.DUPLICATE, "delivery")


def test_there_is_a_last_delivery(book: Book) -> None:
    told(book, BOARD)
    book.state.result.deliveries *= DELIVERIES_MAX
    assert tells(book, BOARD) == Refusal(Code.TOO_MANY, DELIVERIES_MAX)


def test_nobody_is_told_twice_up_the_ladder_nor_once_it_is_known_to_all(book: Book) -> None:
    """Due on Thursday the 12th: two working days before is Tuesday."""
    seen = {}
    for day in range(40):
        goes_round(book, MONDAY + day * DAY)
        seen[day] = len(book.state.result.escalated)
    assert [day for day in seen if seen[day] > seen.get(day - 1, 0)] == [8, 10, 11, 15, 25]
    assert book.state.result.escalated == {-2, 0, 1, 3, 10}
    known = Book()
    known.does(CLERK, c.ListVillages)
    told(known, MEDIA, *RADIO)
    told(known, BOARD)
    told(known, VILLAGE, EAST)
    goes_round(known, MONDAY + 40 * DAY)
    assert known.state.result.escalated == set()


def test_what_the_rule_may_not_tell(book: Book) -> None:
    def tries(step: int) -> Any:
        return book.tries(RULE, c.EscalateResult, step=step)

    assert tries(2) == Refusal(Code.BAD_VALUE, "step")
    assert tries(0) == Refusal(Code.STALE, ClockKind.RESULT)
    book.later(10)
    book.does(RULE, c.EscalateResult, step=0)
    assert tries(0) == Refusal(Code.DUPLICATE, 0)
    all_told(book)
    assert tries(1) == Refusal(Code.STALE, ClockKind.RESULT)
    book.state = CasebookState()
    assert tries(0) == Refusal(Code.STALE, ClockKind.RESULT)


def test_a_clock_without_a_day_gets_one_when_its_year_is_known() -> None:
    book = Book(*[CaseState.WITHDRAWN] * 3)
    book.now = book.state.result.since = MONDAY + 60 * DAY
    book.state.result.clock = None
    book.does(RULE, c.ReckonClocks)
    assert clock(book).missing_year == 2027
    assert book.tries(RULE, c.EscalateResult, step=0) == Refusal(Code.STALE, ClockKind.RESULT)
    assert goes_round(book, book.now) == []
    book.terms = with_next_year()
    (reckoned,) = book.does(RULE, c.ReckonClocks)
    assert isinstance(reckoned, e.ResultClockSet)
    assert (reckoned.change, reckoned.was) == (e.ClockChange.RECKONED, None)
    assert clock(book).due == end_of(date(2027, 1, 11))


def test_the_next_round_looks_at_it_too(book: Book) -> None:
    assert next_of_result(book.state.result, THIRTEENTH - 1) == THIRTEENTH
    all_told(book)
    assert next_of_result(book.state.result, THIRTEENTH - 1) is None
    assert next_of_result(CasebookState().result, THIRTEENTH) is None
