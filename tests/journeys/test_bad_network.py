"""R10 and waking: nothing typed is lost, nothing is sent twice, and a phone that slept is back at once."""

import time

import pytest
from playwright.sync_api import expect

from tests.journeys.living_hall import CODE
from tests.journeys.visitors import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BRIDGE = "Bao giờ có cầu thay ngầm tràn Suối Bu?"
LOST = "Mất mạng. Những gì ông/bà viết vẫn được giữ và sẽ tự gửi."
NO_ANSWER_SECONDS = 2
"""So long the phone waits for a sign of life before it gives the line up."""
BACK_WITHIN_SECONDS = 2


class Line:
    """What lies between a phone and the hall. It can go deaf (nothing comes back) or mute, until cut."""

    def __init__(self, page):
        self.deaf = self.mute = False
        self.opened = 0
        self.greeted = False
        self._page = page
        self._current = None
        page.route_web_socket("**/socket.io/**", self._open)

    def _open(self, ws):
        # A new line is a good one.
        self.opened += 1
        self.deaf = self.mute = False
        line = self._current = ws
        server = ws.connect_to_server()
        ws.on_message(lambda sent: self._broken(line, self.mute) or server.send(sent))
        server.on_message(lambda sent: self._broken(line, self.deaf) or self._pass_back(sent))

    def _pass_back(self, sent):
        self.greeted = self.greeted or str(sent).startswith("40/hall")
        self._current.send(sent)

    def wait_for_greeting(self):
        """The page is drawn before its line is open."""
        wait_until(self._page, lambda: self.greeted)

    def _broken(self, line, fault):
        return fault or line is not self._current

    def cut(self):
        self._current.close()


@pytest.fixture
def phone(hall, visitors):
    hall.run("conference", "open", CODE)
    phone = visitors.come()
    phone.join()
    expect(phone.page.locator(".standing")).to_contain_text("Hội nghị đang diễn ra")
    return phone


def asked(hall):
    """The texts that the hall really holds, in order."""
    return [line["text"] for line in hall.run("export", CODE)["questions"]]


def test_a_question_typed_offline_is_sent_once_when_the_network_is_back(phone, hall):
    phone.context.set_offline(True)
    expect(phone.page.locator(".strip")).to_contain_text(LOST)
    phone.ask(BRIDGE)
    expect(phone.page.locator("#mine")).to_contain_text("Sẽ tự gửi khi có mạng")
    expect(phone.page.locator(".strip")).to_contain_text("1 việc đang chờ gửi.")
    phone.context.set_offline(False)
    expect(phone.page.get_by_role("heading", name="Đã nhận câu hỏi № 1")).to_be_visible()
    expect(phone.page.locator(".strip")).not_to_contain_text(LOST)
    assert asked(hall) == [BRIDGE]


def test_the_outbox_survives_a_reload_without_network(phone, hall):
    # The page itself must come from what the phone kept.
    phone.page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    phone.page.reload()
    phone.page.wait_for_function("navigator.serviceWorker.controller !== null")
    expect(phone.page.locator(".standing")).to_contain_text("Hội nghị đang diễn ra")
    phone.context.set_offline(True)
    phone.ask(BRIDGE)
    expect(phone.page.locator("#mine")).to_contain_text("Sẽ tự gửi khi có mạng")
    phone.page.reload()
    expect(phone.page.locator("#mine")).to_contain_text(BRIDGE)
    phone.context.set_offline(False)
    expect(phone.own(1)).to_contain_text(BRIDGE)
    assert asked(hall) == [BRIDGE]


def test_a_question_whose_answer_got_lost_is_not_asked_twice(hall, visitors):
    """The hall takes it in, but the line dies before the answer; the same wish goes out again."""
    hall.run("conference", "open", CODE)
    phone = visitors.come()
    line = Line(phone.page)
    phone.join()
    line.wait_for_greeting()
    line.deaf = True
    phone.ask(BRIDGE)
    wait_until(phone.page, lambda: asked(hall) == [BRIDGE])
    line.cut()
    expect(phone.own(1)).to_contain_text(BRIDGE)
    expect(phone.page.locator("#mine article")).to_have_count(1)
    assert asked(hall) == [BRIDGE]


def test_a_question_asked_while_the_server_is_down_arrives_when_it_is_back(phone, hall):
    hall.kill()
    phone.ask(BRIDGE)
    expect(phone.page.locator("#mine")).to_contain_text(BRIDGE)
    hall.start()
    expect(phone.own(1)).to_contain_text(BRIDGE)
    expect(phone.page.locator("#mine article")).to_have_count(1)
    assert asked(hall) == [BRIDGE]


def test_a_draft_survives_a_reload(phone):
    box = phone.page.get_by_label("Câu hỏi, kiến nghị của ông/bà")
    box.fill(BRIDGE)
    phone.page.wait_for_timeout(600)
    phone.page.reload()
    expect(box).to_have_value(BRIDGE)


def test_support_shows_at_once_and_says_when_it_could_not_be_given(phone, hall, visitors):
    phone.ask(BRIDGE)
    hall.hire("hanh", "moderator", "Bùi Thị Hạnh")
    moderator = visitors.come(viewport={"width": 1366, "height": 768})
    moderator.sign_in("hanh", f"/desk/{CODE}")
    moderator.card(1).get_by_role("button", name="Duyệt").click()
    card = phone.question(1)
    expect(card.get_by_role("button", name="Ủng hộ")).to_be_visible()
    phone.context.set_offline(True)
    expect(phone.page.locator(".strip")).to_contain_text(LOST)
    card.get_by_role("button", name="Ủng hộ").click()
    expect(card.get_by_role("button", name="Đã ủng hộ")).to_contain_text("1")
    expect(card).to_contain_text("đang gửi…")
    moderator.button("Tạm nghỉ").click()
    phone.context.set_offline(False)
    expect(card).to_contain_text("Hội nghị đang tạm nghỉ")
    expect(moderator.card(1)).not_to_contain_text("▲")


def test_a_phone_that_wakes_on_a_dead_line_is_back_at_once(hall, visitors):
    """The line still looks open but carries nothing any more: what a locked phone finds on waking."""
    phone = visitors.come()
    line = Line(phone.page)
    phone.join()
    line.wait_for_greeting()
    hall.run("conference", "open", CODE)
    expect(phone.page.locator(".standing")).to_contain_text("Hội nghị đang diễn ra")
    line.deaf = line.mute = True
    hall.run("conference", "pause", CODE)
    assert "Hội nghị đang diễn ra" in phone.page.locator(".standing").inner_text()
    phone.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    woken = time.monotonic()
    expect(phone.page.locator(".standing")).to_contain_text("Hội nghị tạm nghỉ")
    assert time.monotonic() - woken < NO_ANSWER_SECONDS + BACK_WITHIN_SECONDS
    assert line.opened == 2
