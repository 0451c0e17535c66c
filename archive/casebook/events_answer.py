"""The answer, and what the public sees of it."""

from dataclasses import dataclass

from archive.casebook.event import CaseEvent
from archive.casework import CaseOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSubmitted(CaseEvent):
    """`answer` is its number within the case, from 1."""

    answer: int
    outcome: CaseOutcome
    decision: str
    basis: str
    doer: str | None
    due: str | None
    evidence: tuple[str, ...]
    from_authority: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRejected(CaseEvent):
    answer: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerApproved(CaseEvent):
    """The case is answered."""

    answer: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseBegun(CaseEvent):
    """What was committed is carried out from now on, until the ISO date `due`."""

    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePublished(CaseEvent):
    """In a wording of its own; `public_id` stands in its public address and tells nothing of the receipt code."""

    public_id: str
    question_text: str
    answer_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWithheld(CaseEvent):
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed(CaseEvent):
    """`agreed`: its asker said so; otherwise the time for that has passed."""

    agreed: bool
