"""The one way from somebody's wish to a hall, for sockets and for forms.

What is sent passes the paces of its address, becomes a command with what only the server can fill in,
and is watched when it has been done. Knows neither packets nor pages.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Role
from realtime.hall import Hall
from realtime.intake import Intake
from realtime.seats import Seat
from realtime.watch import Watch
from realtime.whence import Whence, Whereabouts
from realtime.writer import Answer, Outcome

_PAPER: Final = "redeem_paper_code"

ReadPaper = Callable[[str, str], int | None]
"""Stream and what was typed → the serial number of a genuine paper code."""


class Wisher(NamedTuple):
    """Who wishes, where, and from where."""

    hall: Hall
    actor: Actor
    whence: Whence


class Wishes:
    def __init__(
        self, intake: Intake, watch: Watch, whereabouts: Whereabouts, read_paper: ReadPaper
    ) -> None:
        self._intake = intake
        self._watch = watch
        self._whereabouts = whereabouts
        self._read_paper = read_paper

    def whence(self, scope: Mapping[str, Any], device: str | None = None) -> Whence:
        """Of a request or a socket."""
        return self._whereabouts.whence(scope, device)

    def seated(self, seat: Seat, scope: Mapping[str, Any]) -> None:
        """Somebody sits down: know from where."""
        seat.whence = self.whence(scope, seat.owner)
        if seat.attendee_id is not None and seat.actor is not None:
            self._watch.came(seat.hall, seat.actor, seat.whence)

    def post(
        self,
        wisher: Wisher,
        name: str,
        fields: Mapping[str, Any],
        id: str,
        answer: Answer,
        *,
        as_text: bool = False,
    ) -> None:
        """`answer` is called once, after the commit or with a refusal. `as_text`: as in forms."""
        hall, actor, whence = wisher
        minted = self._minted(wisher, name, fields)
        if isinstance(minted, Refusal):
            answer(minted)
            return
        made = self._intake.command(
            name, fields, actor, id, as_text=as_text, commune=hall.commune, minted=minted
        )
        if isinstance(made, Refusal):
            answer(made)
            return
        command, keep = made
        if actor.role is not Role.ATTENDEE:
            hall.post(command, keep, answer)
            return

        def done(outcome: Outcome) -> None:
            self._watch.done(hall, command, whence, outcome)
            answer(outcome)

        hall.post(command, keep, done)

    async def submit(
        self,
        wisher: Wisher,
        name: str,
        fields: Mapping[str, Any],
        id: str,
        *,
        as_text: bool = False,
    ) -> Outcome:
        """The same for who is on no socket, and can wait."""
        hall, actor, whence = wisher
        if actor.role is Role.ATTENDEE:
            self._watch.came(hall, actor, whence)
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()

        def answered(outcome: Outcome) -> None:
            hall.tell_asker(actor, outcome)
            if not future.done():
                future.set_result(outcome)

        self.post(wisher, name, fields, id, answered, as_text=as_text)
        return await future

    def _minted(
        self, wisher: Wisher, name: str, fields: Mapping[str, Any]
    ) -> dict[str, Any] | Refusal:
        """What the server alone can know of this wish, or why it is not looked at."""
        hall, actor, whence = wisher
        if actor.role is not Role.ATTENDEE:
            return {}
        refusal = self._watch.refusal(actor, whence, name)
        if refusal is not None:
            return refusal
        if name == _PAPER:
            return self._paper(wisher, fields)
        return {"suspect": True} if self._watch.is_suspect(hall, actor) else {}

    def _paper(self, wisher: Wisher, fields: Mapping[str, Any]) -> dict[str, Any] | Refusal:
        typed = fields.get("code")
        serial = self._read_paper(wisher.hall.stream, typed) if isinstance(typed, str) else None
        if serial is not None:
            return {"serial": serial}
        self._watch.guessed_wrong(wisher.actor, wisher.whence)
        return Refusal(Code.BAD_VALUE, "code")
