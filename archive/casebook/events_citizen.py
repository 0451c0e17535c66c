"""What the citizen did. Their words are masked; `original` is the vault key of the verbatim ones, if they differ."""

from dataclasses import dataclass

from archive.casebook.event import CaseEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationAdded(CaseEvent):
    text: str
    original: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRated(CaseEvent):
    """One to five stars. The latest one counts."""

    stars: int
    solved: bool
    words: str | None
    original: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReopened(CaseEvent):
    """By the citizen, the Front or the chair: `by` says who. Counted for ever."""

    words: str
    original: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWithdrawn(CaseEvent):
    words: str | None
    original: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAppealed(CaseEvent):
    words: str
    original: str | None
