"""The desk on a phone: a moderator who stands in the hall has the same desk, its columns below each other."""

import json

import pytest
from playwright.sync_api import expect

from tests.journeys.living_hall import CODE
from tests.waiting import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NARROW = {"width": 390, "height": 800}
WAITING = 400
DRAWN_MAX = 40
"""What is in sight, with the margin beyond it on either side."""
BESIDE_THE_SCREEN = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def desk(hall, visitors):
    hall.run("conference", "open", CODE)
    hall.hire("hanh", "moderator", "Bùi Thị Hạnh")
    gathered = hall.data / "gathered.jsonl"
    rows = [{"id": str(n), "text": f"Câu thứ {n} về đường thôn."} for n in range(WAITING)]
    gathered.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    hall.run("import", CODE, str(gathered))
    desk = visitors.come(viewport=NARROW)
    desk.sign_in("hanh", f"/desk/{CODE}")
    expect(desk.card(1)).to_be_visible()
    return desk


def test_a_long_inbox_stays_light_and_the_queue_near(desk, hall):
    page = desk.page
    drawn = page.locator(".column-inbox .card")
    wait_until(page, lambda: 0 < drawn.count() <= DRAWN_MAX)
    assert page.evaluate(BESIDE_THE_SCREEN) <= 0
    desk.card(1).get_by_role("button", name="Duyệt").click()
    expect(page.locator(".column-queue .card")).to_have_count(1)
    ways = page.get_by_role("navigation", name="Đi lại")
    ways.get_by_role("link", name="Hàng chờ trả lời").click()
    expect(page.get_by_role("heading", name="Hàng chờ trả lời")).to_be_in_viewport()
    queued = page.locator(".column-queue .card")
    expect(queued.get_by_role("button", name="Mời")).to_be_in_viewport()
    expect(ways).to_be_in_viewport()
    expect(page.get_by_role("toolbar")).to_be_in_viewport()
    ways.get_by_role("link", name="Hộp chờ").click()
    expect(desk.card(2)).to_be_in_viewport()
    assert drawn.count() <= DRAWN_MAX
    wait_until(page, lambda: hall.fates()[1] == "queued")
