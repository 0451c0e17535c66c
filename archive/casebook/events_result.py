"""What was done to make the result of a conference known. What is withdrawn is marked, and never taken out."""

from dataclasses import dataclass

from archive.casebook.event import ResultEvent
from archive.casebook.events_work import ClockChange
from archive.casebook.result import DeliveryChannel, Proof
from archive.clocks import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingAsked(ResultEvent):
    """The conference ended without a question, so no case is opened. Its result is owed to the people all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VillagesListed(ResultEvent):
    villages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRecorded(ResultEvent):
    """`delivery` is its number within the casebook, from 1."""

    delivery: int
    channel: DeliveryChannel
    to: tuple[str, ...]
    day: str
    until: str | None
    words: str | None
    proof: Proof | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryWithdrawn(ResultEvent):
    delivery: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultClockSet(ResultEvent):
    """`was` is when it would have run out before (epoch ms); None for one that begins, or begins again."""

    clock: Clock
    change: ClockChange
    was: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultClockStopped(ResultEvent):
    """Everybody who must be told was told. `late`: the last of them only after the last day."""

    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultEscalated(ResultEvent):
    """`step` working days after the last day; before it, when negative."""

    step: int
