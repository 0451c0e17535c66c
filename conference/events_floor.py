"""What happened on the floor."""

from dataclasses import dataclass

from conference.event import Event
from conference.vocabulary import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionCalled(Event):
    """On the floor. `support` is what it had at that moment, for the transcript."""

    question: int
    support: int


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
