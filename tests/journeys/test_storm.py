"""A stormy half hour: two moderators, a chair and three phones; afterwards the open book tells it truthfully.

Duplicates are merged, an insult is flagged and declined, a telephone number is masked, a denunciation sealed,
two moderators meet at one question, and an appeal is decided by the one who had not declined it.
"""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.journeys.living_hall import CODE
from tests.journeys.visitors import DESK, STAGE
from tests.waiting import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROAD = "Bao giờ xã sửa đường liên thôn Đồng Bưởi?"
ROAD_AGAIN = "Xã bao giờ sửa đường liên thôn Đồng Bưởi vậy?"
INSULT = "Chúng mày là đồ ngu, làm ăn như cứt."
LAMPS = "Đèn đường thôn Xóm Mới hỏng, gọi tôi số 0912 345 678."
LAMPS_MASKED = "Đèn đường thôn Xóm Mới hỏng, gọi tôi số [số điện thoại]."
NUMBER = re.compile(r"912\D{0,2}345\D{0,2}678")
DENUNCIATION = "Tôi tố cáo ông Phạm Văn Tân, cán bộ địa chính, nhận hối lộ khi làm hồ sơ đất."
NEIGHBOURS = "Tôi hỏi về ranh giới đất với các nhà bên cạnh."
NEIGHBOURS_EDITED = "Xã phân định ranh giới đất giữa các hộ xóm Đông thế nào?"
WATER = "Nước sạch về thôn Suối Cỏ có bị cắt vào mùa khô nữa không?"
RUBBISH = "Rác ở chợ Lương Sơn bao giờ được thu gom hằng ngày?"
LINE = "Còn 10 phút. Mời thêm câu về điện."
PRIVATE = "Việc riêng, cần giải quyết theo thủ tục riêng"
ROUGH = "Lời lẽ không phù hợp"
PING = "2"

SYNC = re.compile(r'42(/desk,\d+)\["sync"')


class HeldLine:
    """The server's news can be kept from one page for a while: it acts on what it saw before.

    Its line stays a good one however long that takes: asked for news, somebody else says that there is none.
    """

    def __init__(self, page):
        self._held = None
        page.route_web_socket("**/socket.io/**", self._open)

    def _open(self, ws):
        self._ws = ws
        server = ws.connect_to_server()
        ws.on_message(lambda sent: self._no_news(str(sent)) or server.send(sent))
        server.on_message(self._pass)

    def _no_news(self, sent):
        asked = SYNC.match(sent) if self._held is not None else None
        if asked:
            self._ws.send(f'43{asked[1]}[{{"deltas":[]}}]')
        return asked

    def _pass(self, sent):
        if self._held is None or sent == PING:
            self._ws.send(sent)
        else:
            self._held.append(sent)

    def hold(self):
        self._held = []

    def let_go(self):
        held, self._held = self._held, None
        for sent in held:
            self._ws.send(sent)


@pytest.fixture
def people(hall, visitors):
    """Everybody in their place, the meeting open."""
    hall.hire("hanh", "moderator", "Bùi Thị Hạnh")
    hall.hire("lan", "moderator", "Lê Thị Lan")
    hall.hire("chutich", "chair", "Nguyễn Văn Chủ")
    hall.run("conference", "open", CODE)
    phones = [visitors.come(), visitors.come(polling=True), visitors.come()]
    for phone in phones:
        phone.join()
    hanh, lan = visitors.come(viewport=DESK), visitors.come(viewport=DESK)
    line = HeldLine(lan.page)
    hanh.sign_in("hanh", f"/desk/{CODE}")
    lan.sign_in("lan", f"/desk/{CODE}")
    chair = visitors.come(viewport=STAGE)
    chair.sign_in("chutich", f"/stage/{CODE}")
    return [*phones, hanh, lan, chair, line]


def test_a_stormy_half_hour_and_what_the_open_book_tells_of_it(people, hall, visitors):
    an, be, chi, hanh, lan, chair, line = people

    _questions_pour_in(an, be, chi, hanh, lan)
    _the_same_is_asked_twice(be, chi, hanh)
    _two_hands_at_one_question(chi, hanh, lan, line)
    _a_number_is_masked(an, be, hanh)
    _a_denunciation_is_sealed(be, hanh, lan)
    _an_appeal_is_decided_by_another(chi, hanh, lan)
    _several_at_once_and_back(hanh)
    _the_chair_passes_one_over(hanh, chair)
    hanh.button("Kết thúc hội nghị").click()
    hanh.page.get_by_role("dialog").get_by_role("button", name="Kết thúc hội nghị").click()

    _the_book_is_true(visitors, hanh, hall)
    for visitor in (an, be, chi, hanh, lan, chair):
        assert visitor.violations() == []


def _asks(phone, number, text):
    phone.ask(text)
    expect(phone.own(number)).to_be_visible()


def _in_hand(desk, number):
    """The hand goes to this question."""
    desk.card(number).locator(".card-head").click()
    expect(desk.card(number)).to_have_attribute("aria-current", "true")


