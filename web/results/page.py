"""The results of a commune, for everybody: what was asked, what became of it, and every published answer.

Nothing here leads to whoever asked: a published case has a number of its own, and its wording is the one that was
made for the public. What is withheld or sealed is not here, and neither is that it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.calendar import day_of
from archive.case_records import CasePage, FileRecord, PublishedCase
from archive.casebook.sight import Reader, tell
from archive.clocks import soon_until
from archive.records import ConferenceRecord
from conference.vocabulary import Stage
from web.cases.result_view import results_shown
from web.cases.result_words import CHANNELS
from web.cases.words import CLOCKS, OUTCOMES
from web.context import house
from web.files import stored
from web.holder.story import step_view
from web.holder.words import STEPS
from web.results.figures import for_everybody, of_year, very_late
from web.showing import show, speech
from web.words import CASE_STATES, N_

CACHED = {"cache-control": "public, max-age=60"}
"""Of a file, for a minute: what is withdrawn from the public must be gone soon. Pages have forms of their visitor's."""
CASES_PER_PAGE = 20
SEARCH_MAX_CHARACTERS = 200

PUBLIC_STEPS = {
    **STEPS,
    "answer_rated": N_("Người hỏi đánh giá"),
    "case_reopened": N_("Hồ sơ được mở lại"),
    "case_published": N_("Đăng công khai"),
}


NO_FIGURES: Mapping[str, Any] = {"board": None, "total": 0, "late": (), "figures": None}
"""A page of all years has the first three, that of one year has the last."""


@dataclass(frozen=True, slots=True)
class _Met:
    """The conferences that are shown, and all years that there is something of."""

    here: list[ConferenceRecord]
    years: list[int]


async def results(request: Request) -> Response:
    home, commune = house(request), request.path_params["commune"]
    met = await _conferences(request, commune)
    now = home.clock()
    calendar = (await home.casework.terms(commune)).calendar
    board = await home.cases.dashboard(commune, now=now, soon=soon_until(now, calendar))
    waiting = await home.cases.late_to_askers(commune, now)
    return await _results(
        request,
        _Met(met, await _years(request, met)),
        None,
        board=for_everybody(board, waiting),
        total=sum(board.tabs.by_state.values()) + board.tabs.sealed,
        late=very_late(waiting, now, calendar),
    )


async def results_of_year(request: Request) -> Response:
    home, commune, year = (
        house(request),
        request.path_params["commune"],
        request.path_params["year"],
    )
    met = await _conferences(request, commune)
    years = await _years(request, met)
    if year not in years:
        raise HTTPException(404, "no such year")
    calendar = (await home.casework.terms(commune)).calendar
    figures = await of_year(home.cases, commune, year, home.clock(), calendar)
    return await _results(request, _Met(_of_year(met, year), years), year, figures=figures)


async def published_case(request: Request) -> Response:
    home = house(request)
    page, published = await _published(request)
    speaks = speech(request)
    told = tell((step.event for step in page.steps), Reader.PUBLIC)
    conference = await home.queries.conference(published.conference)
    return await show(
        request,
        "results/case.html",
        case=published,
        conference=conference,
        state=speaks.plain(CASE_STATES[published.state]),
        outcome=speaks.plain(OUTCOMES[published.outcome]) if published.outcome else None,
        files=_shown(page),
        steps=[step_view(line, speaks, PUBLIC_STEPS) for line in told],
        now=home.clock(),
    )


async def published_file(request: Request) -> Response:
    page, _case = await _published(request)
    wanted = request.path_params["file"]
    record = next((one for one in _shown(page) if one.file == wanted), None)
    path = house(request).evidence.path(page.case.commune, record.file) if record else None
    if record is None or path is None:
        raise HTTPException(404, "no such file")
    response = stored(path, record.media_type, record.name)
    response.headers.update(CACHED)
    return response


async def _published(request: Request) -> tuple[CasePage, PublishedCase]:
    cases = house(request).cases
    whose = await cases.whose_public(request.path_params["public_id"])
    page = await cases.case(*whose) if whose else None
    if page is None or page.published is None:
        raise HTTPException(404, "no such case")
    return page, page.published


def _shown(page: CasePage) -> list[FileRecord]:
    return [file for file in page.files if file.public]


async def _conferences(request: Request, commune: str) -> list[ConferenceRecord]:
    """Those that were announced: 404 where there are none."""
    known = await house(request).queries.conferences(commune)
    met = [conference for conference in known if conference.stage is not Stage.DRAFT]
    if not met:
        raise HTTPException(404, "no such commune")
    return met


async def _years(request: Request, met: list[ConferenceRecord]) -> list[int]:
    """The latest first."""
    published = await house(request).cases.published_years(met[0].commune)
    return sorted({*published, *(_year(conference) for conference in met)}, reverse=True)


def _year(conference: ConferenceRecord) -> int:
    return day_of(conference.opened_at or conference.starts_at or conference.created_at).year


def _of_year(met: list[ConferenceRecord], year: int) -> list[ConferenceRecord]:
    return [conference for conference in met if _year(conference) == year]


async def _results(request: Request, met: _Met, year: int | None, **figures: Any) -> Response:
    home, commune = house(request), request.path_params["commune"]
    asked = request.query_params
    text = asked.get("q", "").strip()[:SEARCH_MAX_CHARACTERS]
    cases = await home.cases.published(
        commune, year, text=text or None, after=asked.get("after"), limit=CASES_PER_PAGE
    )
    further = {**({"q": text} if text else {}), "after": cases.next or ""}
    speaks = speech(request)
    return await show(
        request,
        "results/page.html",
        commune=commune,
        commune_name=home.communes.of(commune),
        year=year,
        years=met.years,
        conferences=met.here,
        announced={
            view.conference.code: view for view in await results_shown(request, commune, met.here)
        },
        channels={name: speaks.plain(words) for name, words in CHANNELS.items()},
        cases=cases.cases,
        text=text,
        first_page="after" not in asked,
        further=f"?{urlencode(further)}#cases" if cases.next else None,
        clocks={code: speaks.plain(words) for code, words in CLOCKS.items()},
        outcomes={code: speaks.plain(words) for code, words in OUTCOMES.items()},
        now=home.clock(),
        **{**NO_FIGURES, **figures},
    )


routes = [
    Route("/k/{commune}", results),
    Route("/k/{commune}/{year:int}", results_of_year),
    Route("/p/{public_id}", published_case),
    Route("/p/{public_id}/files/{file}", published_file),
]
