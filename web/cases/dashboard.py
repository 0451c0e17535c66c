"""How the commune's cases stand, at a glance: charts drawn on the server, each with its figures as a table."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.clocks import soon_until
from web.cases.calendar import missing_year
from web.cases.door import at_office
from web.cases.front_home import Looking, shown
from web.context import house
from web.showing import show, speech


async def dashboard(request: Request) -> Response:
    office = await at_office(request, commune_wide=True)
    if isinstance(office, Response):
        return office
    home, now = house(request), house(request).clock()
    terms = await home.casework.terms(office.commune)
    board = await home.cases.dashboard(
        office.commune, now=now, soon=soon_until(now, terms.calendar)
    )
    by = Looking(now, terms, speech(request))
    return await show(
        request,
        "reports/dashboard.html",
        visitor=office.visitor,
        office=office,
        board=board,
        all=sum(board.tabs.by_state.values()),
        overdue=shown(board.overdue, by),
        soon=shown(board.due_soon, by),
        missing=missing_year(terms.calendar, now),
        now=now,
    )


routes = [Route("/archive/dashboard", dashboard)]
