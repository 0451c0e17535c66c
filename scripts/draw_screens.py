"""Draws README's pictures: a demo is started, its crowd talks for a minute, and each screen is taken at its size.

.venv/bin/python scripts/draw_screens.py
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
OUT = ROOT / "docs" / "screens"
CODE = "DEMO"
TALK_MILLISECONDS = 60_000
SIZES = {
    "phone": (360, 640),
    "desk": (1366, 768),
    "stage": (1280, 800),
    "display": (1920, 1080),
}
CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def main() -> None:
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as data, _demo(data) as demo:
        told = _first_words(demo)
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=which("chromium"), args=list(CHROMIUM)
            )
            for screen, size in SIZES.items():
                _draw(chromium, told, screen, size)
            chromium.close()
        demo.terminate()


def _demo(data: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "web.cli", "demo", "--port", "0", "--data", data]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603


def _first_words(demo: "subprocess.Popen[str]") -> str:
    """What the demo prints until it says how to stop it."""
    lines: list[str] = []
    for line in demo.stdout or ():
        lines.append(line)
        if "Ctrl+C" in line:
            break
    return "".join(lines)


def _draw(chromium: Browser, told: str, screen: str, size: tuple[int, int]) -> None:
    width, height = size
    context = chromium.new_context(
        viewport={"width": width, "height": height}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
    )
    page = context.new_page()
    found = re.search(rf"{screen}\s+(\S+)(?:\s+sign in as (\S+), password (\S+))?", told)
    if found is None:
        raise SystemExit(f"the demo told of no {screen}")
    url, name, password = found.groups()
    page.goto(url)
    if name:
        page.fill("input[name=name]", name)
        page.fill("input[name=password]", password)
        page.locator("main form button").first.click()
        page.wait_for_url(url)
    elif screen == "phone":
        # The first picture waits until the hall has come to life.
        page.wait_for_timeout(TALK_MILLISECONDS)
    page.wait_for_timeout(1_500)
    page.screenshot(path=OUT / f"{screen}.png")
    context.close()


if __name__ == "__main__":
    main()
