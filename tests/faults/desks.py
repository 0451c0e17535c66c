"""An office full of people who work on cases and never give up: what got no answer is sent again.

Every desk has its own cases and its own line to the server, and leads each case round and round: taken up,
answered, sent back, answered better, approved, published, rated, opened again. Everything that was ever
acknowledged is remembered with its position.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, cycle
from pathlib import Path
from typing import Any

from tests.faults.server import CODE, COMMUNE, Server
from web.control import RemoteOffice
from web.orders import OrderError

UNIT = "Phòng Kinh tế"
CLERK = {"role": "clerk", "actor": "van"}
OFFICER = {"role": "officer", "actor": "khoa", "unit": UNIT}
APPROVER = {"role": "approver", "actor": "tam"}
PUBLISHER = {"role": "publisher", "actor": "phuc"}
CHAIR = {"role": "chair", "actor": "hai"}
CITIZEN = {"role": "citizen", "actor": ""}

Step = tuple[dict[str, str], str, dict[str, Any]]

ANSWER = {
    "outcome": "resolved",
    "decision": "Xã đã cho sửa cầu, nghiệm thu ngày 20.",
    "basis": "Quyết định số 12 của UBND xã.",
}
TAKEN_UP: tuple[Step, ...] = (
    (CLERK, "verify_case", {}),
    (
        CLERK,
        "classify_case",
        {"kind": "question", "topic": "Giao thông", "competence": "commune"},
    ),
    (CLERK, "assign_case", {"to_unit": UNIT, "owner": "khoa"}),
)
ROUND: tuple[Step, ...] = (
    (OFFICER, "accept_case", {}),
    (OFFICER, "write_note", {"words": "Đã đi xem cầu."}),
    (OFFICER, "submit_answer", ANSWER),
    (APPROVER, "reject_answer", {"words": "Ghi rõ ngày."}),
    (OFFICER, "submit_answer", ANSWER),
    (APPROVER, "approve_answer", {}),
    (
        PUBLISHER,
        "publish_case",
        {"question_text": "Bao giờ sửa cầu?", "answer_text": "Cầu đã được sửa."},
    ),
    (CITIZEN, "rate_answer", {"stars": 4, "solved": True}),
    (CHAIR, "reopen_case", {"words": "Cầu lại hỏng."}),
)


@dataclass(slots=True)
class Led:
    """One case, and what is to be done to it next: the same id until it is answered."""

    case: str
    steps: Iterator[Step]
    done: int = 0
    next: dict[str, Any] | None = None

    def wish(self) -> dict[str, Any]:
        if self.next is None:
            who, name, fields = next(self.steps)
            self.done += 1
            id = f"{self.case}-act-{self.done}"
            about = {"case": self.case, **fields}
            self.next = {**who, "name": name, "id": id, "fields": about}
        return self.next


class Desks:
    def __init__(self, cases: Sequence[str], desks: int, code: str = CODE) -> None:
        self._code = code
        led = [Led(case, chain(TAKEN_UP, cycle(ROUND))) for case in cases]
        self._shares = [led[each::desks] for each in range(desks)]
        self.acknowledged: dict[str, int] = {}

    async def work(self, server: Server) -> None:
        """As fast as the server answers, until it is gone."""
        await asyncio.gather(*(self._desk(server.data, share) for share in self._shares))

    async def send_again(self, server: Server) -> None:
        """What nobody got an answer for; nothing new."""
        office = await RemoteOffice.reach(server.data)
        for led in chain(*self._shares):
            if led.next:
                await self._ask(office, led)
        office.close()

    async def _desk(self, data: Path, share: list[Led]) -> None:
        office = await RemoteOffice.reach(data)
        # A killed server ends the line in the midst of whatever was being asked.
        with suppress(OrderError, ConnectionError):
            for led in cycle(share):
                led.wish()
                await self._ask(office, led)
        office.close()

    async def _ask(self, office: RemoteOffice, led: Led) -> None:
        wish = led.wish()
        told = await office.do("ask_case", {"commune": COMMUNE, "conference": self._code, **wish})
        assert told["ok"], (wish, told)
        earlier = self.acknowledged.setdefault(wish["id"], told["position"])
        assert earlier == told["position"], wish
        led.next = None
