"""The fair order of the public list: an order in which a late question has a chance.

By bare support the earliest questions stay on top for ever: they were shown longest. So support is weighed
by how long a question could be supported at all:

    share = (support + 1) / (minutes shown + 10)

The 1 lets a question without support stand somewhere; the 10 minutes keep one vote in the first second from
beating a hundred in an hour. A question has been shown since it was approved (`shown_at`). What is answered
sinks: it needs nobody's support any more. Equal shares stand by number, the earliest first.

`frontend/live/order.js` reckons the same, and tests/conference/fair_order.json holds the two together.
"""

from conference.vocabulary import QuestionStatus

HEAD_START_SUPPORT = 1
HEAD_START_MINUTES = 10
_MINUTE_MILLISECONDS = 60_000


def fair_share(support: int, shown_at: int, now: int) -> float:
    """How much support a question found for the time it had to find it."""
    minutes = max(0, now - shown_at) / _MINUTE_MILLISECONDS
    return (support + HEAD_START_SUPPORT) / (minutes + HEAD_START_MINUTES)


def fair_rank(
    number: int, status: str, support: int, shown_at: int, now: int
) -> tuple[bool, float, int]:
    """The lower comes first."""
    return status == QuestionStatus.ANSWERED, -fair_share(support, shown_at, now), number
