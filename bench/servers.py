"""The servers that are measured, each alone on one core: ours, and the peers with the same messages.

All but ours keep votes in memory, know nobody and check nothing; they get the very snapshot that ours sends.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import psutil
from websockets.sync.client import connect

from bench.pinned import BUILT, PINNED, pinned_server
from tests.faults.server import CODE, ROOT, Server

OURS, STOCK, NODE, LIMIT = "ours", "stock", "node", "limit"
SERVERS = (OURS, STOCK, NODE, LIMIT)

_PEERS = {
    STOCK: [sys.executable, "-m", "bench.peers.stock"],
    NODE: ["node", str(BUILT / "node" / "hall.js")],
    LIMIT: [str(BUILT / "limit")],
}
_FIRST_POSITION = 1_000_000


@dataclass(frozen=True, slots=True)
class Hall:
    """Where a crowd can go."""

    name: str
    port: int
    tokens: Sequence[str]
    questions: int
    ours: Server | None = None
    peer: int = 0

    @property
    def process(self) -> psutil.Process:
        """Ours changes it when it is killed and started again."""
        return psutil.Process(self.ours.pid if self.ours else self.peer)

    @property
    def memory(self) -> int:
        """Resident, in bytes."""
        resident: int = self.process.memory_info().rss
        return resident


@asynccontextmanager
async def our_hall(phones: int, questions: int) -> AsyncIterator[Hall]:
    async with pinned_server() as server:
        tokens = await server.prepare(questions, phones)
        yield Hall(OURS, server.url.port or 0, tokens, questions, server)


@contextmanager
def peer_hall(name: str, snapshot: bytes, tokens: Sequence[str], questions: int) -> Iterator[Hall]:
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        file.write(snapshot)
        file.flush()
        more = [str(questions)] if name == LIMIT else []
        command = [*PINNED, *_PEERS[name], file.name, *more]
        environment = {**os.environ, "NODE_ENV": "production"}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=environment)
        try:
            said = process.stdout.readline() if process.stdout else b""
            if not said:
                raise RuntimeError(f"{name} did not start")
            yield Hall(name, int(said), tokens, questions, peer=process.pid)
        finally:
            process.kill()
            process.communicate()


def snapshot_of(hall: Hall) -> bytes:
    """What ours sends to a phone that joins, at the position where the peers begin."""
    joining = {"conference": CODE, "as": "attendee", "token": hall.tokens[0]}
    url = f"ws://127.0.0.1:{hall.port}/socket.io/?EIO=4&transport=websocket"
    with connect(url, compression=None) as socket:
        socket.recv()
        socket.send(f"40/hall,{json.dumps(joining)}")
        said = ""
        while not said.startswith('42/hall,["snapshot",'):
            said = str(socket.recv())
    view = json.loads(said.removeprefix("42/hall,"))[1]
    view["at"] = [1, _FIRST_POSITION]
    return json.dumps(view, ensure_ascii=False, separators=(",", ":")).encode()
