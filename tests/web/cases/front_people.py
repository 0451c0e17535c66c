"""The Front at its screen, and acts of others about the cases it looks at."""

from typing import Any

import httpx2

from conference.refusals import Refusal
from conference.vocabulary import Actor
from tests.archive.town import Town
from tests.casebook_story import APPROVER, CLERK, OWNER, PUBLISHER, ROADS, UNITS
from tests.web.cases.conftest import hidden_of
from web.casework import Book
from web.context import House

CASE = "/front/cases/CAU-{:04d}"


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
