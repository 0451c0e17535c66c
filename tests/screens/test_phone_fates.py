"""What a phone tells its holder, with its script and without: the same, and what can be done about it."""

import pytest
import segno
from playwright.sync_api import sync_playwright

from conference import events as e
from conference.vocabulary import JoinMode
from tests.screens import sample
from tests.screens.fates import (
    DECLINED,
    EDITED,
    GUIDED,
    HELD,
    MERGED,
    SEALED,
    SECRET,
    UPHELD,
    after,
    fates,
)
from tests.screens.gallery import DRAWN, Gallery

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
PHONE = {"width": 360, "height": 640}
THUMB_BAR = 57
"""What the bar at the foot covers."""

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def browser(chromium):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def gallery():
    return Gallery()


@pytest.fixture
def look(browser, gallery):
    contexts = []

    def open_phone(told, *, script=True, viewport=PHONE, url=None):
        opened = browser.new_context(viewport=viewport, java_script_enabled=script)
        contexts.append(opened)
        page = opened.new_page()
        page.clock.set_fixed_time(sample.NOW / 1000)
        gallery.open_in(page)
        page.goto(url or gallery.phone(told))
        if script:
            page.wait_for_function("!document.querySelector('#main > .scripted-only')")
        return page

    yield open_phone
    for opened in contexts:
        opened.close()


WANTED = {
    DECLINED: ["Việc riêng, cần giải quyết theo thủ tục riêng", "gửi đơn tại bộ phận một cửa"],
    EDITED: ["bao giờ thay?", "Xem lời ông/bà viết"],
    MERGED: ["Gộp vào câu số 1:", "Đang trả lời"],
    SEALED: ["Đã niêm phong", "chỉ cán bộ phụ trách xem"],
    GUIDED: ["Phòng tiếp công dân, thứ Ba và thứ Năm.", "thủ tục khiếu nại"],
    UPHELD: ["giữ nguyên quyết định", "Chưa rõ địa điểm."],
    HELD: ["đang xem thêm câu hỏi này"],
}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_each_question_tells_its_fate(look, script):
    page = look(fates(), script=script)
    missing = {
        number: [words for words in told if words not in page.locator(f"#m{number}").inner_text()]
        for number, told in WANTED.items()
    }
    assert missing == {number: [] for number in WANTED}
    assert SECRET not in page.content()
    assert "2 lượt ủng hộ đang được xem xét" in page.locator("#q4").inner_text()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_askers_own_wording_stands_beside_the_edited_one(look, script):
    page = look(fates(), script=script)
    own = page.locator(f"#m{EDITED}")
    own.locator("summary").first.click()
    assert sample.ASKED[EDITED - 1][0] in own.inner_text()


def test_a_declined_question_is_sent_again_and_looked_at_again_through_the_outbox(look, gallery):
    page = look(fates())
    declined = page.locator(f"#m{DECLINED}")
    declined.get_by_role("button", name="Đề nghị xem lại (một lần)").click()
    declined.get_by_label("Vì sao cần xem lại").fill("Việc của cả xóm")
    declined.get_by_role("button", name="Đề nghị xem lại", exact=True).click()
    gallery.heard(page, 1)
    again = look(fates()).locator(f"#m{DECLINED}")
    again.get_by_role("button", name="Sửa và gửi lại").click()
    again.get_by_label("Nội dung mới").fill("Ranh giới đất của cả xóm?")
    again.get_by_role("button", name="Gửi lại", exact=True).click()
    told = [
        (wish["do"], wish["question"], wish.get("text") or wish.get("words"))
        for wish in gallery.heard(again.page, 2)
    ]
    assert told == [
        ("request_review", DECLINED, "Việc của cả xóm"),
        ("resubmit_question", DECLINED, "Ranh giới đất của cả xóm?"),
    ]


def test_whoever_used_the_second_look_is_not_offered_it_again(look):
    page = look(fates())
    buttons = page.locator(f"#m{UPHELD} button").all_inner_texts()
    assert buttons == ["Sửa và gửi lại (một lần)"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        (e.AskingClosed, {}, "đã ngừng nhận câu hỏi mới"),
        (
            e.AskerMuted,
            {"question": 8, "attendee": sample.ME, "until": sample.NOW + 60 * sample.MINUTE},
            "đến 08:53, 06/11/2026",
        ),
        (e.JoinModeSet, {"mode": JoinMode.CODE, "code": "LUA2026"}, "Nhập mã để tham gia"),
        (e.JoinModeSet, {"mode": JoinMode.STAFF, "code": None}, "xin gặp thư ký"),
    ],
)
def test_whoever_may_only_look_on_is_told_why_and_what_to_do(look, kind, fields, words, script):
    page = look(after(kind, **fields), script=script)
    assert words in page.locator("#ask").inner_text()
    assert page.locator("#ask textarea").count() == 0


def test_slow_mode_is_told_before_anybody_writes(look):
    page = look(after(e.SlowModeSet, seconds=60))
    assert "cách nhau ít nhất 60 giây" in page.locator("#text-hint").inner_text()


def test_when_voting_is_closed_nobody_is_offered_to_vote(look):
    page = look(after(e.VotingClosed))
    assert page.locator(".support").count() == 0
    assert "đã ngừng nhận ủng hộ" in page.locator("#list").inner_text()


def test_the_button_to_send_is_in_sight_on_the_smallest_phone(look):
    box = look(sample.evening()).get_by_role("button", name="Gửi câu hỏi").bounding_box()
    assert box["y"] + box["height"] <= PHONE["height"] - THUMB_BAR


def order(page):
    return [int(card.removeprefix("q")) for card in page.locator("#list article").evaluate_all("all => all.map(one => one.id)")]  # fmt: skip


def test_the_three_orders_are_the_same_with_the_script_and_without(look, gallery):
    for sort in ("popular", "recent", "fair"):
        url = gallery.phone(sample.evening(), sort=sort)
        plain = look(None, script=False, url=f"{url}?sort={sort}")
        scripted = look(None, url=f"{url}?sort={sort}")
        assert order(scripted) == order(plain)


def test_the_order_stands_still_while_a_question_is_answered_and_says_so(look):
    page = look(sample.evening())
    assert "Thứ tự đứng yên" in page.locator("#list").inner_text()
    first = order(page)
    page.get_by_role("link", name="Mới nhất").click()
    page.locator("#list article:first-of-type#q11").wait_for()
    page.get_by_role("link", name="Phổ biến").click()
    page.locator(f"#list article:first-of-type#q{first[0]}").wait_for()
    assert order(page) == first


def test_the_big_screen_asks_for_nothing_when_nothing_is_taken(look, gallery):
    qr = segno.make("https://xa.example/h/LUONGSON").svg_inline(omitsize=True)
    ended = after(e.ConferenceClosed)
    for script in (True, False):
        page = look(None, script=script, viewport={"width": 1920, "height": 1080}, url=gallery.display(ended, qr))  # fmt: skip
        if script:
            page.evaluate(DRAWN)
        told = page.locator("body").inner_text()
        unwanted = ("Quét mã để hỏi", "nhận câu hỏi đến 10:30", sample.ASKED[0][0][:40])
        assert [words for words in unwanted if words in told] == []
        assert "/h/LUONGSON/ledger" in told
