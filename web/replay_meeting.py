"""One replay from the first phone that joins to the last comparison.

The recorded people come in, the recorded moderator decides, a chair may hold the meeting and end it; then
everything that was acknowledged is looked for. Only sockets and pages lead to the server; the journal is
read beside it, and only if its directory is given.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult

from web.replay_check import (
    compare_cases,
    compare_journal,
    compare_screen_with_journal,
    compare_screens,
    read_journal,
    settle,
)
from web.replay_crowd import join_phones, join_staff, sign_in
from web.replay_figures import Deed, Figures, Watched, percentiles, refusals, seen_after
from web.replay_lines import Line
from web.replay_phone import Phone
from web.replay_run import Performance, Sender
from web.replay_script import Script, at_speed, onto
from web.replay_staff import Chair, Moderator, PatientVoter
from web.replay_view import SharedViews, View

WATCHED_PHONES: Final = 24
"""So many screens are timed; the rest are compared at the end only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants replayed, and where."""

    url: SplitResult
    code: str
    script: Script
    speed: float
    longest_silence: float
    polling: int = 0
    tokens: tuple[str, ...] = ()
    staff: tuple[str, str] | None = None
    """Name and password of a person who is moderator and chair there."""
    onto_existing: bool = False
    answers: int = 0
    to_the_end: bool = False
    data: Path | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a replay takes from the world around it."""

    clock: Callable[[], float]
    new_id: Callable[[], str]
    today: Callable[[], date]
    progress: Callable[[int, int], None]
    """Called with how many acts are done, and of how many."""


