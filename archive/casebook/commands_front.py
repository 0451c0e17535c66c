"""What the Fatherland Front's supervisor does, and what the commune owes it. Nobody else can change these."""

from dataclasses import dataclass

from archive.casebook.command import BookCommand, CaseCommand
from archive.casework import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchCase(CaseCommand):
    """The Front follows this case, or no longer."""

    watching: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteSupervisionNote(CaseCommand):
    """The Front's own note, for itself and for the commune to read."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFieldCheck(CaseCommand):
    """What was seen at the place itself, on an ISO date."""

    finding: Finding
    day: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeRecommendation(CaseCommand):
    """The commune owes a reply, by its own clock."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyToRecommendation(CaseCommand):
    """The commune's reply. `recommendation` is its number within the case, from 1."""

    recommendation: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleRecommendation(CaseCommand):
    """Whether the reply satisfies the Front."""

    recommendation: int
    satisfied: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawSample(BookCommand):
    """Draw cases to be checked, by a seed that was published before. Anybody can draw them again."""

    seed: str
    size: int
