"""The life-cycle of a case, as data: where it may stand, where it may go from there, and who may take it.

Pure tables, and the one small function for each that reads them. Everything else about a case is a facet
kept apart from its state: what the answer amounts to, whether it is published, whether the Front watches it,
what its asker thinks of it. So a case that was answered is not thereby resolved, and both are counted.

The rules that use these tables stand in `archive/casebook/`. Nothing here may know a clock, a store or a page.
"""

from collections.abc import Mapping
from enum import StrEnum

from conference.vocabulary import Role


class CaseState(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    VERIFYING = "verifying"
    NEED_INFO = "need_info"
    CLASSIFIED = "classified"
    ASSIGNED = "assigned"
    PROCESSING = "processing"
    TRANSFERRED = "transferred"
    AWAITING_APPROVAL = "awaiting_approval"
    ANSWERED = "answered"
    IMPLEMENTING = "implementing"
    CLOSED = "closed"
    REOPENED = "reopened"
    MERGED = "merged"
    DECLINED = "declined"
    GUIDED = "guided"
    SEALED = "sealed"
    WITHDRAWN = "withdrawn"


class CaseOutcome(StrEnum):
    """What the answer amounts to. Only `resolved` counts as resolved."""

    RESOLVED = "resolved"
    COMMITTED = "committed"
    EXPLAINED = "explained"
    NOT_ACCEPTED = "not_accepted"
    FORWARDED_RESULT = "forwarded_result"
    NO_BUDGET_YET = "no_budget_yet"


class Publication(StrEnum):
    """Whether the answer can be read by everybody."""

    NONE = "none"
    REDACTING = "redacting"
    PUBLISHED = "published"
    WITHHELD = "withheld"


class Supervision(StrEnum):
    """Whether the Front watches the case, and whether it is content."""

    NONE = "none"
    WATCHING = "watching"
    RECOMMENDATION_OPEN = "recommendation_open"
    SATISFIED = "satisfied"


class Kind(StrEnum):
    """What was said, by its content and purpose, never by its title."""

    QUESTION = "question"
    PROPOSAL = "proposal"
    REPORT = "report"


class Competence(StrEnum):
    """Whose it is to settle."""

    COMMUNE = "commune"
    PROVINCE = "province"
    CENTRAL = "central"


class Urgency(StrEnum):
    """How soon a first act is owed."""

    NORMAL = "normal"
    URGENT = "urgent"


class Finding(StrEnum):
    """What a field check of the Front saw of what had been promised."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"


class CheckedHow(StrEnum):
    """Where the Front looked."""

    FILE = "file"
    """The case's own papers."""
    VISIT = "visit"
    """The place, or somebody's home."""


class AskerSaid(StrEnum):
    """What the asker told the Front about the answer."""

    NOT_ASKED = "not_asked"
    NOT_REACHED = "not_reached"
    CONTENT = "content"
    NOT_CONTENT = "not_content"


class AnswerPoint(StrEnum):
    """What a good answer does: the list by which the Front judges one."""

    TO_THE_POINT = "to_the_point"
    BASIS = "basis"
    WHO_AND_WHEN = "who_and_when"
    PLAIN = "plain"


S = CaseState

_CITIZEN = frozenset({Role.CITIZEN})
_INTAKE = frozenset({Role.CLERK})
_OWNER = frozenset({Role.OFFICER})
_SIGNERS = frozenset({Role.CHAIR, Role.APPROVER})
_REOPENERS = frozenset({Role.CITIZEN, Role.SUPERVISOR, Role.CHAIR})
_CLOSERS = frozenset({Role.RULE, Role.PUBLISHER, Role.CITIZEN})

MOVERS: Mapping[CaseState, Mapping[CaseState, frozenset[Role]]] = {
    S.RECEIVED: {
        S.VERIFYING: _INTAKE,
        S.CLASSIFIED: _INTAKE,
        S.ANSWERED: frozenset({Role.SECRETARY, Role.CHAIR}),
        S.MERGED: _INTAKE,
        S.DECLINED: _INTAKE | _SIGNERS,
        S.GUIDED: _INTAKE,
        S.SEALED: _INTAKE | {Role.MODERATOR, Role.SECRETARY},
        S.WITHDRAWN: _CITIZEN,
    },
    S.VERIFYING: {
        S.NEED_INFO: _INTAKE,
        S.CLASSIFIED: _INTAKE,
        S.MERGED: _INTAKE,
        S.DECLINED: _INTAKE | _SIGNERS,
        S.GUIDED: _INTAKE,
        S.SEALED: _INTAKE,
        S.WITHDRAWN: _CITIZEN,
    },
    S.NEED_INFO: {
        S.VERIFYING: _INTAKE | _CITIZEN | {Role.RULE},
        S.PROCESSING: _OWNER | _CITIZEN | {Role.RULE},
        S.WITHDRAWN: _CITIZEN,
    },
    S.CLASSIFIED: {
        S.ASSIGNED: _INTAKE | {Role.CHAIR},
        S.TRANSFERRED: _SIGNERS,
        S.MERGED: _INTAKE,
        S.GUIDED: _INTAKE,
        S.SEALED: _INTAKE,
        S.WITHDRAWN: _CITIZEN,
    },
    S.ASSIGNED: {
        S.PROCESSING: _OWNER,
        S.CLASSIFIED: _OWNER | {Role.UNIT_HEAD},
        S.WITHDRAWN: _CITIZEN,
    },
    S.PROCESSING: {
        S.NEED_INFO: _OWNER,
        S.AWAITING_APPROVAL: _OWNER,
        S.TRANSFERRED: _SIGNERS,
        S.ASSIGNED: _INTAKE | {Role.UNIT_HEAD, Role.CHAIR},
        S.SEALED: _INTAKE | _OWNER,
        S.WITHDRAWN: _CITIZEN,
    },
    S.TRANSFERRED: {
        S.PROCESSING: _INTAKE | _OWNER,
        S.AWAITING_APPROVAL: _INTAKE | _OWNER,
        S.WITHDRAWN: _CITIZEN,
    },
    S.AWAITING_APPROVAL: {
        S.PROCESSING: _SIGNERS,
        S.ANSWERED: _SIGNERS,
        S.WITHDRAWN: _CITIZEN,
    },
    S.ANSWERED: {S.IMPLEMENTING: _SIGNERS, S.CLOSED: _CLOSERS, S.REOPENED: _REOPENERS},
    S.IMPLEMENTING: {
        S.AWAITING_APPROVAL: _OWNER,
        S.CLOSED: _CLOSERS,
        S.REOPENED: _REOPENERS,
        S.WITHDRAWN: _CITIZEN,
    },
    S.CLOSED: {S.REOPENED: _REOPENERS},
    S.REOPENED: {
        S.PROCESSING: _INTAKE | _OWNER | {Role.CHAIR},
        S.TRANSFERRED: _SIGNERS,
        S.WITHDRAWN: _CITIZEN,
    },
    S.SEALED: {S.CLASSIFIED: frozenset({Role.SEALED_BOX})},
    S.MERGED: {S.RECEIVED: frozenset({Role.CHAIR, Role.RULE})},
    S.DECLINED: {S.RECEIVED: frozenset({Role.CHAIR})},
    S.GUIDED: {S.RECEIVED: frozenset({Role.CHAIR})},
    S.WITHDRAWN: {S.RECEIVED: frozenset({Role.CHAIR})},
}
"""From where, to where, by whom. What is not here is refused.

To decline takes two people, and the second may be one who signs. A rule receives a merged case again when the
case that it went on with has left the road.
"""

FINAL = frozenset({S.CLOSED, S.MERGED, S.DECLINED, S.GUIDED, S.SEALED, S.WITHDRAWN})
"""Here the commune owes nothing more, unless somebody brings it back."""
OPEN = frozenset(CaseState) - FINAL
APPEALABLE = frozenset({S.MERGED, S.DECLINED, S.GUIDED, S.WITHDRAWN})
"""Off the road; on an appeal, or when the Front asks for it, the chair brings it back."""
REPLIED = frozenset({S.ANSWERED, S.IMPLEMENTING, S.CLOSED})
"""The asker has an answer. Whether anything was resolved is the outcome's to say."""
ENDS_AN_ANSWER = FINAL - REPLIED | {S.REOPENED}
"""An answer that was given stands until the case comes here, also while a report on what was promised is weighed."""


def can_move(state: CaseState, to: CaseState) -> bool:
    return to in MOVERS[state]


def may_move(state: CaseState, to: CaseState, role: Role) -> bool:
    return role in MOVERS[state].get(to, frozenset())
