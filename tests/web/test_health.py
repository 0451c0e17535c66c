"""Whoever watches the server learns whether it lives and saves; strangers learn nothing more."""

from collections.abc import Callable

import httpx2

from web.app import Application, build_app
from web.context import House
from web.settings import Settings

Browser = Callable[..., httpx2.AsyncClient]


async def test_alive_and_ready(browser: Browser) -> None:
    assert (await browser().get("/healthz")).text == "ok\n"
    assert (await browser().get("/readyz")).text == "ready\n"


async def test_not_ready_while_nothing_can_be_saved(browser: Browser, house: House) -> None:
    house.store.broken = True
    answer = await browser().get("/readyz")
    assert (answer.status_code, answer.text) == (503, "not saving: the disk is full or failing\n")
    assert (await browser().get("/healthz")).status_code == 200
    assert "doithoai_saving 0.0" in (await browser().get("/metrics")).text


async def test_metrics_name_routes_and_never_paths(browser: Browser) -> None:
    await browser().get("/c/SECRETCODE1234")
    text = (await browser().get("/metrics")).text
    assert 'doithoai_requests_total{route="/c/{code}",status="404"} 1.0' in text
    assert "SECRETCODE" not in text
    assert "doithoai_sockets 0.0" in text


def from_address(application: Application, address: str) -> httpx2.AsyncClient:
    transport = httpx2.ASGITransport(application, client=(address, 1))
    return httpx2.AsyncClient(transport=transport, base_url="http://localhost")


async def test_metrics_are_for_this_machine_only(house: House, application: Application) -> None:
    for address, headers, status in (
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("10.0.0.1", {}, 404),
        ("10.0.0.1", {"authorization": "Bearer "}, 404),
        ("127.0.0.1", {"x-forwarded-for": "10.0.0.1"}, 404),
    ):
        answer = await from_address(application, address).get("/metrics", headers=headers)
        assert answer.status_code == status


async def test_metrics_are_for_whoever_has_the_token(settings: Settings) -> None:
    token = "a-long-enough-token"
    application = build_app(Settings(data=settings.data, metrics_token=token))
    async with application.running():
        for given, status in ((token, 200), (f"{token}x", 404), ("", 404)):
            headers = {"authorization": f"Bearer {given}"}
            answer = await from_address(application, "10.0.0.1").get("/metrics", headers=headers)
            assert answer.status_code == status
