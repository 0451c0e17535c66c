"""The stages of a vote are the server's own: when one changes, its measurement must not stand still."""

import json

import pytest

from bench import stages
from tests.faults.server import ROOT


def test_every_stage_between_bytes_and_events_is_timed() -> None:
    timed = stages.pure_stages(2 * stages.QUESTIONS)
    assert [stage.microseconds > 0 for stage in timed] == [True] * 7
    assert [stage.counted for stage in timed] == [True, True, True, True, True, False, True]


@pytest.mark.slow
async def test_one_size_of_batch_is_in_the_sum() -> None:
    timed = await stages.journal_stages()
    assert [stage.counted for stage in timed] == [
        batch == stages.USUAL_BATCH for batch in stages.BATCHES
    ]


async def test_a_message_is_timed_as_it_comes_and_goes() -> None:
    timed = await stages.socket_stages()
    assert [stage.counted for stage in timed] == [True, False, True]


def test_the_peer_is_locked_without_an_address() -> None:
    lock = (ROOT / "bench" / "peers" / "node" / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert set(json.loads(lock)["packages"][""]["dependencies"]) == {"socket.io"}
