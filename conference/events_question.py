"""What citizens did: their questions."""

from dataclasses import dataclass

from conference.event import Event
from conference.vocabulary import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked(Event):
    """Received, numbered and waiting.

    `source` is set for gathered questions, `original` is a vault hash, `flags` is what screening noticed.
    """

    question: int
    text: str
    channel: Channel
    topic: str | None
    name: str | None
    place: str | None
    receipt_code: str
    source: str | None
    original: str | None
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAmended(Event):
    question: int
    text: str
    original: str | None
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWithdrawn(Event):
    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionResubmitted(Event):
    """Declined, and waiting again in other words."""

    question: int
    text: str
    original: str | None
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRequested(Event):
    """`original` is a vault hash of the words as sent."""

    question: int
    words: str | None
    original: str | None
