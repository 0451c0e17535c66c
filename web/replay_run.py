"""Plays a script on joined phones: who sends what when, and what is done about a refusal.

Each phone does its acts one after the other, as a phone's outbox does, and votes only for what has been
approved. Refusals that ask for patience are heeded: the same command, with the same id, goes again a
little later. What was sent and answered is kept as `Deed`s; judging it is for `replay_check.py`.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from web.replay_figures import Deed
from web.replay_phone import Phone
from web.replay_script import Act, Kind, Script

PATIENCE_SECONDS: Final[Mapping[str, float]] = {
    "too_fast": 2.0,
    "busy": 0.5,
    "paused": 2.0,
    "not_saved": 1.0,
}
"""Refusals after which the same command is sent again, and how long a phone waits before."""
TRIES_MAX: Final = 6
_LATE_MAX_SECONDS: Final = 60.0

Clock = Callable[[], float]


class Sender:
    """Sends commands for phones and staff, and remembers every one."""

    def __init__(self, clock: Clock, new_id: Callable[[], str]) -> None:
        self.deeds: list[Deed] = []
        self._clock = clock
        self._new_id = new_id

    async def send(self, phone: Phone, number: int, do: str, **fields: Any) -> Mapping[str, Any]:
        """The receipt, or the refusal that no patience mended; nothing when the phone was cut off."""
        deed = Deed(number, do, self._new_id(), self._clock())
        self.deeds.append(deed)
        answer: Mapping[str, Any] = {}
        for attempt in range(1, TRIES_MAX + 1):
            try:
                answer = await phone.command(do, deed.id, **fields)
            except asyncio.CancelledError:
                if phone.left.done():
                    return {}
                raise
            if answer["ok"]:
                deed.answered_at, deed.position = self._clock(), answer["position"]
                return answer
            deed.refusals.append(answer["refusal"])
            patience = PATIENCE_SECONDS.get(answer["refusal"])
            if patience is None:
                break
            await asyncio.sleep(patience * attempt)
        deed.answered_at = self._clock()
        return answer


class Performance:
    """`moderate` is asked about every question that was received, and says whether it was approved."""

    def __init__(
        self,
        script: Script,
        phones: Sequence[Phone],
        sender: Sender,
        *,
        moderate: Callable[[int, Act], "asyncio.Future[bool]"],
        known: Mapping[str, int],
        progress: Callable[[int, int], None],
    ) -> None:
        loop = asyncio.get_running_loop()
        self.not_played: Counter[str] = Counter(script.left_out)
        self._script = script
        self._phones = phones
        self._sender = sender
        self._moderate = moderate
        self._progress = progress
        self._done = 0
        self._numbers: dict[str, asyncio.Future[int | None]] = {}
        for act in script.acts:
            if act.kind is Kind.ASK:
                self._numbers[act.key] = loop.create_future()
        for key, number in known.items():
            self._numbers[key] = loop.create_future()
            self._numbers[key].set_result(number)

    @property
    def seconds(self) -> float:
        """How long the script takes when nothing is late."""
        return self._script.acts[-1].at if self._script.acts else 0.0

    async def play(self) -> None:
        """Until the last act is answered."""
        loop = asyncio.get_running_loop()
        begin = loop.time()
        doing: dict[int, asyncio.Task[None]] = {}
        for act in self._script.acts:
            if (wait := begin + act.at - loop.time()) > 0:
                await asyncio.sleep(wait)
            doing[act.phone] = asyncio.create_task(self._do(act, doing.get(act.phone)))
        await asyncio.gather(*doing.values())

    async def _do(self, act: Act, before: asyncio.Task[None] | None) -> None:
        if before:
            await before
        if act.kind is Kind.ASK:
            await self._ask(act)
        else:
            await self._vote(act)
        self._done += 1
        self._progress(self._done, len(self._script.acts))

    async def _ask(self, act: Act) -> None:
        answer = await self._send(act, text=act.text)
        number = answer.get("question")
        approved = number is not None and await self._moderate(number, act)
        self._numbers[act.key].set_result(number if approved else None)

    async def _vote(self, act: Act) -> None:
        try:
            number = await asyncio.wait_for(
                asyncio.shield(self._numbers[act.key]), _LATE_MAX_SECONDS
            )
        except TimeoutError:
            number = None
        if number is None:
            self.not_played["vote for a question that was not approved"] += 1
        else:
            await self._send(act, question=number)

    async def _send(self, act: Act, **fields: Any) -> Mapping[str, Any]:
        return await self._sender.send(self._phones[act.phone], act.phone, act.kind, **fields)
