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
from pathlib import Path

import psutil
from websockets.sync.client import connect

from bench.pinned import SERVER_CORE
from tests.faults.server import CODE, ROOT, Server, kept_bytecode

BUILT = ROOT / "build" / "bench"
OURS, STOCK, NODE, LIMIT = "ours", "stock", "node", "limit"
SERVERS = (OURS, STOCK, NODE, LIMIT)

_PEERS = {
    STOCK: [sys.executable, "-m", "bench.peers.stock"],
    NODE: ["node", str(BUILT / "node" / "hall.js")],
    LIMIT: [str(BUILT / "limit")],
}
_PINNED = ("taskset", "--cpu-list", str(SERVER_CORE))
_FIRST_POSITION = 1_000_000


@dataclass(frozen=True, slots=True)
class Hall:
    """Where a crowd can go."""

    name: str
    port: int
    process: psutil.Process
    tokens: Sequence[str]
    questions: int
    ours: Server | None = None

    @property
    def memory(self) -> int:
        """Of it and whatever it started, in bytes."""
        all_of_it = [self.process, *self.process.children(recursive=True)]
        return sum(each.memory_info().rss for each in all_of_it)


@asynccontextmanager
async def our_hall(phones: int, questions: int) -> AsyncIterator[Hall]:
    with tempfile.TemporaryDirectory(prefix="doithoai-bench-") as directory:
        data = Path(directory) / "data"
        data.mkdir()
        server = Server(data, kept_bytecode(Path(directory) / "compiled"))
        try:
            yield await opened(server, phones, questions)
        finally:
            await server.end()


async def opened(server: Server, phones: int, questions: int) -> Hall:
    server.start(*_PINNED)
    tokens = await server.prepare(questions, phones)
    return hall_of(server, tokens, questions)


def hall_of(server: Server, tokens: Sequence[str], questions: int) -> Hall:
    process = psutil.Process(server.pid)
    return Hall(OURS, server.url.port or 0, process, tokens, questions, server)


@contextmanager
def peer_hall(name: str, snapshot: bytes, tokens: Sequence[str], questions: int) -> Iterator[Hall]:
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        file.write(snapshot)
        file.flush()
        more = [str(questions)] if name == LIMIT else []
        command = [*_PINNED, *_PEERS[name], file.name, *more]
        environment = {**os.environ, "NODE_ENV": "production"}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=environment)
        try:
            said = process.stdout.readline() if process.stdout else b""
            if not said:
                raise SystemExit(f"{name} did not start")
            yield Hall(name, int(said), psutil.Process(process.pid), tokens, questions)
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
