"""What the desk asks about questions that are the same, and about one that is several."""

from dataclasses import dataclass, field

from conference.command import MINTED, Command, Revoking


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeQuestions(Revoking):
    """They ask the same: one goes on for both, and every wording is kept."""

    question: int
    into: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmergeQuestion(Revoking):
    """Everything is again as it was before it was merged."""

    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitQuestion(Command):
    """One speech, several questions: the first part stays here, the others get numbers of their own."""

    question: int
    parts: tuple[str, ...]
    originals: tuple[str | None, ...] = field(default=(), metadata=MINTED)
    flags: tuple[tuple[str, ...], ...] = field(default=(), metadata=MINTED)
    """Of each part, as of any wording."""
    receipt_codes: tuple[str, ...] = field(metadata=MINTED)
