"""A form is taken when it was on our page, and refused at once when it is too much."""

import time
from collections.abc import Callable

import httpx2
import pytest

from tests.web.conftest import form_token

Browser = Callable[..., httpx2.AsyncClient]
FORM = "/language"


async def test_own_form_is_taken(browser: Browser) -> None:
    phone = browser()
    token = form_token((await phone.get("/login")).text)
    answer = await phone.post(FORM, data={"form_token": token, "lang": "en", "back": "/"})
    assert answer.status_code == 303


async def test_form_of_another_phone_is_refused(browser: Browser) -> None:
    token = form_token((await browser().get("/login")).text)
    phone = browser()
    await phone.get("/login")
    assert (await phone.post(FORM, data={"form_token": token, "lang": "en"})).status_code == 403


async def test_form_that_is_no_form_is_refused(browser: Browser) -> None:
    for kind in ("application/json", "multipart/form-data; boundary=x", "text/plain", ""):
        answer = await browser().post(FORM, content=b"{}", headers={"content-type": kind})
        assert answer.status_code == 415


@pytest.mark.parametrize(
    "body", [b"a=1&" * 16_000, b"&" * 65_000, b";" * 65_000, b"%" * 65_000, b"a" * 65_000]
)
async def test_hostile_form_is_refused_quickly(browser: Browser, body: bytes) -> None:
    """Under a tenth of a second of CPU; the best of three, because the machine may be at other work."""
    headers = {"content-type": "application/x-www-form-urlencoded"}
    took = []
    for _ in range(3):
        started = time.process_time()
        answer = await browser().post(FORM, content=body, headers=headers)
        took.append(time.process_time() - started)
        assert answer.status_code in (400, 403)
    assert min(took) < 0.1
