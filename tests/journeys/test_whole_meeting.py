"""The whole meeting: a moderator, a chair, three phones (one polling, one without scripts), a display."""

import json

import pytest
from playwright.sync_api import expect

from tests.journeys.living_hall import CODE
from tests.journeys.visitors import DESK, DISPLAY, STAGE
from tests.waiting import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROAD = "Bao giờ xã sửa đường liên thôn Đồng Bưởi?"
WATER = "Nước sạch về thôn Suối Cỏ có bị cắt vào mùa khô nữa không?"
NEIGHBOUR = "Tôi muốn hỏi về ranh giới đất với nhà bên cạnh."
LAMPS = "Đèn đường thôn Xóm Mới hỏng quá nửa."


@pytest.fixture
def people(hall, visitors):
    """Everybody in their place, the meeting open."""
    hall.hire("hanh", "moderator", "Bùi Thị Hạnh")
    hall.hire("chutich", "chair", "Nguyễn Văn Chủ")
    lan, hoa, ba = (
        visitors.come(),
        visitors.come(polling=True),
        visitors.come(java_script_enabled=False),
    )
    moderator = visitors.come(viewport=DESK)
    chair = visitors.come(viewport=STAGE)
    display = visitors.come(viewport=DISPLAY)
    for phone in (lan, hoa, ba):
        phone.join()
    moderator.sign_in("hanh", f"/desk/{CODE}")
    chair.sign_in("chutich", f"/stage/{CODE}")
    display.go(f"/h/{CODE}/display")
    return lan, hoa, ba, moderator, chair, display


@pytest.mark.parametrize(
    "living_hall",
    [{}, {"DOITHOAI_FAST_PATH": "0"}],
    ids=["direct", "library"],
    indirect=True,
)
def test_from_the_first_question_to_the_last_case(people, hall):
    lan, hoa, ba, moderator, chair, display = people

    _they_ask(lan, hoa, ba, moderator)
    _the_desk_sorts(moderator, display, hall)
    _they_support(lan, hoa, ba, display)
    _the_chair_answers(lan, hoa, chair, display)
    _it_ends(lan, ba, moderator, display, hall)

    # Nothing is lost: the transcript has the order, its export all four questions.
    moderator.go(f"/archive/{CODE}")
    for text in (ROAD, WATER, NEIGHBOUR, LAMPS):
        expect(moderator.page.get_by_text(text).first).to_be_visible()
    exported = moderator.context.request.get(f"{hall.url}/archive/{CODE}.json")
    questions = json.loads(exported.text())["questions"]
    assert [(line["order"], line["number"]) for line in questions] == [
        (1, 1),
        (2, 4),
        (None, 2),
        (None, 3),
    ]
    assert len({line["case"] for line in questions}) == 4
    for visitor in (lan, hoa, moderator, chair, display):
        assert visitor.violations() == []


def _they_ask(lan, hoa, ba, moderator):
    """Asked ahead of the meeting, with a name; the receipt tells what happens next."""
    lan.ask(ROAD, **{"Họ tên": "Nguyễn Thị Lan", "Thôn, tổ dân phố": "Thôn Đồng Bưởi"})
    expect(lan.page.get_by_role("heading", name="Đã nhận câu hỏi № 1")).to_be_visible()
    expect(lan.own(1)).to_contain_text("Chờ điều hành viên xem")
    moderator.button("Mở hội nghị").click()
    expect(lan.page.get_by_text("Hội nghị đang diễn ra")).to_be_visible()

    # A phone on polling, and one without scripts.
    hoa.ask(WATER)
    expect(hoa.own(2)).to_contain_text(WATER)
    ba.page.get_by_role("link", name="Đặt câu hỏi").click()
    ba.ask(NEIGHBOUR)
    expect(ba.page.get_by_role("heading", name="Đã nhận câu hỏi № 3")).to_be_visible()
    ba.page.get_by_role("link", name="Đặt câu hỏi").click()
    ba.ask(LAMPS)


