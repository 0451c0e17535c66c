"""Whoever guesses a code is told the same, after the same work, whatever the code is."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import pytest
from sqlalchemy import Engine, event

from tests.web.cases.conftest import Enter, does
from tests.web.conftest import form_token
from web.context import House

UNPACKED = {"accept-encoding": "identity"}
"""How well a page packs depends on the code that is shown again in it."""
RIGHT, WRONG, SEALED = "CAU2", "CAU9", "CAU4"


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement that is run by whoever asks, and not by what works in the background."""
    run: list[str] = []
    asking = asyncio.current_task()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if asyncio.current_task() is asking:
            run.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield run
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def guessed(client: httpx2.AsyncClient, address: str, code: str) -> tuple[Any, ...]:
    """What was run, and everything that came back, but for the code that was typed and the form's token."""
    with counted() as run:
        answer = await client.get(address.format(code=code), headers=UNPACKED)
    assert answer.status_code == 404
    headers = {name: told for name, told in answer.headers.items() if name != "set-cookie"}
    told = answer.text.replace(code, "CODE").replace(form_token(answer.text), "TOKEN")
    return run, headers, told


@pytest.mark.parametrize(
    "address",
    ["/c/{code}", "/c/{code}/slip", "/c/{code}/files/0", "/c/?code={code}&number=4"],
)
async def test_a_sealed_code_is_like_a_wrong_one(
    enter: Enter, browser: Callable[..., httpx2.AsyncClient], address: str
) -> None:
    assert (await does(await enter("van"), 4, "seal_case")).status_code == 303
    client = browser()
    await client.get("/c/")
    wrong = await guessed(client, address, WRONG)
    assert wrong == await guessed(client, address, SEALED)
    assert wrong[0]


async def test_a_code_with_the_number_of_another_is_like_a_wrong_one(
    house: House, browser: Callable[..., httpx2.AsyncClient]
) -> None:
    client = browser()
    await client.get("/c/")
    address = "/c/?code={code}&number=3"
    assert await guessed(client, address, WRONG) == await guessed(client, address, RIGHT)


async def test_a_code_with_its_own_number_is_found(
    house: House, browser: Callable[..., httpx2.AsyncClient]
) -> None:
    answer = await browser().get(f"/c/?code={RIGHT}&number=2")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/c/{RIGHT}")
