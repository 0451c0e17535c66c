"""The wire, version 1: the shape and size of every message, every limit, every code.

docs/PROTOCOL.md says the same in words for people who write clients, and a test holds the two together.
Everything here is plain data and pure functions; nothing reads a socket or a clock.
"""

from collections.abc import Iterable
from enum import Enum, StrEnum
from typing import Any, Final

import msgspec

from conference.records import Receipt
from conference.refusals import Refusal
from conference.vocabulary import Role
from realtime.audiences import Audience

PROTOCOL_VERSION: Final = 1

HALL: Final = "/hall"
DESK: Final = "/desk"

DESK_ROLES: Final = (
    Role.MODERATOR,
    Role.CHAIR,
    Role.SECRETARY,
    Role.CLERK,
    Role.SEALED_BOX,
)
ROLES: Final[dict[str, dict[str, Role | None]]] = {
    HALL: {"attendee": Role.ATTENDEE, "display": None},
    DESK: {role.value: role for role in DESK_ROLES},
}
"""Namespace → what `as` may say there → the role it acts in. A display only looks."""

AUDIENCES: Final[dict[Role | None, Audience]] = {
    Role.ATTENDEE: Audience.ATTENDEES,
    None: Audience.DISPLAY,
    Role.MODERATOR: Audience.MODERATORS,
    Role.CHAIR: Audience.CHAIR,
    Role.SECRETARY: Audience.MODERATORS,
    Role.CLERK: Audience.MODERATORS,
    Role.SEALED_BOX: Audience.SEALED_BOX,
}


class Message(StrEnum):
    """What the server sends by itself."""

    SNAPSHOT = "snapshot"
    DELTA = "delta"
    MINE = "mine"
    RESYNC = "resync"
    PRESENT = "present"
    CLAIMS = "claims"
    BYE = "bye"


class Resync(StrEnum):
    """Why a client should ask for `sync` with the position it holds, now."""

    SLOW = "slow"
    """It could not take in the deltas fast enough, and some were left out."""
    RESTORED = "restored"
    """The hall was read anew from its journal; positions of another epoch mean nothing."""


class Rejoin(StrEnum):
    """When a client that was sent away may come back."""

    SOON = "soon"
    """By itself, after a random wait of up to 2 seconds, with `since`."""
    LATER = "later"
    """By itself, but not before a random wait of 20 to 40 seconds."""
    SIGNED_IN = "signed_in"
    """After somebody has signed in again."""


class Bye(Enum):
    """Why the server closes a connection: the code in `bye {"code", "rejoin"}`, and when to come back.

    A phone too slow to read anything is closed without it; that, and every close without a `bye`, means
    `soon`.
    """

    MALFORMED = ("malformed", Rejoin.LATER)
    TOO_FAST = ("too_fast", Rejoin.LATER)
    SLOW = ("slow", Rejoin.SOON)
    RESTARTING = ("restarting", Rejoin.SOON)
    SIGNED_OUT = ("signed_out", Rejoin.SIGNED_IN)

    def __init__(self, code: str, rejoin: Rejoin) -> None:
        self.code = code
        self.rejoin = rejoin


# Sizes

FRAME_MAX_BYTES: Final = 16 * 1024
"""Of a message from a client, on either transport; a longer one closes the WebSocket with 1009."""
ACK_ID_MAX_DIGITS: Final = 9
EVENT_NAME_MAX_CHARACTERS: Final = 32
NAMESPACE_MAX_CHARACTERS: Final = 64

# Edge limits

PING_EVERY_SECONDS: Final = 25.0
PONG_WITHIN_SECONDS: Final = 20.0
CONNECT_WITHIN_SECONDS: Final = 5.0
UNKNOWN_NAMESPACES_MAX: Final = 3
EVENTS_PER_SECOND: Final = 50.0
EVENTS_BURST: Final = 100
VOTES_PER_SECOND: Final = 10.0
VOTES_BURST: Final = 20
SYNCS_PER_SECOND: Final = 1.0
SYNCS_BURST: Final = 10
"""A sync may be answered with a whole snapshot, so it costs more than it looks."""
JOINS_PER_TURN: Final = 8
"""Of the event loop: a turn of joins is a millisecond or two, and then everybody else is heard."""
LOBBY_MAX: Final = 16_000
"""Who wait to join; one more is `busy`."""
JOINS_PER_SECOND: Final = 0.5
JOINS_BURST: Final = 20
"""Of one device."""
POLLING_PER_DEVICE_MAX: Final = 5
"""Sessions by long polling; a new one ends the oldest, which a bad network may have left behind."""
SOCKETS_PER_DEVICE_MAX: Final = 5
SOCKETS_PER_PERSON_MAX: Final = 20
SOCKETS_MAX: Final = 20_000
DISPLAYS_PER_HALL_MAX: Final = 100
PENDING_PER_SOCKET_MAX: Final = 64
"""Commands of one socket whose commit is still awaited; one more is `busy`."""

