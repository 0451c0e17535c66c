"""What the dossier of a large conference costs to make and to check: seconds, and megabytes at the peak.

    python -m bench.dossier [--votes N]

A meeting in which so many votes were cast, in a data directory that is thrown away. Making and checking each run
in a process of their own, whose peak memory is then their own.
"""

import argparse
import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from archive.dossier.checking import check_dossier
from archive.dossier.writing import Wanted, write_dossier
from archive.evidence.shelf import find_in
from archive.journal import Position
from archive.journal_sqlite import SqliteJournal
from archive.records import ConferenceRecord
from archive.store import DATABASE_FILE, Store
from archive.streams import conference_stream
from archive.transcript import Transcript
from bench.machine import described
from conference.events import Event, VoteCast
from conference.vocabulary import Actor, Role, Stage

COMMUNE, CODE, NOON, AT_ONCE = "dong-hoa", "CAU", 1_795_237_200_000, 2_000
DOSSIER = "dossier.zip"


def votes(count: int) -> Iterator[list[Event]]:
    for begin in range(0, count, AT_ONCE):
        yield [
            VoteCast(
                at=NOON + number,
                by=Actor(Role.ATTENDEE, f"{number % 5_000:022d}"),
                cause=f"{number:032x}",
                question=1 + number % 300,
            )
            for number in range(begin, min(count, begin + AT_ONCE))
        ]


async def fill(data: Path, count: int) -> None:
    store = await Store.open(data)
    journal, here = SqliteJournal(store), Position(1, 0)
    for some in votes(count):
        here = await journal.append(conference_stream(COMMUNE, CODE), here, some)
    await store.close()


def make(data: Path) -> None:
    conference = ConferenceRecord(
        commune=COMMUNE,
        code=CODE,
        title="",
        place="",
        stage=Stage.CLOSED,
        created_at=NOON,
        starts_at=None,
        announced_at=None,
        opened_at=None,
        closed_at=None,
    )
    (data / "register.json").write_bytes(b"[]")
    wanted = Wanted(
        commune=COMMUNE,
        conference=CODE,
        copy="office",
        at={},
        transcript=Transcript(conference, (), ()),
        ledger={"ledger.json": b"{}"},
        register={"register.json": data / "register.json"},
        read_me="",
    )
    with (data / DOSSIER).open("w+b") as out:
        write_dossier(out, data / DATABASE_FILE, find_in(data), wanted)


def check(data: Path) -> None:
    checked = check_dossier(data / DOSSIER)
    if checked.faults:
        raise RuntimeError(checked.faults[0])


STEPS = {"make": make, "check": check}


def measured(step: str, data: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.dossier", "--step", step, "--data", str(data)]
    done = subprocess.run(command, check=True, capture_output=True)
    return dict(json.loads(done.stdout))


def once(step: str, data: Path) -> dict[str, float]:
    began = time.perf_counter()
    STEPS[step](data)
    took = time.perf_counter() - began
    return {"seconds": took, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.dossier", description=__doc__)
    parser.add_argument("--votes", type=int, default=100_000)
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        print(json.dumps(once(given.step, given.data)))
        return
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        asyncio.run(fill(data, given.votes))
        print(f"{described()}\n\n{given.votes:,} entries")
        for step in STEPS:
            told = measured(step, data)
            print(f"{step:6} {told['seconds']:6.2f} s {told['peak']:6.0f} MB at the peak")
        print(f"{(data / DOSSIER).stat().st_size / 1024 / 1024:.1f} MB file")


if __name__ == "__main__":
    main()
