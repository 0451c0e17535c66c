"""How a conference and a question may move: two tables. docs/ARCHITECTURE.md draws them.

Whatever a table does not list is refused. The sets under them say from where one act may begin, where the
table alone would allow it from elsewhere too.
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
    Status.WAITING: frozenset(
        {
            Status.QUEUED,
            Status.DECLINED,
            Status.MERGED,
            Status.WITHDRAWN,
            Status.SEALED,
            Status.GUIDED,
        }
    ),
    Status.QUEUED: frozenset(
        {
            Status.WAITING,
            Status.ON_FLOOR,
            Status.DEFERRED,
            Status.DECLINED,
            Status.MERGED,
            Status.WITHDRAWN,
            Status.SEALED,
            Status.GUIDED,
        }
    ),
    Status.ON_FLOOR: frozenset({Status.QUEUED, Status.ANSWERED, Status.DEFERRED, Status.SEALED}),
    Status.ANSWERED: frozenset({Status.ON_FLOOR, Status.SEALED}),
    Status.DEFERRED: frozenset(
        {Status.WAITING, Status.ON_FLOOR, Status.MERGED, Status.SEALED, Status.GUIDED}
    ),
    Status.DECLINED: frozenset({Status.WAITING, Status.QUEUED, Status.SEALED}),
    Status.MERGED: frozenset(
        {Status.WAITING, Status.QUEUED, Status.DEFERRED, Status.WITHDRAWN, Status.SEALED}
    ),
    Status.WITHDRAWN: frozenset(),
    Status.SEALED: frozenset({Status.WAITING}),
    Status.GUIDED: frozenset({Status.WAITING, Status.SEALED}),
}

PUBLIC = frozenset({Status.QUEUED, Status.ON_FLOOR, Status.ANSWERED, Status.DEFERRED})
"""What the crowd may see. Everything else is known to staff and to the asker alone."""

SUPPORTABLE = frozenset({Status.QUEUED, Status.ON_FLOOR, Status.DEFERRED})

INBOX = frozenset({Status.WAITING})
DECLINED = frozenset({Status.DECLINED})
SEALED = frozenset({Status.SEALED})
MERGED = frozenset({Status.MERGED})
UNDECIDED = frozenset({Status.WAITING, Status.QUEUED})
"""What can be held, split, or given up by its asker."""
RETURNABLE = frozenset({Status.QUEUED, Status.DEFERRED, Status.DECLINED, Status.GUIDED})
DEFERRABLE = frozenset({Status.QUEUED, Status.ON_FLOOR})
EDITABLE = frozenset({Status.WAITING, Status.QUEUED, Status.ON_FLOOR, Status.DEFERRED})
TAGGABLE = frozenset(Status) - {Status.SEALED}
SAME_AS_WAITING = PUBLIC | {Status.WAITING}
"""Into what a waiting question may be merged; one that the crowd has seen, only into a public one."""


def can_move(status: Status, to: Status) -> bool:
    return to in QUESTION_MOVES[status]
