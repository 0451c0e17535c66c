"""R4, R24: a disk that fails or is full, and how often a healthy one is synced.

The faults are injected into the running server's system calls and taken away again. While they last,
nothing is acknowledged and the phones still see what is saved; afterwards everything goes on by itself.
"""

import asyncio
import re
import time
from pathlib import Path

import pytest

from tests.faults.server import Server
from tests.faults.stored import receipts
from tests.faults.tracing import traced
from tests.waiting import GIVE_UP_SECONDS
from web.replay_check import compare_screens, settle
from web.replay_lines import SocketLine

pytestmark = [pytest.mark.faults, pytest.mark.slow]

PHONES = 20


async def hall(server: Server) -> list[SocketLine]:
    server.start()
    return await server.phones(await server.prepare(questions=12, phones=PHONES + 1))


async def vote(lines: list[SocketLine], question: int) -> list[str]:
    """All vote at once; "ok" or the refusal of each."""
    answers = await asyncio.gather(
        *(
            line.phone.command("cast_vote", vote_id(number, question), question=question)
            for number, line in enumerate(lines)
        )
    )
    return [answer.get("refusal", "ok") for answer in answers]


def vote_id(phone: int, question: int) -> str:
    return f"vote-{phone}-{question}"


async def until_ready(server: Server, status: int) -> None:
    until = time.monotonic() + GIVE_UP_SECONDS
    while await server.status("/readyz") != status:
        assert time.monotonic() < until, f"/readyz is not {status}"
        await asyncio.sleep(0.1)


@pytest.mark.parametrize("fault", ["fdatasync:error=EIO", "pwrite64:error=ENOSPC"])
async def test_nothing_is_acknowledged_until_the_disk_is_well(
    server: Server, strace: str, fault: str, tmp_path: Path
):
    onlooker, *lines = await hall(server)
    phones = [line.phone for line in lines]
    assert await vote(lines, 1) == ["ok"] * PHONES
    call = fault.partition(":")[0]
    async with traced(strace, server.pid, tmp_path / "log", f"trace={call}", f"inject={fault}"):
        assert await vote(lines, 2) == ["not_saved"] * PHONES
        await until_ready(server, 503)
        assert await vote(lines[:1], 3) == ["not_saved"]
        snapshot = await onlooker.phone.fresh_snapshot()
        assert {q["number"]: q["support"] for q in snapshot["questions"]}[2] == 0
    await until_ready(server, 200)
    assert await vote(lines, 2) == ["ok"] * PHONES
    await settle(phones, onlooker.phone, max(receipts(server.data).values()), time.monotonic)
    assert await compare_screens(phones) == []
    server.kill()
    expected = {vote_id(phone, question) for phone in range(PHONES) for question in (1, 2)}
    stored = {id for id in receipts(server.data) if id.startswith("vote-")}
    assert stored == expected


async def test_one_failed_sync_is_not_taken_back_by_the_next(
    server: Server, strace: str, tmp_path: Path
):
    """The kernel may drop what it could not write and then report success: only opening anew tells."""
    _, *lines = await hall(server)
    once = "inject=fdatasync:error=EIO:when=1"
    async with traced(strace, server.pid, tmp_path / "log", "trace=fdatasync", once):
        assert await vote(lines[:1], 1) == ["not_saved"]
    await until_ready(server, 200)
    assert await vote(lines[:1], 1) == ["ok"]
    server.kill()
    assert [id for id in receipts(server.data) if id.startswith("vote-")] == [vote_id(0, 1)]


async def test_every_receipt_is_synced_and_a_batch_shares_its_sync(
    server: Server, strace: str, tmp_path: Path
):
    _, *lines = await hall(server)
    log = tmp_path / "log"
    async with traced(strace, server.pid, log, "trace=fdatasync"):
        for line in lines:
            assert await vote([line], 1) == ["ok"]
        alone = syncs(log)
        for question in range(2, 12):
            assert await vote(lines, question) == ["ok"] * PHONES
        together = syncs(log) - alone
    assert alone >= PHONES
    assert 10 <= together < 10 * PHONES / 2


def syncs(log: Path) -> int:
    return len(re.findall(r"fdatasync\(\d+\)\s+= 0", log.read_text()))
