"""Who may take registers and dossiers away, and what is in them for whom."""

import io
import json
import zipfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx2
import openpyxl
import pytest

from archive.dossier.checking import check_dossier
from conference.vocabulary import Role
from tests.web.conftest import CODE, COMMUNE, PASSWORD, form_token
from web.context import House
from web.papers import OUTGOING_FOLDER, WAITING_MAX

Browser = Callable[..., httpx2.AsyncClient]
Enter = Callable[..., Awaitable[httpx2.AsyncClient]]

REGISTER = "/archive/register.json"
DOSSIER = f"/archive/{CODE}/dossier.zip"
COMPLETE = f"/archive/{CODE}/dossier-complete.zip"
OFFICE = {Role.CLERK, Role.SECRETARY, Role.CHAIR}
EVERYBODY = [
    role
    for role in Role
    if role not in {Role.ATTENDEE, Role.CITIZEN, Role.OPERATOR, Role.OWN_ACCOUNT, Role.RULE}
]


@pytest.fixture
async def enter(browser: Browser, house: House, conference: str) -> Enter:
    """Signs somebody in who holds this role, in the commune or in one conference of it."""
    await house.office.command(CODE, "open_conference", {})
    fields = {"text": "Bao giờ sửa cầu?", "source": "1", "channel": "hall"}
    await house.office.command(CODE, "record_question", fields)
    await house.office.command(CODE, "close_conference", {})

    async def sign_in(
        role: Role, *, commune: str = COMMUNE, within: str | None = None
    ) -> httpx2.AsyncClient:
        name = f"{role.value.replace('_', '-')}-{commune}"
        person = {"name": name, "display_name": name, "password": PASSWORD, "roles": [role]}
        await house.office.add_person(**person, commune=commune, conference=within)
        client = browser()
        token = form_token((await client.get("/login")).text)
        given = {"form_token": token, "name": name, "password": PASSWORD}
        assert (await client.post("/login", data=given)).status_code == 303
        return client

    return sign_in


@pytest.mark.parametrize("role", EVERYBODY)
async def test_each_role_takes_away_what_it_may(enter: Enter, role: Role) -> None:
    client = await enter(role)
    taken = {
        path
        for path in (REGISTER, DOSSIER, COMPLETE)
        if (await client.get(path)).status_code == 200
    }
    expected = {DOSSIER} if role in OFFICE else {COMPLETE} if role is Role.SEALED_BOX else set()
    if role in OFFICE | {Role.APPROVER, Role.PUBLISHER, Role.SUPERVISOR}:
        expected |= {REGISTER}
    assert taken == expected


async def test_strangers_are_shown_the_way_in(browser: Browser, enter: Enter) -> None:
    for path in (REGISTER, DOSSIER, COMPLETE):
        answer = await browser().get(path)
        assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/login")


async def test_another_commune_has_its_own(enter: Enter) -> None:
    """Not this one's conference, and none of its cases."""
    client = await enter(Role.CLERK, commune="binh-an")
    assert (await client.get(DOSSIER)).status_code == 404
    assert (await client.get(REGISTER)).json() == []
    assert (await client.get(f"{REGISTER}?conference={CODE}")).json() == []
    assert (await client.get(f"{REGISTER}?commune={COMMUNE}")).status_code == 404


async def test_a_role_in_one_conference_opens_its_dossier_alone(enter: Enter) -> None:
    client = await enter(Role.SECRETARY, within=CODE)
    taken = [(await client.get(path)).status_code for path in (DOSSIER, REGISTER)]
    assert taken == [200, 404]


async def test_the_register_comes_in_three_forms(enter: Enter) -> None:
    client = await enter(Role.CLERK)
    for form, kind in (("xlsx", "officedocument"), ("csv", "text/csv"), ("json", "json")):
        answer = await client.get(f"/archive/register.{form}?conference={CODE.lower()}")
        assert (answer.status_code, kind in answer.headers["content-type"]) == (200, True)
        assert f"so-theo-doi-{CODE}.{form}" in answer.headers["content-disposition"]
    page = openpyxl.load_workbook(
        io.BytesIO((await client.get("/archive/register.xlsx")).content)
    ).worksheets[0]
    assert page.cell(2, 3).value == "Bao giờ sửa cầu?"
    assert (await client.get("/archive/register.pdf")).status_code == 404


async def test_only_staff_reads_how_to_reach_people(enter: Enter) -> None:
    heads = []
    for role in (Role.CLERK, Role.SUPERVISOR):
        (row,) = (await (await enter(role)).get(REGISTER)).json()
        heads.append("contact" in row)
    assert heads == [True, False]


async def test_no_register_holds_a_receipt_code(enter: Enter, house: House) -> None:
    client = await enter(Role.CLERK)
    transcript = json.loads((await house.office.export(CODE, "json"))["text"])
    (code,) = (one["case"] for one in transcript["questions"])
    assert code not in (await client.get(REGISTER)).text


async def test_a_dossier_checks_and_leaves_nothing_behind(
    enter: Enter, house: House, tmp_path: Path
) -> None:
    client = await enter(Role.SECRETARY)
    answer = await client.get(DOSSIER)
    (tmp_path / "dossier.zip").write_bytes(answer.content)
    checked = check_dossier(tmp_path / "dossier.zip")
    assert (checked.faults, checked.manifest.questions, checked.manifest.cases) == ((), 1, 1)
    with zipfile.ZipFile(tmp_path / "dossier.zip") as packed:
        rows = json.loads(packed.read("register.json"))
    assert [row["text"] for row in rows] == ["Bao giờ sửa cầu?"]
    assert "contact" not in rows[0]
    assert list((house.settings.data / OUTGOING_FOLDER).iterdir()) == []


async def test_too_many_at_once_are_told_to_come_again(enter: Enter, house: House) -> None:
    client = await enter(Role.CLERK)
    house.papers._waiting = WAITING_MAX
    assert [(await client.get(path)).status_code for path in (REGISTER, DOSSIER)] == [503, 503]
    assert list((house.settings.data / OUTGOING_FOLDER).iterdir()) == []
