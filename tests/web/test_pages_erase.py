"""Erasing an original: by the clerk, of what is sealed by its keeper alone, and never by a slip of the hand."""

from collections.abc import Awaitable, Callable

import httpx2
import pytest

from archive.office_events import OriginalsErased
from conference.vocabulary import Actor, Role
from tests.web.conftest import CODE, COMMUNE, PASSWORD, form_token
from web.context import House

Enter = Callable[[Role], Awaitable[httpx2.AsyncClient]]
CALL_ME = "Cầu hỏng, gọi tôi số 0912 345 678"
ERASED = "đã được xóa theo yêu cầu của người gửi"


@pytest.fixture
async def enter(browser: Callable[..., httpx2.AsyncClient], house: House, conference: str) -> Enter:
    """Two questions, the second of them sealed."""
    await house.office.command(CODE, "open_conference", {})
    for number in ("1", "2"):
        fields = {"text": CALL_ME, "source": number, "channel": "hall"}
        await house.office.command(CODE, "record_question", fields)
    await house.office.command(CODE, "seal_question", {"question": 2})

    async def sign_in(role: Role) -> httpx2.AsyncClient:
        name = role.value.replace("_", "-")
        person = {"name": name, "display_name": name, "password": PASSWORD, "roles": [role]}
        await house.office.add_person(**person, commune=COMMUNE, conference=None)
        client = browser()
        token = form_token((await client.get("/login")).text)
        given = {"form_token": token, "name": name, "password": PASSWORD}
        assert (await client.post("/login", data=given)).status_code == 303
        return client

    return sign_in


def original(number: int) -> str:
    return f"/desk/{CODE}/original/{number}"


async def erases(client: httpx2.AsyncClient, number: int, **fields: str) -> httpx2.Response:
    page = f"{original(number)}/erase"
    token = form_token((await client.get(page)).text)
    return await client.post(page, data={"form_token": token, **fields})


async def erased(house: House) -> list[tuple[Actor, int]]:
    found = await house.reception.accounts.log.latest(COMMUNE, [OriginalsErased])
    return [(entry.event.by, getattr(entry.event, "question", 0)) for entry in found]


async def test_the_clerk_erases_and_where_the_original_was_that_is_said(
    enter: Enter, house: House
) -> None:
    clerk, secretary = await enter(Role.CLERK), await enter(Role.SECRETARY)
    unsure = await erases(clerk, 1)
    assert (unsure.status_code, "Hãy đánh dấu" in unsure.text) == (422, True)
    assert (await secretary.get(original(1))).text == CALL_ME
    done = await erases(clerk, 1, sure="1")
    assert done.status_code == 303
    assert "Đã xóa 1 bản nguyên văn" in (await clerk.get(done.headers["location"])).text
    assert ERASED in (await secretary.get(original(1))).text
    again = await erases(clerk, 1, sure="1")
    assert "Không còn bản nguyên văn" in (await clerk.get(again.headers["location"])).text
    assert await erased(house) == [(Actor(Role.CLERK, "clerk"), 1)]


async def test_what_is_sealed_is_erased_by_its_keeper_alone(enter: Enter, house: House) -> None:
    clerk, keeper = await enter(Role.CLERK), await enter(Role.SEALED_BOX)
    assert (await erases(clerk, 2, sure="1")).status_code == 404
    assert (await erases(keeper, 1, sure="1")).status_code == 404
    assert (await erases(keeper, 2, sure="1")).status_code == 303
    assert ERASED in (await keeper.get(f"/sealed/{CODE}/2")).text
    assert await erased(house) == [(Actor(Role.SEALED_BOX, "sealed-box"), 2)]


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.SUPERVISOR, Role.ADMIN, Role.CHAIR])
async def test_for_others_there_is_no_such_page(enter: Enter, house: House, role: Role) -> None:
    client = await enter(role)
    page = f"{original(1)}/erase"
    assert (await client.get(page)).status_code == 404
    assert await erased(house) == []
    assert (await (await enter(Role.CLERK)).get(f"{original(9)}/erase")).status_code == 404
