"""Making the content and result of a conference known to the people: by which ways, to whom, and what is missing.

The law wants three ways, each shown by at least one delivery: the mass media, the board of the office, and the
head of every thôn or tổ dân phố. Telling people online besides is welcome and replaces none of them.

It must not know of cases, nor what time it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from archive.clocks import Clock
from conference.vocabulary import Actor


class DeliveryChannel(StrEnum):
    """By which way people were told."""

    MEDIA = "media"
    BOARD = "board"
    VILLAGE = "village"
    """The head of a thôn or tổ dân phố, who tells its people."""
    ONLINE = "online"


DEMANDED = (DeliveryChannel.MEDIA, DeliveryChannel.BOARD, DeliveryChannel.VILLAGE)


@dataclass(frozen=True, slots=True)
class Proof:
    """A kept file that shows the delivery. `file` is the SHA-256 of its content; `size` is in bytes."""

    file: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Told to these on this day (ISO dates; on the board until another). What was withdrawn counts for nothing."""

    number: int
    channel: DeliveryChannel
    to: tuple[str, ...]
    day: str
    until: str | None
    words: str | None
    proof: Proof | None
    recorded_at: int
    recorded_by: Actor
    withdrawn_at: int | None = None
    withdrawn_by: Actor | None = None
    withdrawn_words: str | None = None

    @property
    def counts(self) -> bool:
        return self.withdrawn_at is None


@dataclass(slots=True)
class ResultState:
    """How far the result of this conference has been made known. `since` is when the conference ended."""

    since: int | None = None
    villages: tuple[str, ...] = ()
    deliveries: list[Delivery] = field(default_factory=list)
    clock: Clock | None = None
    """Also when it has stopped: should something be missing again, it goes on."""
    stopped_at: int | None = None
    late: bool | None = None
    """Whether it was known to all only after the last day; None while it is not."""
    escalated: set[int] = field(default_factory=set)

    @property
    def runs(self) -> bool:
        return self.clock is not None and self.stopped_at is None


@dataclass(frozen=True, slots=True)
class Missing:
    """What nothing shows yet. Without a list of villages nobody can say that all of them were told."""

    channels: tuple[DeliveryChannel, ...]
    villages: tuple[str, ...]
    listed: bool

    def __bool__(self) -> bool:
        return bool(self.channels or self.villages) or not self.listed


def missing(villages: tuple[str, ...], deliveries: Iterable[Delivery]) -> Missing:
    told = [one for one in deliveries if one.counts]
    ways = {one.channel for one in told}
    heads = {name for one in told if one.channel is DeliveryChannel.VILLAGE for name in one.to}
    return Missing(
        channels=tuple(channel for channel in DEMANDED if channel not in ways),
        villages=tuple(name for name in villages if name not in heads),
        listed=bool(villages),
    )


def made_known_on(villages: tuple[str, ...], deliveries: Iterable[Delivery]) -> str | None:
    """The ISO day on which the last of all that is demanded was told first; None while anything is missing.

    The day of delivery counts, not the day on which somebody wrote it down.
    """
    told = sorted((one for one in deliveries if one.counts), key=lambda one: one.day)
    ends = (one.day for n, one in enumerate(told, 1) if not missing(villages, told[:n]))
    return next(ends, None)
