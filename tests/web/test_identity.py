"""A phone is recognised by its cookie, and by nothing else."""

import re
from collections.abc import Callable

import httpx2
import pytest

from archive.journal import NotSaved
from archive.office_events import SealedRead
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Role
from tests.web.conftest import Clock
from web.context import House

Browser = Callable[..., httpx2.AsyncClient]
DEVICE = "doithoai_device"
PAGE = "/"


async def test_first_visit_gives_a_cookie_and_the_second_none(browser: Browser) -> None:
    phone = browser()
    first, second = await phone.get(PAGE), await phone.get(PAGE)
    assert re.fullmatch(
        rf"{DEVICE}=[\w.-]+; HttpOnly; Max-Age=34560000; Path=/; SameSite=lax",
        first.headers["set-cookie"],
    )
    assert "set-cookie" not in second.headers


async def test_cookie_over_https_is_secure_and_bound_to_the_host(browser: Browser) -> None:
    answer = await browser("https://localhost").get(PAGE)
    assert re.fullmatch(
        rf"__Host-{DEVICE}=[\w.-]+; HttpOnly; Max-Age=34560000; Path=/; SameSite=lax; Secure",
        answer.headers["set-cookie"],
    )


async def test_plain_cookie_is_not_believed_over_https(browser: Browser) -> None:
    """Anybody on the way could have planted it over plain HTTP."""
    plain = await browser().get(PAGE)
    phone = browser("https://localhost", cookie=f"{DEVICE}={plain.cookies[DEVICE]}")
    assert "set-cookie" in (await phone.get(PAGE)).headers


async def test_device_has_128_random_bits(house: House) -> None:
    value = house.identity.device_token().partition(".")[0]
    assert len(value) * 6 >= 128


async def test_damaged_cookie_is_a_new_phone(browser: Browser) -> None:
    phone = browser()
    value = (await phone.get(PAGE)).cookies[DEVICE]
    for place in range(len(value)):
        damaged = value[:place] + ("x" if value[place] != "x" else "y") + value[place + 1 :]
        answer = await browser(cookie=f"{DEVICE}={damaged}").get(PAGE)
        assert (answer.status_code, DEVICE in answer.cookies) == (200, True)


@pytest.mark.parametrize(
    "cookie", [f"{DEVICE}=", DEVICE, "=;=;", f'{DEVICE}="\\', "\xff=\xfe", "a" * 9_000]
)
async def test_hostile_cookie_header_is_a_new_phone(browser: Browser, cookie: str) -> None:
    answer = await browser().get(PAGE, headers=[("cookie", cookie.encode("latin-1"))])
    assert (answer.status_code, DEVICE in answer.cookies) == (200, True)


async def test_phone_is_one_attendee_here_and_another_elsewhere(house: House) -> None:
    here = await house.identity.attendee("conference/xa/HERE", "phone")
    assert here == await house.identity.attendee("conference/xa/HERE", "phone")
    assert here.role is Role.ATTENDEE
    assert len(here.id) * 6 >= 128
    assert here != await house.identity.attendee("conference/xa/THERE", "phone")
    assert here != await house.identity.attendee("conference/xa/HERE", "other")


async def test_token_stands_for_the_cookie(house: House) -> None:
    scope = {"type": "websocket", "scheme": "ws", "headers": []}
    token = house.identity.device_token()
    assert house.identity.device(scope, token) == token.partition(".")[0]
    assert house.identity.device(scope, token[:-1]) is None
    assert house.identity.device(scope) is None


async def test_a_socket_that_is_told_what_is_sealed_is_in_the_log_of_the_office_first(
    house: House, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper, log = Actor(Role.SEALED_BOX, "hop"), house.reception.accounts.log
    assert await house.identity.behind_seal(keeper, "an-binh", "CAU-2026") is None
    (entry,) = await log.latest("an-binh")
    assert entry.event == SealedRead(
        at=clock.now, by=keeper, cause="", conference="CAU-2026", which=()
    )

    async def full(*_given: object) -> None:
        raise NotSaved("the disk is full")

    monkeypatch.setattr(log, "write", full)
    refused = await house.identity.behind_seal(keeper, "an-binh", "CAU-2026")
    assert refused == Refusal(Code.NOT_SAVED)
