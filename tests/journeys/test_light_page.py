"""The phone's page over a poor network: what it weighs, and that it is of use before its script has come."""

import pytest
from playwright.sync_api import expect

from tests.journeys.living_hall import CODE
from tests.waiting import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE_MAX_BYTES = 60 * 1024
SCRIPT_MAX_BYTES = {"br, gzip": 30 * 1024, "gzip, deflate": 33 * 1024}
"""By what the browser takes: gzip packs the same script less tightly."""
LATENCY_MILLISECONDS, BYTES_A_SECOND = 400, 50_000
"""400 kbit/s and 400 ms, the network of a far corner."""
SLOW = {
    "offline": False,
    "latency": LATENCY_MILLISECONDS,
    "downloadThroughput": BYTES_A_SECOND,
    "uploadThroughput": BYTES_A_SECOND,
}
USABLE_WITHIN_SECONDS = 5
FIRST = ("document", "stylesheet")
"""What a page is drawn from; the second is asked for when the first has come."""
QUESTIONS = 60


@pytest.fixture
def busy_hall(hall):
    """A conference with as many questions as a long evening has, all of them on the list."""
    hall.run("conference", "open", CODE)
    return hall


def weigh(visitor, go):
    """Bytes over the wire for everything this page fetches, headers included, by what it is."""
    cdp = visitor.context.new_cdp_session(visitor.page)
    cdp.send("Network.enable")
    kinds, bytes_of = {}, {}
    cdp.on(
        "Network.requestWillBeSent", lambda sent: kinds.update({sent["requestId"]: sent["type"]})
    )
    cdp.on(
        "Network.loadingFinished",
        lambda done: bytes_of.update({done["requestId"]: done["encodedDataLength"]}),
    )
    go(cdp)
    drawn_from = [kind.capitalize() for kind in FIRST]

    def has_come():
        finished = {kinds.get(request) for request in bytes_of}
        coming = {kind for request, kind in kinds.items() if request not in bytes_of}
        return finished.issuperset(drawn_from) and coming.isdisjoint(drawn_from)

    wait_until(visitor.page, has_come)
    weights = {}
    for request, size in bytes_of.items():
        kind = kinds.get(request, "Other")
        weights[kind] = weights.get(kind, 0) + size
    return weights


# Browsers take brotli over HTTPS only; on a hall's own network it is gzip.
@pytest.mark.parametrize("encoding", SCRIPT_MAX_BYTES)
def test_the_first_load_weighs_less_than_60_kilobytes(busy_hall, visitors, asking, encoding):
    asking(QUESTIONS)
    phone = visitors.come(extra_http_headers={"accept-encoding": encoding})

    def go(_cdp):
        phone.join()
        expect(phone.page.locator("article.question").first).to_be_visible()
        phone.page.wait_for_load_state("networkidle")

    weights = weigh(phone, go)
    assert sum(weights.values()) <= PAGE_MAX_BYTES, weights
    assert weights["Script"] <= SCRIPT_MAX_BYTES[encoding], weights
    assert phone.page.locator("article.question").count() > 0


def test_a_slow_phone_can_ask_in_five_seconds(busy_hall, visitors, asking):
    asking(QUESTIONS)
    phone = visitors.come()
    late = []

    def arrive(route):
        route.continue_() if route.request.resource_type in FIRST else late.append(route)

    def go(cdp):
        cdp.send("Network.emulateNetworkConditions", SLOW)
        phone.page.route("**/*", arrive)
        phone.page.goto(f"{busy_hall.url}/h/{CODE}", wait_until="commit")
        phone.page.get_by_label("Câu hỏi, kiến nghị của ông/bà").fill("Bao giờ sửa đường?")

    weights = weigh(phone, go)
    assert set(weights) == {kind.capitalize() for kind in FIRST}
    waited = len(FIRST) * LATENCY_MILLISECONDS / 1_000 + sum(weights.values()) / BYTES_A_SECOND
    assert waited < USABLE_WITHIN_SECONDS
    # The script takes over in the middle of typing, and nothing typed is lost.
    for route in late:
        route.continue_()
    expect(phone.page.locator("#text-count")).to_contain_text("Còn")
    expect(phone.page.get_by_label("Câu hỏi, kiến nghị của ông/bà")).to_have_value(
        "Bao giờ sửa đường?"
    )