def _questions_pour_in(an, be, chi, hanh, lan):
    _asks(an, 1, ROAD)
    _asks(be, 2, ROAD_AGAIN)
    _asks(chi, 3, INSULT)
    _asks(an, 4, LAMPS)
    _asks(be, 5, DENUNCIATION)
    _asks(chi, 6, NEIGHBOURS)
    for desk in (hanh, lan):
        expect(desk.page.locator(".column-inbox .card")).to_have_count(6)
    expect(lan.card(3)).to_contain_text("Lời lẽ nặng")
    expect(lan.card(4)).to_contain_text("Dữ liệu cá nhân")
    expect(lan.card(5)).to_contain_text("Dấu hiệu tố cáo")


def _the_same_is_asked_twice(be, chi, hanh):
    """The desk merges what was sent twice; who is about to ask it a third time supports it instead."""
    _in_hand(hanh, 1)
    hanh.page.keyboard.press("a")
    _in_hand(hanh, 2)
    hanh.page.keyboard.press("m")
    dialog = hanh.page.get_by_role("dialog")
    dialog.get_by_role("radio").first.check()
    dialog.get_by_role("button", name="Gộp № 2 vào № 1").click()
    expect(hanh.page.locator(".column-queue .card")).to_contain_text("Đã gộp: № 2")
    expect(be.own(2)).to_contain_text("Gộp vào câu số 1")

    chi.page.get_by_label("Câu hỏi, kiến nghị của ông/bà").fill(ROAD_AGAIN)
    offered = chi.page.get_by_role("region", name="Câu hỏi gần giống")
    offered.get_by_role("button", name="Ủng hộ").click()
    chi.page.get_by_label("Câu hỏi, kiến nghị của ông/bà").fill("")
    expect(hanh.page.locator(".column-queue .card")).to_contain_text("▲ 1")


def _two_hands_at_one_question(chi, hanh, lan, line):
    """Who handles what is seen; who comes second is told politely, and nothing is done twice."""
    _in_hand(hanh, 3)
    expect(lan.card(3)).to_contain_text("đang xem: Bùi Thị Hạnh")
    _in_hand(lan, 3)
    line.hold()
    hanh.page.keyboard.press("d")
    hanh.page.get_by_label(ROUGH).check()
    hanh.page.get_by_label("Lời gửi người hỏi").fill("Xin viết lại cho lịch sự.")
    hanh.page.get_by_role("dialog").get_by_role("button", name="Từ chối № 3").click()
    expect(chi.own(3)).to_contain_text("Xin viết lại cho lịch sự.")
    lan.page.keyboard.press("a")
    line.let_go()
    notice = lan.page.locator(".trouble-overtaken")
    expect(notice).to_contain_text("vừa xử lý câu này trước")
    expect(notice).to_contain_text("Không đưa vào danh sách")
    notice.get_by_role("button", name="Đã rõ").click()
    expect(chi.own(3)).to_contain_text(ROUGH)


def _a_number_is_masked(an, be, hanh):
    """Everybody reads the mask; the desk may look behind it. It waits behind a counter for who reads the list."""
    be.page.get_by_role("link", name="Mới nhất").click()
    expect(hanh.card(4)).to_contain_text(LAMPS_MASKED)
    hanh.card(4).get_by_role("button", name="Chi tiết").click()
    hanh.card(4).get_by_role("button", name="Xem nguyên văn").click()
    expect(hanh.card(4)).to_contain_text("0912 345 678")
    hanh.card(4).get_by_role("button", name="Duyệt").click()
    be.button("1 câu hỏi mới, nhấn để xem").click()
    expect(be.question(4)).to_contain_text(LAMPS_MASKED)
    assert not NUMBER.search(be.page.content())


def _a_denunciation_is_sealed(be, hanh, lan):
    """At once, on the suggestion of the card: no desk has its words any more."""
    hanh.card(5).get_by_role("button", name="Nên: Niêm phong").click()
    for desk in (hanh, lan):
        expect(desk.card(5)).to_have_count(0)
        desk.page.get_by_label("Đang xem").select_option("sealed")
        expect(desk.card(5)).to_contain_text("Nội dung đang được niêm phong.")
        assert "Phạm Văn Tân" not in desk.page.content()
        desk.page.get_by_label("Đang xem").select_option("waiting")
    expect(be.own(5)).to_contain_text("niêm phong")
    assert "Phạm Văn Tân" not in be.page.locator("#m5").inner_text()


