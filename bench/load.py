"""Phones that vote at a steady rate, and what came of it."""

import asyncio
import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

import psutil

from bench.pinned import cpu_seconds
from web.replay_figures import Deed, Watched, percentiles, seen_after
from web.replay_lines import SocketLine
from web.replay_view import View

WATCHED = 40
SETTLE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Interval:
    """What happened between a beginning and an end."""

    votes: int
    refused: dict[str, int]
    seconds: float
    server_cpu: float
    client_cpu: float
    others_cpu: float
    """Of everything else on the machine: what it took, the figures may have lacked."""
    deltas: int
    ack: dict[str, float]
    seen: dict[str, float]

    @property
    def votes_per_second(self) -> float:
        return self.votes / self.seconds


class Counters(NamedTuple):
    """CPU seconds, and messages, since they began."""

    server: float
    client: float
    machine: float
    deltas: float


class Load:
    """Every vote of a phone goes to a question that it has not voted for; then it takes them back."""

    def __init__(self, lines: Sequence[SocketLine], questions: int, server: psutil.Process) -> None:
        self._lines = lines
        self._server = server
        self._client = psutil.Process(os.getpid())
        self._turns = self._endless(len(lines), questions)
        self._ids = count()
        self._watched: dict[int, Watched] = {}
        for number in range(0, len(lines), max(1, len(lines) // WATCHED)):
            self._watch(number)

    async def at_rate(self, votes_per_second: float, seconds: float) -> Interval:
        deeds: list[Deed] = []
        doing: set[asyncio.Task[None]] = set()
        begin, before = time.monotonic(), self._counters()
        while (elapsed := time.monotonic() - begin) < seconds:
            while len(deeds) < elapsed * votes_per_second:
                self._start(deeds, doing)
            await asyncio.sleep(0.002)
        return await self._interval(begin, before, deeds, doing)

    async def at_once(self, in_flight: int, seconds: float) -> Interval:
        """As fast as it goes, with so many unanswered."""
        deeds: list[Deed] = []
        doing: set[asyncio.Task[None]] = set()
        begin, before = time.monotonic(), self._counters()
        while time.monotonic() - begin < seconds:
            while len(doing) < in_flight:
                self._start(deeds, doing)
            await asyncio.wait(doing, return_when=asyncio.FIRST_COMPLETED)
        return await self._interval(begin, before, deeds, doing)

    async def _interval(
        self,
        begin: float,
        before: Counters,
        deeds: list[Deed],
        doing: set[asyncio.Task[None]],
    ) -> Interval:
        await asyncio.gather(*doing)
        seconds = time.monotonic() - begin
        # The last tick belongs to it.
        await asyncio.sleep(SETTLE_SECONDS)
        server, client, machine, deltas = (
            now - then for now, then in zip(self._counters(), before, strict=True)
        )
        acked = [deed for deed in deeds if deed.position is not None]
        return Interval(
            votes=len(acked),
            refused=dict(Counter(code for deed in deeds for code in deed.refusals)),
            seconds=seconds,
            server_cpu=server,
            client_cpu=client,
            others_cpu=max(0.0, machine - server - client),
            deltas=round(deltas),
            ack=percentiles((deed.answered_at or 0) - deed.sent_at for deed in acked),
            seen=percentiles(seen_after(deeds, self._watched, "cast_vote")),
        )

    def _start(self, deeds: list[Deed], doing: set[asyncio.Task[None]]) -> None:
        number, do, question = next(self._turns)
        deed = Deed(number, "cast_vote", f"bench-{next(self._ids)}", time.monotonic())
        deeds.append(deed)
        task = asyncio.create_task(self._vote(deed, do, question))
        doing.add(task)
        task.add_done_callback(doing.discard)

    async def _vote(self, deed: Deed, do: str, question: int) -> None:
        answer = await self._lines[deed.phone].phone.command(do, deed.id, question=question)
        deed.answered_at = time.monotonic()
        if answer["ok"]:
            deed.position = answer["position"]
        else:
            deed.refusals.append(answer["refusal"])

    def _counters(self) -> Counters:
        machine = psutil.cpu_times()
        return Counters(
            server=cpu_seconds(self._server),
            client=cpu_seconds(self._client),
            machine=sum(machine) - machine.idle - machine.iowait,
            deltas=sum(line.phone.deltas for line in self._lines),
        )

    def _watch(self, number: int) -> None:
        watched = self._watched[number] = Watched()

        def note(view: View) -> None:
            watched.reached(view.position, time.monotonic())

        self._lines[number].phone.on_view = note

    @staticmethod
    def _endless(phones: int, questions: int) -> Iterator[tuple[int, str, int]]:
        while True:
            for do in ("cast_vote", "retract_vote"):
                for question in range(1, questions + 1):
                    for phone in range(phones):
                        # Neighbours vote for different questions, as a hall does.
                        yield phone, do, 1 + (question + phone) % questions
