"""The Open311 GeoReport v2 read API over published cases, in JSON and XML. Nothing can be sent in by it.

A jurisdiction is a commune. Whoever leaves it out means the commune that this installation was made for.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from conference.vocabulary import Stage
from web.context import house, reached_at
from web.results.georeport import (
    IDS_MAX,
    OTHER,
    Unacceptable,
    as_xml,
    errors,
    request_of,
    service_code,
    services,
    wanted,
)

HEADERS = {"cache-control": "public, max-age=60", "access-control-allow-origin": "*"}
"""Data for everybody may be read by every page."""
MEDIA_TYPES = {"json": "application/json", "xml": "text/xml"}

Rows = list[dict[str, Any]]
Answer = Callable[[Request], Awaitable[Rows]]


async def _services(request: Request) -> Rows:
    commune = await _jurisdiction(request)
    return services(await house(request).cases.published_topics(commune))


async def _requests(request: Request) -> Rows:
    commune = await _jurisdiction(request)
    asked = request.query_params
    if asked.get("service_request_id"):
        return await _by_ids(request, commune, asked["service_request_id"].split(","))
    which = wanted(asked, house(request).clock())
    topics = await _topics(request, commune, asked)
    cases = await house(request).cases.published_by_opening(
        commune,
        which.since,
        which.until,
        open=which.open,
        limit=which.limit,
        skip=which.skip,
        **topics,
    )
    return [request_of(case, reached_at(request)) for case in cases]


async def _one(request: Request) -> Rows:
    commune = await _jurisdiction(request)
    return await _by_ids(request, commune, [request.path_params["id"]])


async def _by_ids(request: Request, commune: str, ids: list[str]) -> Rows:
    cases = house(request).cases
    known = [await cases.public_case(commune, id.strip()) for id in ids[:IDS_MAX]]
    found = [request_of(case, reached_at(request)) for case in known if case]
    if not found:
        raise Unacceptable(404, "service_request_id provided was not found")
    return found


async def _topics(request: Request, commune: str, asked: Mapping[str, str]) -> dict[str, str]:
    """The topic whose code was asked for."""
    code = asked.get("service_code", "").strip()
    if not code:
        return {}
    for topic in await house(request).cases.published_topics(commune):
        if service_code(topic) == code:
            return {"topic": topic}
    if code == OTHER:
        return {"topic": ""}
    raise Unacceptable(404, "service_code provided was not found")


async def _jurisdiction(request: Request) -> str:
    home = house(request)
    asked = request.query_params.get("jurisdiction_id")
    known = await home.queries.conferences(None if asked is None else asked.strip())
    met = {one.commune for one in known if one.stage is not Stage.DRAFT}
    if asked is None and home.settings.commune in met:
        return home.settings.commune
    if len(met) == 1:
        return met.pop()
    if asked is None:
        raise Unacceptable(400, "jurisdiction_id was not provided")
    raise Unacceptable(404, "jurisdiction_id provided was not found")


def _endpoint(answer: Answer, of: str, each: str) -> Callable[[Request], Awaitable[Response]]:
    async def respond(request: Request) -> Response:
        form = request.path_params["form"]
        if form not in MEDIA_TYPES:
            raise HTTPException(404, "json or xml")
        try:
            return _written(form, await answer(request), of, each)
        except Unacceptable as refused:
            return _written(form, errors(refused), "errors", "error", refused.status)

    return respond


def _written(form: str, rows: Rows, of: str, each: str, status: int = 200) -> Response:
    body = (
        as_xml(of, each, rows) if form == "xml" else json.dumps(rows, ensure_ascii=False).encode()
    )
    return Response(body, status, headers=HEADERS, media_type=f"{MEDIA_TYPES[form]}; charset=utf-8")


routes = [
    Route("/open311/v2/services.{form}", _endpoint(_services, "services", "service")),
    Route("/open311/v2/requests.{form}", _endpoint(_requests, "service_requests", "request")),
    Route("/open311/v2/requests/{id}.{form}", _endpoint(_one, "service_requests", "request")),
]
