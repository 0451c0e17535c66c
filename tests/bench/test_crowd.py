"""The bench's own machinery, with a handful of phones: that it does what it says; never how fast."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import which

import pytest

from bench.crowd import Crowd, crowd_for
from bench.pinned import BUILT, PINNED
from bench.servers import LIMIT, NODE, STOCK, Hall, our_hall, peer_hall, snapshot_of
from tests.faults.server import ROOT
from tests.faults.stored import receipts

MISSING = [tool for tool in ("gcc", "taskset") if not which(tool)]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.faults,
    pytest.mark.skipif(bool(MISSING), reason=f"the bench needs {' and '.join(MISSING)}"),
    pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="the bench needs two cores"),
]

PHONES = 5
QUESTIONS = 3
PEERS = (
    STOCK,
    LIMIT,
    pytest.param(
        NODE,
        marks=pytest.mark.skipif(
            not (BUILT / "node" / "node_modules").exists() or not which("node"),
            reason="scripts/bench installs this peer",
        ),
    ),
)


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    subprocess.run([ROOT / "bench" / "native" / "build", BUILT], check=True)


@contextmanager
def voting_crowd(hall: Hall) -> Iterator[Crowd]:
    """One that has voted without a mishap."""
    with crowd_for(hall) as crowd:
        joined = crowd.do("join", count=PHONES, at_once=2)
        assert (joined["live"], joined["snapshots"], joined["failures"]) == (PHONES, PHONES, {})
        voted = crowd.do("vote", rate=20, seconds=0.5)
        assert voted["acked"] == voted["sent"] == voted["ack_ms"]["count"] > 0
        assert (voted["refused"], voted["unanswered"], voted["unseen"]) == ({}, 0, 0)
        # Each vote is seen by all but its voter.
        assert voted["seen_ms"]["count"] == voted["acked"] * (PHONES - 1)
        assert (voted["gaps"], voted["resyncs"], voted["closed"]) == (0, 0, 0)
        yield crowd


async def test_every_receipt_stands_in_the_journal_and_outlives_a_kill() -> None:
    async with our_hall(PHONES, QUESTIONS) as hall:
        assert hall.ours is not None
        with voting_crowd(hall) as crowd:
            crowd.start("return", rate=20)
            hall.ours.kill()
            hall.ours.start(*PINNED)
            back = crowd.result()
            assert (back["closed"], back["live"], back["wanted"]) == (PHONES, PHONES, PHONES)
            assert back["unanswered"] == 0
            acknowledged = crowd.acknowledged()
        assert hall.ours.stop() == 0
        assert acknowledged.items() <= receipts(hall.ours.data).items()
        assert len(acknowledged) >= back["acked"]


async def test_a_refused_phone_says_why() -> None:
    async with our_hall(1, QUESTIONS) as hall:
        stranger = Hall(hall.name, hall.port, ["nobody"], QUESTIONS, hall.ours)
        with crowd_for(stranger) as crowd:
            joined = crowd.do("join", count=1)
    assert (joined["live"], joined["failures"]) == (0, {"not_identified": 1})


async def test_a_storm_takes_one_vote_of_everybody_and_leaving_empties_the_hall() -> None:
    async with our_hall(PHONES, QUESTIONS) as hall:
        with crowd_for(hall) as crowd:
            crowd.do("join", count=PHONES)
            storm = crowd.do("storm", seconds=0.1)
            assert (storm["sent"], storm["acked"], storm["unseen"]) == (PHONES, PHONES, 0)
            crowd.do("leave")
            assert crowd.do("vote", rate=0, seconds=0)["live"] == 0


async def test_the_deaf_read_nothing_and_nobody_waits_for_them() -> None:
    async with our_hall(2 * PHONES, QUESTIONS) as hall:
        with crowd_for(hall) as crowd:
            crowd.do("join", count=PHONES)
            crowd.do("join", count=PHONES, deaf=1, asks=2, buffer=4096)
            storm = crowd.do("storm", seconds=0.1)
    assert (storm["live"], storm["sent"], storm["unseen"]) == (2 * PHONES, PHONES, 0)


@pytest.mark.parametrize("name", PEERS)
async def test_a_peer_says_what_ours_says(name: str) -> None:
    async with our_hall(PHONES, QUESTIONS) as hall:
        snapshot = snapshot_of(hall)
    with peer_hall(name, snapshot, hall.tokens, QUESTIONS) as peer, voting_crowd(peer):
        pass
