"""Gives a visitor a page: in their language, at their text size, and with forms that are theirs to send.

Every page goes through here, so that none forgets the form token, the phone's cookie or the name of whoever
is signed in. It must not know what is on the page.
"""

import asyncio
from functools import partial
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from web.context import house
from web.identity import Visitor
from web.render import Speech, language_of
from web.words import CASE_STATES, CHANNELS, LEFT, ROLES, in_language

LOGIN = "/login"
AFTER_LOGIN = "/staff"

# After a post the browser asks anew, so that reloading a page never sends a form twice.
SEE_OTHER = 303


async def show(
    request: Request,
    template: str,
    *,
    visitor: Visitor | None = None,
    status: int = 200,
    is_long: bool = False,
    **context: Any,
) -> Response:
    """The page. `visitor` only spares asking again who it is; a long page is drawn in a thread."""
    home = house(request)
    visitor = visitor or await home.identity.visitor(request)
    draw = partial(
        home.renderer.page,
        request,
        template,
        language=language_of(request, home.settings.language),
        form_token=visitor.form_token,
        status=status,
        **{**_of_every_page(visitor, speech(request)), **context},
    )
    # A record of a thousand questions takes a good part of a second, and the hall must not wait for it.
    response = await asyncio.to_thread(draw) if is_long else draw()
    home.identity.greet(request, response, visitor)
    return response


def _of_every_page(visitor: Visitor, speech: Speech) -> dict[str, Any]:
    return {"staff": visitor.staff, "words": all_words(speech), "problem": None}


def speech(request: Request) -> Speech:
    """The visitor's language."""
    home = house(request)
    return home.renderer.speech(language_of(request, home.settings.language))


def all_words(speech: Speech) -> dict[str, dict[str, str]]:
    """The house's words: those of the live screens, and those of what comes after the meeting."""
    after = {"case": CASE_STATES, "left": LEFT, "channel": CHANNELS, "role": ROLES}
    translated = {
        kind: {code: speech.plain(text) for code, text in texts.items()}
        for kind, texts in after.items()
    }
    return {**in_language(speech.plain), **translated}


def see(path: str) -> RedirectResponse:
    return RedirectResponse(path, SEE_OTHER)


def to_login(request: Request) -> RedirectResponse:
    """Sign in first, then come back to this page."""
    return see(f"{LOGIN}?{urlencode({'next': request.url.path})}")


def own_path(wanted: str, otherwise: str) -> str:
    """A page of ours that somebody asked to be sent to; anything else would send them to a stranger."""
    parts = urlsplit(wanted)
    is_ours = wanted.startswith("/") and not parts.scheme and not parts.netloc
    # Browsers take a backslash for a slash, and drop control characters.
    is_plain = wanted.isascii() and wanted.isprintable() and "\\" not in wanted
    return wanted if is_ours and is_plain and not wanted.startswith("//") else otherwise
