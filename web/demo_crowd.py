"""A small crowd that asks and votes in the demo, a moderator who lets it, and a chair who answers.

They are clients like any other, on real sockets. The moderator touches only the crowd's own questions and
leaves some for a person to decide; the chair steps back for good as soon as a person moves the floor. So a
newcomer sees a living hall, and can take it over.
"""

import asyncio
import uuid
from collections.abc import Sequence
from contextlib import AsyncExitStack
from itertools import cycle
from random import Random
from typing import Any, Final
from urllib.parse import SplitResult

from web.demo_words import ANSWERS, QUESTIONS, Said
from web.replay_crowd import join_phones, join_staff
from web.replay_phone import Phone
from web.replay_view import SharedViews, View

PHONES: Final = 36
ASKED_AT_ONCE: Final = 14
"""So many questions are there within seconds; the others come one by one."""
ASKING_SECONDS: Final = (6.0, 14.0)
VOTING_SECONDS: Final = (0.1, 1.4)
HURRIED_SECONDS: Final = (0.02, 0.12)
HURRIED_VOTES: Final = 150
"""The first votes come quickly, so that the list has an order when somebody looks at it."""
READING_SECONDS: Final = (0.4, 1.0)
"""How long the moderator looks at a question."""
ANSWERING_SECONDS: Final = (35.0, 60.0)
LEFT_FOR_A_PERSON: Final = 5
"""Every so many questions, one stays in the inbox."""


class Crowd:
    def __init__(self, url: SplitResult, code: str, chance: Random) -> None:
        self._url = url
        self._code = code
        self._chance = chance
        self._views = SharedViews()
        self._phones: list[Phone] = []

    async def live(self, tokens: Sequence[str], staff_cookie: str) -> None:
        """Until cancelled, or until the conference ends."""
        async with AsyncExitStack() as leaving:
            lines = await join_phones(
                self._url, self._code, len(tokens), tokens=tokens, views=self._views
            )
            for role in ("moderator", "chair"):
                lines.append(
                    await join_staff(self._url, self._code, role, staff_cookie, self._views)
                )
            for line in lines:
                leaving.callback(line.close)
            *self._phones, moderator, chair = [line.phone for line in lines]
            busy = [self._ask(), self._vote(), self._moderate(moderator), self._preside(chair)]
            await asyncio.gather(*busy)

    async def _ask(self) -> None:
        """Each question once, also when the demo was started before on the same data."""
        there = {question["text"] for question in _view(self._phones[0]).questions.values()}
        for index, said in enumerate(said for said in QUESTIONS if said.text not in there):
            if index >= ASKED_AT_ONCE:
                await self._pause(ASKING_SECONDS)
            # Each by another phone: one alone would soon ask faster than a phone may.
            await self._send(
                self._phones[index % len(self._phones)], "ask_question", **_asking(said)
            )

    async def _vote(self) -> None:
        """Some questions draw more people than others; now and then somebody changes their mind."""
        while not _is_over(self._phones[0]):
            is_new = _votes(self._phones[0]) < HURRIED_VOTES
            await self._pause(HURRIED_SECONDS if is_new else VOTING_SECONDS)
            phone = self._chance.choice(self._phones)
            open_ones = [
                question["number"]
                for question in _view(phone).questions.values()
                if question["status"] in ("queued", "on_floor", "deferred")
            ]
            if not open_ones:
                continue
            # Squared, so that the first ones asked become the popular ones.
            number = open_ones[int(len(open_ones) * self._chance.random() ** 2)]
            supported = number in (phone.mine or {}).get("votes", ())
            if not supported:
                await self._send(phone, "cast_vote", question=number)
            elif self._chance.random() < _CHANGED_MIND:
                await self._send(phone, "retract_vote", question=number)

    async def _moderate(self, desk: Phone) -> None:
        said = {each.text: each for each in QUESTIONS}
        looked_at: set[int] = set()
        while not _is_over(desk):
            await self._pause(READING_SECONDS)
            waiting = [
                (question["number"], said[question["text"]])
                for question in _view(desk).questions.values()
                if question["status"] == "waiting" and question["text"] in said
            ]
            for number, question in waiting:
                if number in looked_at:
                    continue
                looked_at.add(number)
                if question.declined:
                    await self._send(
                        desk, "decline_question", question=number, reason=question.declined
                    )
                elif number % LEFT_FOR_A_PERSON:
                    await self._send(desk, "approve_question", question=number)
                break

    async def _preside(self, stage: Phone) -> None:
        """Answers what is on the floor and calls the next, as long as nobody else does."""
        words = cycle(ANSWERS)
        left: int | None = _view(stage).parts["floor"]["question"]
        while not _is_over(stage):
            view = _view(stage)
            floor = view.parts["floor"]["question"]
            if floor != left:
                return
            if floor is not None:
                await self._send(
                    stage,
                    "answer_question",
                    question=floor,
                    outcome="answered",
                    by="Chủ tịch UBND xã",
                    words=next(words),
                )
            queue = [number for number in view.parts["queue"] if number != floor]
            left = max(queue, key=lambda number: view.questions[number]["support"], default=None)
            if left is not None:
                await self._send(stage, "call_question", question=left)
            await self._pause(ANSWERING_SECONDS if left is not None else READING_SECONDS)

    async def _send(self, phone: Phone, do: str, **fields: Any) -> None:
        """A refusal is an answer too: a person was quicker, or the hall takes a break."""
        await phone.command(do, str(uuid.uuid4()), **fields)

    async def _pause(self, between: tuple[float, float]) -> None:
        await asyncio.sleep(self._chance.uniform(*between))


_CHANGED_MIND: Final = 0.02


def _asking(said: Said) -> dict[str, str]:
    asked = {"text": said.text, "topic": said.topic, "place": said.place}
    return {**asked, "name": said.name} if said.name else asked


def _view(phone: Phone) -> View:
    if phone.view is None or phone.left.done():
        raise ConnectionError("the demo's crowd has lost its server")
    return phone.view


def _votes(phone: Phone) -> int:
    return sum(question["support"] for question in _view(phone).questions.values())


def _is_over(phone: Phone) -> bool:
    return bool(_view(phone).parts["conference"]["stage"] == "closed")
