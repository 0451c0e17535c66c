"""A server whose time the test moves, and the people who work on its cases without scripts in their browsers."""

import json
import socket
import sys
from datetime import datetime
from typing import Any

from playwright.sync_api import Locator, Page, expect

from conference.vocabulary import VIETNAM
from tests.journeys.living_hall import CODE, PASSWORD, LivingHall
from tests.journeys.visitors import DESK, Visitor, Visitors
from web.control import SOCKET_FILE

COMMUNE = "xa"
ROADS = "Phòng Kinh tế"


class TimedHall(LivingHall):
    """Its clock stands still between two moves."""

    SERVE = (sys.executable, "-m", "tests.open_server")

    def opens_at(self, day: str, time: str = "08:00") -> None:
        self.options = ("--now", str(moment(day, time)))
        self.start()

    def moves_to(self, day: str, time: str = "08:00") -> None:
        """And what is due by rule on that day is done."""
        self.order("move_clock", now=moment(day, time))
        self.order("go_round")

    def order(self, name: str, /, **details: Any) -> dict[str, Any]:
        """Over the operator's socket, without a process of its own for each."""
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(self.data / SOCKET_FILE))
            line.sendall(json.dumps({"order": name, "details": details}).encode() + b"\n")
            answer = json.loads(line.makefile().readline())
        assert "done" in answer, answer
        done: dict[str, Any] = answer["done"]
        return done

    def commands(self, name: str, *each: dict[str, Any]) -> None:
        """Of the operator, to the conference."""
        wanted = [{"fields": fields} for fields in each or ({},)]
        outcomes = self.order("commands", code=CODE, name=name, each=wanted)["outcomes"]
        assert all(outcome["ok"] for outcome in outcomes), outcomes

    def employs(self, name: str, display_name: str, *roles: str, unit: str | None = None) -> None:
        about = {"name": name, "display_name": display_name, "unit": unit, "roles": list(roles)}
        self.order("add_person", **about, password=PASSWORD, commune=COMMUNE, conference=None)

    def case_codes(self) -> dict[int, str]:
        """By the number of the question."""
        exported = json.loads(self.order("export", code=CODE, format="json")["text"])
        return {line["number"]: line["case"] for line in exported["questions"]}


def moment(day: str, time: str) -> int:
    there = datetime.fromisoformat(f"{day} {time}").replace(tzinfo=VIETNAM)
    return int(there.timestamp() * 1000)


class Worker:
    """Somebody of the office or of the Front, who signs in whenever a page asks for it."""

    CASES = "/archive/cases"

    def __init__(self, visitors: Visitors, name: str) -> None:
        self.visitor: Visitor = visitors.come(viewport=DESK, java_script_enabled=False)
        self.name = name

    @property
    def page(self) -> Page:
        return self.visitor.page

    def opens(self, path: str) -> Page:
        self.visitor.go(path)
        if self.page.get_by_label("Mật khẩu").count():
            self.visitor.sign_in(self.name, path)
        return self.page

    def reads(self, number: int) -> str:
        return self.opens(self.case(number)).locator("main").inner_text()

    def does(self, number: int, act: str, /, **fields: str) -> None:
        """By its form on the page of the case."""
        form = self.form(number, act)
        for name, value in fields.items():
            fill(form.locator(f"[name={name}]"), value)
        form.locator("button.button").last.click()
        expect(self.page.locator(".done[role=status]")).to_be_visible()

    def form(self, number: int, act: str) -> Locator:
        self.opens(self.case(number))
        form = self.page.locator(f"#act-{act}")
        if form.get_attribute("open") is None and form.locator("summary").count():
            form.locator("summary").click()
        return form

    def case(self, number: int) -> str:
        return f"{self.CASES}/{CODE}-{number:04}"


class Supervisor(Worker):
    """Of the Front."""

    CASES = "/front/cases"


class Holder:
    """Whoever has the codes of the cases, on a phone."""

    def __init__(self, visitors: Visitors, codes: dict[int, str]) -> None:
        self.visitor: Visitor = visitors.come(java_script_enabled=False)
        self._codes = codes

    @property
    def page(self) -> Page:
        return self.visitor.page

    def reads(self, number: int) -> str:
        self.visitor.go(f"/c/{self._codes[number]}")
        return self.page.locator("main").inner_text()

    def does(self, number: int, act: str, /, **fields: str) -> None:
        self.reads(number)
        form = self.page.locator(f"form#{act}")
        if not form.is_visible():
            form.locator("xpath=ancestor::details[1]").locator("summary").first.click()
        for name, value in fields.items():
            fill(form.locator(f"[name={name}]"), value)
        form.locator("button").click()
        expect(self.page.locator("#done")).to_be_visible()


def fill(field: Locator, value: str) -> None:
    """Whatever kind of field it is."""
    kind = field.first.evaluate("field => field.type")
    if kind == "radio":
        field.and_(field.page.locator(f"[value='{value}']")).check()
    elif kind == "checkbox":
        field.check()
    elif kind.startswith("select"):
        field.select_option(value)
    else:
        field.fill(value)
