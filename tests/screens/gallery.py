"""Screens drawn from the sample evening and opened in a real browser, without a server.

Files come from the build, pages from the templates, and a small stand-in answers the socket, so that a
screen shows itself as it is in a living hall.
"""

import json
from itertools import count
from typing import Any

from playwright.sync_api import Page, Route, WebSocketRoute, expect

from conference.events import Event
from realtime.audiences import Audience, mine, snapshot
from tests.screens import sample
from tests.waiting import GIVE_UP_MILLISECONDS, wait_until
from web.paper_sheet import sheet
from web.render import DIST, ROOT, Renderer
from web.screens import Screens
from web.showing import all_words

ORIGIN = "http://hall.test"
AUDIENCES = {
    "phone": Audience.ATTENDEES,
    "display": Audience.DISPLAY,
    "desk": Audience.MODERATORS,
    "stage": Audience.CHAIR,
}
TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self' ws:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "require-trusted-types-for 'script'; trusted-types doithoai"
)

# Its letters are there, and what a drawing brings about has had its turn.
DRAWN = """
() => document.fonts.ready.then(
  () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn)))),
)
"""

expect.set_options(timeout=GIVE_UP_MILLISECONDS)


def view_of(screen: str, told: list[Event], me: str = sample.ME) -> dict[str, Any]:
    state = sample.state(told)
    audience = AUDIENCES[screen]
    view = {"at": [1, state.position], **snapshot(state, audience)}
    if audience is Audience.ATTENDEES:
        view["mine"] = mine(state, me)
    return json.loads(json.dumps(view))


class Gallery:
    def __init__(self) -> None:
        self.renderer = Renderer()
        ids = count(1)
        self.screens = Screens(self.renderer, lambda: f"id-{next(ids)}")
        self.html: dict[str, str] = {}
        self.wishes: list[dict[str, Any]] = []
        self.joined = 0

    def phone(
        self, told: list[Event], language: str = "vi", me: str = sample.ME, **query: str
    ) -> str:
        view = view_of("phone", told, me)
        given = self.screens.phone(view, language, query, sample.NOW)
        return self.hang("phone/page.html", language, **given)

    def ask(self, told: list[Event], language: str = "vi", **more: Any) -> str:
        view = view_of("phone", told)
        return self.hang("phone/ask.html", language, **self.screens.ask(view, **more))

    def entrances(self, told: list[Event], language: str = "vi") -> list[str]:
        """A question like others, the ways in by a code, and a sheet of slips."""
        view = view_of("phone", told)
        numbers = [question["number"] for question in view["questions"]][:2]
        given = {"text": "Bao giờ sửa <cầu>?", "name": '"'}
        pages = [
            self.hang(
                "phone/similar.html",
                language,
                **self.screens.similar(view, numbers, given, "id-similar"),
            )
        ]
        for mode in ("open", "code", "paper", "staff"):
            asking = {**view, "conference": {**view["conference"], "join_mode": mode}}
            problem = {"field": "code", "words": "Mã không đúng."} if mode == "code" else None
            pages.append(
                self.hang(
                    "phone/join.html", language, **self.screens.join(asking, "SEN<8", problem)
                )
            )
        about = {"code": "LUONGSON", "title": "Đối thoại <2026>", "commune": "Xã Lương Sơn"}
        codes = ["7KQM2XRT9D0A", "7KQM2XRT9D0B", "7KQM2XRT9D0C"]
        slips = sheet(about, codes, "https://doithoai.luongson.vn")
        return [*pages, self.hang("paper/sheet.html", language, **slips)]

    def staff(self, screen: str, told: list[Event], language: str = "vi") -> str:
        view = view_of(screen, told)
        role = {"desk": "moderator", "stage": "chair"}[screen]
        given = self.screens.staff(screen, view, language, role, "Bùi Thị Hạnh")
        return self.hang(f"{screen}/page.html", language, chairs=False, **given)

    def display(self, told: list[Event], qr: str, language: str = "vi") -> str:
        given = self.screens.display(view_of("display", told), language, "doithoai.luongson.vn", qr)
        return self.hang("display/page.html", language, **given)

    def hang(self, template: str, language: str, **context: Any) -> str:
        """Draw a page; the answer is where to look at it."""
        path = f"/{template.removesuffix('.html')}/{len(self.html)}"
        self.html[path] = self.renderer.text(
            template,
            language,
            **{"form_token": "sample", "size": "", "here": "/", **self._words(language), **context},
        )
        return ORIGIN + path

    def _words(self, language: str) -> dict[str, Any]:
        return {"words": all_words(self.renderer.speech(language)), "staff": None, "problem": None}

    def open_in(self, page: Page, *, online: bool = True) -> None:
        page.set_default_timeout(GIVE_UP_MILLISECONDS)
        page.route(f"{ORIGIN}/**", self._serve)
        if online:
            page.route_web_socket("**/socket.io/**", lambda ws: StandIn(ws, self))

    def heard(self, page: Page, count: int) -> list[dict[str, Any]]:
        """So many wishes, and no more: a page shows them before they are on their way."""
        wait_until(page, lambda: len(self.wishes) >= count)
        page.evaluate(DRAWN)
        assert len(self.wishes) == count
        return self.wishes

    def _serve(self, route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN).partition("?")[0]
        if path in self.html:
            route.fulfill(
                body=self.html[path],
                content_type="text/html; charset=utf-8",
                headers={"content-security-policy": CONTENT_SECURITY_POLICY},
            )
            return
        file = DIST / path.removeprefix("/static/dist/")
        if not path.startswith("/static/dist/"):
            file = ROOT / path.lstrip("/")
        if file.is_file():
            route.fulfill(body=file.read_bytes(), content_type=TYPES.get(file.suffix, "text/plain"))
        else:
            route.fulfill(status=404, body="")


class StandIn:
    """As much of a Socket.IO server as a screen needs to feel at home: it greets, and says yes."""

    def __init__(self, ws: WebSocketRoute, gallery: Gallery) -> None:
        self._ws = ws
        self._gallery = gallery
        ws.on_message(self._heard)
        ws.send(
            '0{"sid":"s","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":16384}'
        )

    def _heard(self, message: str | bytes) -> None:
        text = str(message)
        if text.startswith("40"):
            self._gallery.joined += 1
            namespace = text[2:].partition(",")[0]
            self._ws.send(f'40{namespace},{{"sid":"n"}}')
        elif text.startswith("42"):
            head, _, body = text[2:].partition("[")
            namespace, _, ack = head.partition(",")
            name, given = json.loads("[" + body)
            if name == "command":
                self._gallery.wishes.append(given)
            answer = {"deltas": []} if name == "sync" else {"ok": True, "position": 0}
            self._ws.send(f"43{namespace},{ack}[{json.dumps(answer)}]")