def _the_desk_sorts(moderator, display, hall):
    """Keys, and the way back: approve two, take one approval back and give it again."""
    expect(moderator.card(4)).to_be_visible()
    expect(display.page.get_by_text(ROAD)).to_have_count(0)
    moderator.page.keyboard.press("j")
    moderator.page.keyboard.press("a")
    expect(moderator.page.locator(".column-queue .card")).to_have_count(1)
    moderator.page.keyboard.press("z")
    expect(moderator.page.locator(".column-queue .card")).to_have_count(0)
    moderator.card(1).get_by_role("button", name="Duyệt").click()
    moderator.card(2).get_by_role("button", name="Duyệt").click()
    moderator.card(4).get_by_role("button", name="Duyệt").click()
    moderator.card(3).get_by_role("button", name="Từ chối").click()
    moderator.page.get_by_label("Việc riêng, cần giải quyết theo thủ tục riêng").check()
    moderator.page.get_by_role("dialog").get_by_role("button", name="Từ chối № 3").click()
    expect(moderator.page.locator(".column-queue .card")).to_have_count(3)
    moderator.card(4).get_by_role("button", name="Lên").click()
    expect(moderator.page.locator(".column-queue .card .face").nth(1)).to_contain_text("4")
    # The desk shows it at once; the page of the phone without scripts comes once, and must find it.
    sorted_so = {1: "queued", 2: "queued", 3: "declined", 4: "queued"}
    wait_until(moderator.page, lambda: hall.fates() == sorted_so)


def _they_support(lan, hoa, ba, display):
    """Support from each kind of phone meets on all screens."""
    hoa.question(1).get_by_role("button", name="Ủng hộ").click()
    expect(hoa.question(1).get_by_role("button", name="Đã ủng hộ")).to_contain_text("1")
    ba.join()
    ba.question(1).get_by_role("button", name="Ủng hộ").click()
    for phone in (lan, hoa):
        expect(phone.question(1)).to_contain_text("2")
    expect(display.page.get_by_text("2 người ủng hộ")).to_be_visible()
    expect(ba.own(3)).to_contain_text("Việc riêng")


def _the_chair_answers(lan, hoa, chair, display):
    """The chair: call, promise in two taps, call the next, answer it, and the rest another day."""
    chair.button("Mời câu tiếp theo: № 1").click()
    expect(chair.page.locator(".stage-text")).to_contain_text(ROAD)
    expect(display.page.locator(".display-text")).to_contain_text(ROAD)
    expect(hoa.page.locator(".floor")).to_contain_text(ROAD)
    chair.button("Sẽ trả lời bằng văn bản").click()
    chair.button("Giao việc và hẹn ngày").click()
    expect(lan.own(1)).to_contain_text("Phòng Kinh tế")
    chair.button("Mời câu tiếp theo: № 4").click()
    chair.button("Đã trả lời tại hội nghị").click()
    chair.page.get_by_label("Ý chính").fill("Thay xong trước ngày 15.")
    chair.button("Ghi đã trả lời").click()
    lan.page.get_by_role("link", name="Mới nhất").click()
    expect(lan.question(4)).to_contain_text("Thay xong trước ngày 15.")


def _it_ends(lan, ba, moderator, display, hall):
    """The end: it says what it will do, and every phone finds its case."""
    moderator.button("Kết thúc hội nghị").click()
    moderator.page.get_by_role("dialog").get_by_role("button", name="Kết thúc hội nghị").click()
    expect(lan.page.locator(".standing")).to_contain_text("Hội nghị đã kết thúc")
    expect(display.page.locator("#live")).to_contain_text("Hội nghị đã kết thúc")
    # The pages of cases are written behind the meeting, and an export waits for them.
    assert hall.stage() == "closed"
    lan.own(1).locator("a.code").click()
    expect(lan.page.get_by_text("Phòng Kinh tế").first).to_be_visible()
    ba.join()
    ba.own(3).locator("a.code").click()
    expect(ba.page.locator("main")).to_contain_text("Việc riêng")
