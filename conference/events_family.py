"""Questions that became one, and one that became several."""

from dataclasses import dataclass

from conference.event import Event
from conference.vocabulary import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionMerged(Event):
    """`into` goes on for both."""

    question: int
    into: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionUnmerged(Event):
    """As it was before it was merged into `parent`."""

    question: int
    parent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSplitOff(Event):
    """A part of `split_from`, received and waiting under its own number, of the same asker."""

    question: int
    text: str
    channel: Channel
    topic: str | None
    name: str | None
    place: str | None
    receipt_code: str
    split_from: int
    original: str | None
    flags: tuple[str, ...]
