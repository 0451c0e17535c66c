"""What happened to support."""

from dataclasses import dataclass

from conference.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteCast(Event):
    """`by` is the one who supports."""

    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRetracted(Event):
    """Of the question and of whatever is merged into it."""

    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VotesQuarantined(Event):
    """What these people vote on it does not count, now or later."""

    question: int
    attendees: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VotesReleased(Event):
    """What was quarantined counts."""

    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VotesDiscarded(Event):
    """What was quarantined is gone."""

    question: int
