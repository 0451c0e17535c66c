"""What is asked about the rules of one conference: who may take part now, and how the desk works."""

from dataclasses import dataclass

from conference.command import Command
from conference.vocabulary import JoinMode, Moderation, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseAsking(Command):
    """No more questions from phones until it is reopened. Staff may still record some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenAsking(Command):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseVoting(Command):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenVoting(Command):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSlowMode(Command):
    """At least so many seconds between two questions of one attendee; 0 lifts it."""

    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetModeration(Command):
    """Whether moderators look before a question is shown, or after."""

    mode: Moderation


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishReasons(Command):
    """The commune's list of reasons for declining, in place of the one before."""

    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetJoinMode(Command):
    """What it takes to ask and vote. `code` belongs to the mode of that name."""

    mode: JoinMode
    code: str | None = None
