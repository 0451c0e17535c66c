"""The quiet pages in a real browser: nothing hidden, nothing sticking out, nothing that axe objects to."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient
from playwright.async_api import Browser, Page, Route, async_playwright

from tests.screens import sample
from tests.screens.quiet_house import URL, quiet_house, receipt_code, sign_in, with_one_sealed
from tests.waiting import GIVE_UP_MILLISECONDS
from web.render import ROOT, SIZE_COOKIE

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
OPEN_PAGES = (
    "/",
    "/?code=nobody",
    "/login",
    "/invitation",
    "/c/",
    "/c/NOBODY",
    f"/h/{sample.CODE}/ledger",
    f"/h/{sample.CODE}/ledger?number=99",
    f"/h/{sample.CODE}/checkpoints",
    *(f"/c/{receipt_code(number)}" for number in (1, 2, 5, 8, 10, 11, 12)),
)
STAFF_PAGES = (
    "/staff",
    "/archive/",
    f"/archive/{sample.CODE}",
    f"/desk/{sample.CODE}/record",
    f"/desk/{sample.CODE}/paper",
    "/account",
    "/account/second-step",
    "/people",
    "/people/log",
    "/people/invite",
    "/people/of/thuy",
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
async def chrome(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield browser
        await browser.close()


async def page_of(browser: Browser, client: AsyncClient, **wishes: Any) -> Page:
    """A page that asks this client instead of the network."""

    async def serve(route: Route) -> None:
        answer = await client.get(route.request.url.removeprefix(URL))
        # The client has already unpacked the body.
        headers = {k: v for k, v in answer.headers.items() if k != "content-encoding"}
        await route.fulfill(status=answer.status_code, body=answer.content, headers=headers)

    page = await (await browser.new_context(**wishes)).new_page()
    page.set_default_timeout(GIVE_UP_MILLISECONDS)
    await page.route(f"{URL}/**", serve)
    return page


async def faults(page: Page, path: str) -> list[str]:
    await page.goto(URL + path)
    wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    await page.add_script_tag(path=AXE)
    found = await page.evaluate("standards => axe.run({runOnly: standards})", STANDARDS)
    return [
        *([f"{path}: {wide} px too wide"] if wide > 0 else []),
        *(f"{path}: {fault['id']}" for fault in found["violations"]),
    ]


SEALED_PAGES = (
    f"/sealed/{sample.CODE}",
    f"/sealed/{sample.CODE}?unsealed=2",
    f"/sealed/{sample.CODE}/7",
    f"/sealed/{sample.CODE}/7/slip",
)


@pytest.mark.parametrize(("width", "size"), [(360, "0"), (360, "3"), (1366, "0")])
async def test_every_page_is_fit_for_everybody(
    guest: AsyncClient, hanh: AsyncClient, chrome: Browser, width: int, size: str
) -> None:
    found = []
    for client, paths in ((guest, OPEN_PAGES), (hanh, STAFF_PAGES)):
        client.cookies.set(SIZE_COOKIE, size)
        # axe has to be put in from outside, which our own policy rightly forbids.
        page = await page_of(
            chrome, client, viewport={"width": width, "height": 700}, bypass_csp=True
        )
        for path in paths:
            found += await faults(page, path)
    assert found == []


@pytest.mark.parametrize(("width", "size"), [(360, "0"), (360, "3"), (1366, "0")])
async def test_the_sealed_box_is_fit_for_everybody(
    tmp_path: Path, clock: Callable[[], int], chrome: Browser, width: int, size: str
) -> None:
    async with quiet_house(tmp_path, with_one_sealed(), clock) as door, door() as officer:
        await sign_in(officer, "sau")
        officer.cookies.set(SIZE_COOKIE, size)
        page = await page_of(
            chrome, officer, viewport={"width": width, "height": 700}, bypass_csp=True
        )
        found = [fault for path in SEALED_PAGES for fault in await faults(page, path)]
    assert found == []


async def test_no_page_needs_what_our_own_policy_forbids(
    hanh: AsyncClient, chrome: Browser
) -> None:
    complaints: list[str] = []
    page = await page_of(chrome, hanh)
    page.on("console", lambda message: complaints.append(message.text))
    for path in ("/", "/c/", f"/c/{receipt_code(2)}", *STAFF_PAGES):
        await page.goto(URL + path)
    assert complaints == []