# Pace of the hall

TICK_SECONDS: Final = 0.2
PRESENT_EVERY_SECONDS: Final = 5.0
PRESENT_NOTICED_SHARE: Final = 0.05
PRESENT_AT_LATEST_SECONDS: Final = 60.0
"""A change by a smaller share is told after so long."""
COUNTS_BURST_BYTES: Final = 32 * 1024
COUNTS_BYTES_PER_SECOND: Final = 20.0
"""What phones are sent of mere counts: a burst, and then 70 KB an hour."""
COUNTS_WAIT_MAX_SECONDS: Final = 30.0
"""So late may a count be on a phone. The display, and the phone's own vote, never wait so long."""
STORM_VOTES_PER_SECOND: Final = 50.0
STORM_VOTES: Final = 25
"""A storm: so many votes more than the rate before them explains. Then counts never wait."""
BATCH_MAX_COMMANDS: Final = 256
BATCH_WINDOW_SECONDS: Final = 0.010
VOTES_WINDOW_SECONDS: Final = 0.040
"""Between the beginnings of two batches; the longer one when there are only votes to save."""
INBOX_MAX_COMMANDS: Final = 20_000
RING_MAX_DELTAS: Final = 256
RING_MAX_BYTES: Final = 256 * 1024

# Slow phones

LAG_MAX_BYTES: Final = 16 * 1024
"""What waits here for a phone to read, before it gets nothing more."""
KERNEL_BUFFER_BYTES: Final = 16 * 1024
"""What waits in the kernel before that; it takes twice as much as it is told."""
LAG_MAX_MESSAGES: Final = 64
"""The same for a polling phone, whose messages wait in a queue."""
LAG_MAX_SECONDS: Final = 15.0

encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


class Unreadable(ValueError):  # noqa: N818  what it is
    """Not JSON that we take: broken, too deep, with numbers beyond reason or half characters."""


def decode(text: str) -> Any:
    try:
        return _decode(text)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        # The parser's own words quote the text; they must not travel into a log.
        raise Unreadable(type(error).__name__) from None


# Answers


def accepted(receipt: Receipt) -> bytes:
    """`{"ok":true,"position":n,…}`; the plain one, a vote's, is the hot path."""
    if receipt.question is None:
        return b'{"ok":true,"position":%d}' % receipt.position
    return encode(
        {
            "ok": True,
            "position": receipt.position,
            "question": receipt.question,
            "receipt_code": receipt.receipt_code,
        }
    )


def refused(refusal: Refusal) -> bytes:
    if refusal.detail is None:
        return b'{"ok":false,"refusal":"%s"}' % refusal.code.encode()
    return encode({"ok": False, "refusal": refusal.code, "detail": refusal.detail})


def answer(outcome: Receipt | Refusal) -> bytes:
    return refused(outcome) if isinstance(outcome, Refusal) else accepted(outcome)


def similar_answer(found: Iterable[tuple[int, float]]) -> bytes:
    """`{"ok":true,"questions":[[number, likeness], …]}`"""
    questions = [(number, round(likeness, 2)) for number, likeness in found]
    return encode({"ok": True, "questions": questions})


def deltas_answer(deltas: Iterable[bytes]) -> bytes:
    return b'{"deltas":[%s]}' % b",".join(deltas)


def snapshot_answer(snapshot: bytes) -> bytes:
    return b'{"snapshot":%s}' % snapshot


def with_mine(snapshot: bytes, mine: bytes) -> bytes:
    """An attendee's snapshot: everybody's bytes, with their own part put in."""
    return b'%s,"mine":%s}' % (snapshot[:-1], mine)


# Socket.IO's text, which Engine.IO then carries with a "4" before it


def event_packet(namespace: str, message: Message, body: bytes) -> bytes:
    return b'2%s,["%s",%s]' % (namespace.encode(), message.encode(), body)


def ack_packet(namespace: str, ack: int, body: bytes) -> bytes:
    return b"3%s,%d[%s]" % (namespace.encode(), ack, body)


def connect_packet(namespace: str, sid: str) -> bytes:
    return b'0%s,{"sid":"%s"}' % (namespace.encode(), sid.encode())


def connect_error_packet(namespace: str, message: str) -> bytes:
    where = b"" if namespace == "/" else namespace.encode() + b","
    return b"4%s%s" % (where, encode({"message": message}))


def bye_body(bye: Bye) -> bytes:
    return encode({"code": bye.code, "rejoin": bye.rejoin})
