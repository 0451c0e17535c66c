"""The Front at its screen, and acts of others about the cases it looks at."""

import re
from typing import Any

import httpx2

from archive.calendar import day_of
from conference.refusals import Refusal
from conference.vocabulary import Actor
from tests.archive.evidence.corpus import png
from tests.archive.town import Town
from tests.casebook_story import APPROVER, CLERK, OWNER, PUBLISHER, ROADS, UNITS
from tests.web.cases.conftest import hidden_of
from tests.web.conftest import Clock
from web.casework import Book
from web.context import House

CASE = "/front/cases/CAU-{:04d}"
DAY = 86_400_000
HOUR = 3_600_000
MINUTE = 60_000


async def acts(
    house: House, town: Town, actor: Actor, name: str, number: int, **fields: Any
) -> None:
    """About the case of this question, as its own page would send it."""
    minted = {"public_id": f"public-{number}"} if name == "publish_case" else {}
    outcome = await house.casework.ask(
        Book(town.commune, town.conference),
        name,
        {"case": town.code(number), **fields},
        actor,
        id=house.chance.token(),
        unit=UNITS.get(actor),
        minted=minted,
    )
    assert not isinstance(outcome, Refusal), (name, outcome)


async def answered(house: House, town: Town, number: int, outcome: str = "resolved") -> None:
    about = {"kind": "question", "topic": "Đường", "competence": "commune"}
    await acts(house, town, CLERK, "classify_case", number, **about)
    await acts(house, town, CLERK, "assign_case", number, to_unit=ROADS, owner=OWNER.id)
    await acts(house, town, OWNER, "accept_case", number)
    said = {"decision": "Đã rải đá.", "basis": "Luật", "outcome": outcome}
    await acts(house, town, OWNER, "submit_answer", number, **said)
    await acts(house, town, APPROVER, "approve_answer", number)
    shown = {"question_text": "Bao giờ sửa đường?", "answer_text": "Đã rải đá."}
    await acts(house, town, PUBLISHER, "publish_case", number, **shown)


async def writes(
    client: httpx2.AsyncClient, number: int, act: str, **fields: str
) -> httpx2.Response:
    """Fill the form of an act on the Front's page of a case, and send it."""
    page = CASE.format(number)
    action = f"{page}/{act}"
    hidden = hidden_of((await client.get(page)).text, action)
    return await client.post(action, data={**hidden, **fields})


async def attaches(
    client: httpx2.AsyncClient, number: int, check: int = 1, content: bytes | None = None
) -> list[str]:
    """A photo to a field check; gives all that are listed on the page afterwards."""
    answer = await hands_in(client, number, check, content)
    assert answer.status_code == 303, answer.text
    page = (await client.get(CASE.format(number))).text
    return sorted(set(re.findall(rf'href="{CASE.format(number)}/files/([0-9a-f]{{64}})"', page)))


async def hands_in(
    client: httpx2.AsyncClient, number: int, check: int = 1, content: bytes | None = None
) -> httpx2.Response:
    action = f"{CASE.format(number)}/checks/{check}/files"
    form = hidden_of((await client.get(CASE.format(number))).text, action)
    file = ("cầu.png", png() if content is None else content, "image/png")
    return await client.post(action, data=form, files={"file": file})


def late_in_the_evening(clock: Clock) -> None:
    """Ten minutes before midnight: the day of the draw is near, and nobody has to sign in again."""
    clock.now += DAY - (clock.now + 7 * HOUR) % DAY - 10 * MINUTE


def after_midnight(clock: Clock) -> None:
    clock.now += 20 * MINUTE


async def announces(client: httpx2.AsyncClient, clock: Clock, **fields: str) -> httpx2.Response:
    """For the lottery of tomorrow, unless another day is given."""
    action = "/front/sample/announce_sample"
    form = hidden_of((await client.get("/front/sample")).text, action)
    tomorrow = f"{day_of(clock.now + DAY):%d/%m/%Y}"
    given = {"conference": "CAU", "size": "2", "source": "Xổ số", "digits": "5", "day": tomorrow}
    return await client.post(action, data={**form, **given, **fields})


async def draws(client: httpx2.AsyncClient, seed: str = "04711", **fields: str) -> httpx2.Response:
    action = "/front/sample/draw_sample"
    form = hidden_of((await client.get("/front/sample")).text, action)
    return await client.post(action, data={**form, "seed": seed, "again": seed, **fields})
