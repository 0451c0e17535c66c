"""The answer: written, approved, carried out, published, closed."""

from dataclasses import dataclass, field

from archive.casebook.command import CaseCommand
from archive.casework import CaseOutcome
from conference.command import MINTED


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitAnswer(CaseCommand):
    """What is decided, on what ground, who does what, by when (ISO date), and what shows it.

    A commitment needs a date. `evidence` names files of the case. `from_authority` is who replied, when the case
    had been transferred.
    """

    outcome: CaseOutcome
    decision: str
    basis: str
    doer: str | None = None
    due: str | None = None
    evidence: tuple[str, ...] = ()
    from_authority: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectAnswer(CaseCommand):
    """Back to its author, with what is missing."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveAnswer(CaseCommand):
    """By another person than its author. A commitment begins to be carried out with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishCase(CaseCommand):
    """For everybody to read, in the redacted wording given here. The originals stay as they are."""

    question_text: str
    answer_text: str
    public_id: str = field(metadata=MINTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdCase(CaseCommand):
    """Not to be published, for a reason that the Front reads too."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCase(CaseCommand):
    """Nothing more is owed: published or withheld, and the citizen agrees or has let the time pass."""
