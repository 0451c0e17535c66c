"""One browser for all journeys, a fresh hall for each."""

import json

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.journeys.living_hall import CODE, LivingHall
from tests.journeys.visitors import DESK, Visitors
from tests.waiting import wait_until

TEXT = (
    "Câu số {n}: đường liên thôn xuống cấp đã ba năm, mưa là ngập. Bao giờ xã cho sửa, và trong lúc chờ "
    "có rải đá cấp phối để các cháu đi học được không?"
)

QUIET = (
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="module")
def browser(chromium):
    """Closed with its module: while it is open, no asynchronous test can run in the same process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def living_hall(tmp_path, request):
    """A server that knows no conference yet. A parameter, if there is one, is settings in its environment."""
    hall = LivingHall(tmp_path / "data", getattr(request, "param", {}))
    hall.start()
    yield hall
    hall.stop()


@pytest.fixture
def hall(living_hall):
    living_hall.announce_conference()
    return living_hall


@pytest.fixture
def visitors(browser, hall):
    visitors = Visitors(browser, hall)
    yield visitors
    complaints = visitors.complaints()
    visitors.leave()
    assert complaints == []


@pytest.fixture
def asking(hall, visitors):
    """Fill the public list: so many gathered questions, each approved at the desk."""

    def ask(count):
        gathered = hall.data / "gathered.jsonl"
        rows = [
            {"id": str(n), "text": TEXT.format(n=n), "place": "Thôn Đồng Bưởi"}
            for n in range(count)
        ]
        gathered.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        hall.run("import", CODE, str(gathered))
        hall.hire("hanh", "moderator", "Bùi Thị Hạnh")
        moderator = visitors.come(viewport=DESK)
        moderator.sign_in("hanh", f"/desk/{CODE}")
        expect(moderator.page.locator(".column-inbox .card")).to_have_count(count)
        moderator.page.keyboard.press("j")
        for _ in range(count):
            moderator.page.keyboard.press("a")
        wait_until(moderator.page, lambda: list(hall.fates().values()) == ["queued"] * count)

    return ask
