"""What citizens ask for: their questions and their support."""

from dataclasses import dataclass, field

from conference.command import MINTED, Command
from conference.vocabulary import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class AskQuestion(Command):
    text: str
    topic: str | None = None
    name: str | None = None
    place: str | None = None
    receipt_code: str = field(metadata=MINTED)
    """Unguessable; the asker keeps it and finds the case under it later."""
    original: str | None = field(default=None, metadata=MINTED)
    """Salted hash of the wording as sent, kept in the vault when cleaning changed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordQuestion(Command):
    """Put in a question that somebody gathered: `source` is its own key there, taken once only."""

    text: str
    source: str
    channel: Channel = Channel.COLLECTED
    topic: str | None = None
    name: str | None = None
    place: str | None = None
    receipt_code: str = field(metadata=MINTED)
    original: str | None = field(default=None, metadata=MINTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendQuestion(Command):
    """The asker rewords their own question while it still waits."""

    question: int
    text: str
    original: str | None = field(default=None, metadata=MINTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawQuestion(Command):
    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CastVote(Command):
    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RetractVote(Command):
    question: int
