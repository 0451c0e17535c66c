"""R2: the power goes while people vote and cases are worked on; what was acknowledged is on the disk.

The server writes to a small file system of its own in a file. It is killed, and that file is copied at once:
what the kernel still held in memory is not in the copy, as after a power cut. The copy is mounted, its blocks'
journal is replayed, and the server starts on it. What it had acknowledged was noted outside.

A control cuts the power of a server that does not sync each commit: it must lose something, or the copy would
prove nothing. Needs root and a loop device. DOITHOAI_POWER_CUTS=50 is the full measure.
"""

import asyncio
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from tests.faults.crowd import Crowd
from tests.faults.desks import Desks
from tests.faults.server import COMMUNE, OpenServer
from tests.faults.stored import acts, cases, kept_files, receipts
from web.orders import OrderError

pytestmark = [pytest.mark.faults, pytest.mark.slow]

CUTS = int(os.environ.get("DOITHOAI_POWER_CUTS", "2"))
CONTROL_CUTS = 6
SEED = int(os.environ.get("DOITHOAI_SEED", "20261122"))
DISK_BYTES = 64 * 1024 * 1024
PHONES = 60
QUESTIONS = 12
CASES = 24
DESKS = 4
CLOSED = "DAXONG"
"""Whose cases are worked on while people vote in another conference."""
MOMENTS_SECONDS = (0.4, 1.4)


@contextmanager
def mounted(image: Path, place: Path) -> Iterator[None]:
    """Never left behind: whoever still holds it is cut off in the end."""
    subprocess.run(["mount", "-o", "loop", str(image), str(place)], check=True, capture_output=True)
    try:
        yield
    finally:
        if subprocess.run(["umount", str(place)], check=False, capture_output=True).returncode:
            subprocess.run(["umount", "--lazy", str(place)], check=True)


class Machine(NamedTuple):
    """A disk on which a conference is announced and another one closed."""

    image: Path
    place: Path
    environment: dict[str, str]
    tokens: list[str]
    cases: list[str]


@pytest.fixture
def disk(tmp_path: Path) -> tuple[Path, Path]:
    """An empty file system, and where it can be mounted."""
    image, place = tmp_path / "prepared.img", tmp_path / "disk"
    place.mkdir()
    with image.open("wb") as file:
        file.truncate(DISK_BYTES)
    try:
        subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True, capture_output=True)
        with mounted(image, place):
            pass
    except (OSError, subprocess.CalledProcessError) as why:
        pytest.skip(f"NO LOOP DEVICE CAN BE MOUNTED HERE, power cuts were not tested: {why}")
    return image, place


@pytest.fixture
async def machine(disk: tuple[Path, Path], environment: dict[str, str]) -> Machine:
    image, place = disk
    with mounted(image, place):
        server = OpenServer(place, environment)
        try:
            server.start()
            tokens = await server.prepare(QUESTIONS, PHONES)
            await server.holds(CLOSED, CASES)
            await server.close_conference(CLOSED)
            assert server.stop() == 0
        finally:
            await server.end()
        return Machine(
            image, place, environment, tokens, [case.case for case in cases(place, CLOSED)]
        )


class Seen(NamedTuple):
    """What was acknowledged before the cut, and what was there after it."""

    votes: dict[str, int]
    acts: dict[str, int]
    files: set[str]
    stored_votes: dict[str, int]
    stored_acts: dict[str, int]
    stored_files: set[str]

    @property
    def lost(self) -> int:
        gone = self.votes.items() - self.stored_votes.items()
        gone_acts = self.acts.items() - self.stored_acts.items()
        return len(gone) + len(gone_acts) + len(self.files - self.stored_files)


class Cut:
    """One life of the machine, from its start to the moment when the power goes."""

    def __init__(self, machine: Machine, chance: Random, *options: str) -> None:
        self.machine = machine
        self.server = OpenServer(machine.place, machine.environment)
        self.server.options = options
        self.crowd = Crowd(machine.tokens, QUESTIONS, chance)
        self.desks = Desks(machine.cases, DESKS, CLOSED)
        self.moment = chance.uniform(*MOMENTS_SECONDS)
        self.files: set[str] = set()
        self._live = machine.image.with_name("live.img")
        self._after = machine.image.with_name("after.img")

    async def happens(self) -> Seen:
        shutil.copyfile(self.machine.image, self._live)
        with mounted(self._live, self.machine.place):
            try:
                await self._work_until_it_is_dark()
            finally:
                await self.server.end()
        with mounted(self._after, self.machine.place):
            seen = self._looks()
            await self._starts_again()
        return seen

    async def _work_until_it_is_dark(self) -> None:
        self.server.start()
        lines = await self.server.phones(self.machine.tokens)
        working = [
            asyncio.create_task(self.crowd.write(self.server, lines)),
            asyncio.create_task(self.desks.work(self.server)),
            asyncio.create_task(self._brings_evidence()),
        ]
        await asyncio.sleep(self.moment)
        self.server.kill()
        shutil.copyfile(self._live, self._after)
        await asyncio.gather(*(line.phone.left for line in lines))
        for task in working:
            task.cancel()
        await asyncio.gather(*working, return_exceptions=True)

    async def _brings_evidence(self) -> None:
        """Files of a case, one after the other, each of its own content."""
        with suppress(OrderError, ConnectionError):
            for number in range(1_000):
                source = self.machine.image.with_name("minutes.txt")
                source.write_text(f"Biên bản {number}\n" * 2_000)
                about = {"commune": COMMUNE, "name": "bien-ban.txt", "source": str(source)}
                taken = await self.server.order("take_file", **about)
                self.files.add(taken["file"])

    def _looks(self) -> Seen:
        """Read past the server, by which the file and its chains were found whole."""
        place = self.machine.place
        return Seen(
            dict(self.crowd.acknowledged),
            dict(self.desks.acknowledged),
            set(self.files),
            receipts(place),
            acts(place, CLOSED),
            kept_files(place),
        )

    async def _starts_again(self) -> None:
        try:
            self.server.start()
            assert await self.server.status("/readyz") == 200
            assert self.server.stop() == 0
        finally:
            await self.server.end()


@pytest.fixture
def chance() -> Random:
    return Random(SEED)  # noqa: S311  a course of events that can be repeated


async def test_nothing_acknowledged_is_lost_when_the_power_goes(machine: Machine, chance: Random):
    for number in range(CUTS):
        cut = Cut(machine, chance)
        seen = await cut.happens()
        where = f"cut {number} at {cut.moment:.3f} s, seed {SEED}"
        assert (len(seen.votes) > 0, len(seen.acts) > 0, len(seen.files) > 0) == (True,) * 3, where
        assert seen.lost == 0, where


async def test_a_server_that_did_not_sync_would_have_lost_something(
    machine: Machine, chance: Random
):
    for _ in range(CONTROL_CUTS):
        seen = await Cut(machine, chance, "--unsynced").happens()
        if seen.lost:
            return
    pytest.fail("nothing was ever lost: these cuts do not cut")
