"""What changed about the rules of one conference."""

from dataclasses import dataclass

from conference.event import Event
from conference.vocabulary import JoinMode, Moderation, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingClosed(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingReopened(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class VotingClosed(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class VotingReopened(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowModeSet(Event):
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ModerationSet(Event):
    mode: Moderation


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonsPublished(Event):
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinModeSet(Event):
    mode: JoinMode
    code: str | None
