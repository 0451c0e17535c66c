"""Intake: how a case begins, what it is, and the ways off the road and back."""

from dataclasses import dataclass

from archive.casebook.event import CaseEvent
from archive.casework import CaseState, Competence, Kind, Urgency
from conference.vocabulary import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(CaseEvent):
    """What was asked and said stays in the conference.

    A merged one names the question that goes on for it: its receipt code is another asker's secret.
    """

    question: int
    state: CaseState
    outcome: Outcome | None
    unit: str | None
    due: str | None
    reason: str | None
    merged_into: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTakenUp(CaseEvent):
    """To be verified. `urgency` is None where nobody said."""

    urgency: Urgency | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationRequested(CaseEvent):
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResumed(CaseEvent):
    """The information came, or will not come: the case is `to` where it was waited for."""

    to: CaseState
    words: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClassified(CaseEvent):
    kind: Kind
    topic: str
    competence: Competence
    urgency: Urgency
    several_units: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNarrowed(CaseEvent):
    """Split: this case keeps this text, the rest went into the cases that name it."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSplitOff(CaseEvent):
    """A new case out of another one, with the number of its part: 2, 3 and so on."""

    split_from: str
    question: int
    part: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMerged(CaseEvent):
    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineProposed(CaseEvent):
    reason: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineRejected(CaseEvent):
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDeclined(CaseEvent):
    """`proposed_by` is the first of the two persons, `by` the second."""

    reason: str
    words: str
    proposed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseGuided(CaseEvent):
    body: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSealed(CaseEvent):
    """For the sealed-box officer alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseUnsealed(CaseEvent):
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRevived(CaseEvent):
    """Received once more."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionUpheld(CaseEvent):
    """The answer to an appeal: nothing moves."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesCorrected(CaseEvent):
    turn: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageAnswerRecorded(CaseEvent):
    words: str
    by_whom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWritten(CaseEvent):
    words: str
