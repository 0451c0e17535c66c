"""Goes round the casebooks, so that no promise is forgotten: what is due by rule is done, once.

It keeps no diary. Which casebooks there are stands in the journal, what is due follows from their cases and
the commune's terms, and what was done stands in the cases again. So it can be stopped anywhere, and begin
anew after any crash.

Most casebooks sleep. Whoever made it may hand it a `foresee` that knows of a casebook, without opening it, that
nothing is owed there now, and until when. What that does not vouch for is opened and looked at.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence

from archive.casebook.rounds import due_now, next_of_result, next_round
from archive.journal import Journal
from archive.streams import ALMANAC, CASEBOOK, StreamName
from conference.refusals import Refusal
from realtime.casebooks import Casebook, Casebooks
from realtime.intake import Clock

log = logging.getLogger(__name__)

PAUSE_SECONDS = 20.0
"""Between two rounds. Deadlines are days; hour clocks may be this late."""
BETWEEN_SECONDS = 0.01
"""Between two casebooks, so that a thousand of them hold nobody up."""

FORESEEN_AT_ONCE = 8
"""Casebooks: a few milliseconds of work."""

Foresee = Callable[[Sequence[str], int], Awaitable[Mapping[str, int | None]]]
"""Of these casebooks those in which nothing is owed now → when something can be (epoch ms), None for never."""

_NEVER = float("inf")


async def nothing_foreseen(_streams: Sequence[str], _now: int) -> Mapping[str, int | None]:
    """Every casebook is opened."""
    return {}


class Rounds:
    def __init__(
        self,
        journal: Journal,
        casebooks: Casebooks,
        clock: Clock,
        *,
        foresee: Foresee = nothing_foreseen,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._journal = journal
        self._casebooks = casebooks
        self._clock = clock
        self._foresee = foresee
        self._sleep = sleep
        self._due: dict[str, float] = {}
        """Casebook → when to look at it again (epoch ms)."""
        self._noted: set[str] = set()
        """Where something was saved since the tables were last asked: what they said is old."""

    def note(self, stream: str) -> None:
        """Something was saved there: look at it in the next round."""
        name = StreamName.parse(stream)
        if name.kind == CASEBOOK:
            self._look_again(stream)
        elif name.kind == ALMANAC:
            for casebook in self._due:
                if StreamName.parse(casebook).commune == name.commune:
                    self._look_again(casebook)

    def _look_again(self, casebook: str) -> None:
        self._due[casebook] = 0
        self._noted.add(casebook)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.go()
            except Exception:
                # The journal could not even be listed: the disk. It is tried again with the next round.
                log.exception("a round of the casebooks failed")
            await self._sleep(PAUSE_SECONDS)

    async def go(self) -> None:
        """One round."""
        for stream in await self._journal.streams(f"{CASEBOOK}/"):
            self._due.setdefault(stream, 0)
        now = self._clock()
        due = [name for name, at in self._due.items() if at <= now]
        for start in range(0, len(due), FORESEEN_AT_ONCE):
            await self._look(due[start : start + FORESEEN_AT_ONCE])
            await self._sleep(BETWEEN_SECONDS)

    async def _look(self, streams: Sequence[str]) -> None:
        for stream in await self._awake(streams):
            try:
                await self._visit(stream)
            except Exception:
                # One bad casebook must not stop the others.
                log.exception("%s: what is due could not be done", stream)
            await self._sleep(BETWEEN_SECONDS)

    async def _awake(self, streams: Sequence[str]) -> list[str]:
        """Those that have to be opened; of the others it is put down when to look again."""
        self._noted.clear()
        try:
            foreseen = await self._foresee(streams, self._clock())
        except Exception:
            # The tables only spare work.
            log.exception("it could not be foreseen in which casebooks anything is due")
            return list(streams)
        asleep = {stream: at for stream, at in foreseen.items() if stream not in self._noted}
        for stream, at in asleep.items():
            self._due[stream] = at or _NEVER
        return [stream for stream in streams if stream not in asleep]

    async def _visit(self, stream: str) -> None:
        casebook = await self._casebooks.open(stream)
        state = casebook.state if casebook else None
        if casebook is None or state is None:
            return  # it is being saved: the next round finds it
        now = self._clock()
        rounds = next_round(state.cases.values(), now), next_of_result(state.result, now)
        self._due[stream] = min((at for at in rounds if at is not None), default=_NEVER)
        # The first puts the clocks right; only then is what else is due judged.
        await self._send(casebook, first=True)
        await self._send(casebook, first=False)

    async def _send(self, casebook: Casebook, *, first: bool) -> None:
        state = casebook.state
        if state is None:
            return
        due = due_now(state, self._clock(), casebook.almanac.terms)
        for command in due[:1] if first else due[1:]:
            outcome = await casebook.submit(command)
            if isinstance(outcome, Refusal):
                log.warning("%s: %s refused: %s", casebook.stream, command.id, outcome.code)
