"""Files are served compressed and for good, and no request gets out of their folder."""

import json
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest

from web.app import STATIC

Browser = Callable[..., httpx2.AsyncClient]


@pytest.fixture(scope="module")
def script() -> str:
    manifest = json.loads((STATIC / "dist" / "manifest.json").read_text("utf-8"))
    return f"/static/dist/{manifest['files']['phone.js']}"


@pytest.mark.parametrize(("accepted", "given"), [("br, gzip", "br"), ("gzip", "gzip"), ("", None)])
async def test_file_comes_as_the_browser_likes_it(
    browser: Browser, script: str, accepted: str, given: str | None
) -> None:
    answer = await browser().get(script, headers={"accept-encoding": accepted})
    assert answer.status_code == 200
    assert answer.headers.get("content-encoding") == given


async def test_hashed_file_is_kept_for_ever(browser: Browser, script: str) -> None:
    assert "immutable" in (await browser().get(script)).headers["cache-control"]


async def test_other_file_is_kept_for_an_hour(browser: Browser) -> None:
    headers = (await browser().get("/static/mark.svg")).headers
    assert headers["cache-control"] == "max-age=3600, public"


async def test_file_is_for_our_own_pages(browser: Browser, script: str) -> None:
    headers = (await browser().get(script)).headers
    assert "access-control-allow-origin" not in headers
    assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../pyproject.toml",
        "/static/%2e%2e/pyproject.toml",
        "/static/..%2fpyproject.toml",
        "/static/dist/..%5c..%5cpyproject.toml",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/mark.svg%00",
        "/static/",
        "/static/dist",
    ],
)
async def test_way_out_of_the_folder_is_not_found(browser: Browser, path: str) -> None:
    assert (await browser().get(path)).status_code == 404


@pytest.mark.parametrize(
    "ranges",
    [
        "bytes=" + ",".join(f"{n}-{n}" for n in range(10_000)),
        "bytes=" + "0-," * 10_000,
        "bytes=-" + "9" * 5_000,
        "bytes=" + "9" * 5_000 + "-",
        "bytes=5-1",
        "lines=1-2",
    ],
)
async def test_hostile_range_is_answered_plainly(
    browser: Browser, script: str, ranges: str
) -> None:
    answer = await browser().get(script, headers={"range": ranges, "accept-encoding": ""})
    whole = (STATIC / Path(script).relative_to("/static")).stat().st_size
    assert answer.status_code in (200, 206, 400, 416)
    assert len(answer.content) <= whole
