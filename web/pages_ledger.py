"""The open book of a conference: for everybody, live and for ever after, without any script.

It brings itself up to date while the meeting lasts, unless the reader searches, leafs through it or asks
it to stand still: nothing moves under somebody's eyes. For the supervisor, the desk and the archive there
is the same book as data.
"""

import asyncio
import math
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.ledger_book import Balance, Ledger, Wanted
from archive.ledger_export import as_csv, as_json
from archive.office_events import Taken
from conference.order import HEAD_START_MINUTES, HEAD_START_SUPPORT
from conference.vocabulary import (
    QUESTION_MAX_CHARACTERS,
    QUESTION_WINDOW_MILLISECONDS,
    QUESTIONS_MAX_PER_ATTENDEE,
    QUESTIONS_MAX_PER_WINDOW,
    QuestionStatus,
    Stage,
)
from web.context import house
from web.files import attachment
from web.handing_out import capacity, hand_out
from web.ledger_words import Words, in_words, part_words
from web.pages_staff import BOOK_KEEPERS, roles_in
from web.showing import show, speech, to_login

ENTRIES_PER_PAGE = 50
REFRESH_SECONDS = 30
NUMBER_MAX_DIGITS = 6

LIMITS = {
    "characters": QUESTION_MAX_CHARACTERS,
    "questions": QUESTIONS_MAX_PER_ATTENDEE,
    "at_once": QUESTIONS_MAX_PER_WINDOW,
    "seconds": QUESTION_WINDOW_MILLISECONDS // 1000,
    "head_start": HEAD_START_SUPPORT,
    "head_minutes": HEAD_START_MINUTES,
}
COUNTS = (
    ("fate", "by_fate"),
    ("reason", "by_reason"),
    ("channel", "by_channel"),
    ("topic", "by_topic"),
    ("place", "by_place"),
)
"""Kind of words, and which of the balance's counts; by way in has its own table."""


async def ledger(request: Request) -> Response:
    asked = request.query_params
    wanted, page = _wanted(asked), _whole(asked.get("page", "")) or 1
    skip = (page - 1) * ENTRIES_PER_PAGE
    book = await house(request).queries.ledger(
        request.path_params["code"], wanted, limit=ENTRIES_PER_PAGE, skip=skip
    )
    if book is None:
        raise HTTPException(404, "no such conference")
    closed = book.conference.stage is Stage.CLOSED
    moves = not closed and wanted.everything and page == 1 and "still" not in asked
    words = in_words(speech(request), book.rules, closed=closed)
    visitor = await house(request).identity.visitor(request)
    staff = visitor.staff
    response = await show(
        request,
        "ledger/page.html",
        visitor=visitor,
        book=book,
        said=words,
        counts=_counts(request, book.balance, words),
        wanted=wanted,
        statuses=[status for status in QuestionStatus if status in book.balance.by_fate],
        limits=LIMITS,
        moves=moves,
        refresh=REFRESH_SECONDS,
        takes_away=bool(staff and roles_in(staff, book.conference, BOOK_KEEPERS)),
        now=house(request).clock(),
        **_leaves(book, wanted, page),
    )
    if moves:
        response.headers["refresh"] = str(REFRESH_SECONDS)
    return response


async def ledger_json(request: Request) -> Response:
    return await _export(request, "json")


async def ledger_csv(request: Request) -> Response:
    return await _export(request, "csv")


FORMATS = {
    "json": (as_json, "application/json"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
}


async def _export(request: Request, format: str) -> Response:
    visitor = await house(request).identity.visitor(request)
    if visitor.staff is None:
        return to_login(request)
    book = await house(request).queries.ledger(request.path_params["code"])
    held = roles_in(visitor.staff, book.conference, BOOK_KEEPERS) if book else []
    if book is None or not held:
        raise HTTPException(404, "not found")
    write, media_type = FORMATS[format]
    body = await asyncio.to_thread(write, book)
    by, at = capacity(visitor.staff, held), book.conference
    await hand_out(request, by, at.commune, Taken.LEDGER, format, conference=at.code)
    return attachment(body, media_type, f"doithoai-{book.conference.code}-ledger.{format}")


def _wanted(asked: Mapping[str, str]) -> Wanted:
    fate = asked.get("fate", "")
    return Wanted(
        number=_whole(asked.get("number", "").lstrip("№# ")),
        fate=fate if fate in [*QuestionStatus] else None,
        reason=asked.get("reason", "")[:64] or None,
    )


def _whole(typed: str) -> int | None:
    """A number as somebody typed it; None for what is none."""
    is_one = typed.isascii() and typed.isdecimal() and len(typed) <= NUMBER_MAX_DIGITS
    return int(typed) or None if is_one else None


def _leaves(book: Ledger, wanted: Wanted, page: int) -> dict[str, Any]:
    """The page before and the one after, each with the search that is on."""
    last = max(1, math.ceil(book.matching / ENTRIES_PER_PAGE))
    asked = {"number": wanted.number, "fate": wanted.fate, "reason": wanted.reason}
    given = {name: value for name, value in asked.items() if value is not None}

    def link(to: int) -> str | None:
        return f"?{urlencode({**given, 'page': to})}#entries" if 1 <= to <= last else None

    before, after = link(page - 1), link(page + 1)
    return {"page": page, "last": last, "before": before, "after": after}


def _counts(request: Request, balance: Balance, words: Words) -> dict[str, list[tuple[str, int]]]:
    """Each count as lines of a table, in the reader's words."""
    talk = speech(request)
    return {
        kind: [
            (part_words(talk, kind, part, words), count)
            for part, count in getattr(balance, name).items()
        ]
        for kind, name in COUNTS
    }


routes = [
    Route("/h/{code}/ledger", ledger),
    Route("/archive/{code}/ledger.json", ledger_json),
    Route("/archive/{code}/ledger.csv", ledger_csv),
]
