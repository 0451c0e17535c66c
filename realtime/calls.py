"""What somebody seated asks for: a command, a sync, or something aside. Answered when it is done, refused at once if not.

The paces kept here are the edge's, for whoever floods a socket; those of a phone or an address lie in `watch`, how
often a citizen may ask is a rule and lies in `conference`. No wish is judged here.
"""

import logging
from collections.abc import Callable
from typing import Any

from conference.records import Receipt
from conference.refusals import Code, Refusal
from conference.vocabulary import Role
from realtime.asides import Asides
from realtime.fanout import fanout_of
from realtime.pace import Pace
from realtime.packets import Packet
from realtime.seats import Caller, Parcel, Seat
from realtime.watch import VOTES
from realtime.wire import (
    PENDING_PER_SOCKET_MAX,
    ack_packet,
    answer,
    deltas_answer,
    refused,
    snapshot_answer,
)
from realtime.wishes import Wisher, Wishes
from realtime.writer import Outcome

log = logging.getLogger(__name__)

Reply = Callable[[bytes], None]


class Calls:
    def __init__(self, wishes: Wishes, asides: Asides, now: Callable[[], float]) -> None:
        self._wishes = wishes
        self._asides = asides
        self._now = now
        self._denials = Pace(1, 5)

    def take(self, caller: Caller, seat: Seat, packet: Packet) -> None:
        """One event from a seat. Its acknowledgement goes out when there is something to say."""
        name, *arguments = packet.data
        fields = arguments[0] if len(arguments) == 1 else None
        reply = _reply(seat, packet.ack)
        if not isinstance(fields, dict):
            reply(refused(Refusal(Code.MALFORMED)))
        elif name == "command":
            self._command(seat, fields, reply)
        elif name == "sync":
            self._sync(caller, seat, fields, reply)
        elif name == "similar":
            self._asides.similar(seat, fields, reply)
        elif name == "claim":
            self._asides.claim(seat, fields, reply)
        else:
            reply(refused(Refusal(Code.MALFORMED, "event")))

    def _command(self, seat: Seat, fields: dict[str, Any], reply: Reply) -> None:
        refusal = self._early_refusal(seat, fields)
        if refusal or seat.actor is None:
            reply(refused(refusal or Refusal(Code.NOT_ALLOWED)))
            return
        name, id = fields.pop("do"), fields.pop("id")
        seat.unanswered += 1

        def answered(outcome: Outcome) -> None:
            seat.unanswered -= 1
            if isinstance(outcome, Refusal) and outcome.reason is Code.NOT_ALLOWED:
                self._note_denial(seat, name)
            reply(answer(outcome))
            if name in VOTES and isinstance(outcome, Receipt):
                fanout_of(seat.hall).show_mine_to_others(seat)

        wisher = Wisher(seat.hall, seat.actor, seat.whence)
        self._wishes.post(wisher, name, fields, id, answered)

    def _early_refusal(self, seat: Seat, fields: dict[str, Any]) -> Refusal | None:
        for field in ("do", "id"):
            if not isinstance(fields.get(field), str):
                return Refusal(Code.MALFORMED, field)
        if seat.unanswered >= PENDING_PER_SOCKET_MAX:
            return Refusal(Code.BUSY)
        return None

    def _note_denial(self, seat: Seat, name: str) -> None:
        if seat.actor is not None and self._denials.allows(self._now()):
            role = Role(seat.actor.role)
            log.warning("%s: %s %s may not %s", seat.hall.code, role, seat.actor.id, name)

    def _sync(self, caller: Caller, seat: Seat, fields: dict[str, Any], reply: Reply) -> None:
        """The deltas since a position while they are to be had, else everything."""
        if not caller.syncs.allows(self._now()):
            reply(refused(Refusal(Code.TOO_FAST)))
            return
        fanout = fanout_of(seat.hall)
        missed = seat.hall.channels[seat.audience].since(*_position(fields.get("since")))
        if missed is not None:
            reply(deltas_answer(missed))
            fanout.caught_up(seat)
            fanout.show_mine(seat)
            return

        def take(body: bytes) -> None:
            reply(snapshot_answer(body))
            fanout.caught_up(seat)

        seat.hall.join(seat.audience, seat.attendee_id, take)


def _position(since: Any) -> tuple[int, int]:
    """What a client says it holds; nonsense is a position that no hall ever had."""
    match since:
        case [int(epoch), int(position)]:
            return epoch, position
    return -1, -1


def _reply(seat: Seat, ack: int | None) -> Reply:
    """Puts the answer on the line, if one was asked for."""
    if ack is None:
        return lambda _body: None
    return lambda body: seat.line.deliver(Parcel(ack_packet(seat.namespace, ack, body)))
