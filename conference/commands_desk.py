"""What the moderators' desk asks for."""

from dataclasses import dataclass, field

from conference.command import MINTED, Command, Revoking


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveQuestion(Revoking):
    """From the inbox to the end of the queue."""

    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineQuestion(Command):
    """`reason` is a code from the conference's published list."""

    question: int
    reason: str
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnQuestion(Revoking):
    """Back to the inbox: takes back an approval, a decline, a deferral or a guiding."""

    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveQuestion(Revoking):
    """To a place in the queue, counted from 0 at its head."""

    question: int
    to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PinQuestion(Revoking):
    """Held at the head of the queue, before everything that is not pinned."""

    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpinQuestion(Revoking):
    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceNotice(Command):
    """One line from the desk to every screen. Empty text takes the notice down."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldQuestion(Revoking):
    """It waits for something, and stands apart in the inbox meanwhile."""

    question: int
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseQuestion(Revoking):
    """Takes back a hold."""

    question: int
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditQuestion(Revoking):
    """Another wording for the screens. The asker's own is kept beside it."""

    question: int
    text: str
    original: str | None = field(default=None, metadata=MINTED)
    flags: tuple[str, ...] = field(default=(), metadata=MINTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class TagQuestion(Revoking):
    """All its tags, for staff alone; and its topic, for everybody, unless that is left out."""

    question: int
    tags: tuple[str, ...]
    topic: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideQuestion(Command):
    """A complaint: its asker is shown the way to the procedure for complaints."""

    question: int
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SealQuestion(Command):
    """A denunciation: at once off every screen."""

    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsealQuestion(Command):
    """The sealed-box officer gives it back to the inbox, and says why."""

    question: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewQuestion(Command):
    """The second look at a declined question, by another than the one who declined it."""

    question: int
    uphold: bool
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MuteAsker(Command):
    """The phone that asked this asks no more for so many minutes; 0 is for good. It still votes."""

    question: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmuteAsker(Revoking):
    question: int
