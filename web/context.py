"""What a page is given: the one object that holds the running house.

`app.py` builds it and hangs it on the application; a page takes it with `house(request)` and needs no
other global. It has no methods: whoever wants something done asks one of its members.

    house.halls      live conferences: `hall = await house.halls.open(code)`, then
                     `await hall.submit(command, keep)`, `hall.snapshot(audience)`, `hall.mine(attendee_id)`
    house.intake     form fields to a command: `house.intake.command(name, fields, actor, id)`
    house.queries    what the read tables know: lists, transcripts, cases
    house.identity   who is asking: `visitor = await house.identity.visitor(request)`, then
                     `house.identity.attendee(code, visitor)` or `visitor.staff`; give a fresh phone its
                     cookie with `house.identity.greet(request, response, visitor)`; read a form with
                     `forms.read_form(request, visitor)`, which checks `visitor.form_token`
    house.office     the operations of the command line, for the staff pages that need them
    house.clock      epoch milliseconds; never call the wall clock in a page

Each `pages_*.py` exports `routes: list[Route]`, and `app.py` collects them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from starlette.requests import HTTPConnection

from archive.queries import Queries
from realtime.halls import Halls
from realtime.intake import Intake
from web.identity import Identity
from web.office import Office
from web.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    settings: Settings
    clock: Callable[[], int]
    halls: Halls
    intake: Intake
    queries: Queries
    identity: Identity
    office: Office


def house(connection: HTTPConnection) -> House:
    """The house this request came to."""
    return cast(House, connection.app.state.house)
