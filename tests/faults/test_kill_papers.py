"""The server killed while it makes a dossier, receives evidence, and goes its rounds.

A paper is whole or has no name; evidence that did not come whole leaves nothing behind; and whatever the rules
tell somebody, they tell once, however often they are interrupted.
"""

import asyncio
import os
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from archive.casebook.events import CaseEscalated, FileAttached
from archive.dossier.checking import check_dossier
from archive.evidence.shelf import EVIDENCE_FOLDER, INCOMING_FOLDER
from archive.streams import casebook_stream
from conference.events import Event
from tests.faults.office_worker import OfficeWorker
from tests.faults.server import CODE, COMMUNE, OpenServer
from tests.faults.stored import cases, entries, kept_files, left_behind
from tests.waiting import until
from web.orders import OrderError

pytestmark = [pytest.mark.faults, pytest.mark.slow]

SEED = int(os.environ.get("DOITHOAI_SEED", "20261122"))
KILLS = max(3, int(os.environ.get("DOITHOAI_KILLS", "20")) // 6)
CASES = 40
STREAM = casebook_stream(COMMUNE, CODE)
MORNING = 1_791_162_000_000
"""8:00 of Monday 5 October 2026 in Vietnam."""
MONTH = 30 * 86_400_000
CONTENT = "Đã nghiệm thu cầu.\n".encode() * 20_000


@pytest.fixture
def chance() -> Random:
    return Random(SEED)  # noqa: S311  a course of events that can be repeated


@pytest.fixture
async def closed(open_server: OpenServer) -> OpenServer:
    """A server on which a conference has ended, one October morning."""
    open_server.options = ("--now", str(MORNING))
    open_server.start()
    await open_server.holds(CODE, CASES)
    await open_server.close_conference(CODE)
    return open_server


def begun(out: Path) -> bool:
    return out.exists() or out.with_name(f"{out.name}.unfinished").exists()


async def test_a_dossier_is_whole_or_has_no_name(closed: OpenServer, chance: Random):
    began = asyncio.get_running_loop().time()
    undisturbed = closed.data.parent / "undisturbed.zip"
    await closed.order("dossier", code=CODE, copy="office", out=str(undisturbed))
    lasts = asyncio.get_running_loop().time() - began
    for kill in range(KILLS):
        out = closed.data.parent / f"{kill}.zip"
        wanted = {"code": CODE, "copy": "office", "out": str(out)}
        making = asyncio.create_task(closed.order("dossier", **wanted))
        await until(lambda out=out: begun(out))
        await asyncio.sleep(chance.uniform(0, lasts / 2))
        closed.kill()
        with suppress(OrderError, ConnectionError):
            await making
        if out.exists():
            assert check_dossier(out).faults == ()
            out.unlink()
        closed.start()
        assert left_behind(closed.data) == []
        await closed.order("dossier", **wanted)
        assert check_dossier(out).faults == ()
        assert not out.with_name(f"{out.name}.unfinished").exists()


async def test_evidence_that_did_not_come_whole_leaves_nothing(closed: OpenServer):
    """From a browser, and while it is being put on its shelf."""
    files = f"/archive/cases/{CODE}-0003/files"
    async with OfficeWorker.enters(closed, "van", "clerk") as van:
        sending = await van.begins_upload(files, CONTENT)
        shelving = asyncio.create_task(half_a_file(closed))
        await until(lambda: received(closed.data))
        closed.kill()
        sending.close()
        with suppress(OrderError, ConnectionError):
            await shelving
        assert len(left_behind(closed.data)) == 1
        closed.start()
        assert (left_behind(closed.data), kept_files(closed.data)) == ([], set())
        form = await van.form(files)
        answer = await van.browser.post(files, data=form, files={"file": ("bien-ban.txt", CONTENT)})
        assert answer.status_code == 303
    closed.kill()
    attached = [one.event.file for one in entries(closed.data, STREAM) if is_file(one.event)]
    assert kept_files(closed.data) == set(attached)


async def half_a_file(server: OpenServer) -> None:
    """Through a pipe into which nobody writes the rest."""
    pipe = server.data.parent / "pipe.txt"
    os.mkfifo(pipe)
    about = {"commune": COMMUNE, "name": "bien-ban.txt", "source": str(pipe)}
    ordered = asyncio.create_task(server.order("take_file", **about))
    with await asyncio.to_thread(pipe.open, "wb", buffering=0) as half:
        await asyncio.to_thread(half.write, CONTENT[: len(CONTENT) // 2])
        await ordered


def received(data: Path) -> bool:
    """A part of the file is there."""
    incoming = data / EVIDENCE_FOLDER / INCOMING_FOLDER
    return any(file.stat().st_size for file in incoming.glob("*"))


def is_file(event: Event) -> bool:
    return isinstance(event, FileAttached)


async def test_a_round_that_was_cut_off_tells_everybody_once(closed: OpenServer, chance: Random):
    """A month was slept through, so every case has much to be told of."""
    later = MORNING + MONTH
    for _ in range(KILLS):
        await closed.order("move_clock", now=later)
        going = asyncio.create_task(closed.order("go_round"))
        await asyncio.sleep(chance.uniform(0.05, 0.6))
        closed.kill()
        with suppress(OrderError, ConnectionError):
            await going
        closed.start()
    await closed.order("move_clock", now=later)
    for _ in range(2):
        await closed.order("go_round")
    assert closed.stop() == 0
    told = [one.event for one in entries(closed.data, STREAM)]
    warned = [event for event in told if isinstance(event, CaseEscalated)]
    each = {(event.clock, event.step) for event in warned}
    assert Counter((event.case, event.clock, event.step) for event in warned) == Counter(
        (case.case, *one) for case in cases(closed.data, CODE) for one in each
    )
    assert {step for _, step in each} >= {0, 1, 3, 10}
