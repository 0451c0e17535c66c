"""What citizens ask for: their questions."""

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
    """Salted hash of the wording as sent, kept in the vault when cleaning or masking changed it."""
    flags: tuple[str, ...] = field(default=(), metadata=MINTED)
    """What screening noticed in the text. It decides nothing but who looks first."""
    suspect: bool = field(default=False, metadata=MINTED)
    """Whether a person should look, whatever the text: it came as one of many, or from nowhere."""


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
    flags: tuple[str, ...] = field(default=(), metadata=MINTED)
    suspect: bool = field(default=False, metadata=MINTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendQuestion(Command):
    """The asker rewords their own question while it still waits."""

    question: int
    text: str
    original: str | None = field(default=None, metadata=MINTED)
    flags: tuple[str, ...] = field(default=(), metadata=MINTED)
    suspect: bool = field(default=False, metadata=MINTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawQuestion(Command):
    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResubmitQuestion(Command):
    """The asker of a declined question tries once more in other words."""

    question: int
    text: str
    original: str | None = field(default=None, metadata=MINTED)
    flags: tuple[str, ...] = field(default=(), metadata=MINTED)
    suspect: bool = field(default=False, metadata=MINTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReview(Command):
    """The asker of a declined question wants another moderator to look, once."""

    question: int
    words: str | None = None
    original: str | None = field(default=None, metadata=MINTED)
