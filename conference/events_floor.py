"""What happened on the floor, and between the desk and the chair."""

from dataclasses import dataclass

from conference.event import Event
from conference.vocabulary import Outcome, PassReason


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionCalled(Event):
    """On the floor. `support` is what it had at that moment, for the transcript.

    `passed` is the most supported question of the queue when that had more, and `pass_reason` why it was
    not taken.
    """

    question: int
    support: int
    passed: int | None
    pass_reason: PassReason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswered(Event):
    """`answered_by` is who spoke; `due` is an ISO date."""

    question: int
    outcome: Outcome
    answered_by: str
    words: str
    unit: str | None
    due: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDeferred(Event):
    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorCleared(Event):
    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairTold(Event):
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAcknowledged(Event):
    pass
