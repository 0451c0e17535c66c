"""What the first round after a start costs where thousands of casebooks sleep: each opened, and foreseen by the tables.

python -m bench.casebook_rounds [--casebooks N] [--cases N]
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.case_queries import CaseQueries
from archive.casebook.events import CaseOpened
from archive.casework import CaseState
from archive.journal import Position
from archive.journal_sqlite import SqliteJournal
from archive.projector import Projector
from archive.store import Store
from archive.streams import StreamName, casebook_stream
from bench.machine import described
from conference.vocabulary import Actor, Role
from realtime.casebooks import Casebooks
from realtime.rounds import Rounds

MONDAY = 1_793_586_600_000
"""2 November 2026, half past nine in Vietnam."""
HOUR = 3_600_000
COMMUNES = 50
RULE = Actor(Role.RULE, "bench")


@dataclass(slots=True)
class Archive:
    store: Store
    now: int = MONDAY

    def casebooks(self) -> Casebooks:
        journal = SqliteJournal(self.store)
        return Casebooks(journal, clock=lambda: self.now, saved=lambda _stream: None)

    async def round(self, *, foresight: bool) -> str:
        """One round after a start."""
        casebooks, queries = self.casebooks(), CaseQueries(self.store)

        async def foresee(streams: Sequence[str], now: int) -> Mapping[str, int | None]:
            communes = {StreamName.parse(stream).commune for stream in streams}
            terms = {commune: await casebooks.terms(commune) for commune in communes}
            return await queries.foreseen(streams, now, terms)

        journal, clock = SqliteJournal(self.store), lambda: self.now
        rounds = Rounds(journal, casebooks, clock)
        if foresight:
            rounds = Rounds(journal, casebooks, clock, foresee=foresee)
        wall, cpu = time.perf_counter(), time.process_time()
        await rounds.go()
        told = (
            f"{time.perf_counter() - wall:6.1f} s, of that {time.process_time() - cpu:6.1f} s CPU"
        )
        await casebooks.close()
        return told


async def measure(books: int, cases: int) -> None:
    print(f"the first round with {books:,} casebooks of {cases} cases each\n{described()}\n")
    with tempfile.TemporaryDirectory(prefix="doithoai-bench-") as directory:
        store = await Store.open(Path(directory))
        archive = Archive(store)
        await write(SqliteJournal(store), books, cases)
        await archive.round(foresight=False)  # sets the clocks
        await Projector(SqliteJournal(store), store, lambda: archive.now).catch_up()
        archive.now += HOUR
        print("each opened  ", await archive.round(foresight=False))
        print("foreseen     ", await archive.round(foresight=True))
        await store.close()


async def write(journal: SqliteJournal, books: int, cases: int) -> None:
    for book in range(books):
        opened = [
            CaseOpened(
                at=MONDAY,
                by=RULE,
                cause="close",
                case=f"MA{book:06}{number:02}",
                question=number,
                state=CaseState.RECEIVED,
                outcome=None,
                unit=None,
                due=None,
                reason=None,
                merged_into=None,
            )
            for number in range(1, cases + 1)
        ]
        stream = casebook_stream(f"xa-{book % COMMUNES}", f"CAU-{book}")
        await journal.append(stream, Position(MONDAY, 0), opened)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--casebooks", type=int, default=2_000)
    options.add_argument("--cases", type=int, default=5)
    given = options.parse_args()
    asyncio.run(measure(given.casebooks, given.cases))


if __name__ == "__main__":
    main()
