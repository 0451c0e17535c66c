"""What the Front did, and what it was told. Nothing takes any of this back."""

from dataclasses import dataclass

from archive.casebook.event import CaseEvent
from archive.casework import Finding
from archive.clocks import Clock
from conference.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWatched(CaseEvent):
    watching: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionNoteWritten(CaseEvent):
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCheckRecorded(CaseEvent):
    finding: Finding
    day: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationMade(CaseEvent):
    """`recommendation` is its number within the case, from 1. The commune owes a reply by this clock."""

    recommendation: int
    words: str
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationAnswered(CaseEvent):
    recommendation: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationSettled(CaseEvent):
    recommendation: int
    satisfied: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleDrawn(Event):
    """These cases (codes) were drawn by this seed, out of so many that were not sealed: see `samples.py`."""

    seed: str
    cases: tuple[str, ...]
    out_of: int
