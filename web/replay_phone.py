"""One client of the wire: it joins, sends commands, and keeps the view that the server tells it.

It speaks the packets of engine.io 4 and socket.io 5 as bytes; how they travel is a line's business
(`replay_lines.py`). It does what docs/PROTOCOL.md asks of any client: a delta that does not begin where
the view stands is answered with `sync`, and so is `resync`. Knows no recording and no figures.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

from web.replay_view import Delta, SharedViews, View

Ack = Mapping[str, Any]

SYNC_AGAIN_SECONDS: Final = 1.0
_VOTES: Final = frozenset({"cast_vote", "retract_vote"})

_encode: Final = msgspec.json.Encoder().encode


class JoinRefusedError(Exception):
    """The server did not let this client in; the message is its refusal code."""


class Phone:
    """`namespace` is "/hall" or "/desk"; `joining` is what connecting presents."""

    def __init__(
        self,
        namespace: str,
        joining: Mapping[str, Any],
        views: SharedViews,
        send: Callable[[bytes], None],
    ) -> None:
        loop = asyncio.get_running_loop()
        self.joined: asyncio.Future[None] = loop.create_future()
        self.left: asyncio.Future[str] = loop.create_future()
        self.view: View | None = None
        self.mine: Mapping[str, Any] | None = None
        self.deltas = 0
        self.resyncs = 0
        self.bytes_received = 0
        self.on_view: Callable[[View], None] | None = None
        self._joining = joining
        self._views = views
        self._send = send
        self._acks: dict[int, asyncio.Future[Ack]] = {}
        self._acks_asked = 0
        self._votes: dict[int, tuple[str, int]] = {}
        """What was wished, by the number of the acknowledgement that will say whether it is so."""
        self._syncing = False
        self._held: list[Delta] = []
        self._goodbye = ""
        name = namespace.encode()
        self._connect = b"40" + name + b","
        self._connect_error = b"44" + name + b","
        self._event = b"42" + name + b","
        self._ack = b"43" + name + b","
        self._disconnect = b"41" + name

    # What it does

    def command(self, do: str, id: str, **fields: Any) -> asyncio.Future[Ack]:
        """Send a command; the future is its receipt or its refusal."""
        if do in _VOTES:
            self._votes[self._acks_asked] = do, fields["question"]
        return self._ask("command", {"do": do, "id": id, **fields})

    async def fresh_snapshot(self) -> Mapping[str, Any]:
        """A whole snapshot from the server now, whatever this phone believes."""
        while True:
            answer = await self._ask("sync", {"since": [0, 0]})
            if "snapshot" in answer:
                snapshot: Mapping[str, Any] = answer["snapshot"]
                return snapshot
            # One phone may not ask for it all the time.
            await asyncio.sleep(SYNC_AGAIN_SECONDS)

    # What happens to it

    def packet(self, packet: bytes) -> None:
        """An engine.io packet arrived."""
        if packet.startswith(self._event):
            name, *data = self._views.decode(packet[len(self._event) :])
            self._heard(name, data[0] if data else None)
        elif packet.startswith(self._ack):
            self._answered(packet[len(self._ack) :])
        elif packet == b"2":
            self._send(b"3")
        elif packet.startswith(b"0"):
            self._send(self._connect + _encode(self._joining))
        elif packet.startswith(self._connect_error):
            problem = msgspec.json.decode(packet[len(self._connect_error) :])
            self.gone(str(problem.get("message", problem)))
        elif packet.startswith(self._disconnect):
            self.gone("disconnected by the server")

    def gone(self, reason: str) -> None:
        """The line is cut: whoever waits is told so."""
        reason = self._goodbye or reason
        if not self.joined.done():
            self.joined.set_exception(JoinRefusedError(reason))
            # Nobody may be waiting for it any more, and that is no error.
            self.joined.exception()
        if not self.left.done():
            self.left.set_result(reason)
        for ack in self._acks.values():
            ack.cancel()
        self._acks.clear()

    def _ask(self, name: str, data: Mapping[str, Any]) -> asyncio.Future[Ack]:
        number = self._acks_asked
        self._acks_asked += 1
        ack: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
        if self.left.done():
            ack.cancel()
            return ack
        self._acks[number] = ack
        self._send(self._event + str(number).encode() + _encode([name, data]))
        return ack

    def _answered(self, packet: bytes) -> None:
        digits = packet.partition(b"[")[0]
        ack = self._acks.pop(int(digits), None)
        if ack and not ack.done():
            (answer,) = msgspec.json.decode(packet[len(digits) :])
            self._voted(self._votes.pop(int(digits), None), answer)
            ack.set_result(answer)

    def _voted(self, vote: tuple[str, int] | None, answer: Ack) -> None:
        """A vote's receipt is all that its phone is told of it."""
        if vote is None or self.mine is None or not answer.get("ok"):
            return
        do, question = vote
        votes = {*self.mine.get("votes", ())} - {question}
        if do == "cast_vote":
            votes.add(question)
        self.mine = {**self.mine, "votes": sorted(votes)}

    def _heard(self, name: str, data: Any) -> None:
        if name == "delta":
            self.deltas += 1
            self._delta(data)
        elif name == "snapshot":
            self._snapshot(data)
        elif name == "mine":
            self.mine = data
        elif name == "resync":
            self.resyncs += 1
            self._sync()
        elif name == "bye":
            self._goodbye = f"sent away: {data['code']}"

    def _snapshot(self, snapshot: Mapping[str, Any]) -> None:
        self.mine = snapshot.get("mine", self.mine)
        self._show(self._views.start(snapshot))
        if not self.joined.done():
            self.joined.set_result(None)

    def _delta(self, delta: Delta) -> None:
        if self._syncing:
            self._held.append(delta)
        elif self.view is None or delta["from"] > self.view.position:
            self._held.append(delta)
            self._sync()
        elif delta["from"] == self.view.position:
            self._show(self._views.after(self.view, delta))

    def _show(self, view: View) -> None:
        self.view = view
        if self.on_view:
            self.on_view(view)

    def _sync(self) -> None:
        if self._syncing:
            return
        self._syncing = True
        since = [self.view.epoch, self.view.position] if self.view else [0, 0]
        self._ask("sync", {"since": since}).add_done_callback(self._synced)

    def _synced(self, ack: "asyncio.Future[Ack]") -> None:
        self._syncing = False
        if ack.cancelled():
            return
        answer = ack.result()
        if "refusal" in answer:
            asyncio.get_running_loop().call_later(SYNC_AGAIN_SECONDS, self._sync)
            return
        if "snapshot" in answer:
            self._snapshot(answer["snapshot"])
        # Deltas that came while we asked may be part of the answer already: those begin too early.
        held, self._held = [*answer.get("deltas", ()), *self._held], []
        for delta in held:
            self._delta(delta)
