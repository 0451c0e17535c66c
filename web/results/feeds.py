"""Published cases as an Atom feed (RFC 4287), newest first. An entry's id never changes, wherever the server moves."""

from datetime import UTC, datetime
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.case_records import PublishedCase
from conference.vocabulary import Stage
from web.cases.words import OUTCOMES
from web.context import house, reached_at
from web.results.markup import child, document, root
from web.words import CASE_STATES

ENTRIES = 50
NAMES = UUID("6f8b1f1e-4c0a-5d5b-9a55-0f5d6f1f9f55")
"""From which the ids of all entries are made."""
TITLE_CHARACTERS = 120
CACHED = {"cache-control": "public, max-age=60"}


async def atom(request: Request) -> Response:
    home, commune = house(request), request.path_params["commune"]
    known = await home.queries.conferences(commune)
    met = [conference for conference in known if conference.stage is not Stage.DRAFT]
    if not met:
        raise HTTPException(404, "no such commune")
    base = reached_at(request)
    cases = (await home.cases.published(commune, limit=ENTRIES)).cases
    changed = max((case.published_at for case in cases), default=met[0].created_at)
    body = document(_feed(commune, home.communes.of(commune), base, cases, changed))
    return Response(body, media_type="application/atom+xml", headers=CACHED)


def _feed(
    commune: str, name: str, base: str, cases: tuple[PublishedCase, ...], changed: int
) -> Element:
    feed = root("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "vi"})
    child(feed, "id", uuid5(NAMES, commune).urn)
    child(feed, "title", f"Kết quả giải quyết ý kiến – {name}")
    child(feed, "updated", moment(changed))
    child(feed, "link", rel="self", href=f"{base}/k/{commune}/atom.xml")
    child(feed, "link", rel="alternate", type="text/html", href=f"{base}/k/{commune}")
    child(child(feed, "author"), "name", f"UBND {name}")
    for case in cases:
        _entry(feed, base, case)
    return feed


def _entry(feed: Element, base: str, case: PublishedCase) -> None:
    entry = child(feed, "entry")
    child(entry, "id", uuid5(NAMES, f"{case.commune}/{case.public_id}").urn)
    child(entry, "title", _title(case.question_text))
    child(entry, "link", rel="alternate", type="text/html", href=f"{base}/p/{case.public_id}")
    child(entry, "published", moment(case.published_at))
    child(entry, "updated", moment(case.published_at))
    if case.topic:
        child(entry, "category", term=case.topic)
    child(entry, "summary", case.question_text, type="text")
    outcome = f"{OUTCOMES[case.outcome]}. " if case.outcome else ""
    said = f"{CASE_STATES[case.state]}. {outcome}{case.answer_text}"
    child(entry, "content", said, type="text")


def _title(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= TITLE_CHARACTERS else line[: TITLE_CHARACTERS - 1] + "…"


def moment(milliseconds: int) -> str:
    """As RFC 3339 writes it."""
    return datetime.fromtimestamp(milliseconds // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


routes = [Route("/k/{commune}/atom.xml", atom)]
