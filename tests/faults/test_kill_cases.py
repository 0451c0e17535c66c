"""R1, R22: the server killed while a conference closes, and while an office works on its cases.

After each kill the file is whole and its chain holds. A conference that had ended has one case for each of its
questions, and every act that was acknowledged stands in the casebook where its receipt said, done once.
DOITHOAI_KILLS=200 is the full measure, DOITHOAI_SEED another course of events.
"""

import asyncio
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest

from archive.store import DATABASE_FILE
from tests.faults.desks import Desks
from tests.faults.server import CODE, OpenServer
from tests.faults.stored import acts, cases
from web.orders import OrderError

pytestmark = [pytest.mark.faults, pytest.mark.slow]

KILLS = int(os.environ.get("DOITHOAI_KILLS", "20"))
SEED = int(os.environ.get("DOITHOAI_SEED", "20261122"))
QUESTIONS = 300
CLOSING_SECONDS = (0.0, 0.25)
DESKS = 12
CASES = 48
WORKING_SECONDS = (0.1, 1.2)


@pytest.fixture
def chance() -> Random:
    return Random(SEED)  # noqa: S311  a course of events that can be repeated


async def test_a_conference_of_three_hundred_questions_closes_once(
    open_server: OpenServer, chance: Random
):
    open_server.start()
    codes = [f"CAU-{n}" for n in range(max(3, KILLS // 6))]
    for code in codes:
        await open_server.holds(code, QUESTIONS)
    for code in codes:
        closing = asyncio.create_task(open_server.close_conference(code))
        await asyncio.sleep(chance.uniform(*CLOSING_SECONDS))
        open_server.kill()
        with suppress(OrderError, ConnectionError):
            await closing
        open_server.start()
        # Whoever got no answer asks again; whoever got one asks in vain.
        await open_server.close_conference(code)
    open_server.stop()
    for code in codes:
        opened = cases(open_server.data, code)
        assert [case.question for case in opened] == list(range(1, QUESTIONS + 1)), code
        assert len({case.case for case in opened}) == QUESTIONS, code
    assert counted(open_server.data) == [(code, QUESTIONS, QUESTIONS) for code in sorted(codes)]


def counted(directory: Path) -> list[tuple[str, int, int]]:
    """Questions and cases of each conference, as whoever reads the tables would count them."""
    with closing(sqlite3.connect(directory / DATABASE_FILE)) as connection:
        return connection.execute(
            "SELECT code,"
            " (SELECT count(*) FROM questions WHERE conference = conferences.code),"
            " (SELECT count(*) FROM cases WHERE conference = conferences.code)"
            " FROM conferences ORDER BY code"
        ).fetchall()


async def test_no_act_upon_a_case_is_lost_or_done_twice(open_server: OpenServer, chance: Random):
    open_server.start()
    await open_server.holds(CODE, CASES)
    await open_server.close_conference(CODE)
    assert open_server.stop() == 0
    desks = Desks([case.case for case in cases(open_server.data, CODE)], DESKS)
    for kill in range(max(3, KILLS // 5)):
        moment = chance.uniform(*WORKING_SECONDS)
        open_server.start()
        await desks.send_again(open_server)
        working = asyncio.create_task(desks.work(open_server))
        await asyncio.sleep(moment)
        assert not working.done(), working.exception()
        open_server.kill()
        await working
        stored = acts(open_server.data, CODE)
        where = f"kill {kill} at {moment:.3f} s, seed {SEED}"
        assert desks.acknowledged.items() <= stored.items(), where
    open_server.start()
    await desks.send_again(open_server)
    assert open_server.stop() == 0
    theirs = {id for id in acts(open_server.data, CODE) if "-act-" in id}
    assert theirs == desks.acknowledged.keys()
