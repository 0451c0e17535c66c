"""What a casebook's state is made of: plain records, changed only by `apply`."""

from dataclasses import dataclass, field

from archive.casework import (
    CaseOutcome,
    CaseState,
    Competence,
    Kind,
    Publication,
    Supervision,
    Urgency,
)
from archive.clocks import Clock
from archive.deadlines import ClockKind
from conference.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class CaseAnswer:
    """As its author submitted it. `approved_by` is None until somebody else has approved it."""

    author: str
    outcome: CaseOutcome
    decision: str
    due: str | None
    submitted_at: int
    approved_by: str | None = None
    approved_at: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """To decline the case."""

    by: str
    reason: str
    words: str
    at: int


@dataclass(slots=True)
class Recommendation:
    """Of the Front."""

    clock: Clock
    answered: bool = False
    settled: bool = False
    satisfied: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """Announced by the Front. `numbers` is the list from which is drawn."""

    numbers: tuple[str, ...]
    size: int
    digits: int
    day: str
    drawn: bool = False


@dataclass(slots=True)
class Case:
    code: str
    question: int
    state: CaseState
    opened_at: int
    since: int
    """When it came to stand where it stands."""
    steps: int = 0
    """How many events it has that do not only tell the time: what a page says it has seen."""
    stage_outcome: Outcome | None = None
    kind: Kind | None = None
    topic: str | None = None
    competence: Competence = Competence.COMMUNE
    urgency: Urgency = Urgency.NORMAL
    several_units: bool = False
    unit: str | None = None
    owner: str | None = None
    with_units: tuple[str, ...] = ()
    sent_back: int = 0
    back_to: CaseState | None = None
    """Where it stood when information was missing."""
    promised: str | None = None
    """The ISO date of a promise made on stage or in an approved answer."""
    kept_until: str | None = None
    """The last day of that promise by its clock: later, where more time was given or the citizen was asked."""
    authority: str | None = None
    transferred_at: int | None = None
    chased: int = 0
    """How often the authority was reminded by the rule since it has the case."""
    answers: list[CaseAnswer] = field(default_factory=list)
    outcome: CaseOutcome | None = None
    answered_at: int | None = None
    publication: Publication = Publication.NONE
    public_id: str | None = None
    stars: int | None = None
    solved: bool | None = None
    replied: bool = False
    """The asker holds an answer that nobody has asked to look at again."""
    reopened: int = 0
    """By whomever."""
    reopened_by_citizen: int = 0
    proposal: Proposal | None = None
    decided_at: int | None = None
    """When it was declined, guided or merged: an appeal has ten days."""
    appealed: bool = False
    upheld: bool = False
    """The chair answered the appeal: what was decided stands."""
    clocks: dict[ClockKind, Clock] = field(default_factory=dict)
    """Those that run or rest."""
    extended: set[ClockKind] = field(default_factory=set)
    escalated: set[tuple[ClockKind, int, int, int | None]] = field(default_factory=set)
    """As `ladder.told_as` has it: never twice."""
    breached: set[ClockKind] = field(default_factory=set)
    """Clocks that once ran out."""
    files: dict[str, bool] = field(default_factory=dict)
    """SHA-256 → whether it is shown with the answer."""
    merged_into: str | None = None
    members: list[str] = field(default_factory=list)
    split_from: str | None = None
    parts: list[str] = field(default_factory=list)
    supervision: Supervision = Supervision.NONE
    recommendations: list[Recommendation] = field(default_factory=list)
    notes: int = 0
    front_notes: int = 0
    checks: int = 0
    """Field checks of the Front."""
    check_files: set[str] = field(default_factory=set)
    """SHA-256 of what the Front attached to them."""
    additions: int = 0
