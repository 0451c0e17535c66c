"""The cases that a bench reads are the same ones every time, and rows like any others."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.case_queries import CaseQueries
from archive.store import DATABASE_FILE, Store
from bench.casebook_data import NOW, Maker
from bench.screening_data import DATA

pytestmark = pytest.mark.skipif(not DATA.exists(), reason=f"{DATA} is not beside this checkout")

COUNT = 700
TABLES = ("cases", "case_texts", "case_steps", "case_moves", "case_clocks", "case_answers")


def rows(directory: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(directory / DATABASE_FILE)) as connection:
        told = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}  # noqa: S608  our own names
    return {name: sorted(found, key=repr) for name, found in told.items()}


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return Maker(tmp_path / "one", COUNT, DATA).make()


@pytest.mark.slow
def test_they_are_the_same_every_time(made: Path, tmp_path: Path):
    first = rows(made)
    assert len(first["cases"]) == COUNT
    assert [name for name, found in first.items() if not found] == []
    assert rows(Maker(tmp_path / "other", COUNT, DATA).make()) == first


@pytest.mark.slow
def test_what_was_made_is_kept(made: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Maker, "_fill", None)
    assert Maker(made.parent, COUNT, DATA).make() == made


@pytest.mark.slow
async def test_pages_can_be_asked_of_them(made: Path):
    store = await Store.open(made)
    queries = CaseQueries(store)
    commune = rows(made)["cases"][0][0]
    listed = await queries.inbox(str(commune), now=NOW)
    pages = [await queries.case(str(commune), case.code) for case in listed.cases]
    assert [page.case for page in pages if page] == list(listed.cases)
    async with store.transaction() as transaction:
        checked = "INSERT INTO case_search (case_search, rank) VALUES ('integrity-check', 1)"
        await transaction.run(checked, {})
    await store.close()
