"""Language and letter size are remembered, and lead nowhere else."""

import pytest
from httpx2 import AsyncClient, Response

from tests.screens.quiet_house import form_token


async def choose(client: AsyncClient, path: str, **fields: str) -> Response:
    token = form_token((await client.get("/")).text)
    return await client.post(path, data={"form_token": token, "back": "/c/", **fields})


async def test_the_language_is_remembered_and_one_is_where_one_was(guest: AsyncClient) -> None:
    answer = await choose(guest, "/language", lang="en")
    page = (await guest.get("/")).text
    assert (answer.headers["location"], '<html lang="en"' in page) == ("/c/", True)


async def test_a_language_that_we_do_not_speak_changes_nothing(guest: AsyncClient) -> None:
    await choose(guest, "/language", lang="xx")
    assert '<html lang="vi"' in (await guest.get("/")).text


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example"])
async def test_it_never_leads_to_strangers(guest: AsyncClient, back: str) -> None:
    answer = await choose(guest, "/language", lang="en", back=back)
    assert answer.headers["location"] == "/"


async def test_letters_grow_and_shrink_by_steps_and_stop_at_the_ends(guest: AsyncClient) -> None:
    sizes = []
    for wish in ("smaller", "larger", "larger", "larger", "larger", "smaller"):
        await choose(guest, "/text-size", size=wish)
        page = (await guest.get("/")).text
        sizes.append(page.partition('data-size="')[2][:1])
    assert sizes == ["", "1", "2", "3", "3", "2"]
