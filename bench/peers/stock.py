"""A tiny hall on python-socketio and uvicorn as they come: python -m bench.peers.stock SNAPSHOT.

The same messages as ours. Votes are counted in memory; nothing is checked, nobody is known, nothing is
saved. Prints its port.
"""

import asyncio
import json
import resource
import socket
import sys
from pathlib import Path
from typing import Any

import socketio
import uvicorn

TICK_SECONDS = 0.2
BACKLOG = 4096


class Hall(socketio.AsyncNamespace):
    def __init__(self, snapshot: dict[str, Any]) -> None:
        super().__init__("/hall")
        self._snapshot = snapshot
        self._position: int = snapshot["at"][1]
        self._told = self._position
        self._support = {question["number"]: 0 for question in snapshot["questions"]}
        self._changed: set[int] = set()

    async def on_connect(self, sid: str, _environ: dict[str, Any], _auth: Any) -> None:
        self._snapshot["at"][1] = self._told
        await self.emit("snapshot", self._snapshot, room=sid)

    async def on_command(self, _sid: str, command: dict[str, Any]) -> dict[str, Any]:
        question = command["question"]
        self._support[question] += 1 if command["do"] == "cast_vote" else -1
        self._changed.add(question)
        self._position += 1
        return {"ok": True, "position": self._position}

    async def tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            if self._told == self._position:
                continue
            votes = [[number, self._support[number]] for number in sorted(self._changed)]
            delta = {"from": self._told, "to": self._position, "votes": votes}
            self._changed.clear()
            self._told = self._position
            await self.emit("delta", delta)


async def serve(snapshot: dict[str, Any]) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    # What a hall says in the connect handler must come after the library's own answer.
    server = socketio.AsyncServer(async_mode="asgi", always_connect=True)
    hall = Hall(snapshot)
    server.register_namespace(hall)
    listening = socket.create_server(("127.0.0.1", 0), backlog=BACKLOG)
    print(listening.getsockname()[1], flush=True)
    config = uvicorn.Config(socketio.ASGIApp(server), log_level="warning", backlog=BACKLOG)
    ticking = asyncio.create_task(hall.tick())
    await uvicorn.Server(config).serve([listening])
    ticking.cancel()


if __name__ == "__main__":
    asyncio.run(serve(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
