"""A disk that is full is no fault of ours to look for: it is said, nothing is done, and nobody stays signed in by it."""

import errno
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest

from archive.journal import NotSaved
from conference.vocabulary import Role
from tests.web.conftest import CODE
from tests.web.staff_room import Person, add
from web.context import House

Browser = Callable[..., httpx2.AsyncClient]
WORDS = "Chưa lưu được"


def fill_disk(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise NotSaved("the disk is full")

    monkeypatch.setattr(type(house.store), "transaction", lambda _store: full())


async def test_what_cannot_be_saved_is_said_to_be_so(
    house: House, conference: str, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add(house, "an", Role.ADMIN)
    await add(house, "hoa", Role.CLERK)
    an, hoa = Person(browser(), "an"), Person(browser(), "hoa")
    await an.sign_in()
    fill_disk(house, monkeypatch)
    answers = [
        await an.post("/people/of/hoa/unit", "/people", unit="Địa chính"),
        await an.post("/people/invite", "/people/invite", **{"role-clerk": "on"}),
        await an.post("/account/second-step/begin", "/account/second-step"),
        await hoa.sign_in(),
    ]
    assert [(each.status_code, WORDS in each.text) for each in answers] == [(503, True)] * 4


async def test_whoever_signs_out_is_out_whatever_the_disk_says(
    house: House, conference: str, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan, copied = browser(), browser()
    await Person(lan, "lan").sign_in()
    copied.cookies.update(lan.cookies)
    with monkeypatch.context() as full:
        fill_disk(house, full)
        told = await Person(lan, "lan").post("/logout")
        assert (told.status_code, WORDS in told.text) == (503, True)
    for each in (lan, copied):
        assert not await Person(each, "lan").is_in()


@pytest.mark.parametrize(("number", "status"), [(errno.ENOSPC, 503), (errno.EACCES, 500)])
async def test_a_paper_that_finds_no_room_is_not_handed_out(
    house: House,
    conference: str,
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
    *,
    number: int,
    status: int,
) -> None:
    await add(house, "hoa", Role.CLERK)
    hoa = Person(browser(), "hoa")
    await hoa.sign_in()

    def mkdir(_path: Path, **_how: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(Path, "mkdir", mkdir)
    for path in ("/archive/register.csv", f"/archive/{CODE}/dossier.zip"):
        told = await hoa.get(path)
        assert (told.status_code, WORDS in told.text) == (status, status == 503)
