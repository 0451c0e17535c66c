"""The sample evening's casebook, worked on by the office: for looking at what citizens and the public see of it.

async with afterwards(tmp_path, clock) as town:
    await town.answers(6)
    shown = await town.guest.get(town.page(6))
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from httpx2 import AsyncClient, Response

from archive.casework import CaseOutcome, Competence, Kind, Urgency
from conference.records import Receipt
from conference.refusals import Refusal
from conference.vocabulary import Actor
from tests.casebook_story import APPROVER, CLERK, OWNER, PUBLISHER, ROADS, RULE
from tests.screens import sample
from tests.screens.quiet_house import COMMUNE, ended, form_token, open_house, receipt_code
from web.casework import Book
from web.context import House


@dataclass
class Afterwards:
    house: House
    guest: AsyncClient
    door: Callable[..., AsyncClient]

    book = Book(COMMUNE, sample.CODE)

    async def tries(
        self, actor: Actor, name: str, case: int | str, **fields: Any
    ) -> Receipt | Refusal:
        """About the case of this question, or of this code."""
        code = receipt_code(case) if isinstance(case, int) else case
        unit = ROADS if actor is OWNER else None
        public = {"public_id": f"public-{code}"} if name == "publish_case" else {}
        given = {"case": code, **fields}
        return await self.house.casework.ask(
            self.book, name, given, actor, unit=unit, minted=public
        )

    async def does(self, actor: Actor, name: str, case: int | str, **fields: Any) -> None:
        outcome = await self.tries(actor, name, case, **fields)
        assert isinstance(outcome, Receipt), (name, outcome)

    async def assigns(self, case: int | str) -> None:
        """From received to an officer at work."""
        await self.does(
            CLERK,
            "classify_case",
            case,
            kind=Kind.QUESTION,
            topic="Giao thông",
            competence=Competence.COMMUNE,
            urgency=Urgency.NORMAL,
        )
        await self.does(CLERK, "assign_case", case, to_unit=ROADS, owner=OWNER.id)
        await self.does(OWNER, "accept_case", case)

    async def answers(
        self, case: int | str, outcome: CaseOutcome = CaseOutcome.RESOLVED, **fields: Any
    ) -> None:
        """From received to answered."""
        await self.assigns(case)
        given = {"decision": "Đã rải đá <mặt> đường", "basis": "Nghị quyết 12", "doer": ROADS}
        await self.does(OWNER, "submit_answer", case, outcome=outcome, **{**given, **fields})
        await self.does(APPROVER, "approve_answer", case)

    async def publishes(self, case: int | str, **fields: Any) -> str:
        """Its public number."""
        given = {"question_text": "Bao giờ rải đá đường?", "answer_text": "Đã rải xong.", **fields}
        await self.does(PUBLISHER, "publish_case", case, **given)
        code = receipt_code(case) if isinstance(case, int) else case
        return f"public-{code}"

    async def attaches(self, case: int, name: str, *, public: bool) -> str:
        """A file with its own name as content; gives its SHA-256."""

        async def content() -> AsyncIterator[bytes]:
            yield name.encode()

        file = await self.house.evidence.take(COMMUNE, name, content(), of_case=0)
        assert not isinstance(file, Refusal), file
        minted = {"file": file.file, "media_type": file.media_type, "size": file.size}
        fields = {"case": receipt_code(case), "name": file.name}
        outcome = await self.house.casework.ask(
            self.book, "attach_file", fields, OWNER, unit=ROADS, minted=minted
        )
        assert isinstance(outcome, Receipt), outcome
        if public:
            await self.does(PUBLISHER, "set_file_public", case, file=file.file, public=True)
        return file.file

    async def posts(self, case: int | str, name: str, **fields: str) -> Response:
        """As from the form on the page."""
        path = self.page(case)
        token = form_token((await self.guest.get(path)).text)
        given = {"form_token": token, "id": f"form-{name}", **fields}
        return await self.guest.post(f"{path}/{name}", data=given)

    def page(self, case: int | str) -> str:
        return f"/c/{receipt_code(case) if isinstance(case, int) else case}"


@asynccontextmanager
async def afterwards(data: Path, clock: Callable[[], int]) -> AsyncIterator[Afterwards]:
    async with open_house(data, ended(), clock) as (house, door), door() as guest:
        town = Afterwards(house, guest, door)
        # As the rounds do in their own time.
        reckon = await house.casework.ask(town.book, "reckon_clocks", {}, RULE)
        assert isinstance(reckon, Receipt), reckon
        yield town
