"""Everything that can have happened. Facts, in the past tense; they are the journal.

A field never changes its meaning: a new meaning is a new event, or a new version with an upcaster in
`archive/codec.py`. Whatever cannot be erased must not be here: personal data lives in the vault, and an
event carries only a salted hash of it.
"""

from dataclasses import dataclass

from conference.vocabulary import Actor, Channel, DeclineReason, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A fact: when (epoch ms), by whom, and the id of the command that caused it."""

    at: int
    by: Actor
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceCreated(Event):
    code: str
    commune: str
    title: str
    place: str
    starts_at: int | None
    topics: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceAnnounced(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceOpened(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferencePaused(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceResumed(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceClosed(Event):
    pass


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


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionApproved(Event):
    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDeclined(Event):
    question: int
    reason: DeclineReason
    words: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionReturned(Event):
    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionMoved(Event):
    """`to` is its place in the queue afterwards, counted from 0."""

    question: int
    to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPinned(Event):
    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionUnpinned(Event):
    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAnnounced(Event):
    text: str


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
