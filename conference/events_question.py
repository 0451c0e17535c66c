"""What citizens did: their questions and their support."""

from dataclasses import dataclass

from conference.event import Event
from conference.vocabulary import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked(Event):
    """Received, numbered and waiting. `source` is set for gathered questions, `original` is a vault hash."""

    question: int
    text: str
    channel: Channel
    topic: str | None
    name: str | None
    place: str | None
    receipt_code: str
    source: str | None
    original: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAmended(Event):
    question: int
    text: str
    original: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWithdrawn(Event):
    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteCast(Event):
    """`by` is the one who supports."""

    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRetracted(Event):
    question: int
