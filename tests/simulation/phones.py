"""Clients of the simulation: each keeps its view, its outbox and its promises as a real one must.

A client applies a delta only where it stands, asks for a sync anywhere else, keeps every command until it
is answered, and sends it again with the same id after a silence.
"""

import asyncio
import json
from itertools import count
from typing import Any

from conference.vocabulary import Actor, Role
from realtime.audiences import Audience, with_changes
from realtime.fanout import fanout_of
from realtime.packets import Kind, Packet
from realtime.seats import Caller, Parcel, Seat
from realtime.wire import AUDIENCES, DESK, HALL
from tests.simulation.world import World

NOTHING_OF_MINE: dict[str, Any] = {"questions": [], "votes": []}
RESEND_SECONDS = 3.0
LATER = {"not_saved", "busy", "too_fast"}


def with_own_vote(mine: dict[str, Any], name: str, fields: dict[str, Any]) -> dict[str, Any]:
    """What a receipt says of one's own votes."""
    if name not in ("cast_vote", "retract_vote"):
        return mine
    votes = {*mine["votes"]} - {fields["question"]}
    if name == "cast_vote":
        votes.add(fields["question"])
    return {**mine, "votes": sorted(votes)}


class Wire:
    """A connection that delivers in order, late, and sometimes not for a while."""

    def __init__(self, client: "Client") -> None:
        self.client = client
        self.full = False
        self.dead = False
        self.sent: list[bytes] = []
        self._waiting: list[bytes] = []

    def deliver(self, parcel: Parcel) -> None:
        if not self.dead:
            self.sent.append(parcel.whole)
            self._waiting.append(parcel.whole)
            self._soon()

    def behind(self) -> bool:
        return self.full

    @property
    def closed(self) -> bool:
        return self.dead

    def ping(self) -> None:
        """Nobody asks here whether it still lives."""

    def hang_up(self) -> None:
        self.client.drop()

    def give_up(self) -> None:
        self.client.drop()

    def cut_off(self) -> None:
        self.client.drop()

    def drain(self) -> None:
        self.full = False
        self._soon()

    def _soon(self) -> None:
        asyncio.get_running_loop().call_later(
            self.client.world.chance.uniform(0, 0.05), self._arrive
        )

    def _arrive(self) -> None:
        if self.full or self.dead:
            return
        waiting, self._waiting = self._waiting, []
        for packet in waiting:
            self.client.receive(packet)


class Client:
    """One phone, desk, stage or display."""

    def __init__(self, world: World, actor: Actor | None) -> None:
        self.world = world
        self.actor = actor
        self.audience: Audience = AUDIENCES[actor.role if actor else None]
        self.namespace = HALL if actor is None or actor.role is Role.ATTENDEE else DESK
        self.view: dict[str, Any] = {}
        self.at: tuple[int, int] | None = None
        self.mine = NOTHING_OF_MINE
        self.outbox: dict[str, tuple[str, dict[str, Any]]] = {}
        self.answers: dict[str, dict[str, Any]] = {}
        self.packets: list[bytes] = []
        self._acks: dict[int, str | None] = {}
        self._serial = count(1)
        self._wire: Wire | None = None
        self._seat: Seat | None = None
        self._caller: Caller | None = None
        world.on_crash.append(self.drop)

    # The connection

    async def connect(self) -> None:
        hall = await self.world.hall()
        if self._wire is not None:
            return
        wire = self._wire = Wire(self)
        owner = self.actor.id if self.actor else "display"
        seat = Seat(wire, self.namespace, self.audience, hall, self.actor, owner)
        self._seat = seat
        self._caller = Caller(wire, {})
        fanout = fanout_of(hall)
        fanout.welcome(seat, self.at)
        fanout.enter(seat)
        self.resend()

    def drop(self) -> None:
        """The connection is gone, and whatever was underway on it."""
        if self._wire is not None and self._seat is not None:
            self._wire.dead = True
            self.packets += self._wire.sent
            self._wire = None
            fanout_of(self._seat.hall).leave(self._seat)

    async def stay_connected(self) -> None:
        while True:
            await asyncio.sleep(self.world.chance.uniform(0.1, 1))
            await self.connect()

    async def suffer(self) -> None:
        """A phone in a pocket, behind a wall, or too slow."""
        while True:
            await asyncio.sleep(self.world.chance.uniform(1, 8))
            if self.world.chance.random() < 0.4:
                self.drop()
            elif wire := self._wire:
                wire.full = True
                await asyncio.sleep(self.world.chance.choice([0.5, 2, 20]))
                wire.drain()

    # What it wants

    def want(self, name: str, fields: dict[str, Any]) -> None:
        id = f"{self.actor.id if self.actor else ''}-{next(self._serial)}"
        self.outbox[id] = (name, fields)
        self._send_command(id)
        if self.world.chance.random() < 0.1:
            self._send_command(id)

    async def insist(self) -> None:
        while True:
            await asyncio.sleep(RESEND_SECONDS)
            self.resend()

    def resend(self) -> None:
        for id in self.outbox:
            self._send_command(id)

    def _send_command(self, id: str) -> None:
        name, fields = self.outbox[id]
        self._send("command", {"do": name, "id": id, **fields}, id)

    def _send(self, event: str, fields: dict[str, Any], id: str | None = None) -> None:
        wire = self._wire
        ack = next(self._serial)
        self._acks[ack] = id
        asyncio.get_running_loop().call_later(
            self.world.chance.uniform(0, 0.05), self._reach, wire, ack, [event, fields]
        )

    def _reach(self, wire: Wire | None, ack: int, data: list[Any]) -> None:
        if wire is not None and not wire.dead and self._caller and self._seat:
            packet = Packet(Kind.EVENT, self.namespace, ack, data)
            self.world.calls.take(self._caller, self._seat, packet)

    # What it hears

    def receive(self, packet: bytes) -> None:
        head, _, body = packet.partition(b",")
        if head.startswith(b"3"):
            ack, _, answer = body.partition(b"[")
            self._acknowledged(self._acks.pop(int(ack)), json.loads(b"[" + answer)[0])
            return
        message, content = json.loads(body)
        if message == "snapshot":
            self._begin_at(content)
        elif message == "delta":
            self._change(content)
        elif message == "mine":
            self.mine = content
        elif message == "resync":
            self._sync()

    def _acknowledged(self, id: str | None, answer: dict[str, Any]) -> None:
        if "snapshot" in answer:
            self._begin_at(answer["snapshot"])
        for delta in answer.get("deltas", ()):
            self._change(delta)
        if id is not None and answer.get("refusal") not in LATER:
            name, fields = self.outbox.pop(id, ("", {}))
            if answer.get("ok"):
                self.mine = with_own_vote(self.mine, name, fields)
            self.answers.setdefault(id, answer)
            assert self.answers[id] == answer or not self.answers[id]["ok"]

    def _begin_at(self, snapshot: dict[str, Any]) -> None:
        epoch, position = snapshot["at"]
        self.at = (epoch, position)
        self.mine = snapshot.get("mine", NOTHING_OF_MINE)
        self.view = {part: snapshot[part] for part in snapshot if part not in ("at", "mine")}

    def _change(self, delta: dict[str, Any]) -> None:
        if self.at is None or delta["from"] != self.at[1]:
            if self.at is None or delta["to"] > self.at[1]:
                self._sync()
            return
        self.view = with_changes(self.view, delta)
        self.at = (self.at[0], delta["to"])

    def _sync(self) -> None:
        self._send("sync", {"since": self.at})

    def all_packets(self) -> list[bytes]:
        return [*self.packets, *(self._wire.sent if self._wire else [])]
