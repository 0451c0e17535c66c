"""A denunciation from the desk into the sealed box, and what was none back again: with scripts and without."""

import pytest
from playwright.sync_api import expect

from tests.journeys.living_hall import CODE
from tests.journeys.visitors import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SECRET = "Tôi tố cáo ông Tư nhận tiền xây cầu Đồng Bưởi."
WHY = "Hỏi về cầu, không tố cáo ai"


@pytest.mark.parametrize("scripted", [True, False])
def test_a_sealed_question_is_read_by_its_officer_and_given_back(hall, visitors, scripted):
    hall.run("conference", "open", CODE)
    hall.hire("hanh", "moderator", "Bùi Thị Hạnh")
    hall.hire("sau", "sealed_box", "Lê Văn Sáu")
    phone = visitors.come()
    phone.join()
    phone.ask(SECRET)
    expect(phone.own(1)).to_be_visible()
    desk = visitors.come(viewport=DESK)
    desk.sign_in("hanh", f"/desk/{CODE}")
    desk.card(1).locator(".card-head").click()
    desk.page.keyboard.press("Shift+S")
    expect(desk.page.locator(".column-inbox .card")).to_have_count(0)
    # The desk shows it at once; the officer's pages come once, and must find it.
    expect(phone.own(1)).to_contain_text("niêm phong")

    officer = visitors.come(viewport=PHONE, java_script_enabled=scripted)
    officer.sign_in("sau", "/staff")
    officer.page.get_by_role("link", name="Hộp niêm phong").click()
    box = officer.page.locator("main")
    expect(box).to_contain_text(SECRET)
    expect(box).to_contain_text("Bùi Thị Hạnh")
    officer.page.get_by_role("link", name="Đọc nguyên văn, xử lý").click()
    officer.page.get_by_role("link", name="Phiếu để in").click()
    expect(officer.page.locator("article")).to_contain_text(SECRET)
    officer.page.get_by_role("link", name="Về tin niêm phong № 1").click()

    officer.button("Mở niêm phong…").click()
    expect(officer.page.locator("#words-error")).to_have_text("Hãy ghi lý do mở niêm phong.")
    officer.page.get_by_label("Lý do mở niêm phong").fill(WHY)
    officer.button("Mở niêm phong…").click()
    expect(box).to_contain_text("Ai đã đọc thì không thể làm như chưa đọc.")
    expect(desk.page.locator("body")).not_to_contain_text("ông Tư")
    officer.button("Mở niêm phong, đưa về hộp chờ").click()
    expect(box).to_contain_text("Đã mở niêm phong № 1")
    expect(box).not_to_contain_text(SECRET)
    expect(desk.card(1)).to_contain_text(SECRET)