def _an_appeal_is_decided_by_another(chi, hanh, lan):
    _in_hand(hanh, 6)
    hanh.page.keyboard.press("d")
    hanh.page.get_by_label(PRIVATE).check()
    hanh.page.get_by_role("dialog").get_by_role("button", name="Từ chối № 6").click()
    chi.own(6).get_by_role("button", name="Đề nghị xem lại").click()
    chi.own(6).get_by_label("Vì sao cần xem lại").fill("Cả xóm Đông đều vướng.")
    chi.own(6).get_by_role("button", name="Đề nghị xem lại").click()

    for desk in (hanh, lan):
        desk.button("1 câu xin xem lại").click()
        desk.card(6).get_by_role("button", name="Xem lại").click()
        dialog = desk.page.get_by_role("dialog")
        expect(dialog).to_contain_text("Cả xóm Đông đều vướng.")
        dialog.get_by_role("button", name="Chấp nhận, đưa vào hàng chờ").click()
        if desk is hanh:
            refused = desk.page.locator(".trouble")
            expect(refused).to_contain_text("người khác phải xem lại")
            expect(refused.get_by_role("button", name="Thử lại")).to_have_count(0)
            refused.get_by_role("button", name="Bỏ qua").click()
            expect(chi.own(6)).to_contain_text("Không đưa vào danh sách")
    expect(lan.page.locator(".column-queue .card")).to_have_count(3)
    _in_hand(lan, 6)
    lan.page.keyboard.press("e")
    lan.page.get_by_label("Sẽ hiện là").fill(NEIGHBOURS_EDITED)
    lan.button("Lưu lời mới").click()
    expect(chi.own(6)).to_contain_text(NEIGHBOURS_EDITED)
    expect(chi.own(6)).to_contain_text("Điều hành viên đã sửa câu chữ")
    for desk in (hanh, lan):
        desk.page.get_by_label("Đang xem").select_option("waiting")


def _several_at_once_and_back(hanh):
    """Spoken in the hall and entered by staff; held together, taken back together, approved together."""
    for text in (WATER, RUBBISH):
        hanh.go(f"/desk/{CODE}/record")
        hanh.page.locator("textarea").fill(text)
        hanh.button("Ghi câu hỏi").click()
        expect(hanh.page.locator("main")).to_contain_text("Mã tra cứu")
    hanh.go(f"/desk/{CODE}")
    expect(hanh.page.locator(".column-inbox .card")).to_have_count(2)
    hanh.page.keyboard.press("j")
    hanh.page.keyboard.press("Shift+J")
    expect(hanh.page.get_by_text("Đã chọn 2 câu")).to_be_visible()
    hanh.page.keyboard.press("h")
    hanh.page.keyboard.press("Enter")
    expect(hanh.page.locator(".column-inbox .card")).to_have_count(0)
    hanh.page.keyboard.press("z")
    expect(hanh.page.locator(".column-inbox .card")).to_have_count(2)
    hanh.page.keyboard.press("a")
    expect(hanh.page.locator(".column-queue .card")).to_have_count(5)


def _the_chair_passes_one_over(hanh, chair):
    hanh.page.get_by_label("Nhắn chủ trì").fill(LINE)
    hanh.button("Nhắn", exact=True).click()
    expect(chair.page.get_by_text(LINE)).to_be_visible()
    expect(hanh.page.get_by_text("Chưa đọc")).to_be_visible()
    chair.button("Đã rõ").click()
    expect(hanh.page.get_by_text("✓ Đã đọc")).to_be_visible()
    chair.button("Mời № 4").click()
    chair.button("Chủ trì chọn").click()
    expect(chair.page.locator(".stage-text")).to_contain_text(LAMPS_MASKED)
    chair.button("Đã trả lời tại hội nghị").click()
    chair.button("Ghi đã trả lời").click()
    expect(chair.button("Mời câu tiếp theo: № 1")).to_be_visible()


def _the_book_is_true(visitors, hanh, hall):
    """Every number with its fate; nobody's name, no word of what was declined, masked or sealed."""
    reader = visitors.come(viewport=DESK, java_script_enabled=False)
    told = _book(reader)
    for number, *words in (
        (1, "Chưa kịp trả lời"),
        (2, "Đã gộp", "№ 1"),
        (3, ROUGH, "Điều hành viên"),
        (4, "Đã trả lời", "Mời trả lời"),
        (5, "Đã niêm phong", "Giữ kín theo quy định, không ghi gì thêm."),
        (6, "Người hỏi đề nghị xem lại", "Người khác xem lại, đưa vào hàng chờ", "sửa câu chữ"),
    ):
        for word in words:
            expect(reader.page.locator(f"#n{number}")).to_contain_text(word)
    expect(reader.page.locator("main")).to_contain_text("№ 4 được mời trước: chủ trì chọn")
    expect(reader.page.locator("main")).to_contain_text("khớp với 8 câu hỏi đã nhận")
    for secret in (INSULT, DENUNCIATION, "Phạm Văn Tân", "Bùi Thị Hạnh", "Lê Thị Lan"):
        assert secret not in told
    assert not NUMBER.search(told)
    exported = hanh.context.request.get(f"{hall.url}/archive/{CODE}/ledger.json")
    assert exported.ok
    assert "Phạm Văn Tân" not in exported.text()
    assert len(json.loads(exported.text())["questions"]) == 8


def _book(reader):
    """The book is written behind the meeting: it is read when it has come to the end."""
    reader.go(f"/h/{CODE}/ledger")

    def is_whole():
        reader.page.reload()
        return "Kết thúc hội nghị" in reader.page.content()

    wait_until(reader.page, is_whole)
    return reader.page.content()
