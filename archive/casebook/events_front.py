"""What the Front did, and what it was told. Nothing takes any of this back."""

from dataclasses import dataclass

from archive.casebook.event import CaseEvent
from archive.casework import AnswerPoint, AskerSaid, CheckedHow, Finding
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
    """`answer_points` are those that the answer meets; None when it was not judged."""

    finding: Finding
    day: str
    words: str
    how: CheckedHow
    asker: AskerSaid
    answer_points: tuple[AnswerPoint, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFileAttached(CaseEvent):
    """Kept apart from the files of the office. `check` is the field check's number within the case, from 1."""

    check: int
    file: str
    name: str
    media_type: str
    size: int


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
class SampleAnnounced(Event):
    """So many of these will be drawn by a number of so many digits, which comes from there and is known on that day.

    `numbers` is the list from which is drawn, in its order: see `samples.py`. Nothing changes it any more.
    """

    sample: int
    size: int
    source: str
    digits: int
    day: str
    salt: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleDrawn(Event):
    """These places of the announced list were drawn by this seed, in this order; `cases` are their codes.

    `sample` is None and `places` is empty for what was drawn before samples were announced.
    """

    sample: int | None
    seed: str
    places: tuple[int, ...]
    cases: tuple[str, ...]
    out_of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRemarked(Event):
    """The Front's own words in its report on a period, by the period's key (`2026-W45`, `2026-11`)."""

    period: str
    words: str
