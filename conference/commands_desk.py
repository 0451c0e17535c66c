"""What the moderators' desk asks for."""

from dataclasses import dataclass

from conference.command import Command
from conference.vocabulary import DeclineReason


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveQuestion(Command):
    """From the inbox to the end of the queue."""

    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineQuestion(Command):
    question: int
    reason: DeclineReason
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnQuestion(Command):
    """Back to the inbox: takes back an approval, a decline or a deferral."""

    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveQuestion(Command):
    """To a place in the queue, counted from 0 at its head."""

    question: int
    to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PinQuestion(Command):
    """Held at the head of the queue, before everything that is not pinned."""

    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpinQuestion(Command):
    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceNotice(Command):
    """One line from the desk to every screen. Empty text takes the notice down."""

    text: str
