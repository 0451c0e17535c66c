"""Everything anyone may ask for. Read this file and `events.py` first: together they are the product.

A command is a wish. Its class name in snake_case is its name on the wire (`CastVote` is `cast_vote`).
Fields declared on the class come from whoever asks; the three on `Command` (who, which, when) and those
marked *minted* are put in by the server, so that nothing in the rules needs a clock or randomness.
To add one, follow CONTRIBUTING.md.
"""

from dataclasses import dataclass, field

from conference.vocabulary import Actor, Channel, DeclineReason, Outcome

MINTED = {"minted": True}
"""Marks a field that the server fills in and nobody may send."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A wish: who asks, the id they gave it (resending it changes nothing), and when (epoch ms)."""

    actor: Actor = field(metadata=MINTED)
    id: str = field(metadata=MINTED)
    at: int = field(metadata=MINTED)


# The life of a conference


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateConference(Command):
    code: str
    commune: str
    title: str
    place: str = ""
    starts_at: int | None = None
    topics: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceConference(Command):
    """From now on people may ask and support questions, ahead of the meeting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenConference(Command):
    """The meeting begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseConference(Command):
    """A break: nobody asks or votes until it is resumed. Staff go on working."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeConference(Command):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseConference(Command):
    """The meeting ends for good, and every question becomes a case."""


# Questions and votes


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


# The moderator's desk


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


# The floor


@dataclass(frozen=True, slots=True, kw_only=True)
class CallQuestion(Command):
    """To the floor: the chair takes it now."""

    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuestion(Command):
    """The answer given orally to the question on the floor.

    `unit` and `due` (ISO date) are compulsory for a promise; for a referral `unit` may name the authority.
    """

    question: int
    outcome: Outcome
    by: str
    words: str = ""
    unit: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferQuestion(Command):
    """Not today: taken off the queue or the floor, and owed an answer afterwards."""

    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearFloor(Command):
    """The question on the floor goes back to the head of the queue, unanswered."""
