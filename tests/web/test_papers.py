"""How registers and dossiers are made: of one moment, and nothing is left when a process ends."""

from pathlib import Path

import pytest

from archive.dossier.writing import Moved, write_dossier
from conference.refusals import Code, Refusal
from tests.web.conftest import CODE
from web import papers as papers_module
from web.app import build_app
from web.context import House
from web.papers import ATTEMPTS, OUTGOING_FOLDER
from web.settings import Settings


def failing(times: int, calls: list[int]) -> object:
    """Finds so often that somebody did something meanwhile."""

    def write(*given: object) -> object:
        calls.append(1)
        if len(calls) <= times:
            raise Moved("casebook")
        return write_dossier(*given)  # type: ignore[arg-type]

    return write


async def test_a_dossier_is_begun_again_when_something_happened_meanwhile(
    house: House, conference: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []
    monkeypatch.setattr(papers_module, "write_dossier", failing(2, calls))
    made = await house.papers.dossier(conference, "office", tmp_path / "x.zip")
    assert (made.conference, len(calls)) == (CODE, 3)


async def test_and_not_for_ever(
    house: House, conference: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []
    monkeypatch.setattr(papers_module, "write_dossier", failing(ATTEMPTS, calls))
    refused = await house.papers.dossier(conference, "office", tmp_path / "x.zip")
    assert (refused, len(calls)) == (Refusal(Code.BUSY), ATTEMPTS)
    assert list((house.settings.data / OUTGOING_FOLDER).iterdir()) == []


async def test_there_is_no_dossier_of_nothing(house: House, tmp_path: Path) -> None:
    refused = await house.papers.dossier("NONE", "office", tmp_path / "x.zip")
    assert refused == Refusal(Code.NOT_FOUND, "conference")


async def test_what_was_being_made_is_gone_at_the_next_start(settings: Settings) -> None:
    left = [settings.data / OUTGOING_FOLDER / "a" / "paper", settings.data / "evidence/incoming./b"]
    for file in left:
        file.parent.mkdir(parents=True)
        file.write_bytes(b"half")
    async with build_app(settings).running():
        assert [file.exists() for file in left] == [False, False]
