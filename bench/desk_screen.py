"""The moderator's desk with thousands of waiting questions: how long a hand waits for each thing it does.

    python -m bench.desk_screen [--questions N] [--rounds N]

A real server, a real browser (Debian's chromium). Time runs in the page, from the event to the frame in
which its effect has been laid out and handed over to be painted.
"""

import argparse
import json
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from bench.machine import described
from tests.journeys.living_hall import CODE, PASSWORD, LivingHall

PLACES = ("Thôn Đồng Bưởi", "Thôn Suối Cỏ", "Thôn Xóm Mới", "Tổ dân phố 4")
MATTERS = (
    "đường liên thôn xuống cấp",
    "nước sạch bị cắt vào mùa khô",
    "rác ở chợ chưa thu gom",
    "hồ sơ đất đai trả chậm",
    "đèn đường hỏng quá nửa",
)
WHILE = ("mưa là ngập", "các cháu đi học khó khăn", "người già phải đi xa", "đã hỏi nhiều lần")
LOAD_MILLISECONDS = 120_000
CHROMIUM = ("--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking")

MEASURE = """
window.took = (act) => new Promise((done) => {
  const began = performance.now();
  act();
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now() - began);
    channel.port2.postMessage(null);
  });
});
window.press = (key) => took(() =>
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })));
window.fill = (selector, value) => took(() => {
  const field = document.querySelector(selector);
  field.value = value;
  field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
});
window.scroll = (by) => took(() => { document.querySelector(".column-inbox .column-body").scrollTop += by; });
"""
INTERACTIONS = {
    "next question (j)": "press('j')",
    "approve (a)": "press('a')",
    "undo (z)": "press('z')",
    "mark (x)": "press('x')",
    "search, one letter": "fill('#search', 'd')",
    "search, two words": "fill('#search', 'nuoc mua')",
    "search, nothing found": "fill('#search', 'zzz')",
    "search emptied": "fill('#search', '')",
    "order: newest first": "fill('#order', 'newest')",
    "order: fair": "fill('#order', 'fair')",
    "order: oldest first": "fill('#order', 'oldest')",
    "filter by place": "fill('#filter-place', 'Thôn Suối Cỏ')",
    "filter cleared": "fill('#filter-place', '')",
    "scroll by a screen": "scroll(500)",
    "scroll far": "scroll(60000)",
    "scroll back": "scroll(-70000)",
    "mark 500 (Shift+A)": "press('A')",
    "unmark (Esc)": "press('Escape')",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.desk_screen")
    parser.add_argument("--questions", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=10)
    given = parser.parse_args()
    print(f"desk: {given.questions} waiting questions, {given.rounds} rounds\n{described()}\n")
    with _desk(given.questions) as page:
        taken: dict[str, list[float]] = {name: [] for name in INTERACTIONS}
        for _ in range(given.rounds):
            for name, script in INTERACTIONS.items():
                taken[name].append(page.evaluate(script))
        for name, times in taken.items():
            print(
                f"{name:24} median {statistics.median(times):6.1f} ms   most {max(times):6.1f} ms"
            )
        bulk = page.evaluate("press('A').then(() => press('a'))")
        print(f"{'approve 500 at once':24} {bulk:14.1f} ms")
        print(f"\nthe longest: {max(time for times in taken.values() for time in times):.1f} ms")


@contextmanager
def _desk(questions: int) -> Iterator[Page]:
    """A desk on which all of them wait, with the filters open."""
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        hall = LivingHall(Path(data), {})
        hall.start()
        _fill(hall, questions)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(CHROMIUM)
        )
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(f"{hall.url}/desk/{CODE}")
        page.fill("input[name=name]", "hanh")
        page.fill("input[name=password]", PASSWORD)
        page.locator("main form button").first.click()
        expect(page.locator(".column-inbox .card").first).to_be_visible(timeout=LOAD_MILLISECONDS)
        page.get_by_role("button", name="Lọc", exact=True).click()
        page.evaluate(MEASURE)
        page.evaluate("press('j')")
        yield page
        browser.close()
        hall.stop()


def _fill(hall: LivingHall, questions: int) -> None:
    hall.announce_conference()
    hall.run("conference", "open", CODE)
    hall.hire("hanh", "moderator", "Bùi Thị Hạnh")
    gathered = hall.data / "gathered.jsonl"
    gathered.write_text("\n".join(map(_gathered, range(questions))), encoding="utf-8")
    hall.run("import", CODE, str(gathered))


def _gathered(n: int) -> str:
    place, matter = PLACES[n % len(PLACES)], MATTERS[n % len(MATTERS)]
    text = f"Câu thứ {n}: {place} {matter}, {WHILE[n % 7 % 4]}. " * (1 + n % 3)
    return json.dumps({"id": str(n), "text": text.strip(), "place": place})


if __name__ == "__main__":
    main()
