"""R20: a backup made while an office works, brought back on an empty machine.

Everything that was acknowledged before the backup began is in it, with its evidence, and the chains verify.
"""

import asyncio
import sys
import time
from pathlib import Path

import pytest

from tests.faults.desks import Desks
from tests.faults.server import CODE, COMMUNE, OpenServer
from tests.faults.stored import acts, cases, kept_files

pytestmark = [pytest.mark.faults, pytest.mark.slow]

CASES = 24
DESKS = 6
RESTORED_MAX_SECONDS = 300
COMMAND_LINE = (sys.executable, "-m", "web.cli")


async def test_a_backup_under_load_brings_back_all_that_was_acknowledged(
    open_server: OpenServer, tmp_path: Path
):
    open_server.start()
    await open_server.holds(CODE, CASES)
    await open_server.close_conference(CODE)
    assert open_server.stop() == 0
    codes = [case.case for case in cases(open_server.data, CODE)]
    open_server.start()
    file = await evidence_for(open_server, codes[0])
    desks = Desks(codes[1:], DESKS)
    working = asyncio.create_task(desks.work(open_server))
    while len(desks.acknowledged) < CASES:  # noqa: ASYNC110  the desks tell nobody
        await asyncio.sleep(0.05)
    acknowledged = dict(desks.acknowledged)
    copy = tmp_path / "copy.zip"
    await run(open_server, "backup", str(copy), open_server.data)
    assert not working.done(), working.exception()
    open_server.kill()
    await working
    assert len(desks.acknowledged) > len(acknowledged)
    began = time.monotonic()
    elsewhere = OpenServer(tmp_path / "elsewhere", {})
    elsewhere.data.mkdir()
    await run(open_server, "restore", str(copy), elsewhere.data)
    await run(open_server, "verify", "", elsewhere.data)
    assert time.monotonic() - began < RESTORED_MAX_SECONDS
    assert acknowledged.items() <= acts(elsewhere.data, CODE).items()
    assert kept_files(elsewhere.data) == {file}


async def evidence_for(server: OpenServer, case: str) -> str:
    """Attached to this case; gives its name."""
    source = server.data.parent / "minutes.txt"
    source.write_text("Biên bản nghiệm thu\n" * 100)
    taken = await server.order(
        "take_file", commune=COMMUNE, name="bien-ban.txt", source=str(source)
    )
    done = await server.order(
        "ask_case",
        commune=COMMUNE,
        conference=CODE,
        name="attach_file",
        fields={"case": case, "name": "bien-ban.txt"},
        role="clerk",
        actor="van",
        id="attach",
        minted=taken,
    )
    assert done["ok"], done
    return str(taken["file"])


async def run(server: OpenServer, command: str, file: str, data: Path) -> str:
    given = [file] if file else []
    return await server.run([*COMMAND_LINE, command, *given, "--data", str(data)], {})
