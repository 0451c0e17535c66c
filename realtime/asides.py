"""What the desk and the ask form call for beside commands: claims, and questions that are alike.

Neither changes anything that lasts; each is answered at once, from what is saved.
"""

import asyncio
from collections.abc import Callable
from typing import Any, Final

from conference.refusals import Code, Refusal
from conference.state import ConferenceState
from realtime.audiences import Audience
from realtime.fanout import fanout_of
from realtime.seats import Seat
from realtime.similar import Found, Likeness
from realtime.watch import Watch
from realtime.wire import Message, encode, refused, similar_answer
from realtime.wishes import Wisher

Reply = Callable[[bytes], None]

CLAIM_DONE: Final = b'{"ok":true}'


class Asides:
    def __init__(self, likeness: Likeness, watch: Watch) -> None:
        self._likeness = likeness
        self._watch = watch

    def similar(self, seat: Seat, fields: dict[str, Any], reply: Reply) -> None:
        if seat.attendee_id is not None:
            self._similar_for_asker(seat, seat.attendee_id, fields, reply)
        elif seat.audience is Audience.MODERATORS:
            self._similar_for_moderator(seat, fields, reply)
        else:
            reply(refused(Refusal(Code.NOT_ALLOWED)))

    def _similar_for_asker(
        self, seat: Seat, attendee_id: str, fields: dict[str, Any], reply: Reply
    ) -> None:
        text = fields.get("text")
        if not isinstance(text, str):
            reply(refused(Refusal(Code.MALFORMED, "text")))
        elif not self._watch.may_search(attendee_id, seat.whence):
            reply(refused(Refusal(Code.TOO_FAST)))
        else:
            self._likeness.for_asker(
                seat.hall, attendee_id, text, lambda found: reply(similar_answer(found))
            )

    def _similar_for_moderator(self, seat: Seat, fields: dict[str, Any], reply: Reply) -> None:
        question = fields.get("question")
        if not isinstance(question, int) or isinstance(question, bool):
            reply(refused(Refusal(Code.MALFORMED, "question")))
            return

        def take(found: Found | Refusal) -> None:
            reply(refused(found) if isinstance(found, Refusal) else similar_answer(found))

        self._likeness.for_moderator(seat.hall, question, take)

    async def alike(self, wisher: Wisher, text: str) -> Found:
        """The same for a form; nothing when it searches too fast, and may ask all the same."""
        hall, actor, whence = wisher
        if not self._watch.may_search(actor.id, whence):
            return []
        future: asyncio.Future[Found] = asyncio.get_running_loop().create_future()

        def take(found: Found) -> None:
            if not future.done():
                future.set_result(found)

        self._likeness.for_asker(hall, actor.id, text, take)
        return await future

    def claim(self, seat: Seat, fields: dict[str, Any], reply: Reply) -> None:
        """A seat handles that question now; null: none any more."""
        question = fields.get("question")
        if seat.audience is not Audience.MODERATORS:
            reply(refused(Refusal(Code.NOT_ALLOWED)))
            return
        if not isinstance(question, int | None) or isinstance(question, bool):
            reply(refused(Refusal(Code.MALFORMED, "question")))
            return

        def look(state: ConferenceState) -> None:
            if question is not None and question not in state.questions:
                reply(refused(Refusal(Code.NOT_FOUND)))
                return
            reply(CLAIM_DONE)
            self._change(seat, question)

        seat.hall.consult(look)

    def joined(self, seat: Seat) -> None:
        """Tell a moderator who handles what, if anybody does."""
        claims = fanout_of(seat.hall).claims.listed()
        if claims and seat.audience is Audience.MODERATORS:
            fanout_of(seat.hall).tell_seat(seat, Message.CLAIMS, encode(claims))

    def left(self, seat: Seat) -> None:
        self._change(seat, None)

    def _change(self, seat: Seat, question: int | None) -> None:
        fanout = fanout_of(seat.hall)
        if question is not None and not fanout.is_here(seat):
            # It left while the hall was saving.
            return
        if fanout.claims.claim(seat, question):
            fanout.tell_moderators(Message.CLAIMS, encode(fanout.claims.listed()))
