"""What a line of the register holds. Times are epoch milliseconds, other days ISO dates."""

from dataclasses import dataclass

from archive.casework import (
    CaseOutcome,
    CaseState,
    Competence,
    Kind,
    Publication,
    Supervision,
    Urgency,
)
from conference.vocabulary import Channel, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One case. Of a sealed one only the first five are set."""

    reference: str
    conference: str
    question: int
    part: int
    state: CaseState
    text: str | None = None
    channel: Channel | None = None
    received_at: int | None = None
    place: str | None = None
    name: str | None = None
    """As its asker let it be shown."""
    contact: str | None = None
    """How to reach them: for the commune's staff alone."""
    support: int | None = None
    kind: Kind | None = None
    topic: str | None = None
    competence: Competence | None = None
    urgency: Urgency | None = None
    unit: str | None = None
    owner: str | None = None
    with_units: tuple[str, ...] = ()
    authority: str | None = None
    transferred_at: int | None = None
    due: int | None = None
    """The first moment at which the next of its clocks is overdue."""
    promised: str | None = None
    overdue: bool | None = None
    breached: bool | None = None
    """Whether any of its clocks ever ran out."""
    stage_outcome: Outcome | None = None
    outcome: CaseOutcome | None = None
    decision: str | None = None
    basis: str | None = None
    doer: str | None = None
    approved_by: str | None = None
    answered_at: int | None = None
    publication: Publication | None = None
    public_id: str | None = None
    stars: int | None = None
    solved: bool | None = None
    reopened: int | None = None
    supervision: Supervision | None = None
    reason: str | None = None
    """Why it was declined, in the commune's words."""
    merged_into: str | None = None
    split_from: str | None = None
    closed_at: int | None = None
    files: int | None = None
