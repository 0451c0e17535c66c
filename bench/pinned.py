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

import psutil
import uvloop

from tests.faults.server import Server, kept_bytecode

SERVER_CORE = 0
CLIENT_CORE = 1


@asynccontextmanager
async def pinned_server() -> AsyncIterator[tuple[Server, psutil.Process]]:
    with tempfile.TemporaryDirectory(prefix="doithoai-bench-") as directory:
        data = Path(directory) / "data"
        data.mkdir()
        server = Server(data, kept_bytecode(Path(directory) / "compiled"))
        server.start("taskset", "--cpu-list", str(SERVER_CORE))
        try:
            yield server, psutil.Process(server.pid)
        finally:
            await server.end()


def run(work: Coroutine[Any, Any, None]) -> None:
    """On the clients' core, with room for a socket per phone."""
    os.sched_setaffinity(0, {CLIENT_CORE})
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    gc.disable()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work)


def cpu_seconds(process: psutil.Process) -> float:
    """All threads, in the program and in the kernel on its behalf."""
    times = process.cpu_times()
    return times.user + times.system
