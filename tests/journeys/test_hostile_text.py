"""S24: whatever is typed into any field is text on every screen: nothing runs, and no policy has to stop it."""

import json

import pytest
from playwright.sync_api import expect

from tests.journeys.living_hall import CODE
from tests.journeys.visitors import DESK, DISPLAY, STAGE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCRIPTS = (
    "<script>alert({n})</script>",
    "<img src=x onerror=alert({n})>",
    '"><svg onload=alert({n})>',
    "'><iframe srcdoc='<script>alert({n})</script>'>",
    "javascript:alert({n})",
    "<a href=javascript:alert({n})>bấm</a>",
    "</textarea><script>alert({n})</script>",
    "</script><script>alert({n})</script>",
    "{{{{ {n}*7 }}}} {{% raise %}}",
    "<!--<img src=--><img src=x onerror=alert({n})//>",
    "<style>*{{display:none}}</style>{n}",
    "<base href=//x.example/{n}>",
    "<meta http-equiv=refresh content='0;url=//x.example/{n}'>",
    "<math><mtext></form><mglyph><style></math><img src onerror=alert({n})>",
    "&lt;script&gt;alert({n})&lt;/script&gt; &#x3c;b&#x3e;",
    "${{alert({n})}} `+alert({n})+`",
    '{{"__proto__":{{"html":"<b>{n}</b>"}}}}',
    "<details open ontoggle=alert({n})>",
    "]]><script>alert({n})</script>",
    "%3Cscript%3Ealert({n})%3C/script%3E \\u003cscript\\u003e",
)
FIELDS = ("text", "topic", "name", "place")
PAYLOADS = 200
LONGEST = 60

# People's words stand in <bdi>; an element inside one would mean that text became markup.
MARKUP_IN_WORDS = "document.querySelectorAll('bdi *').length"
WORDS = "[...document.querySelectorAll('bdi')].map((words) => words.textContent)"


def hostile(n):
    """Short enough for every field."""
    return SCRIPTS[n % len(SCRIPTS)].format(n=n)[:LONGEST]


def rows():
    """Each payload in one of the fields."""
    for n in range(PAYLOADS):
        yield {"id": str(n), "text": f"câu {n}", FIELDS[n % len(FIELDS)]: hostile(n)}


@pytest.fixture
def hall(living_hall):
    """A conference that is itself hostile, with two hundred hostile questions."""
    living_hall.run(
        "conference", "create", CODE,
        "--title", hostile(7), "--place", hostile(1), "--topic", hostile(2), "--unit", hostile(0),
    )  # fmt: skip
    living_hall.run("conference", "open", CODE)
    gathered = living_hall.data / "gathered.jsonl"
    gathered.write_text("\n".join(json.dumps(row) for row in rows()), encoding="utf-8")
    brought = living_hall.run("import", CODE, str(gathered))
    assert brought["added"] == PAYLOADS, brought
    living_hall.hire("hanh", "moderator", hostile(1))
    living_hall.hire("chutich", "chair", hostile(0))
    return living_hall


def test_nothing_that_is_typed_ever_runs(hall, visitors):
    moderator, chair = visitors.come(viewport=DESK), visitors.come(viewport=STAGE)
    display, phone = visitors.come(viewport=DISPLAY), visitors.come()
    plain = visitors.come(java_script_enabled=False)
    moderator.sign_in("hanh", f"/desk/{CODE}")
    chair.sign_in("chutich", f"/stage/{CODE}")
    display.go(f"/h/{CODE}/display")
    phone.join()

    # The whole inbox, word for word: a list so long is drawn where the hand is.
    waiting = moderator.page.locator(".column-inbox .column-count")
    expect(waiting).to_have_text(str(PAYLOADS))
    shown: set[str] = set()
    for _ in range(PAYLOADS):
        moderator.page.keyboard.press("j")
        shown |= set(moderator.page.evaluate(WORDS))
    assert {hostile(n) for n in range(PAYLOADS)} <= shown

    for _ in range(PAYLOADS):
        moderator.page.keyboard.press("k")
    for left in range(PAYLOADS - 1, 0, -1):
        moderator.page.keyboard.press("a")
        expect(waiting).to_have_text(str(left))
    moderator.card(PAYLOADS).get_by_role("button", name="Từ chối").click()
    moderator.page.get_by_label("Lý do khác").check()
    moderator.page.get_by_label("Lời gửi người hỏi").fill(hostile(1))
    moderator.page.get_by_role("dialog").get_by_role("button", name="Từ chối").click()
    moderator.page.get_by_label("Thông báo").fill(hostile(7))
    moderator.page.get_by_label("Thông báo").press("Enter")

    phone.ask(hostile(0))
    expect(phone.own(PAYLOADS + 1)).to_contain_text(hostile(0))
    chair.button("Mời câu tiếp theo: № 1").click()
    chair.button("Sẽ trả lời bằng văn bản").click()
    chair.page.get_by_label("Ý chính").fill(hostile(1))
    chair.button("Giao việc và hẹn ngày").click()
    chair.button("Mời câu tiếp theo: № 2").click()
    expect(display.page.locator(".display-now")).to_contain_text(hostile(1))

    phone.join()
    plain.join()
    moderator.go(f"/archive/{CODE}")
    for text in (hostile(1), hostile(7)):
        expect(plain.page.get_by_text(text).first).to_be_visible()
    for visitor in (moderator, chair, display, phone):
        assert visitor.page.evaluate(MARKUP_IN_WORDS) == 0
        assert visitor.violations() == []
