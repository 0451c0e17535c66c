"""The replay's moderator and chair, each on a socket of their own.

The moderator decides as the recorded one did. The chair takes questions from the head of the queue all
through the meeting, gives each one of the outcomes in turn, and closes the conference at the end.
"""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from itertools import cycle
from typing import Any, Final

from web.replay_phone import Phone
from web.replay_run import Sender
from web.replay_script import Act
from web.replay_view import View

MODERATOR: Final = -1
CHAIR: Final = -2
"""Their numbers among the senders."""

STAFF_PAUSE_SECONDS: Final = 0.03
"""The server takes 50 messages a second from one socket."""
_PROMISE_DAYS: Final = 30


class Moderator:
    """Approves and declines as recorded, one question after the other."""

    def __init__(self, phone: Phone, sender: Sender) -> None:
        self._phone = phone
        self._sender = sender
        self._last: asyncio.Task[bool] | None = None

    def judge(self, number: int, act: Act) -> asyncio.Future[bool]:
        self._last = asyncio.create_task(self._judge(number, self._last, approve=act.approved))
        return self._last

    async def approve_waiting(self) -> list[int]:
        """Every question that waits when the replay begins; gives all that the crowd may vote for."""
        view = self._phone.view
        waiting = [] if view is None else _with_status(view, "waiting")
        for number in waiting:
            await self._judge(number, None, approve=True)
        queued = [] if view is None else _with_status(view, "queued")
        return sorted([*queued, *waiting])

    async def _judge(
        self, number: int, before: "asyncio.Task[bool] | None", *, approve: bool
    ) -> bool:
        if before:
            await before
        await asyncio.sleep(STAFF_PAUSE_SECONDS)
        if approve:
            answer = await self._send("approve_question", question=number)
        else:
            answer = await self._send("decline_question", question=number, reason="off_topic")
        return approve and bool(answer.get("ok"))

    async def _send(self, do: str, **fields: Any) -> dict[str, Any]:
        return dict(await self._sender.send(self._phone, MODERATOR, do, **fields))


class PatientVoter:
    """Stands in for a moderator that is not ours: a question is approved once a phone sees it."""

    def __init__(self, phone: Phone) -> None:
        self._phone = phone
        self._waiting: dict[int, asyncio.Future[bool]] = {}

    def judge(self, number: int, _act: Act) -> asyncio.Future[bool]:
        seen: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting[number] = seen
        if self._phone.view:
            self.look(self._phone.view)
        return seen

    def look(self, view: View) -> None:
        for number in self._waiting.keys() & view.questions.keys():
            self._waiting.pop(number).set_result(True)


class Chair:
    def __init__(self, phone: Phone, sender: Sender, today: Callable[[], date]) -> None:
        self._phone = phone
        self._sender = sender
        self._today = today
        self._answers = cycle([self._answered, self._promised, self._referred])

    async def open(self) -> None:
        if self._part("conference")["stage"] != "live":
            await self._send("open_conference")

    async def hold(self, answers: int, seconds: float) -> None:
        """Take so many questions, spread over so many seconds."""
        for _ in range(answers):
            await asyncio.sleep(max(STAFF_PAUSE_SECONDS, seconds / answers))
            queue = self._part("queue")
            if queue:
                await self._take(queue[0])

    async def close(self) -> None:
        floor = self._part("floor")["question"]
        if floor is not None:
            await self._send("defer_question", question=floor)
        await self._send("close_conference")

    async def _take(self, number: int) -> None:
        called = await self._send("call_question", question=number)
        if called.get("ok"):
            await self._send(
                "answer_question", question=number, by="Chủ tọa", **next(self._answers)()
            )

    def _answered(self) -> dict[str, str]:
        return {"outcome": "answered", "words": "Đã trả lời trực tiếp tại hội nghị."}

    def _promised(self) -> dict[str, str]:
        due = self._today() + timedelta(days=_PROMISE_DAYS)
        return {
            "outcome": "promised",
            "words": "Sẽ kiểm tra và trả lời bằng văn bản.",
            "unit": "Phòng Kinh tế",
            "due": due.isoformat(),
        }

    def _referred(self) -> dict[str, str]:
        return {
            "outcome": "referred",
            "words": "Vượt thẩm quyền của xã, sẽ chuyển cấp trên.",
            "unit": "Ủy ban nhân dân tỉnh",
        }

    def _part(self, name: str) -> Any:
        if self._phone.view is None:
            raise RuntimeError("the chair joined without a view")
        return self._phone.view.parts[name]

    async def _send(self, do: str, **fields: Any) -> dict[str, Any]:
        answer = await self._sender.send(self._phone, CHAIR, do, **fields)
        await asyncio.sleep(STAFF_PAUSE_SECONDS)
        return dict(answer)


def _with_status(view: View, status: str) -> list[int]:
    return [n for n, question in view.questions.items() if question["status"] == status]
