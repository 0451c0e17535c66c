"""Wherever a page of the office says one can go from here, this visitor can: nobody is led to a page that is not theirs."""

import html
import re

import httpx2
import pytest

from conference.vocabulary import Role
from tests.casebook_story import ROADS
from tests.web.cases.conftest import Enter, case
from tests.web.cases.office_house import COMMUNE, PASSWORD
from web.context import House
from web.staff import STAFF_ROLES

ENTRIES = ("/staff", "/archive/", "/account", case(1), case(4), "/archive/calendar/2026")
"""Where somebody may begin: what is not theirs of these is none of their pages."""
CONFERENCE = "CAU"


def links(page: str) -> set[str]:
    """Addresses of this house, without what is below a fragment."""
    found = re.findall(r'<a [^>]*?href="(/[^"]*)"', page)
    return {html.unescape(address).partition("#")[0] for address in found}


def ways(page: str) -> set[str]:
    """The links of its bars and of its foot."""
    return {
        address
        for bar in re.finditer(r"<(nav|footer)\b.*?</\1>", page, re.DOTALL)
        for address in links(bar[0])
    }


async def walk(client: httpx2.AsyncClient) -> dict[str, int]:
    """Every link of the entries, and the bars of every page that they lead to."""
    seen: dict[str, int] = {}
    further: set[str] = set()
    for address in ENTRIES:
        answer = await client.get(address, follow_redirects=True)
        if answer.status_code == 200:
            further |= links(answer.text)
    nearer = set(further)
    while further:
        address = further.pop()
        if address in seen:
            continue
        answer = await client.get(address, follow_redirects=True)
        seen[address] = answer.status_code
        is_page = answer.headers["content-type"].startswith("text/html")
        if address in nearer and is_page and answer.status_code == 200:
            further |= ways(answer.text)
    return seen


@pytest.mark.parametrize("conference", [None, CONFERENCE])
@pytest.mark.parametrize("role", STAFF_ROLES)
async def test_no_link_leads_where_the_visitor_may_not_go(
    enter: Enter, house: House, role: Role, conference: str | None
) -> None:
    person = {
        "name": "dan",
        "display_name": "Lương Đan",
        "password": PASSWORD,
        "unit": ROADS,
        "commune": COMMUNE,
    }
    await house.office.do("add_person", {**person, "roles": [role], "conference": conference})
    seen = await walk(await enter("dan"))
    assert len(seen) > 2
    assert {address: status for address, status in seen.items() if status >= 400} == {}
