"""That the two desks of the bench do what its table says they did; never how fast."""

from collections.abc import AsyncIterator

import pytest

from bench.desk_acts import ACTS_PER_ROUND, NAMES, Took, acting, desk_of, table, waiting_questions
from bench.pinned import BUILT
from tests.faults.server import CODE, Server, kept_bytecode

KINDS = {
    "approve": 2,
    "undo": 5,
    "tag": 1,
    "edit": 1,
    "merge": 1,
    "hold": 1,
    "pin": 1,
    "decline": 2,
}


@pytest.fixture
async def server(tmp_path) -> AsyncIterator[Server]:
    data = tmp_path / "data"
    data.mkdir()
    server = Server(data, kept_bytecode(BUILT / "compiled"))
    server.start()
    yield server
    await server.end()


@pytest.mark.slow
@pytest.mark.faults
async def test_each_act_of_one_desk_reaches_the_other(server):
    await server.prepare(questions=1, phones=1)
    numbers = await waiting_questions(server, 2)
    desks = [await desk_of(server, name) for name in NAMES]
    took = await acting(desks, numbers, ACTS_PER_ROUND)
    kinds = [each.kind for each in took]
    assert {kind: kinds.count(kind) for kind in kinds} == KINDS
    assert [each for each in took if not each.seen > 0] == []
    told = await server.order("export_ledger", code=CODE, format="csv")
    assert [row for row in ("queued", "declined") if row not in told["text"]] == []


def test_the_table_counts_who_came_in_time():
    took = [Took("approve", 0.010, 0.020), Took("undo", 0.010, 0.200)]
    rows = {row[0]: (row[1], row[-2], row[-1]) for row in table(took)[1:]}
    assert rows == {
        "approve: seen": ("1", "20.0", "100.0%"),
        "undo: seen": ("1", "200.0", "0.0%"),
        "all: seen": ("2", "200.0", "50.0%"),
        "all: acknowledged": ("2", "10.0", "100.0%"),
    }
