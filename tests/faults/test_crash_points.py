"""R3: killed at chosen system calls of a whole conference; what was acknowledged is always there.

The process is killed by strace as it enters its k-th `fdatasync` or `pwrite64`, for k spread over the
whole meeting: before a commit, within one, between a commit and its receipt, while the casebook opens.
Then it plays on from the same directory. DOITHOAI_CRASH_POINTS=1000 tries every single one.
"""

import asyncio
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.stored import entries, receipts
from tests.faults.whole_meeting import QUESTIONS, play

pytestmark = [pytest.mark.faults, pytest.mark.slow]

POINTS = int(os.environ.get("DOITHOAI_CRASH_POINTS", "8"))
PROCESS = Path(__file__).with_name("whole_meeting.py")


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
        acknowledged = acknowledged_by(told)
        assert acknowledged.items() <= receipts(directory).items(), f"killed at {call} {k}"
        assert_plays_on(directory, acknowledged, f"after {call} {k}")


def acknowledged_by(told: list[str]) -> dict[str, int]:
    return {line.split()[0]: int(line.split()[1]) for line in told if line != "end"}


def assert_plays_on(directory: Path, acknowledged: dict[str, int], when: str) -> None:
    told: list[str] = []
    asyncio.run(play(directory, told.append))
    assert told[-1] == "end", when
    again = acknowledged_by(told)
    assert acknowledged.items() <= again.items(), when
    assert receipts(directory) == again, when
    cases = [one.event.question for one in entries(directory, "casebook/%")]
    assert cases == list(range(1, QUESTIONS + 1)), when
