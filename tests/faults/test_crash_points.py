"""R3: killed at chosen system calls of a whole conference; what was acknowledged is always there.

The process is killed by strace as it enters its k-th `fdatasync` or `pwrite64`, for k spread over the
whole meeting: before a commit, within one, between a commit and its receipt, while the casebook opens.
Then it plays on from the same directory. DOITHOAI_CRASH_POINTS=1000 tries every single one.
"""

import asyncio
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from archive.casework import CaseOpened
from archive.codec import CODEC
from archive.store import DATABASE_FILE
from archive.verify import verify
from tests.faults.whole_meeting import QUESTIONS, play

pytestmark = [pytest.mark.faults, pytest.mark.slow]

POINTS = int(os.environ.get("DOITHOAI_CRASH_POINTS", "8"))
PROCESS = Path(__file__).with_name("whole_meeting.py")
ROOT = PROCESS.parents[2]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Compiled modules are kept, or every one of the runs would compile them all anew."""
    kept = tmp_path_factory.mktemp("compiled")
    plain = {n: v for n, v in os.environ.items() if n != "PYTHONDONTWRITEBYTECODE"}
    return {**plain, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(kept)}


@pytest.fixture(scope="module")
def calls(strace, environment, tmp_path_factory) -> Counter[str]:
    """How often the busiest thread of an undisturbed meeting makes each call."""
    log = tmp_path_factory.mktemp("count") / "calls"
    traced = [strace, "-f", "-qq", "-e", "trace=fdatasync,pwrite64", "-o", str(log)]
    told = run(traced, tmp_path_factory.mktemp("whole"), environment)
    assert told[-1] == "end"
    per_thread = Counter(
        (line.split()[0], line.split()[1].partition("(")[0])
        for line in log.read_text().splitlines()
    )
    return Counter({call: n for (_, call), n in sorted(per_thread.items(), key=lambda i: i[1])})


def run(traced: list[str], directory: Path, environment: dict[str, str]) -> list[str]:
    """What the process told before it ended, however it ended."""
    told = subprocess.run(
        [*traced, sys.executable, str(PROCESS), str(directory)],
        env=environment,
        stdout=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    return told.stdout.decode().splitlines()


@pytest.mark.parametrize("call", ["fdatasync", "pwrite64"])
def test_no_receipt_is_lost_wherever_it_is_killed(call, strace, environment, calls, tmp_path):
    count = calls[call]
    assert count > 30
    for k in sorted({1 + n * (count - 1) // (POINTS - 1) for n in range(POINTS)}):
        directory = tmp_path / str(k)
        directory.mkdir()
        inject = f"inject={call}:signal=SIGKILL:when={k}"
        traced = [strace, "-f", "-qq", "-e", f"trace={call}", "-e", inject, "-o", "/dev/null"]
        told = run(traced, directory, environment)
        assert told[-1:] != ["end"], f"not killed at {call} {k}"
        acknowledged = receipts(told)
        assert acknowledged.items() <= stored(directory).items(), f"killed at {call} {k}"
        assert_plays_on(directory, acknowledged, f"after {call} {k}")


def receipts(told: list[str]) -> dict[str, int]:
    return {line.split()[0]: int(line.split()[1]) for line in told if line != "end"}


def stored(directory: Path) -> dict[str, int]:
    """Command id → position of every entry of the conference, read from the file as it was left."""
    file = directory / DATABASE_FILE
    if not file.exists():
        return {}
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
        if not {"entries", "heads"} <= tables:
            return {}
        entries = connection.execute(
            "SELECT sequence, CAST(body AS BLOB) FROM entries WHERE stream LIKE 'conference/%'"
        ).fetchall()
    assert verify(file).faults == ()
    causes = [CODEC.decode(body).cause for _, body in entries]
    assert len(set(causes)) == len(causes)
    return dict(zip(causes, (sequence for sequence, _ in entries), strict=True))


def assert_plays_on(directory: Path, acknowledged: dict[str, int], when: str) -> None:
    told: list[str] = []
    asyncio.run(play(directory, told.append))
    assert told[-1] == "end", when
    again = receipts(told)
    assert acknowledged.items() <= again.items(), when
    assert stored(directory) == again, when
    assert cases(directory) == list(range(1, QUESTIONS + 1)), when


def cases(directory: Path) -> list[int]:
    with closing(sqlite3.connect(directory / DATABASE_FILE)) as connection:
        bodies = connection.execute(
            "SELECT CAST(body AS BLOB) FROM entries WHERE stream LIKE 'casebook/%' ORDER BY sequence"
        ).fetchall()
    events = [CODEC.decode(body) for (body,) in bodies]
    return [event.question for event in events if isinstance(event, CaseOpened)]
