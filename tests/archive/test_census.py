import logging

import pytest

from archive.census import DAY_SECONDS, Census, count_casebook
from archive.journal import NotSaved
from archive.queries import Queries
from archive.records import Incomplete
from archive.store import Store
from archive.streams import casebook_stream
from tests.archive.town import Town

CASEBOOK = casebook_stream("dong-hoa", "DONG")


@pytest.fixture
def town(ours: Town) -> Town:
    return ours


async def lose(store: Store) -> None:
    async with store.transaction() as transaction:
        await transaction.run("DELETE FROM cases WHERE code = :code", {"code": "DONG1"})


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [entry.message for entry in caplog.records if entry.levelno >= logging.ERROR]


async def test_nothing_is_said_while_nothing_is_lost(
    town: Town, store: Store, caplog: pytest.LogCaptureFixture
):
    """A part that was split off is no question of its own."""
    await Census(Queries(store)).take()
    await count_casebook(store, CASEBOOK)
    assert told(caplog) == []


async def test_a_lost_case_is_told_of(town: Town, store: Store, caplog: pytest.LogCaptureFixture):
    await lose(store)
    await Census(Queries(store)).take()
    await count_casebook(store, CASEBOOK)
    lost = "dong-hoa/DONG has 4 questions and 3 cases: some were lost"
    assert told(caplog) == [lost, lost]


class Enough(Exception):  # noqa: N818
    pass


async def test_it_counts_every_day_and_survives_a_bad_disk(
    town: Town, store: Store, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
):
    queries = Queries(store)
    well = queries.incomplete

    async def fails() -> list[Incomplete]:
        monkeypatch.setattr(queries, "incomplete", well)
        raise NotSaved

    monkeypatch.setattr(queries, "incomplete", fails)
    rests: list[float] = []

    async def rest(seconds: float) -> None:
        rests.append(seconds)
        await lose(store)
        if len(rests) == 2:
            raise Enough

    with pytest.raises(Enough):
        await Census(queries, sleep=rest).run()
    assert rests == [DAY_SECONDS] * 2
    assert told(caplog) == [
        "questions and cases could not be counted",
        "dong-hoa/DONG has 4 questions and 3 cases: some were lost",
    ]
