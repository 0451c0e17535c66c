"""Before sending: what somebody asked already is offered to be supported, and nobody has to."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import TEXT
from tests.journeys.living_hall import CODE
from tests.journeys.visitors import DESK

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAUSE_MILLISECONDS = 2_000
"""Longer than the phone waits for the next letter."""
ROAD = "Bao giờ xã sửa đường liên thôn Đồng Bưởi?"
SAME = "bao gio xa sua duong lien thon Dong Buoi"


def test_what_is_typed_before_the_line_is_open_is_looked_up_once_it_is(hall, visitors, asking):
    hall.run("conference", "open", CODE)
    asking(1)
    phone = visitors.come()
    phone.page.clock.install()
    phone.join()
    phone.context.set_offline(True)
    expect(phone.page.locator(".strip")).to_contain_text("Mất mạng.")
    phone.page.get_by_label("Câu hỏi, kiến nghị của ông/bà").fill(TEXT.format(n=0))
    phone.page.clock.fast_forward(PAUSE_MILLISECONDS)
    expect(phone.page.locator(".similar")).to_have_count(0)
    phone.context.set_offline(False)
    expect(phone.page.locator(".similar")).to_contain_text(TEXT.format(n=0))


def test_a_question_like_another_is_supported_instead_or_sent_all_the_same(hall, visitors):
    hall.run("conference", "open", CODE)
    hall.hire("hanh", "moderator", "Bùi Thị Hạnh")
    lan, hoa = visitors.come(), visitors.come()
    lan.join()
    lan.ask(ROAD)
    moderator = visitors.come(viewport=DESK)
    moderator.sign_in("hanh", f"/desk/{CODE}")
    moderator.card(1).get_by_role("button", name="Duyệt").click()

    hoa.join()
    expect(hoa.question(1)).to_contain_text(ROAD)
    hoa.page.get_by_label("Câu hỏi, kiến nghị của ông/bà").fill(SAME)
    offered = hoa.page.locator(".similar")
    expect(offered).to_contain_text(ROAD)
    offered.get_by_role("button", name="Ủng hộ").click()
    expect(hoa.question(1).get_by_role("button", name="Đã ủng hộ")).to_contain_text("1")

    offered.get_by_role("button", name="Không, vẫn gửi câu của tôi").click()
    expect(offered).to_have_count(0)
    hoa.button("Gửi câu hỏi").click()
    expect(hoa.own(2)).to_contain_text(SAME)
    assert hoa.violations() == []
