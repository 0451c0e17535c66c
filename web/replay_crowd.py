"""Brings phones into a hall, a few at a time, and takes staff through the login page.

A phone is known by a token where some were given, else by the cookie that its own visit to the page got
it. Staff sign in as people do, with the form as the page has it, so nothing here knows how sessions work.
"""

import asyncio
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import SplitResult

from web.replay_http import Answer, Browser
from web.replay_lines import Line, join
from web.replay_view import SharedViews

JOINING_AT_ONCE: Final = 50
_OK: Final = 200
_MOVED: Final = 303


class SignInError(Exception):
    """The login page did not let this person in."""


async def join_phones(
    url: SplitResult,
    code: str,
    phones: int,
    *,
    tokens: Sequence[str] = (),
    polling: int = 0,
    views: SharedViews,
) -> list[Line]:
    """All of them, the first few on long polling. Raises what the first refused phone was told."""
    turn = asyncio.Semaphore(JOINING_AT_ONCE)

    async def one(number: int) -> Line:
        async with turn:
            joining: dict[str, Any] = {"conference": code, "as": "attendee"}
            cookie = None
            if number < len(tokens):
                joining["token"] = tokens[number]
            else:
                cookie = await _visit(url, code)
            return await join(url, "/hall", joining, views, cookie=cookie, polling=number < polling)

    return list(await asyncio.gather(*(one(number) for number in range(phones))))


async def join_staff(
    url: SplitResult, code: str, role: str, cookie: str, views: SharedViews
) -> Line:
    return await join(url, "/desk", {"conference": code, "as": role}, views, cookie=cookie)


async def sign_in(url: SplitResult, name: str, password: str) -> str:
    """The cookies of a signed-in person."""
    browser = Browser(url)
    try:
        page = _LoginPage()
        page.feed((await browser.get("/login")).text)
        if not page.password_field:
            raise SignInError("the login page has no field for a password")
        fields = {**page.fields, page.name_field: name, page.password_field: password}
        answer = await browser.post_form(page.target, fields)
    finally:
        browser.close()
    if answer.status != _MOVED:
        raise SignInError(f"'{name}' could not sign in ({answer.status})")
    return browser.cookie


async def _visit(url: SplitResult, code: str) -> str:
    browser = Browser(url)
    try:
        answer: Answer = await browser.get(f"/h/{code}")
    finally:
        browser.close()
    if answer.status != _OK:
        raise SignInError(f"/h/{code} answered {answer.status}")
    return browser.cookie


class _LoginPage(HTMLParser):
    """The form that asks for a password: where it goes and what it carries."""

    def __init__(self) -> None:
        super().__init__()
        self.target = "/login"
        self.fields: dict[str, str] = {}
        self.name_field = "name"
        self.password_field = ""

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        seen: Mapping[str, str | None] = dict(attrs)
        if self.password_field:
            return
        if tag == "form":
            self.fields, self.target = {}, seen.get("action") or "/login"
        elif tag == "input" and seen.get("name"):
            self._input(str(seen["name"]), seen.get("type") or "text", seen.get("value") or "")

    def _input(self, name: str, kind: str, value: str) -> None:
        if kind == "password":
            self.password_field = name
        elif kind == "text":
            self.name_field = name
        else:
            self.fields[name] = value
