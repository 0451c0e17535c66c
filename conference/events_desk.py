"""What the moderators' desk did."""

from dataclasses import dataclass

from conference.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionApproved(Event):
    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDeclined(Event):
    question: int
    reason: str
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
class QuestionHeld(Event):
    """Waiting, and apart from the others that wait."""

    question: int
    words: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionReleased(Event):
    question: int
    words: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionEdited(Event):
    """`text` is what everybody reads from now on; the asker's own wording is that of the events before."""

    question: int
    text: str
    original: str | None
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionTagged(Event):
    """All its tags, and its topic, as they are from now on."""

    question: int
    tags: tuple[str, ...]
    topic: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionGuided(Event):
    question: int
    words: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSealed(Event):
    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionUnsealed(Event):
    """Waiting again. `words` say why, for the record."""

    question: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewUpheld(Event):
    """It stays declined."""

    question: int
    words: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewGranted(Event):
    """Declined no more: at the end of the queue."""

    question: int
    words: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskerMuted(Event):
    """`until` is epoch ms; 0 is for good."""

    question: int
    attendee: str
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskerUnmuted(Event):
    question: int
    attendee: str
