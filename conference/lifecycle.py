"""How a conference and a question may move: two tables. docs/ARCHITECTURE.md draws them.

Whatever a table does not list is refused. `MERGED` and `SEALED` have no moves yet: nothing leads there
until the desk can merge and seal.
"""

from conference.vocabulary import QuestionStatus as Status
from conference.vocabulary import Stage

STAGE_MOVES: dict[Stage, frozenset[Stage]] = {
    Stage.DRAFT: frozenset({Stage.ANNOUNCED, Stage.LIVE}),
    Stage.ANNOUNCED: frozenset({Stage.LIVE}),
    Stage.LIVE: frozenset({Stage.CLOSED}),
    Stage.CLOSED: frozenset(),
}

QUESTION_MOVES: dict[Status, frozenset[Status]] = {
    Status.WAITING: frozenset({Status.QUEUED, Status.DECLINED, Status.WITHDRAWN}),
    Status.QUEUED: frozenset(
        {Status.WAITING, Status.ON_FLOOR, Status.DEFERRED, Status.DECLINED, Status.WITHDRAWN}
    ),
    Status.ON_FLOOR: frozenset({Status.QUEUED, Status.ANSWERED, Status.DEFERRED}),
    Status.ANSWERED: frozenset({Status.ON_FLOOR}),
    Status.DEFERRED: frozenset({Status.WAITING, Status.ON_FLOOR}),
    Status.DECLINED: frozenset({Status.WAITING}),
    Status.MERGED: frozenset(),
    Status.WITHDRAWN: frozenset(),
    Status.SEALED: frozenset(),
}

PUBLIC = frozenset({Status.QUEUED, Status.ON_FLOOR, Status.ANSWERED, Status.DEFERRED})
"""What the crowd may see. Everything else is known to staff and to the asker alone."""

SUPPORTABLE = frozenset({Status.QUEUED, Status.ON_FLOOR, Status.DEFERRED})


def can_move(status: Status, to: Status) -> bool:
    return to in QUESTION_MOVES[status]
