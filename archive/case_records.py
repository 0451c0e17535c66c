"""What the casebook's read tables hold, as plain records for pages and exports. Times are epoch milliseconds.

Of a sealed case no record holds anybody's words: they are not in the tables.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from archive.casebook.event import CaseEvent
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
from archive.records import Turn
from conference.vocabulary import Channel, Outcome, Role

_NUMBER = re.compile(r"(?:№|#|no\.?|số|so)? ?([0-9]{1,6})", re.IGNORECASE)
_REFERENCE = re.compile(r"([A-Z0-9-]{1,40})-([0-9]{1,6})(?:\.([0-9]{1,2}))?")
NEVER = 253_402_275_600_000
"""In place of a due moment where none is known, so that such cases come last: the end of the year 9999."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case as lists and the register show it. `text` is what was asked; empty when it is sealed."""

    commune: str
    conference: str
    code: str
    question: int
    part: int
    """1, or the number of the part that was split off."""
    text: str
    state: CaseState
    since: int
    steps: int
    """How many steps it has: what a form sends back as `seen`."""
    channel: Channel | None
    place: str | None
    topic: str | None
    kind: Kind | None
    competence: Competence
    urgency: Urgency
    several_units: bool
    unit: str | None
    owner: str | None
    with_units: tuple[str, ...]
    stage_outcome: Outcome | None
    outcome: CaseOutcome | None
    replied: bool
    """Whether its asker holds an answer, also while a report on what was promised is weighed."""
    publication: Publication
    public_id: str | None
    supervision: Supervision
    stars: int | None
    solved: bool | None
    reopened: int
    reason: str | None
    """Why it was declined, as a code of the commune's list."""
    proposed_by: str | None
    """Who proposed to decline it, while a second person has not agreed."""
    authority: str | None
    transferred_at: int | None
    promised: str | None
    """The ISO date that was promised, or the later one that the promise was put off to."""
    due: int | None
    """When the next of its running clocks runs out."""
    due_clock: ClockKind | None
    breached: bool
    """Whether any of its clocks ever ran out."""
    missing_year: int | None
    """A clock of it needs this year's calendar, and nobody has loaded it."""
    opened_at: int
    answered_at: int | None
    closed_at: int | None
    merged_into: str | None
    split_from: str | None

    @property
    def reference(self) -> str:
        return reference(self.conference, self.question, self.part)


def reference(conference: str, question: int, part: int) -> str:
    """The number everybody may know, on paper and in the register; the code is its asker's secret."""
    return f"{conference}-{question:04d}" + (f".{part}" if part > 1 else "")


def referred(typed: str) -> tuple[str, int, int] | None:
    """Conference, question and part of a reference as somebody typed it."""
    found = _REFERENCE.fullmatch(typed.strip().upper())
    return (found[1], int(found[2]), int(found[3] or 1)) if found else None


def numbered(typed: str) -> int | None:
    """The number of a question as a receipt shows it: `17`, `№ 17`, `số 17`."""
    found = _NUMBER.fullmatch(typed.strip())
    return int(found[1]) if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseList:
    """A page of cases. `next` fetches the page after it; None when this is the last one."""

    cases: tuple[CaseLine, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabs:
    """How many cases stand where. `by_state` has only states that anything stands in."""

    by_state: Mapping[CaseState, int]
    open: int
    overdue: int
    due_soon: int
    sealed: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a snippet: shown as found, or as what stands around it."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    case: CaseLine
    snippet: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """Newest first. `next` as in `CaseList`."""

    hits: tuple[Hit, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One event of a case, as the journal has it. Who may be told what of it: `archive/casebook/sight.py`."""

    sequence: int
    name: str
    event: CaseEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRecord:
    """`steps` are those it was escalated by. `late` is known when it has stopped."""

    kind: ClockKind
    clock: Clock
    steps: tuple[int, ...]
    stopped_at: int | None
    late: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LateCase:
    """An open case that keeps its asker waiting: `kind` is the clock that ran out first, `due` was when."""

    reference: str
    unit: str | None
    topic: str | None
    place: str | None
    kind: ClockKind
    due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRecord:
    """`evidence` names files of the case by their SHA-256."""

    number: int
    author: str
    outcome: CaseOutcome
    decision: str
    basis: str
    doer: str | None
    due: str | None
    evidence: tuple[str, ...]
    from_authority: str | None
    submitted_at: int
    approved_by: str | None
    approved_at: int | None
    rejected_by: str | None
    rejected_at: int | None
    rejected_words: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """`file` is the SHA-256 of its content; `role` that of whoever attached it."""

    file: str
    name: str
    media_type: str
    size: int
    public: bool
    role: Role
    actor: str
    attached_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationRecord:
    """Of the Front. `satisfied` is None until the Front has settled it."""

    number: int
    words: str
    made_by: str
    made_at: int
    due: int | None
    reply: str | None
    replied_by: str | None
    replied_at: int | None
    satisfied: bool | None
    verdict: str | None
    settled_at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCase:
    """What everybody may read: the redacted wording, and nothing that leads to its asker."""

    commune: str
    conference: str
    public_id: str
    question_text: str
    answer_text: str
    state: CaseState
    topic: str | None
    place: str | None
    unit: str | None
    outcome: CaseOutcome | None
    promised: str | None
    opened_at: int
    answered_at: int | None
    published_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedList:
    """Newest first. `next` as in `CaseList`."""

    cases: tuple[PublishedCase, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """All that belongs to one case. `parent` is the case it was merged into, with that one's answers.

    `turns` is what happened on the floor about its question; `minutes` holds the corrected wording of a turn.
    """

    case: CaseLine
    steps: tuple[Step, ...]
    clocks: tuple[ClockRecord, ...]
    answers: tuple[AnswerRecord, ...]
    files: tuple[FileRecord, ...]
    recommendations: tuple[RecommendationRecord, ...]
    published: PublishedCase | None
    turns: tuple[Turn, ...]
    minutes: Mapping[int, str]
    parent: CaseLine | None
    parent_answers: tuple[AnswerRecord, ...]
    members: tuple[CaseLine, ...]
    origin: CaseLine | None
    parts: tuple[CaseLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationLine:
    """A recommendation in a list, with the case it is about."""

    case: CaseLine
    recommendation: RecommendationRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Cases that have something in common: their unit, topic or place. None is theirs who have none.

    `replied` are those that have an answer, `resolved` those of them whose matter it settled.
    """

    name: str | None
    total: int
    open: int
    overdue: int
    replied: int
    resolved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """From this moment, a Monday's midnight, for seven days."""

    since: int
    opened: int
    answered: int
    closed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """`due_soon` and `overdue` are the most pressing ones; `tabs` tells how many there are of each."""

    tabs: Tabs
    replied: int
    resolved: int
    due_soon: tuple[CaseLine, ...]
    overdue: tuple[CaseLine, ...]
    units: tuple[Group, ...]
    topics: tuple[Group, ...]
    places: tuple[Group, ...]
    trend: tuple[Week, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCode:
    """What somebody's code stands for: a case, or before there are cases a question."""

    commune: str
    conference: str
    question: int
    part: int
    is_case: bool
    sealed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """Every question must have its case; parts that were split off come on top."""

    questions: int
    cases: int
    parts: int

    @property
    def complete(self) -> bool:
        return self.questions == self.cases - self.parts
