"""One browser for all journeys, a fresh hall for each."""

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.living_hall import LivingHall
from tests.journeys.visitors import Visitors

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
def hall(tmp_path):
    hall = LivingHall(tmp_path / "data")
    hall.start()
    hall.announce_conference()
    yield hall
    hall.stop()


@pytest.fixture
def visitors(browser, hall):
    visitors = Visitors(browser, hall)
    yield visitors
    complaints = visitors.complaints()
    visitors.leave()
    assert complaints == []
