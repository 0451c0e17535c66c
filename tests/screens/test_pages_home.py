"""The front page: in by code, or from the list of what is open."""

from pathlib import Path

from httpx2 import AsyncClient

from tests.screens import sample
from tests.screens.conftest import Clock
from tests.screens.quiet_house import quiet_house, whole_evening


async def test_a_code_leads_in_however_it_is_typed(guest: AsyncClient) -> None:
    answer = await guest.get("/", params={"code": " luongson "})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/h/{sample.CODE}")


async def test_an_unknown_code_is_said_at_the_field_and_in_the_title(guest: AsyncClient) -> None:
    answer = await guest.get("/", params={"code": '"><b>'})
    assert (
        answer.status_code,
        "<title>Lỗi: " in answer.text,
        'aria-invalid="true"' in answer.text,
        "<b>" in answer.text,
    ) == (404, True, True, False)


async def test_an_empty_code_asks_for_one(guest: AsyncClient) -> None:
    assert "Hãy nhập mã hội nghị." in (await guest.get("/", params={"code": ""})).text


async def test_a_closed_conference_is_not_among_the_open_ones(guest: AsyncClient) -> None:
    assert f"/h/{sample.CODE}" not in (await guest.get("/")).text


async def test_a_live_conference_is(tmp_path: Path, clock: Clock) -> None:
    async with quiet_house(tmp_path, whole_evening(), clock) as door, door() as guest:
        page = (await guest.get("/")).text
    assert f'<a href="/h/{sample.CODE}">' in page


async def test_a_conference_that_was_not_announced_is_not_shown(
    tmp_path: Path, clock: Clock
) -> None:
    async with quiet_house(tmp_path, sample.created(), clock) as door, door() as guest:
        page = (await guest.get("/")).text
    assert sample.CODE not in page
