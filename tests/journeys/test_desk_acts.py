"""Every act of the desk against the real hall: it is done, it is seen, and it can be taken back."""

import json

import pytest
from playwright.sync_api import expect

from tests.journeys.living_hall import CODE
from tests.journeys.visitors import DESK
from tests.waiting import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SPEECH = "Đường hỏng từ năm ngoái, bao giờ sửa?\n\nTrạm y tế hết thuốc, bao giờ có?"
PRESSES = 200
SENT_WITHIN_MILLISECONDS = 180_000
WAYS_BACK = 6
"""From how the meeting was run: five settings and a list of reasons."""


@pytest.fixture
def desk(hall, visitors):
    """A desk with four questions that wait."""
    hall.run("conference", "open", CODE)
    hall.hire("hanh", "moderator", "Bùi Thị Hạnh")
    _gather(hall, [f"Câu thứ {n} về đường thôn." for n in range(1, 4)] + [SPEECH])
    desk = visitors.come(viewport=DESK)
    desk.sign_in("hanh", f"/desk/{CODE}")
    expect(desk.page.locator(".column-inbox .card")).to_have_count(4)
    return desk


def _gather(hall, texts):
    gathered = hall.data / "gathered.jsonl"
    rows = [json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts)]
    gathered.write_text("\n".join(rows), encoding="utf-8")
    hall.run("import", CODE, str(gathered))


def _stand(desk, inbox, queue):
    """How many stand in either column, and that nothing was refused."""
    expect(desk.page.locator(".column-inbox .card")).to_have_count(inbox)
    expect(desk.page.locator(".column-queue .card")).to_have_count(queue)
    expect(desk.page.locator(".trouble")).to_have_count(0)


def test_acts_with_one_question_and_their_ways_back(desk, hall):
    press = desk.page.keyboard.press
    press("j")
    for key in ("h", "g"):
        press(key)
        expect(desk.page.get_by_role("dialog")).to_be_visible()
        press("Enter")
        _stand(desk, 3, 0)
        press("z")
        _stand(desk, 4, 0)
    press("a")
    _stand(desk, 3, 1)
    desk.card(1).locator(".card-head").click()
    press("p")
    expect(desk.card(1)).to_contain_text("Đã ghim")
    press("z")
    expect(desk.card(1)).not_to_contain_text("Đã ghim")
    press("d")
    expect(desk.page.get_by_role("dialog").get_by_role("radio").first).to_be_focused()
    press("2")
    desk.page.get_by_role("dialog").get_by_role("button", name="Từ chối № 1").click()
    _stand(desk, 3, 0)
    press("z")
    _stand(desk, 3, 1)
    desk.card(1).locator(".card-head").click()
    press("s")
    expect(desk.page.locator(".card-floor")).to_contain_text("Câu thứ 1")
    press("z")
    _stand(desk, 3, 1)
    expect(desk.page.locator(".card-floor")).to_have_count(0)
    press("w")
    expect(desk.page.locator(".column-done .card")).to_have_count(1)
    press("z")
    _stand(desk, 3, 1)
    # What the desk still wishes is forgotten by a reload.
    wait_until(
        desk.page,
        lambda: sorted(hall.fates().values()) == ["queued", "waiting", "waiting", "waiting"],
    )
    desk.page.reload()
    _stand(desk, 3, 1)


def test_what_is_held_has_a_note_and_what_is_guided_has_words_for_its_asker(desk, hall, visitors):
    phone = visitors.come()
    phone.join()
    phone.ask("Tôi khiếu nại quyết định thu hồi đất của xã.")
    expect(phone.own(5)).to_be_visible()
    press = desk.page.keyboard.press
    desk.card(5).locator(".card-head").click()
    press("h")
    desk.page.get_by_label("Ghi chú cho đồng nghiệp").fill("Hỏi địa chính đã")
    press("Enter")
    _stand(desk, 4, 0)
    desk.page.get_by_label("Đang xem").select_option("held")
    expect(desk.card(5)).to_contain_text("Ghi chú: Hỏi địa chính đã")
    expect(phone.own(5)).to_contain_text("Điều hành viên đang xem thêm câu hỏi này.")
    expect(phone.own(5)).not_to_contain_text("địa chính")
    desk.card(5).locator(".card-head").click()
    press("g")
    desk.page.get_by_label("Cơ quan có thẩm quyền").fill("Chủ tịch UBND xã")
    desk.page.get_by_label("Lời gửi người hỏi").fill("Xin mang theo quyết định")
    press("Enter")
    expect(phone.own(5)).to_contain_text(
        "Nơi giải quyết: Chủ tịch UBND xã. Xin mang theo quyết định"
    )
    press("z")
    expect(desk.card(5)).to_contain_text("Ghi chú: Hỏi địa chính đã")
    press("h")
    expect(desk.page.locator(".column-inbox .card")).to_have_count(0)


