"""The live screens in a real browser: fit for everybody, in both languages, with any text in them."""

import pytest
import segno
from playwright.sync_api import expect, sync_playwright

from conference import events as e
from tests.screens import sample
from tests.screens.gallery import DRAWN, Gallery
from tests.waiting import wait_until
from web.render import ROOT

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
SECONDS_AFTER_START = 23 * 60 + 7
SIZES = {
    "phone": (360, 640),
    "ask": (360, 640),
    "desk": (1366, 768),
    "stage": (1280, 800),
    "display": (1920, 1080),
}
ZALGO = "Tôi hỏi" + "".join(letter + "\u0323\u0302\u0301\u0300\u0306\u0303" for letter in "đường")
LONG_WORD = "Đ" * 400
BISMILLAH = "\ufdfd" * 20
MANY_LINES = "\n".join(["dòng"] * 400)

# Marks piled on a letter would otherwise be painted over what stands above.
UNCLIPPED = """
() => [...document.querySelectorAll(".said")]
  .filter((said) => getComputedStyle(said).overflow === "visible")
  .map((said) => said.textContent)
"""

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def browser(chromium):
    """Closed with its module: while it is open, no asynchronous test can run in the same process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def gallery():
    return Gallery()


@pytest.fixture
def look(browser, gallery):
    """Open a screen as it stands in the evening; the answer is its page."""
    contexts = []
    # What other tests wished is theirs.
    gallery.wishes.clear()

    def open_screen(screen, told, language="vi", **context):
        width, height = SIZES[screen]
        context.setdefault("viewport", {"width": width, "height": height})
        opened = browser.new_context(**context)
        contexts.append(opened)
        page = opened.new_page()
        page.clock.set_fixed_time(sample.STARTS_AT / 1000 + SECONDS_AFTER_START)
        gallery.open_in(page)
        page.goto(hang(gallery, screen, told, language))
        page.evaluate(DRAWN)
        return page

    yield open_screen
    for opened in contexts:
        opened.close()


def hang(gallery, screen, told, language):
    if screen == "phone":
        return gallery.phone(told, language)
    if screen == "ask":
        return gallery.ask(told, language)
    if screen == "display":
        qr = segno.make("https://xa.example/h/LUONGSON").svg_inline(omitsize=True)
        return gallery.display(told, qr, language)
    return gallery.staff(screen, told, language)


def faults(page):
    page.add_script_tag(path=AXE)
    found = page.evaluate("standards => axe.run({runOnly: standards})", STANDARDS)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [
        *([f"{wide} px too wide"] if wide > 0 else []),
        *(f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in found["violations"]),
    ]


EVENINGS = {
    "evening": sample.evening,
    "storm": sample.storm,
    "opened": sample.opened,
    "announced": sample.announced,
    "created": sample.created,
    "closed": lambda: [
        *sample.evening(),
        sample.made(e.ConferenceClosed, at=sample.STARTS_AT + 60 * sample.MINUTE),
    ],
}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("screen", SIZES)
def test_axe_finds_nothing_at_any_stage(screen, language, look):
    found = {}
    for stage, told in EVENINGS.items():
        page = look(screen, told(), language, bypass_csp=True)
        found[stage] = faults(page)
    assert found == {stage: [] for stage in EVENINGS}


def test_axe_finds_nothing_in_what_the_desk_opens(look):
    """Each dialog by its key or its button, with a question of the storm in hand."""
    desk = look("desk", sample.storm(), bypass_csp=True)
    found = []

    def closed():
        found.extend(faults(desk))
        desk.keyboard.press("Escape")
        expect(desk.get_by_role("dialog")).to_have_count(0)

    desk.locator("article.card").first.wait_for()
    desk.keyboard.press("j")
    desk.locator("article.card[aria-current=true]").wait_for()
    for key in ("d", "e", "m", "b", "t", "y", "h", "g", "?"):
        desk.keyboard.press(key)
        desk.get_by_role("dialog").wait_for()
        closed()
    for button in ("Điều hành", "Việc đã làm", "Kết thúc hội nghị", "2 lượt chưa kiểm № 6"):
        desk.get_by_role("button", name=button, exact=True).click()
        desk.get_by_role("dialog").wait_for()
        closed()
    desk.get_by_role("button", name="1 câu xin xem lại").click()
    desk.get_by_role("button", name="Xem lại № 10").click()
    closed()
    desk.get_by_role("button", name="Lọc", exact=True).click()
    desk.get_by_label("Dấu hiệu").wait_for()
    found.extend(faults(desk))
    assert found == []
    desk.get_by_label("Dấu hiệu").press("Escape")
    expect(desk.get_by_label("Dấu hiệu")).to_have_count(0)
    expect(desk.get_by_role("button", name="Lọc", exact=True)).to_be_focused()


def test_the_next_key_waits_for_nothing_once_a_dialog_is_gone(look):
    """A browser says that a dialog has closed when it finds the time; the desk may not wait for it."""
    desk = look("desk", sample.storm())
    desk.locator("article.card").first.wait_for()
    desk.keyboard.press("j")
    desk.locator("article.card[aria-current=true]").wait_for()
    desk.evaluate("addEventListener('close', (told) => told.stopImmediatePropagation(), true)")
    for key in ("d", "e", "e"):
        desk.keyboard.press(key)
        expect(desk.get_by_role("dialog")).to_be_visible()
        desk.keyboard.press("Escape")
        expect(desk.get_by_role("dialog")).to_have_count(0)
        expect(desk.locator("article.card[aria-current=true]")).to_have_count(1)


def test_what_an_old_dialog_says_late_does_not_close_the_next(look):
    desk = look("desk", sample.storm())
    desk.locator("article.card").first.wait_for()
    desk.keyboard.press("?")
    old = desk.get_by_role("dialog").element_handle()
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("dialog")).to_have_count(0)
    desk.get_by_role("button", name="Điều hành", exact=True).click()
    expect(desk.get_by_role("dialog")).to_be_visible()
    old.evaluate("gone => gone.dispatchEvent(new Event('close'))")
    desk.evaluate("() => new Promise(requestAnimationFrame)")
    expect(desk.get_by_role("dialog")).to_be_visible()


def test_axe_finds_nothing_in_what_the_chair_and_the_phone_open(look):
    found = []
    stage = look("stage", sample.storm(), bypass_csp=True)
    for outcome in ("Đã trả lời tại hội nghị", "Sẽ trả lời bằng văn bản", "Chuyển lên cấp trên"):
        stage.get_by_role("button", name=outcome).click()
        found += faults(stage)
        stage.get_by_role("button", name="Chọn lại").click()
    phone = look("phone", sample.evening(), bypass_csp=True)
    phone.get_by_text("Thêm lĩnh vực, họ tên, nơi ở").click()
    phone.get_by_role("button", name="Gửi câu hỏi").click()
    phone.get_by_role("heading", name="Chưa gửi được").wait_for()
    found += faults(phone)
    assert found == []


def test_the_chair_takes_in_the_line_and_says_why_one_is_passed_over(look, gallery):
    cleared = sample.made(
        e.FloorCleared, at=sample.STARTS_AT + 23 * sample.MINUTE, by=sample.CHAIR, question=1
    )
    stage = look("stage", [*sample.storm(), cleared], bypass_csp=True)
    stage.get_by_role("button", name="Đã rõ").click()
    stage.get_by_role("button", name="Mời № 11").click()
    stage.get_by_text("№ 1 có nhiều người ủng hộ hơn").wait_for()
    assert faults(stage) == []
    stage.get_by_role("button", name="Người hỏi vắng mặt").click()
    expect(stage.get_by_text("№ 1 có nhiều người ủng hộ hơn")).to_have_count(0)
    told = [
        {name: wish[name] for name in ("do", "question", "pass_reason") if name in wish}
        for wish in gallery.heard(stage, 2)
    ]
    assert told == [
        {"do": "acknowledge_line"},
        {"do": "call_question", "question": 11, "pass_reason": "asker_absent"},
    ]


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_text_twice_as_large_needs_no_sideways_scrolling(screen, look):
    page = look(screen, sample.evening())
    page.evaluate("document.documentElement.dataset.size = 3")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


@pytest.mark.parametrize("screen", ["phone", "desk", "stage", "display"])
def test_nobody_needs_what_our_own_policy_forbids(screen, look, gallery):
    page = look(screen, sample.evening())
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    joined = gallery.joined
    page.reload()
    wait_until(page, lambda: gallery.joined > joined)
    page.evaluate(DRAWN)
    assert [text for text in complaints if "Content Security" in text or "Trusted" in text] == []


@pytest.mark.parametrize(
    "text",
    [ZALGO, LONG_WORD, BISMILLAH, MANY_LINES],
    ids=["zalgo", "endless word", "ligatures", "many lines"],
)
def test_no_text_leaves_its_box(text, look):
    told = [
        *sample.evening(),
        *sample.asked_and_called(13, text),
    ]
    for screen in ("phone", "desk", "stage", "display"):
        page = look(screen, told)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, screen
        assert page.evaluate(UNCLIPPED) == [], screen
    display = look("display", told)
    assert display.evaluate("document.documentElement.scrollHeight - innerHeight") == 0


def test_the_queue_can_be_sorted_by_dragging_and_the_act_taken_back(look, gallery):
    desk = look("desk", sample.evening())
    cards = desk.locator(".column-queue .card")
    cards.nth(3).drag_to(cards.nth(1))
    desk.get_by_role("button", name="Hoàn tác").wait_for()
    # What never left would simply be forgotten.
    gallery.heard(desk, 1)
    desk.keyboard.press("Control+z")
    desk.get_by_text("Đã hoàn tác").first.wait_for()
    moves = [(wish["do"], wish["question"], wish["to"]) for wish in gallery.heard(desk, 2)]
    assert moves == [("move_question", 6, 1), ("move_question", 6, 3)]


def test_keys_can_be_switched_off(look, gallery):
    desk = look("desk", sample.evening())
    for turn in ("Tắt phím tắt", "Bật phím tắt"):
        desk.get_by_role("button", name="Phím tắt", exact=True).click()
        desk.get_by_role("button", name=turn).click()
        desk.keyboard.press("Escape")
        expect(desk.get_by_role("dialog")).to_have_count(0)
        for key in ("j", "a"):
            desk.keyboard.press(key)
    # Only when they were on again: the first question that waits.
    assert [(wish["do"], wish["question"]) for wish in gallery.heard(desk, 1)] == [
        ("approve_question", 7)
    ]


# Pressed when the page's script has run, before anything else can happen.
AT_ONCE = """
addEventListener("DOMContentLoaded", () => {
  dispatchEvent(new KeyboardEvent("keydown", { key: "%s" }));
  setTimeout(() => (window.found = document.body.innerText));
});
"""


@pytest.mark.parametrize(
    ("screen", "key", "shown"), [("desk", "?", "Tắt phím tắt"), ("display", "PageDown", "2 / 2")]
)
def test_a_key_that_comes_with_the_page_is_not_lost(screen, key, shown, look):
    page = look(screen, sample.evening())
    page.add_init_script(AT_ONCE % key)
    page.reload()
    page.wait_for_function("window.found !== undefined")
    assert shown in page.evaluate("window.found")


# Each key when the one before it was drawn, and none of it painted.
FAST = """
async (keys) => {
  for (const key of keys) {
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    for (let turn = 0; turn < 50; turn += 1) await null;
  }
}
"""


def test_whoever_goes_on_to_search_at_once_types_into_the_search(look):
    desk = look("desk", sample.evening())
    desk.evaluate(FAST, ["j", "/"])
    desk.evaluate(DRAWN)
    expect(desk.get_by_label("Tìm", exact=True)).to_be_focused()


def test_the_display_turns_long_questions_by_the_presenters_keys(look):
    display = look("display", sample.evening())
    shown = display.locator(".display-now .display-text")
    first = shown.inner_text()
    display.keyboard.press("PageDown")
    display.get_by_text("2 / 2").wait_for()
    assert shown.inner_text() != first
    display.keyboard.press("PageUp")
    display.get_by_text("1 / 2").wait_for()
    assert shown.inner_text() == first
