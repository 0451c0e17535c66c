"""A slip of paper with a code square: the phone brings its code along, and leaves no trace of it behind."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.living_hall import CODE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STRANGE = "7KQM-2XRT;alert(1)"
QUESTION = "Bao giờ nhà tôi có nước sạch?"


@pytest.fixture
def code(hall):
    """One that was really printed."""
    hall.run("conference", "open", CODE)
    hall.run("conference", "join-mode", CODE, "paper")
    sheet = hall.data / "sheet.html"
    hall.run("paper", CODE, "1", "--public-url", hall.url, "--output", str(sheet))
    found = re.search(r'class="slip-code">([^<]+)<', sheet.read_text("utf-8"))
    assert found
    return found[1]


def test_a_code_from_a_slip_is_typed_in_by_itself_and_leaves_the_address(code, visitors):
    phone = visitors.come()
    posted = []
    phone.page.on("request", lambda request: posted.append(request.url))
    phone.go(f"/h/{CODE}/join#{code}")
    field = phone.page.get_by_label("Mã cá nhân trên phiếu giấy")
    expect(field).to_have_value(code)
    expect(phone.button("Vào hội nghị")).to_be_focused()
    expect(phone.page).to_have_url(f"{phone.hall.url}/h/{CODE}/join")
    phone.page.keyboard.press("Enter")
    expect(phone.page.get_by_label("Câu hỏi, kiến nghị của ông/bà")).to_be_visible()
    phone.ask(QUESTION)
    expect(phone.own(1)).to_contain_text(QUESTION)
    phone.page.go_back()
    assert [url for url in [*posted, phone.page.url] if code in url] == []
    assert phone.violations() == []


def test_a_strange_code_is_not_typed_in_and_no_code_takes_nothing_away(code, visitors):
    phone = visitors.come()
    for brought in (STRANGE, "", "7" * 41):
        phone.go("/")
        phone.go(f"/h/{CODE}/join#{brought}")
        expect(phone.page.get_by_label("Mã cá nhân trên phiếu giấy")).to_have_value("")
    phone.go(f"/h/{CODE}/join")
    phone.page.get_by_label("Mã cá nhân trên phiếu giấy").fill(code)
    phone.button("Vào hội nghị").click()
    expect(phone.page.get_by_label("Câu hỏi, kiến nghị của ông/bà")).to_be_visible()


def test_without_a_script_the_code_is_typed_by_hand(code, visitors):
    phone = visitors.come(java_script_enabled=False)
    phone.go(f"/h/{CODE}/join#{code}")
    field = phone.page.get_by_label("Mã cá nhân trên phiếu giấy")
    expect(field).to_have_value("")
    field.fill(code)
    phone.button("Vào hội nghị").click()
    expect(phone.page.get_by_role("link", name="Đặt câu hỏi")).to_be_visible()