def test_words_tags_families_and_parts(desk):
    press = desk.page.keyboard.press
    desk.card(1).locator(".card-head").click()
    press("e")
    desk.page.get_by_label("Sẽ hiện là").fill("Bao giờ sửa đường thôn?")
    desk.button("Lưu lời mới").click()
    expect(desk.card(1)).to_contain_text("Bao giờ sửa đường thôn?")
    expect(desk.card(1)).to_contain_text("đã sửa lời")
    press("t")
    desk.page.get_by_label("Thẻ, cách nhau").fill("gấp, đường")
    desk.page.get_by_label("Lĩnh vực (mọi người thấy)").select_option("Giao thông")
    desk.button("Lưu thẻ").click()
    expect(desk.card(1).locator(".tag")).to_have_text(["gấp", "đường"])
    expect(desk.card(1)).to_contain_text("Giao thông")
    press("z")
    expect(desk.card(1).locator(".tag")).to_have_count(0)

    press("Shift+J")
    press("m")
    _stand(desk, 3, 0)
    expect(desk.card(1)).to_contain_text("Đã gộp: № 2")
    desk.card(1).get_by_role("button", name="Chi tiết").click()
    expect(desk.card(1)).to_contain_text("Câu thứ 2 về đường thôn.")
    desk.card(1).get_by_role("button", name="Bỏ gộp").click()
    _stand(desk, 4, 0)

    desk.card(4).locator(".card-head").click()
    press("b")
    desk.page.get_by_role("dialog").get_by_role("button", name="Tách thành 2 câu").click()
    _stand(desk, 5, 0)
    expect(desk.card(5)).to_contain_text("Tách từ № 4")
    desk.page.reload()
    _stand(desk, 5, 0)
    expect(desk.card(5)).to_contain_text("Trạm y tế hết thuốc")


def test_how_the_meeting_is_run(desk, hall, visitors):
    phone = visitors.come()
    phone.join()
    phone.ask("Tôi muốn hỏi một việc khác của thôn.")
    expect(phone.own(5)).to_be_visible()
    desk.button("Điều hành", exact=True).click()
    for button, shown in (
        ("Dừng nhận", "Dừng nhận câu hỏi"),
        ("60 giây", "Cách 60 giây"),
        ("Hiện trước, xem sau", "Hiện trước, xem sau"),
        ("Cán bộ nhập hộ", "Cán bộ nhập hộ"),
    ):
        name = "Chỉ cán bộ nhập hộ" if button == "Cán bộ nhập hộ" else button
        desk.page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()
        expect(desk.page.locator(".conduct .pill-deferred")).to_contain_text(shown)
    desk.page.get_by_role("dialog").get_by_role("button", name="Cần mã").click()
    desk.page.get_by_label("Mã đọc trong hội trường").fill("SEN26")
    desk.button("Dùng mã này").click()
    expect(desk.page.locator(".setting-code")).to_contain_text("SEN26")
    desk.page.get_by_text("Lý do từ chối được công bố").click()
    reasons = desk.page.get_by_label("Lý do", exact=True)
    expect(reasons).to_have_count(6)
    desk.button("Thêm lý do").click()
    expect(reasons).to_have_count(7)
    reasons.last.fill("Đã trả lời bằng văn bản")
    desk.button("Công bố danh mục").click()
    expect(desk.page.get_by_text("Lý do từ chối được công bố (7)")).to_be_visible()
    desk.button("Xong").click()

    desk.button("Việc đã làm").click()
    ways_back = desk.page.get_by_role("dialog").get_by_role("button", name="Hoàn tác")
    expect(ways_back).to_have_count(WAYS_BACK)
    for left in range(WAYS_BACK, 0, -1):
        ways_back.first.click()
        expect(ways_back).to_have_count(left - 1)
    desk.button("Đóng", exact=True).click()
    expect(desk.page.locator(".conduct .pill-deferred")).to_have_text([])

    desk.card(5).locator(".card-head").click()
    desk.page.keyboard.press("y")
    desk.button("15 phút").click()
    expect(desk.card(5)).to_contain_text("Máy bị khóa gửi")
    desk.page.keyboard.press("y")
    expect(desk.card(5)).not_to_contain_text("Máy bị khóa gửi")
    _stand(desk, 5, 0)


def test_two_hundred_fast_presses_do_two_hundred_things(hall, visitors):
    hall.run("conference", "open", CODE)
    hall.hire("hanh", "moderator", "Bùi Thị Hạnh")
    _gather(hall, [f"Câu thứ {n} của buổi tối." for n in range(1, PRESSES + 1)])
    desk = visitors.come(viewport=DESK)
    desk.sign_in("hanh", f"/desk/{CODE}")
    count = desk.page.locator(".column-inbox .column-count")
    expect(count).to_have_text(str(PRESSES))
    desk.page.keyboard.press("j")
    for _ in range(PRESSES):
        desk.page.keyboard.press("a")
    expect(count).to_have_text("0")
    expect(desk.page.locator(".trouble")).to_have_count(0)

    # Only what the hall itself says counts: this desk shows its wishes at once.
    other = visitors.come(viewport=DESK)
    other.sign_in("hanh", f"/desk/{CODE}")
    expect(other.page.locator(".column-queue .column-count")).to_have_text(
        str(PRESSES), timeout=SENT_WITHIN_MILLISECONDS
    )
