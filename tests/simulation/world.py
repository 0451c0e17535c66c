"""A meeting left to chance: phones, a desk, a chair, a bad network, a bad disk and a process that dies.

Everything that happens follows from one seed and plays in virtual time, so a meeting that went wrong can
be played again exactly. The server's part is the real one, from the calls of a seat to the journal's
bytes; only sockets and disks are acted.
"""

import asyncio
import random
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

from archive.journal import NotSaved, Position, VaultRow
from archive.journal_memory import MemoryJournal
from conference import commands as c
from conference.commands import CreateConference
from conference.events import Event
from conference.naming import wire_name
from conference.records import Receipt
from conference.vocabulary import Actor
from moderation.duplicates import Duplicates
from realtime.asides import Asides
from realtime.calls import Calls
from realtime.hall import Hall
from realtime.halls import Halls
from realtime.intake import Intake
from realtime.similar import Likeness
from realtime.watch import Limits, Watch
from realtime.whence import Whereabouts
from realtime.wishes import Wishes
from tests.histories import STEPS
from tests.story import NOON, OPERATOR, RULES

CODE = "CAU"


class ChanceJournal(MemoryJournal):
    """Takes its time, fails now and then, and may be cut off before or after it has written."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self.chance = chance
        self.failures = 0.0

    async def append(
        self,
        stream: str,
        expected: Position,
        events: Sequence[Event],
        keep: Sequence[VaultRow] = (),
    ) -> Position:
        await asyncio.sleep(self.chance.uniform(0.0005, 0.02))
        if self.chance.random() < self.failures:
            self.disk_works = False
        position = await super().append(stream, expected, events, keep)
        await asyncio.sleep(self.chance.uniform(0.0005, 0.02))
        if self.chance.random() < self.failures:
            # Written, but nobody will ever know from us.
            raise NotSaved(stream)
        return position


def read_paper(_stream: str, typed: str) -> int | None:
    """Every seventh is forged; others are of seven households, so many come twice."""
    return int(typed.rpartition("-")[2]) % 7 or None


class World:
    """The server, and what may happen to it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311  chance that can be had again
        self.journal = ChanceJournal(self.chance)
        self.on_crash: list[Callable[[], None]] = []
        self.crashes = 0
        self._serial = count(1)
        self._begin()

    def _begin(self) -> None:
        """A new process: nothing is left but the journal."""
        self.intake = Intake(
            clock=lambda: NOON + next(self._serial) * 60_000,
            new_id=lambda: f"made-{next(self._serial)}",
            new_receipt_code=lambda: f"CODE-{next(self._serial)}",
            new_salt=lambda: b"salt",
        )
        now = asyncio.get_running_loop().time
        self.watch = Watch(self.intake, now, Limits())
        self.likeness = Likeness(Duplicates)
        wishes = Wishes(self.intake, self.watch, Whereabouts(b"key"), read_paper)
        self.calls = Calls(wishes, Asides(self.likeness, self.watch), now)
        self.halls = Halls(
            self.journal,
            RULES,
            clock=lambda: NOON + next(self._serial),
            saved=lambda _stream: None,
            opened=self._opened,
        )

    def _opened(self, hall: Hall) -> None:
        self.watch.observe(hall)
        self.likeness.observe(hall)

    async def open(self) -> None:
        await self.halls.start()
        creation = CreateConference(
            actor=OPERATOR, id="create", at=NOON, code=CODE, commune="dong-hoa", title="Đối thoại"
        )
        assert isinstance(await self.halls.create(creation), Receipt)
        hall = await self.hall()
        announce = c.AnnounceConference(actor=OPERATOR, id="announce", at=NOON)
        assert isinstance(await hall.submit(announce), Receipt)

    async def hall(self) -> Hall:
        hall = await self.halls.open(CODE)
        assert hall is not None
        return hall

    async def crash(self) -> None:
        """The process dies in the middle of whatever it was doing; another takes its place."""
        self.crashes += 1
        for drop in list(self.on_crash):
            drop()
        for hall in self.halls._open.values():
            saving = hall._writer._saving
            if saving is not None:
                saving.cancel()
                await asyncio.gather(saving, return_exceptions=True)
            for timer in (hall._timer, hall._writer._timer, self.watch._eyes[hall].timer):
                if timer is not None:
                    timer.cancel()
        self.journal.disk_works = True
        await self.journal.recover()
        self._begin()
        await self.halls.start()

    async def misfortunes(self, how_many: int) -> None:
        """Crashes and full disks, at times of chance."""
        for number in range(how_many):
            await asyncio.sleep(self.chance.uniform(0.5, 4))
            if number % 2:
                await self.crash()
            else:
                self.journal.failures = 0.3
                await asyncio.sleep(self.chance.uniform(0.1, 2))
                self.journal.failures = 0.0
                self.journal.disk_works = True

    def wish(self, actors: Sequence[Actor]) -> tuple[Actor, str, dict[str, Any]]:
        """Something that one of these might want next."""
        kinds = [kind for kind, (who, _) in STEPS.items() if set(who) & set(actors)]
        often = [c.AskQuestion, c.CastVote, c.ApproveQuestion, c.CallQuestion, c.AnswerQuestion]
        kinds += [kind for kind in often if kind in kinds] * 4
        kinds = [kind for kind in kinds if kind is not c.CloseConference]
        kind = self.chance.choice(kinds)
        who, fields = STEPS[kind]
        actor = self.chance.choice([actor for actor in who if actor in actors])
        made = fields(self.chance.randint(1, 12), next(self._serial))
        sent = {
            name: value
            for name, value in made.items()
            if value is not None and not kind.__dataclass_fields__[name].metadata.get("minted")
        }
        return actor, wire_name(kind), sent
