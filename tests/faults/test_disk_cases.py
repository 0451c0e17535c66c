"""R4 for the office: a disk that is full while an answer is sent in.

Whoever wrote it is told that nothing was saved, has every word of it before them, and can send it again when
the disk is well. What was acknowledged before is still there, and nothing was done twice.
"""

import html
from pathlib import Path

import pytest

from tests.faults.desks import ANSWER, OFFICER, TAKEN_UP, UNIT
from tests.faults.office_worker import OfficeWorker
from tests.faults.server import CODE, COMMUNE, OpenServer
from tests.faults.stored import acts, cases
from tests.faults.test_disk import until_ready
from tests.faults.tracing import traced

pytestmark = [pytest.mark.faults, pytest.mark.slow]

HERE = f"/archive/cases/{CODE}-0001"
WORDS = "Cầu xong ngày 20; ai qua lại xin đi chậm."


@pytest.fixture
async def taken_up(open_server: OpenServer) -> OpenServer:
    """A server whose first case is being worked on."""
    open_server.start()
    await open_server.holds(CODE, 2)
    await open_server.close_conference(CODE)
    open_server.stop()
    case = cases(open_server.data, CODE)[0].case
    open_server.start()
    for number, (who, name, fields) in enumerate((*TAKEN_UP, (OFFICER, "accept_case", {}))):
        about = {"commune": COMMUNE, "conference": CODE, "id": f"act-{number}"}
        done = await open_server.order(
            "ask_case", **about, **who, name=name, fields={"case": case, **fields}
        )
        assert done["ok"], done
    return open_server


async def test_an_answer_that_the_full_disk_did_not_take_is_not_lost(
    taken_up: OpenServer, strace: str, tmp_path: Path
):
    before = acts(taken_up.data, CODE)
    async with OfficeWorker.enters(taken_up, OFFICER["actor"], "officer", unit=UNIT) as khoa:
        typed = {**await khoa.form(f"{HERE}/submit_answer"), **ANSWER, "decision": WORDS}
        full = ("trace=pwrite64", "inject=pwrite64:error=ENOSPC")
        async with traced(strace, taken_up.pid, tmp_path / "log", *full):
            refused = await khoa.browser.post(f"{HERE}/submit_answer", data=typed)
            assert refused.status_code == 503
            shown = html.unescape(refused.text)
            assert WORDS in shown
            assert ANSWER["basis"] in shown
            await until_ready(taken_up, 503)
            assert (await khoa.browser.get(HERE)).status_code == 200
        await until_ready(taken_up, 200)
        taken = await khoa.browser.post(f"{HERE}/submit_answer", data=typed)
        again = await khoa.browser.post(f"{HERE}/submit_answer", data=typed)
    assert [answer.status_code for answer in (taken, again)] == [303, 303]
    taken_up.kill()
    after = acts(taken_up.data, CODE)
    assert before.items() <= after.items()
    assert [id for id in after if id == typed["id"]] == [typed["id"]]
