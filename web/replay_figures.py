"""What a replay counts, and how it says it: as text for people, as JSON for scripts. Pure."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Deed:
    """One command as it was sent, and what came back. Times are seconds of one clock."""

    phone: int
    """Which phone sent it; staff are counted below zero."""
    do: str
    id: str
    sent_at: float
    refusals: list[str] = field(default_factory=list)
    answered_at: float | None = None
    position: int | None = None
    """Of its receipt; None while there is none, or when it was refused for good."""


@dataclass(slots=True)
class Watched:
    """When one phone's view reached which position, for the time from a vote to being seen."""

    positions: list[int] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def reached(self, position: int, at: float) -> None:
        self.positions.append(position)
        self.times.append(at)

    def saw(self, position: int) -> float | None:
        index = bisect_left(self.positions, position)
        return self.times[index] if index < len(self.times) else None


@dataclass(frozen=True, slots=True)
class Figures:
    phones: int
    polling: int
    seconds: float
    joins_per_second: float
    commands: Mapping[str, int]
    acknowledged: int
    refusals: Mapping[str, int]
    unanswered: int
    not_played: Mapping[str, int]
    ack_milliseconds: Mapping[str, float]
    seen_milliseconds: Mapping[str, float]
    deltas: int
    deltas_per_phone: float
    bytes_per_phone: float
    resyncs: int
    lost_phones: Mapping[str, int]
    questions: int
    support: int
    mismatches: tuple[str, ...]
    compared: Mapping[str, Any]

    @property
    def ok(self) -> bool:
        return not self.mismatches


def percentiles(seconds: Iterable[float]) -> dict[str, float]:
    """p50, p95, p99 and the longest, in milliseconds; nothing of nothing."""
    ordered = sorted(seconds)
    if not ordered:
        return {}
    shown = {name: ordered[int(share * (len(ordered) - 1))] for name, share in _SHARES.items()}
    return {name: round(value * 1000, 1) for name, value in shown.items()}


def seen_after(deeds: Sequence[Deed], watched: Mapping[int, Watched], do: str) -> list[float]:
    """For each command of this kind that needed no patience: how long until another, watched phone
    had it on its screen.
    """
    phones = sorted(watched)
    found = []
    for index, deed in enumerate(deeds):
        if deed.do != do or deed.position is None or deed.refusals:
            continue
        others = [phone for phone in phones if phone != deed.phone]
        if others:
            seen_at = watched[others[index % len(others)]].saw(deed.position)
            if seen_at is not None:
                found.append(seen_at - deed.sent_at)
    return found


def refusals(deeds: Iterable[Deed]) -> dict[str, int]:
    return dict(Counter(code for deed in deeds for code in deed.refusals).most_common())


def as_text(figures: Figures) -> str:
    lines = [
        f"phones         {figures.phones} ({figures.polling} polling)",
        f"joined         {figures.joins_per_second:.0f}/s",
        f"played         {figures.seconds:.1f} s",
        f"commands       {_counts(figures.commands)}",
        f"acknowledged   {figures.acknowledged}",
        f"refused        {_counts(figures.refusals)}",
        f"unanswered     {figures.unanswered}",
        f"not played     {_counts(figures.not_played)}",
        f"ack ms         {_times(figures.ack_milliseconds)}",
        f"vote seen ms   {_times(figures.seen_milliseconds)}",
        f"deltas         {figures.deltas}, {figures.deltas_per_phone:.1f} a phone",
        f"received       {figures.bytes_per_phone:.0f} bytes a phone",
        f"resyncs        {figures.resyncs}",
        f"phones lost    {_counts(figures.lost_phones)}",
        f"at the end     {figures.questions} questions, {figures.support} votes",
        f"compared       {_counts(figures.compared)}",
    ]
    lines += [f"MISMATCH       {mismatch}" for mismatch in figures.mismatches]
    return "\n".join(lines)


_SHARES = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}


def _counts(counts: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items()) or "none"


def _times(times: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:.1f}" for name, value in times.items()) or "none"
