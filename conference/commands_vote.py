"""What is asked about support: citizens give it, and what looks forged is looked into."""

from dataclasses import dataclass

from conference.command import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class CastVote(Command):
    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RetractVote(Command):
    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantineVotes(Command):
    """Asked by the watch alone: these people's votes on it do not count until somebody has looked."""

    question: int
    attendees: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseVotes(Command):
    """They were honest: the votes count after all."""

    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardVotes(Command):
    """They were not: the votes are gone, and new ones of these people do not count either."""

    question: int
