"""strace laid onto a running server, and taken off again: faults that begin and end while it lives."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.conftest import IN_CI
from tests.waiting import GIVE_UP_SECONDS


@asynccontextmanager
async def traced(strace: str, pid: int, log: Path, *expressions: str) -> AsyncIterator[None]:
    """The server under these `-e` expressions for as long as the block lasts."""
    wanted = [part for expression in expressions for part in ("-e", expression)]
    tracer = await asyncio.create_subprocess_exec(
        strace, "-f", "-o", str(log), *wanted, "-p", str(pid), stderr=asyncio.subprocess.PIPE
    )
    try:
        await asyncio.wait_for(_attached(tracer), GIVE_UP_SECONDS)
        yield
    finally:
        if tracer.returncode is None:
            tracer.send_signal(signal.SIGINT)
        await tracer.wait()


async def _attached(tracer: asyncio.subprocess.Process) -> None:
    said = await tracer.stderr.readline()
    if b"attached" in said:
        return
    if IN_CI:
        pytest.fail(f"strace may not attach here: {said.decode()}")
    pytest.skip(f"STRACE MAY NOT ATTACH HERE, faults of the disk were not tested: {said.decode()}")
