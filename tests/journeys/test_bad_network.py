"""R10 and waking: nothing typed is lost, nothing is sent twice, and a phone that slept is back at once."""

import pytest
from playwright.sync_api import expect

from tests.journeys.living_hall import CODE
from tests.waiting import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BRIDGE = "Bao giờ có cầu thay ngầm tràn Suối Bu?"
LOST = "Mất mạng. Những gì ông/bà viết vẫn được giữ và sẽ tự gửi."
NO_ANSWER_MILLISECONDS = 2_000
"""So long the phone waits for a sign of life before it gives the line up."""
BACK_WITHIN_MILLISECONDS = 2_000

# Everything that this phone keeps for its page, on the disk.
KEPT = """
async () => {
  const found = (asked) => new Promise((yes, no) => {
    asked.onsuccess = () => yes(asked.result);
    asked.onerror = () => no(asked.error);
  });
  if (!(await indexedDB.databases()).some(({ name }) => name === "doithoai")) return "";
  const disk = await found(indexedDB.open("doithoai"));
  const kept = await found(disk.transaction("kept").objectStore("kept").getAll());
  disk.close();
  return JSON.stringify(kept);
}
"""


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


def wait_until_kept(phone, text):
    wait_until(phone.page, lambda: text in phone.page.evaluate(KEPT))


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
    phone.page.wait_for_function("caches.match(location.pathname).then(Boolean)")
    phone.context.set_offline(True)
    phone.ask(BRIDGE)
    expect(phone.page.locator("#mine")).to_contain_text("Sẽ tự gửi khi có mạng")
    wait_until_kept(phone, BRIDGE)
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
    wait_until_kept(phone, BRIDGE)
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
    # The desk offers to go on once the hall has stopped.
    expect(moderator.button("Tiếp tục hội nghị")).to_be_visible()
    phone.context.set_offline(False)
    expect(card).to_contain_text("Hội nghị đang tạm nghỉ")
    expect(moderator.card(1)).not_to_contain_text("▲")


def test_a_phone_that_wakes_on_a_dead_line_is_back_at_once(hall, visitors):
    """The line still looks open but carries nothing any more: what a locked phone finds on waking.

    By the phone's own clock, which goes on only when it is told to.
    """
    phone = visitors.come()
    phone.page.clock.install()
    line = Line(phone.page)
    phone.join()
    line.wait_for_greeting()
    hall.run("conference", "open", CODE)
    standing = phone.page.locator(".standing")
    expect(standing).to_contain_text("Hội nghị đang diễn ra")
    phone.page.clock.pause_at(phone.page.evaluate("Date.now() + 5000") / 1_000)
    line.deaf = line.mute = True
    hall.run("conference", "pause", CODE)
    phone.page.clock.run_for(100)
    assert "Hội nghị đang diễn ra" in standing.inner_text()
    phone.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    phone.page.clock.run_for(NO_ANSWER_MILLISECONDS)
    passed = [0]

    def is_back():
        phone.page.clock.run_for(1)
        passed[0] += 1
        return "Hội nghị tạm nghỉ" in standing.inner_text()

    wait_until(phone.page, is_back)
    assert passed[0] < BACK_WITHIN_MILLISECONDS
    assert line.opened == 2
