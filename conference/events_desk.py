"""What the moderators' desk did."""

from dataclasses import dataclass

from conference.event import Event
from conference.vocabulary import DeclineReason


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
