"""A server alone on one core, its clients on another, so that neither disturbs the other's figures."""

import asyncio
import gc
import os
import resource
import tempfile
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvloop

from tests.faults.server import ROOT, Server, kept_bytecode

BUILT = ROOT / "build" / "bench"
"""What `scripts/bench` made, and what need not be made anew for every server."""
SERVER_CORE = 0
CLIENT_CORE = 1
PINNED = ("taskset", "--cpu-list", str(SERVER_CORE))
"""Runs what follows on the server's core."""


@asynccontextmanager
async def pinned_server() -> AsyncIterator[Server]:
    with tempfile.TemporaryDirectory(prefix="doithoai-bench-") as directory:
        data = Path(directory) / "data"
        data.mkdir()
        server = Server(data, kept_bytecode(BUILT / "compiled"))
        server.start(*PINNED)
        try:
            yield server
        finally:
            await server.end()


def run(work: Coroutine[Any, Any, None]) -> None:
    """On the clients' core, with room for a socket per phone."""
    if (os.cpu_count() or 1) <= CLIENT_CORE:
        raise SystemExit("bench: needs two cores, one for the server and one for its clients")
    os.sched_setaffinity(0, {CLIENT_CORE})
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    gc.disable()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work)
