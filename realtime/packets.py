"""Reading what a client sent: one Socket.IO packet in text, or nothing.

The library's own reader accepts packets that announce attachments, endless numbers and JSON of any
depth; this one knows the few shapes that our clients need, and says no to the rest without an exception
that could find its way into a log. Pure.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from realtime.wire import (
    ACK_ID_MAX_DIGITS,
    EVENT_NAME_MAX_CHARACTERS,
    NAMESPACE_MAX_CHARACTERS,
    Unreadable,
    decode,
)


class Kind(IntEnum):
    """The packet types we take. 4 is the server's alone, 5 and 6 would carry attachments."""

    CONNECT = 0
    DISCONNECT = 1
    EVENT = 2
    ACK = 3


@dataclass(frozen=True, slots=True)
class Packet:
    """`data` is the auth of a CONNECT, and the event's name with its arguments of an EVENT."""

    kind: Kind
    namespace: str
    ack: int | None = None
    data: Any = None


_KINDS = {str(kind.value): kind for kind in Kind}


def read_packet(text: str) -> Packet | None:
    """The packet, or None for anything malformed."""
    kind = _KINDS.get(text[:1])
    if kind is None:
        return None
    namespace, rest = _split_namespace(text[1:])
    if namespace is None:
        return None
    digits = len(rest) - len(rest.lstrip("0123456789"))
    if digits > ACK_ID_MAX_DIGITS:
        return None
    ack = int(rest[:digits]) if digits else None
    try:
        data = decode(rest[digits:]) if len(rest) > digits else None
    except Unreadable:
        return None
    return Packet(kind, namespace, ack, data) if _well_formed(kind, data) else None


def _split_namespace(text: str) -> tuple[str | None, str]:
    if not text.startswith("/"):
        return "/", text
    namespace, _, rest = text.partition(",")
    namespace = namespace.partition("?")[0]
    if len(namespace) > NAMESPACE_MAX_CHARACTERS or not namespace.isprintable():
        return None, ""
    return namespace, rest


def _well_formed(kind: Kind, data: Any) -> bool:
    if kind is Kind.CONNECT:
        return data is None or isinstance(data, dict)
    if kind is Kind.DISCONNECT:
        return data is None
    if kind is Kind.ACK:
        return isinstance(data, list)
    return (
        isinstance(data, list)
        and bool(data)
        and isinstance(data[0], str)
        and 0 < len(data[0]) <= EVENT_NAME_MAX_CHARACTERS
    )
