"""People with browsers. Each has a browser context of their own, and notes what their page complained about."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.journeys.living_hall import CODE, PASSWORD, LivingHall
from tests.waiting import GIVE_UP_MILLISECONDS

PHONE = {"width": 360, "height": 640}
DESK = {"width": 1366, "height": 768}
STAGE = {"width": 1280, "height": 800}
DISPLAY = {"width": 1920, "height": 1080}

expect.set_options(timeout=GIVE_UP_MILLISECONDS)

NOTE_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile || ""}`);
});
"""
NO_WEBSOCKET = "delete window.WebSocket;"


class Visitor:
    def __init__(self, context: BrowserContext, hall: LivingHall) -> None:
        self.context = context
        self.hall = hall
        self.page: Page = context.new_page()
        self.page.set_default_timeout(GIVE_UP_MILLISECONDS)
        self.errors: list[str] = []
        self.dialogs: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", self._dialog)

    def go(self, path: str) -> None:
        self.page.goto(self.hall.url + path)

    def violations(self) -> list[str]:
        """What the content security policy had to stop."""
        found: list[str] = self.page.evaluate("window.violations || []")
        return found

    def button(self, name: str, **more: Any) -> Locator:
        return self.page.get_by_role("button", name=name, **more)

    def sign_in(self, name: str, then: str) -> None:
        self.go(then)
        self.page.get_by_label("Tên đăng nhập").fill(name)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.button("Đăng nhập").click()
        self.page.wait_for_url(self.hall.url + then)

    def join(self) -> None:
        self.go(f"/h/{CODE}")

    def ask(self, text: str, **optional: str) -> None:
        self.page.get_by_label("Câu hỏi, kiến nghị của ông/bà").fill(text)
        if optional:
            self.page.get_by_text("Thêm lĩnh vực, họ tên, nơi ở").click()
        for label, value in optional.items():
            self.page.get_by_label(label).fill(value)
        self.button("Gửi câu hỏi").click()

    def question(self, number: int) -> Locator:
        """A question on the public list."""
        return self.page.locator(f"#q{number}")

    def own(self, number: int) -> Locator:
        return self.page.locator(f"#m{number}")

    def card(self, number: int) -> Locator:
        """A question on the desk."""
        return self.page.locator("article.card").filter(
            has=self.page.locator(".face", has_text=f"Câu hỏi số {number}")
        )

    def _dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


class Visitors:
    """Lets people in, and at the end asks what went wrong on their screens."""

    def __init__(self, browser: Browser, hall: LivingHall) -> None:
        self._browser = browser
        self._hall = hall
        self._all: list[Visitor] = []

    def come(self, *, polling: bool = False, **context: Any) -> Visitor:
        context.setdefault("viewport", PHONE)
        opened = self._browser.new_context(**context)
        if context.get("java_script_enabled", True):
            opened.add_init_script(NOTE_VIOLATIONS)
            if polling:
                opened.add_init_script(NO_WEBSOCKET)
        visitor = Visitor(opened, self._hall)
        self._all.append(visitor)
        return visitor

    def leave(self) -> None:
        for visitor in self._all:
            visitor.context.close()

    def complaints(self) -> list[str]:
        """Script errors and dialogs of everybody."""
        return [note for visitor in self._all for note in visitor.errors + visitor.dialogs]


Coming = Callable[..., Visitor]
