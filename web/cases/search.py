"""Finding a case over all the years of the commune, with or without diacritics, by words or by its number."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.case_queries import CaseQueries
from archive.case_records import CaseLine, numbered
from archive.casebook.limits import LINE_MAX_CHARACTERS
from web.cases.door import at_office
from web.context import house
from web.showing import show


async def search(request: Request) -> Response:
    office = await at_office(request, commune_wide=True)
    if isinstance(office, Response):
        return office
    home = house(request)
    typed = request.query_params.get("q", "").strip()[:LINE_MAX_CHARACTERS]
    after = request.query_params.get("after")
    found = await home.cases.search(office.commune, typed, after=after) if typed else None
    exactly = await by_its_number(home.cases, office.commune, typed)
    return await show(
        request,
        "cases/search.html",
        visitor=office.visitor,
        office=office,
        typed=typed,
        found=found,
        exactly=exactly,
        shown={case.code for case in exactly},
    )


async def by_its_number(cases: CaseQueries, commune: str, typed: str) -> list[CaseLine]:
    """The number of a case, or what stands on a slip and on every screen: the question's own."""
    number = numbered(typed)
    if number is not None:
        return await cases.by_number(commune, number)
    found = await cases.by_reference(commune, typed)
    return [found] if found else []


routes = [Route("/archive/search", search)]
