"""A role in one conference opens that conference's cases, and nothing that shows the commune's others."""

import pytest

from archive.office_log import By
from archive.people import People, Person, RoleHeld
from conference.vocabulary import Role
from tests.web.cases.conftest import Enter, case
from tests.web.cases.office_house import COMMUNE, PASSWORD, WEAK
from web.context import House

LISTS = (
    "/archive/cases",
    "/archive/cases?conference=CAU",
    "/archive/search?q=cau",
    "/archive/dashboard",
    "/archive/weeks/2026-W47",
    "/archive/weeks/2026-W47.csv",
    "/archive/register.csv",
)


@pytest.fixture(params=["CAU", "OTHER"])
async def conference(request: pytest.FixtureRequest, house: House) -> str:
    for role in (Role.CHAIR, Role.CLERK):
        held = (RoleHeld(role, COMMUNE, request.param),)
        person = Person(f"mot-{role}", "Một", COMMUNE, WEAK.hash(PASSWORD), held, None)
        await People(house.store).add(person, By(Role.OPERATOR, "operator", 1))
    return str(request.param)


@pytest.mark.parametrize("name", ["mot-chair", "mot-clerk"])
async def test_they_open_its_cases_and_no_list_of_all(
    enter: Enter, conference: str, name: str
) -> None:
    client = await enter(name)
    assert [(await client.get(path)).status_code for path in LISTS] == [404] * len(LISTS)
    assert (await client.get(case(2))).status_code == (200 if conference == "CAU" else 404)
    assert "CAU-0002" not in (await client.get("/archive/")).text
