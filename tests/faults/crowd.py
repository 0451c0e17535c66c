"""A hall's worth of phones and a moderator that never give up: what got no answer is sent again.

Each phone keeps an outbox, as the page does: one command at a time, the same id until it is answered.
Everything that was ever acknowledged is remembered with its position.
"""

import asyncio
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any

from tests.faults.server import CODE, Server
from web.control import RemoteOffice
from web.office import OrderError
from web.replay_lines import SocketLine

MOST_A_SECOND = 250
PATIENT = {"too_fast", "busy", "not_saved"}


@dataclass(slots=True)
class Wanted:
    do: str
    id: str
    fields: dict[str, Any]


@dataclass(slots=True)
class Citizen:
    """One phone across all the lives of the server."""

    token: str
    votes: set[int] = field(default_factory=set)
    outbox: Wanted | None = None


class Crowd:
    def __init__(self, tokens: list[str], questions: int, chance: Random) -> None:
        self.acknowledged: dict[str, int] = {}
        self.refused: dict[str, str] = {}
        self.waiting = [Citizen(token) for token in tokens]
        self._questions = questions
        self._chance = chance
        self._ids = count(1)
        self._pinned: set[int] = set()
        self._desk: Wanted | None = None

    async def write(self, server: Server, lines: list[SocketLine]) -> None:
        """As fast as allowed, until cancelled."""
        desk = asyncio.create_task(self._moderate(server))
        sending: set[asyncio.Task[None]] = set()
        try:
            while True:
                each = self._chance.randrange(len(lines))
                task = asyncio.create_task(self._act(self.waiting[each], lines[each]))
                sending.add(task)
                task.add_done_callback(sending.discard)
                await asyncio.sleep(1 / MOST_A_SECOND)
        finally:
            desk.cancel()
            await asyncio.gather(desk, *sending, return_exceptions=True)

    async def send_again(self, lines: list[SocketLine]) -> None:
        """What the phones got no answer for; nothing new."""
        pairs = zip(self.waiting, lines, strict=True)
        await asyncio.gather(*(self._send(c, line) for c, line in pairs if c.outbox))

    async def order_again(self, server: Server) -> None:
        """The same of the moderator."""
        if self._desk:
            office = await RemoteOffice.reach(server.data)
            await self._order(office, self._desk)
            office.close()

    async def _act(self, citizen: Citizen, line: SocketLine) -> None:
        if citizen.outbox is None:
            citizen.outbox = self._new_wish(citizen)
            await self._send(citizen, line)

    def _new_wish(self, citizen: Citizen) -> Wanted:
        id = f"wish-{next(self._ids)}"
        if self._chance.random() < 0.05:
            return Wanted("ask_question", id, {"text": f"Câu hỏi {id}: bao giờ có nước sạch?"})
        number = self._chance.randrange(1, self._questions + 1)
        do = "retract_vote" if number in citizen.votes else "cast_vote"
        return Wanted(do, id, {"question": number})

    async def _send(self, citizen: Citizen, line: SocketLine) -> None:
        wanted = citizen.outbox
        if wanted is None:
            return
        try:
            answer = await line.phone.command(wanted.do, wanted.id, **wanted.fields)
        except asyncio.CancelledError:
            return
        citizen.outbox = None
        if not answer["ok"]:
            self.refused[wanted.id] = answer["refusal"]
            return
        self._told(wanted, answer["position"])
        if wanted.do == "cast_vote":
            citizen.votes.add(wanted.fields["question"])
        elif wanted.do == "retract_vote":
            citizen.votes.discard(wanted.fields["question"])

    async def _moderate(self, server: Server) -> None:
        office = await RemoteOffice.reach(server.data)
        try:
            while True:
                await self._order(office, self._desk or self._new_order())
                await asyncio.sleep(0.02)
        except (OrderError, ConnectionError):
            return
        finally:
            office.close()

    def _new_order(self) -> Wanted:
        number = self._chance.randrange(1, self._questions + 1)
        do = "unpin_question" if number in self._pinned else "pin_question"
        self._desk = Wanted(do, f"desk-{next(self._ids)}", {"question": number})
        return self._desk

    async def _order(self, office: RemoteOffice, wanted: Wanted) -> None:
        each = [{"fields": wanted.fields, "id": wanted.id}]
        done = await office.do("commands", {"code": CODE, "name": wanted.do, "each": each})
        (outcome,) = done["outcomes"]
        self._desk = None
        if not outcome["ok"]:
            self.refused[wanted.id] = outcome["refusal"]
            return
        self._told(wanted, outcome["position"])
        self._pinned ^= {wanted.fields["question"]}

    def _told(self, wanted: Wanted, position: int) -> None:
        earlier = self.acknowledged.setdefault(wanted.id, position)
        assert earlier == position, f"{wanted.id} was acknowledged at {earlier} and {position}"
