"""The casebook with a million cases of three hundred communes: what its pages wait for, and what closing costs.

    python -m bench.casebook [--cache DIR] [--cases N] [--only reads register opening rebuild]

The file is made once and kept in the cache directory: it takes some minutes, and 8 KB a case. Without the data
that stand beside the repository it says so and measures only what needs none.

Each read is one question of a page, asked of a random commune, in milliseconds. *Warm*: the connections are
open, as in a server. *Fresh*: the file is opened for it, and SQLite has read nothing yet; opening is counted.
The system's own memory of the file is warm in both.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import func, select

from archive.case_filter import CaseFilter, CaseOrder
from archive.case_queries import CaseQueries
from archive.casework import CaseState
from archive.store import Store
from archive.tables_cases import cases
from bench.casebook_data import NOW, SOON, TOPICS, UNITS, Maker
from bench.casebook_writes import open_five_hundred, rebuild
from bench.machine import described
from bench.screening_data import DATA, questions
from bench.table import markdown
from conference.folding import fold

PARTS = ("reads", "register", "opening", "rebuild")
WARM, FRESH = 200, 40
"""How often each question is asked."""
REGISTER_CASES = 10_000
LIMIT_MILLISECONDS = 100

Ask = Callable[[CaseQueries, str], Awaitable[object]]


class Visitor:
    """Somebody who looks around in random communes, in the same ones every time."""

    def __init__(self, communes: list[str], codes: Mapping[str, list[str]]) -> None:
        self.communes = communes
        self._codes = codes
        self._random = Random(7)  # noqa: S311  the same questions every time
        self._said = [fold(one.text).split() for one in questions(DATA)]

    def commune(self) -> str:
        return self._random.choice(self.communes)

    def code(self, commune: str) -> str:
        return self._random.choice(self._codes[commune])

    def words(self, count: int) -> str:
        """From one question, without diacritics."""
        return " ".join(self._random.sample(self._random.choice(self._said), count))

    def phrase(self) -> str:
        words = self._random.choice(self._said)
        first = self._random.randrange(max(1, len(words) - 3))
        return '"' + " ".join(words[first : first + 3]) + '"'

    def one_of(self, *choices: Any) -> Any:
        return self._random.choice(choices)


def asked_by(visitor: Visitor) -> dict[str, Ask]:
    """What pages ask, by name."""
    states = [state for state in CaseState if state is not CaseState.SEALED]
    return {
        "inbox, open by due": lambda q, commune: _inbox(q, commune, open=True),
        "… of one state": lambda q, commune: _inbox(
            q, commune, states=frozenset({visitor.one_of(*states)})
        ),
        "… of a unit": lambda q, commune: _inbox(
            q, commune, open=True, unit=visitor.one_of(*UNITS)
        ),
        "… of a topic, overdue": lambda q, commune: _inbox(
            q, commune, overdue=True, topic=visitor.one_of(*TOPICS)
        ),
        "… all, newest, page 3": _third_page,
        "… with a word": lambda q, commune: _inbox(q, commune, text=visitor.words(1)),
        "tabs": lambda q, commune: q.tabs(commune, now=NOW, soon=SOON),
        "search, one word": lambda q, commune: q.search(commune, visitor.words(1)),
        "search, three words": lambda q, commune: q.search(commune, visitor.words(3)),
        "search, three in a row": lambda q, commune: q.search(commune, visitor.phrase()),
        "case page": lambda q, commune: q.case(commune, visitor.code(commune)),
        "dashboard": lambda q, commune: q.dashboard(commune, now=NOW, soon=SOON),
        "late to askers": lambda q, commune: q.late_to_askers(commune, NOW),
        "public list": lambda q, commune: q.published(commune, 2025),
    }


async def _inbox(queries: CaseQueries, commune: str, **wanted: Any) -> object:
    return await queries.inbox(commune, CaseFilter(**wanted), now=NOW)


async def _third_page(queries: CaseQueries, commune: str) -> object:
    after = None
    for _ in range(2):
        page = await queries.inbox(commune, order=CaseOrder.NEWEST, now=NOW, after=after)
        after = page.next
    return await queries.inbox(commune, order=CaseOrder.NEWEST, now=NOW, after=after)


async def reads(directory: Path) -> None:
    async with _reading(directory) as store:
        sizes, codes = await _who_has_what(store)
    big = max(sizes, key=lambda name: sizes[name])
    print(
        f"{sum(sizes.values()):,} cases of {len(sizes)} communes; the largest has {sizes[big]:,}, "
        f"the middle one {sorted(sizes.values())[len(sizes) // 2]:,}\n"
    )
    lines = [["", "warm p50", "p95", "max", "largest commune", "fresh p50", "p95", "max"]]
    visitor = Visitor(sorted(sizes), codes)
    async with _reading(directory) as store:
        queries = CaseQueries(store)
        for name, ask in asked_by(visitor).items():
            warm = [await _timed(ask(queries, visitor.commune())) for _ in range(WARM)]
            largest = [await _timed(ask(queries, big)) for _ in range(FRESH)]
            fresh = [await _timed(_fresh(directory, ask, visitor)) for _ in range(FRESH)]
            lines.append([name, *_three(warm), f"{_quantile(largest, 0.95):.1f}", *_three(fresh)])
    print(markdown(lines))
    print(f"\nmilliseconds; the target is a p95 of at most {LIMIT_MILLISECONDS}\n")


async def _who_has_what(store: Store) -> tuple[dict[str, int], dict[str, list[str]]]:
    """How many cases each commune has, and the codes of some."""
    counted = select(cases.c.commune, func.count()).group_by(cases.c.commune)
    async with store.reading() as connection:
        sizes = {row[0]: row[1] for row in (await connection.execute(counted)).all()}
        codes: dict[str, list[str]] = {}
        for commune in sizes:
            some = select(cases.c.code).where(cases.c.commune == commune).limit(50)
            codes[commune] = list((await connection.execute(some)).scalars())
    return sizes, codes


async def _fresh(directory: Path, ask: Ask, visitor: Visitor) -> None:
    async with _reading(directory) as store:
        await ask(CaseQueries(store), visitor.commune())


@asynccontextmanager
async def _reading(directory: Path) -> Any:
    store = await Store.open(directory, read_only=True)
    try:
        yield store
    finally:
        await store.close()


async def _timed(work: Awaitable[object]) -> float:
    began = time.perf_counter()
    await work
    return (time.perf_counter() - began) * 1_000


def _three(times: list[float]) -> list[str]:
    return [f"{_quantile(times, share):.1f}" for share in (0.5, 0.95, 1.0)]


def _quantile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


async def register(directory: Path) -> None:
    """In a process of its own, so that its memory is its own."""
    for form in ("xlsx", "csv", "json"):
        arguments = (str(directory), form, str(REGISTER_CASES))
        running = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.casebook_register", *arguments
        )
        if await running.wait():
            raise SystemExit(f"the register as {form} failed")


async def measure(given: argparse.Namespace) -> None:
    print(f"casebook\n{described()}\n")
    if {"reads", "register"} & set(given.only):
        if DATA.exists():
            directory = await asyncio.to_thread(Maker(given.cache, given.cases, DATA).make)
            for part in (reads, register):
                if part.__name__ in given.only:
                    await part(directory)
        else:
            print(f"{DATA} is not beside this checkout: no cases to read\n")
    for name, write in (("opening", open_five_hundred), ("rebuild", rebuild)):
        if name in given.only:
            with tempfile.TemporaryDirectory(prefix="doithoai-bench-") as folder:
                await write(Path(folder))


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path("build/bench/casebook"))
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(measure(options()))
