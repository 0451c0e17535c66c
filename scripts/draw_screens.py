"""Draws the pictures in docs/screens: a demo is started, and each screen is taken at its size.

.venv/bin/python scripts/draw_screens.py             all of them; the crowd talks for a minute first
.venv/bin/python scripts/draw_screens.py morning case  only these
"""

import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from web.demo_past import CODE as PAST

ROOT = Path(__file__).parent.parent
OUT = ROOT / "docs" / "screens"
TALK_MILLISECONDS = 60_000
SETTLE_MILLISECONDS = 1_500
DITCH = 2
"""The question of the earlier meeting that was promised, is being carried out, and is watched by the Front."""
CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Shot(NamedTuple):
    """A screen at its size; `who` signs in first."""

    path: str
    width: int
    height: int
    who: str = ""


LIVE = {
    "phone": Shot("/h/DEMO", 360, 640),
    "desk": Shot("/desk/DEMO", 1366, 768, "dieuhanh"),
    "stage": Shot("/stage/DEMO", 1280, 800, "chutri"),
    "display": Shot("/h/DEMO/display", 1920, 1080),
}
AFTERWARDS = {
    "morning": Shot("/archive/", 1280, 900, "vanphong"),
    "inbox": Shot("/archive/cases", 1366, 900, "vanphong"),
    "case": Shot(f"/archive/cases/{PAST}-{DITCH:04d}", 1280, 900, "vanphong"),
    "asker": Shot("/c/{code}", 360, 720),
    "front": Shot("/front/", 1280, 900, "mattran"),
    "dashboard": Shot("/archive/dashboard", 1280, 900, "vanphong"),
}
SHOTS = LIVE | AFTERWARDS


def main(names: list[str]) -> None:
    wanted = {name: SHOTS[name] for name in names or SHOTS}
    crowd = not LIVE.keys().isdisjoint(wanted)
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as data, _demo(data, crowd=crowd) as demo:
        told = _first_words(demo)
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=which("chromium"), args=list(CHROMIUM)
            )
            if crowd:
                # No picture before the hall has come to life.
                chromium.new_page().wait_for_timeout(TALK_MILLISECONDS)
            for name, shot in wanted.items():
                path = shot.path.format(code=_code(data))
                _draw(chromium, told, name, shot._replace(path=path))
            chromium.close()


@contextmanager
def _demo(data: str, *, crowd: bool) -> Iterator["subprocess.Popen[str]"]:
    """It ends with the picture taking, also when that fails."""
    lively = "--crowd" if crowd else "--no-crowd"
    command = [sys.executable, "-m", "web.cli", "demo", "--port", "0", "--data", data, lively]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as demo:  # noqa: S603
        try:
            yield demo
        finally:
            demo.terminate()


def _first_words(demo: "subprocess.Popen[str]") -> str:
    """What the demo prints until it says how to stop it."""
    lines: list[str] = []
    for line in demo.stdout or ():
        lines.append(line)
        if "Ctrl+C" in line:
            break
    return "".join(lines)


def _code(data: str) -> str:
    """The receipt code of the asker whose case page is drawn: no page tells it to anybody else."""
    file = sqlite3.connect(f"file:{data}/doithoai.sqlite?mode=ro", uri=True)
    wanted = "SELECT code FROM cases WHERE conference = ? AND question = ? AND part = 1"
    try:
        return str(file.execute(wanted, (PAST, DITCH)).fetchone()[0])
    finally:
        file.close()


def _draw(chromium: Browser, told: str, name: str, shot: Shot) -> None:
    context = chromium.new_context(
        viewport={"width": shot.width, "height": shot.height},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
    )
    page = context.new_page()
    page.goto(_found(r"(http://[^/\s]+)/h/", told) + shot.path)
    if shot.who:
        _sign_in(page, shot, _found(rf"sign in as {shot.who}\b[ ,]+password (\S+)", told))
    page.wait_for_timeout(SETTLE_MILLISECONDS)
    page.screenshot(path=OUT / f"{name}.png")
    context.close()


def _sign_in(page: Page, shot: Shot, password: str) -> None:
    page.fill("input[name=name]", shot.who)
    page.fill("input[name=password]", password)
    page.locator("main form button").first.click()
    page.wait_for_url(f"**{shot.path}")


def _found(pattern: str, told: str) -> str:
    match = re.search(pattern, told)
    if match is None:
        raise SystemExit(f"the demo told nothing like {pattern}")
    return match[1]


if __name__ == "__main__":
    main(sys.argv[1:])