class Meeting:
    def __init__(self, wish: Wish, around: Surroundings) -> None:
        self._wish = wish
        self._around = around
        self._views = SharedViews()
        self._sender = Sender(around.clock, around.new_id)
        self._lines: list[Line] = []
        self._watched: dict[int, Watched] = {}
        self._chair: Chair | None = None
        self._moderator: Moderator | None = None

    async def run(self) -> Figures:
        async with AsyncExitStack() as leaving:
            leaving.callback(self._leave)
            began = self._around.clock()
            await self._join_staff()
            self._lines += await self._join_phones(1)
            self._lines += await self._join_phones(self._wish.script.phones, self._wish.polling)
            joined = self._around.clock()
            self._watch()
            performance = await self._performance()
            opened = self._around.clock()
            await self._hold(performance)
            played = self._around.clock()
            return await self._judged(performance, joined - began, played - opened)

    @property
    def _phones(self) -> list[Phone]:
        return [line.phone for line in self._lines[-self._wish.script.phones :]]

    @property
    def _onlooker(self) -> Phone:
        """A second socket of the first phone, for asking what the server says now."""
        return self._lines[-self._wish.script.phones - 1].phone

    async def _join_phones(self, number: int, polling: int = 0) -> list[Line]:
        return await join_phones(
            self._wish.url,
            self._wish.code,
            number,
            tokens=self._wish.tokens,
            polling=polling,
            views=self._views,
        )

    async def _join_staff(self) -> None:
        if self._wish.staff is None:
            return
        url, code = self._wish.url, self._wish.code
        cookie = await sign_in(url, *self._wish.staff)
        moderator = await join_staff(url, code, "moderator", cookie, self._views)
        self._lines.append(moderator)
        self._moderator = Moderator(moderator.phone, self._sender)
        if self._wish.answers or self._wish.to_the_end:
            chair = await join_staff(url, code, "chair", cookie, self._views)
            self._lines.append(chair)
            self._chair = Chair(chair.phone, self._sender, self._around.today)

    def _watch(self) -> None:
        step = max(1, len(self._phones) // WATCHED_PHONES)
        for number in range(0, len(self._phones), step):
            watched = self._watched[number] = Watched()
            self._phones[number].on_view = self._watcher(watched)

    def _watcher(self, watched: Watched) -> Callable[[View], None]:
        return lambda view: watched.reached(view.position, self._around.clock())

    async def _performance(self) -> Performance:
        script, known = self._wish.script, dict[str, int]()
        if self._chair:
            await self._chair.open()
        if self._wish.onto_existing and self._moderator:
            script, known = onto(script, await self._moderator.approve_waiting())
        script = at_speed(script, self._wish.speed, self._wish.longest_silence)
        judge = self._moderator.judge if self._moderator else self._patient().judge
        return Performance(
            script,
            self._phones,
            self._sender,
            moderate=judge,
            known=known,
            progress=self._around.progress,
        )

    def _patient(self) -> PatientVoter:
        first = self._phones[0]
        patient, watcher = PatientVoter(first), first.on_view

        def look(view: View) -> None:
            patient.look(view)
            if watcher:
                watcher(view)

        first.on_view = look
        return patient

    async def _hold(self, performance: Performance) -> None:
        if self._chair is None:
            await performance.play()
            return
        await asyncio.gather(
            performance.play(), self._chair.hold(self._wish.answers, performance.seconds)
        )
        if self._wish.to_the_end:
            await self._chair.close()

    async def _compared(self) -> tuple[dict[str, int], list[str]]:
        """How much was compared, and what was wrong."""
        wish, clock, deeds = self._wish, self._around.clock, self._sender.deeds
        there = [phone for phone in self._phones if not phone.left.done()]
        wrong = [f"{count} phones lost: {reason}" for reason, count in self._lost().items()]
        if not there:
            return {}, wrong
        last = max((deed.position for deed in deeds if deed.position is not None), default=0)
        await settle(there, self._onlooker, last, clock)
        wrong += await compare_screens(there)
        compared = {"screens": len(there)}
        if wish.data:
            entries = await read_journal(wish.data, wish.code)
            compared |= {"receipts": _receipts(deeds), "entries": len(entries)}
            wrong += compare_journal(entries, deeds)
            if there[0].view:
                wrong += compare_screen_with_journal(entries, there[0].view)
            if wish.to_the_end:
                compared["cases"], more = await compare_cases(wish.data, wish.code, clock)
                wrong += more
        return compared, wrong

    def _lost(self) -> Counter[str]:
        return Counter(phone.left.result() for phone in self._phones if phone.left.done())

    async def _judged(self, performance: Performance, joining: float, playing: float) -> Figures:
        compared, mismatches = await self._compared()
        phones, deeds = self._phones, self._sender.deeds
        deltas = sum(phone.deltas for phone in phones)
        shown = phones[0].view.questions.values() if phones[0].view else ()
        return Figures(
            phones=len(phones),
            polling=self._wish.polling,
            seconds=round(playing, 1),
            joins_per_second=round(len(self._lines) / joining),
            commands=dict(Counter(deed.do for deed in deeds)),
            acknowledged=_receipts(deeds),
            refusals=refusals(deeds),
            unanswered=sum(1 for deed in deeds if deed.answered_at is None),
            not_played=dict(performance.not_played),
            ack_milliseconds=percentiles(_waits(deeds)),
            seen_milliseconds=percentiles(seen_after(deeds, self._watched, "cast_vote")),
            deltas=deltas,
            deltas_per_phone=round(deltas / len(phones), 1),
            bytes_per_phone=round(sum(phone.bytes_received for phone in phones) / len(phones)),
            resyncs=sum(phone.resyncs for phone in phones),
            lost_phones=dict(self._lost()),
            questions=len(shown),
            support=sum(question["support"] for question in shown),
            mismatches=tuple(mismatches),
            compared=compared,
        )

    def _leave(self) -> None:
        for line in self._lines:
            line.close()


def _receipts(deeds: Sequence[Deed]) -> int:
    return sum(1 for deed in deeds if deed.position is not None)


def _waits(deeds: Sequence[Deed]) -> list[float]:
    """Of those accepted at the first try: how long a phone was patient is not the server's time."""
    return [
        deed.answered_at - deed.sent_at
        for deed in deeds
        if deed.answered_at and deed.position is not None and not deed.refusals
    ]
