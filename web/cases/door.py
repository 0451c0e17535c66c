"""Who enters the office: signed in, with a role in a commune. Everybody else is told that there is no such page.

A person may work for several communes; the page then says for which (`?commune=`), and shows that one alone.
"""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from conference.vocabulary import Role
from web.context import house
from web.identity import Visitor
from web.showing import to_login
from web.staff import Staff

OFFICE = frozenset(
    {
        Role.CLERK,
        Role.OFFICER,
        Role.UNIT_HEAD,
        Role.SECRETARY,
        Role.CHAIR,
        Role.APPROVER,
        Role.PUBLISHER,
    }
)
"""Who works on cases."""


@dataclass(frozen=True, slots=True)
class AtOffice:
    """Somebody of the office, on one commune's page."""

    visitor: Visitor
    staff: Staff
    commune: str
    communes: tuple[str, ...]
    """All in which they could enter here."""

    @property
    def works_here(self) -> bool:
        """Whether the office's calendar and deadlines are theirs to read: with any role in it, be it in one conference."""
        return any(
            held.commune == self.commune and held.role in OFFICE for held in self.staff.roles
        )

    @property
    def lists_cases(self) -> bool:
        """Whether they are shown all of the commune's cases. A role in one conference opens that one's alone."""
        return bool(self.roles() & OFFICE)

    def roles(self, conference: str | None = None) -> frozenset[Role]:
        """What they are in this commune; in one of its conferences, also what they are there alone."""
        return frozenset(
            held.role
            for held in self.staff.roles
            if held.commune == self.commune and held.conference in (None, conference)
        )


async def at_office(
    request: Request, among: frozenset[Role] = OFFICE, *, commune_wide: bool = False
) -> AtOffice | Response:
    """Whoever holds one of these roles; the way to the login for whoever is not signed in.

    `commune_wide`: a role in one conference is not enough, as wherever more than that conference's cases are shown.
    """
    visitor = await house(request).identity.visitor(request)
    if visitor.staff is None:
        return to_login(request)
    held = [
        role
        for role in visitor.staff.roles
        if role.role in among and not (commune_wide and role.conference)
    ]
    communes = tuple(sorted({role.commune for role in held}))
    wanted = request.query_params.get("commune") or next(iter(communes), "")
    if wanted not in communes:
        raise HTTPException(404, "not found")
    return AtOffice(visitor, visitor.staff, wanted, communes)
