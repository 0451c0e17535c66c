"""In which order the public list stands. Pure: questions as the crowd sees them in, the same in order out.

While a question is being answered nothing moves: everything keeps the place it had when that one was called,
and what came to the list since stands behind it, the earliest first. So a page that loads itself anew shows
the reader the same list, whatever was voted meanwhile. `frontend/live/order.js` orders the same, and
tests/conference/still_order.json holds the two together.
"""

from collections.abc import Callable, Sequence
from typing import Any

from conference.order import fair_rank
from conference.records import StillOrder
from conference.vocabulary import QuestionStatus

View = dict[str, Any]

POPULAR = "popular"


def in_order(
    questions: Sequence[View], sort: str, now: int, still: StillOrder | None = None
) -> list[View]:
    rank = SORTS[sort]
    if still is None:
        return sorted(questions, key=lambda question: rank(now, question))
    since, then = still.since, still.support

    def place(question: View) -> tuple[bool, Any]:
        number = question["number"]
        if number in then:
            return False, rank(since, {**question, "support": then[number]})
        return True, number

    return sorted(questions, key=place)


def as_called(questions: Sequence[View], still: StillOrder) -> View:
    """For a script that comes in between: whose support was another then, and which; None: not on the list."""
    then = still.support
    moved = [
        [question["number"], then.get(question["number"])]
        for question in questions
        if then.get(question["number"]) != question["support"]
    ]
    return {"since": still.since, "moved": moved}


def _by_support(_now: int, question: View) -> tuple[bool, int, int]:
    # The answered ones sink: they need nobody's support any more.
    answered = question["status"] == QuestionStatus.ANSWERED
    return answered, -question["support"], question["number"]


def _by_recency(_now: int, question: View) -> int:
    number: int = question["number"]
    return -number


def _by_fairness(now: int, question: View) -> tuple[bool, float, int]:
    shown_at: int = question.get("shown_at") or question["at"]
    return fair_rank(question["number"], question["status"], question["support"], shown_at, now)


SORTS: dict[str, Callable[[int, View], Any]] = {
    POPULAR: _by_support,
    "recent": _by_recency,
    "fair": _by_fairness,
}
