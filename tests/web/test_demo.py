"""The demo: its words fit the rules, its house is made anew or found again, and its crowd lives."""

import asyncio
import json
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from conference.text import clean
from conference.vocabulary import (
    NAME_MAX_CHARACTERS,
    NOTICE_MAX_CHARACTERS,
    PLACE_MAX_CHARACTERS,
    QUESTION_MAX_CHARACTERS,
)
from tests.faults.server import ROOT, kept_bytecode
from tests.waiting import GIVE_UP_SECONDS
from web.context import House
from web.control import RemoteOffice
from web.demo_hall import MODERATOR, OFFICE, SCRIPT, prepare
from web.demo_past_words import CHAIR
from web.demo_words import NOTICE, QUESTIONS, TOPICS


@pytest.mark.parametrize("said", QUESTIONS, ids=lambda said: said.text[:30])
def test_question_can_be_asked_as_it_stands(said):
    assert clean(said.text, QUESTION_MAX_CHARACTERS) == said.text
    assert clean(said.place, PLACE_MAX_CHARACTERS) == said.place
    assert said.name is None or clean(said.name, NAME_MAX_CHARACTERS) == said.name
    assert said.topic in TOPICS


def test_crowd_says_each_thing_once():
    assert len({said.text for said in QUESTIONS}) == len(QUESTIONS)
    assert len(NOTICE) <= NOTICE_MAX_CHARACTERS


async def test_second_start_finds_the_same_conference_and_makes_new_passwords(house: House):
    first, second = await prepare(house.office), await prepare(house.office)
    assert (first.code, second.code) == ("DEMO", "DEMO")
    assert first.passwords.keys() == {MODERATOR, CHAIR, SCRIPT, *OFFICE}
    assert not set(first.passwords.values()) & set(second.passwords.values())


async def test_demo_after_a_closed_one_is_a_new_conference(house: House):
    await prepare(house.office)
    await house.office.command("DEMO", "close_conference", {})
    assert (await prepare(house.office)).code == "DEMO2"
    assert (await prepare(house.office)).code == "DEMO2"


async def test_paused_demo_is_left_paused(house: House):
    await prepare(house.office)
    await house.office.command("DEMO", "pause_conference", {})
    assert (await prepare(house.office)).code == "DEMO"


@pytest.mark.slow
@pytest.mark.parametrize("option", ["--crowd", "--no-crowd"])
async def test_demo_says_where_to_look_and_lives(tmp_path: Path, option: str):
    async with demo(tmp_path / "data", option) as told:
        base = re.search(r"phone +(http://127[.]0[.]0[.]1:\d+)/h/DEMO\n", told)[1]
        for page in ("h/DEMO/display", "desk/DEMO", "stage/DEMO", "archive/DEMO"):
            assert f"{base}/{page}" in told
        assert len(re.findall(r"sign in as (dieuhanh|chutri), password \S{12,}\n", told)) == 2
        assert len(re.findall(r"sign in as \w+ +password \S{12,}\n", told)) == len(OFFICE)
        if option == "--crowd":
            await until_somebody_voted(tmp_path / "data")
        else:
            assert await questions(tmp_path / "data") == []


@asynccontextmanager
async def demo(data: Path, option: str) -> AsyncIterator[str]:
    """Gives what it told before anybody came."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "web.cli", "demo", "--data", str(data), "--port", "0", option),
        stdout=asyncio.subprocess.PIPE,
        env=kept_bytecode(data.parent / "compiled"),
        cwd=ROOT,
    )
    told = await asyncio.wait_for(process.stdout.readuntil(b"Ctrl+C stops.\n"), 60)
    try:
        yield told.decode()
    finally:
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0


async def questions(data: Path) -> list[dict]:
    office = await RemoteOffice.reach(data)
    try:
        exported = await office.do("export", {"code": "DEMO", "format": "json"})
    finally:
        office.close()
    return json.loads(exported["text"])["questions"]


async def until_somebody_voted(data: Path) -> None:
    async with asyncio.timeout(GIVE_UP_SECONDS):
        while not any(q["support"] for q in await questions(data)):  # noqa: ASYNC110  another process
            await asyncio.sleep(0.2)
