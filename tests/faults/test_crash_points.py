"""R3: killed at chosen system calls of a whole conference, and of whole cases; what was acknowledged is always there.

The process is killed by strace as it enters its k-th `fdatasync` or `pwrite64`, for k spread over the
whole story: before a commit, within one, between a commit and its receipt, while the casebook opens, while
the rules go round. Then it plays on from the same directory, and nothing is done twice.
DOITHOAI_CRASH_POINTS=1000 tries every single one.
"""

import asyncio
import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

import pytest

from tests.faults import whole_case, whole_meeting
from tests.faults.stored import acts, cases, kept_files, left_behind, receipts

pytestmark = [pytest.mark.faults, pytest.mark.slow]

POINTS = int(os.environ.get("DOITHOAI_CRASH_POINTS", "8"))
STORIES = Path(__file__).parent


class Undisturbed(NamedTuple):
    """`calls`: how often its busiest thread makes each call. `acts`: what was done to its cases."""

    calls: Counter[str]
    acts: dict[str, int]


@pytest.fixture(scope="module")
def undisturbed(strace, environment, disk):
    """A story that nobody kills, by its name."""

    @cache
    def played(story: str) -> Undisturbed:
        log = Path(mkdtemp(dir=disk)) / "calls"
        directory = Path(mkdtemp(dir=disk))
        traced = [strace, "-f", "-qq", "-e", "trace=fdatasync,pwrite64", "-o", str(log)]
        assert run(story, traced, directory, environment)[-1] == "end"
        return Undisturbed(busiest(log), acts(directory, whole_case.CODE))

    return played


def busiest(log: Path) -> Counter[str]:
    per_thread = Counter(
        (line.split()[0], line.split()[1].partition("(")[0])
        for line in log.read_text().splitlines()
    )
    return Counter({call: n for (_, call), n in sorted(per_thread.items(), key=lambda i: i[1])})


def run(story: str, traced: list[str], directory: Path, environment: dict[str, str]) -> list[str]:
    """What the process told before it ended, however it ended."""
    told = subprocess.run(
        [*traced, sys.executable, str(STORIES / story), str(directory)],
        env=environment,
        stdout=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    return told.stdout.decode().splitlines()


@pytest.fixture
def killed_at(strace, environment):
    """What a story told before it was killed as it entered its k-th such call."""

    def play(story: str, call: str, k: int, directory: Path) -> list[str]:
        inject = f"inject={call}:signal=SIGKILL:when={k}"
        traced = [strace, "-f", "-qq", "-e", f"trace={call}", "-e", inject, "-o", "/dev/null"]
        told = run(story, traced, directory, environment)
        assert told[-1:] != ["end"], f"not killed at {call} {k}"
        return told

    return play


@pytest.mark.parametrize("call", ["fdatasync", "pwrite64"])
@pytest.mark.parametrize("story", ["whole_meeting.py", "whole_case.py"])
def test_no_receipt_is_lost_wherever_it_is_killed(story, call, killed_at, undisturbed, tmp_path):
    count = undisturbed(story).calls[call]
    assert count > 30
    points = POINTS if story == "whole_meeting.py" else max(3, POINTS // 2)
    for k in sorted({1 + n * (count - 1) // (points - 1) for n in range(points)}):
        directory = tmp_path / str(k)
        directory.mkdir()
        told = killed_at(story, call, k, directory)
        when = f"{story} killed at {call} {k}"
        if story == "whole_case.py":
            assert_cases_stand(directory, told, undisturbed(story).acts, when)
        else:
            assert_meeting_stands(directory, told, when)


def assert_meeting_stands(directory: Path, told: list[str], when: str) -> None:
    acknowledged = acknowledged_by(told)
    assert acknowledged.items() <= receipts(directory).items(), when
    again = acknowledged_by(played_on(directory, whole_meeting.play))
    assert acknowledged.items() <= again.items(), when
    assert receipts(directory) == again, when
    opened = cases(directory, whole_meeting.CODE)
    assert [case.question for case in opened] == list(range(1, whole_meeting.QUESTIONS + 1)), when


def assert_cases_stand(directory: Path, told: list[str], wanted: dict[str, int], when: str) -> None:
    """Played on, each act is done once: also each warning and each step that the rules take by themselves."""
    acknowledged, files = acknowledged_by(told, "case"), acknowledged_by(told, "file")
    assert acknowledged.items() <= acts(directory, whole_case.CODE).items(), when
    assert files.keys() <= kept_files(directory), when
    again = played_on(directory, whole_case.play)
    assert acknowledged.items() <= acknowledged_by(again, "case").items(), when
    assert by_name(acts(directory, whole_case.CODE)) == by_name(wanted), when
    assert acknowledged_by(again, "file").keys() == kept_files(directory), when
    assert left_behind(directory) == [], when


def acknowledged_by(told: list[str], about: str = "meeting") -> dict[str, int]:
    said = [line.split() for line in told if line != "end"]
    return {id: int(position) for what, id, position in said if what == about}


def played_on(directory: Path, play) -> list[str]:
    told: list[str] = []
    asyncio.run(play(directory, told.append))
    assert told[-1] == "end"
    return told


def by_name(done: dict[str, int]) -> set[str]:
    """The clocks are put right whenever it seems necessary, which is no act upon a case."""
    return {id for id in done if not id.startswith("reckon:")}
