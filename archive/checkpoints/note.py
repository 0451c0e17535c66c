"""A checkpoint as text: what is said about a stream, and who has signed it. Strict, and pure.

The form is the one that transparency logs share (a signed note): origin, size and root, a line with the time, a
blank line, and a line for each signature. So whoever knows such logs can read and check ours with their own tools.
Each note and each key has exactly one spelling; anything else is refused.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Self

from archive.tree import HASH_BYTES

SIGNED_MAX: Final = 8
NOTE_MAX_CHARACTERS: Final = 4_096
KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64

_PRODUCT: Final = "doithoai"
_ED25519: Final = b"\x01"
_KEY_ID_BYTES: Final = 4
_DASH: Final = "\u2014 "
_START: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TEXT: Final = re.compile(
    r"doithoai/([!-.0-~]+(?:/[!-.0-~]+){2})/(0|[1-9][0-9]{0,17})\n"
    r"(0|[1-9][0-9]{0,17})\n([!-~]+)\ntime ([!-~]+)\n"
)
_SIGNED: Final = re.compile(r"\u2014 ([!-*,-~]+) ([!-~]+)")
_KEY: Final = re.compile(r"([!-*,-~]+)\+([0-9a-f]{8})\+([!-~]+)")

Check = Callable[[bytes, bytes, bytes], bool]
"""Whether the private half of this public key made this signature of this text."""


class BadNote(Exception):  # noqa: N818
    """It is no checkpoint, or not one that can be trusted; the message says why."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What is said: at this time the stream had so many entries, and their tree this root."""

    stream: str
    epoch: int
    size: int
    root: bytes
    at: int

    @property
    def text(self) -> str:
        """What is signed."""
        told = (self.origin, str(self.size), _spelled(self.root), f"time {_time(self.at)}")
        return "".join(f"{line}\n" for line in told)

    @property
    def origin(self) -> str:
        """The same for one stream on every machine, also after it was restored elsewhere."""
        return f"{_PRODUCT}/{self.stream}/{self.epoch}"


@dataclass(frozen=True, slots=True)
class PublicKey:
    name: str
    key: bytes

    @property
    def id(self) -> bytes:
        """By which a signature says whose it is."""
        whole = self.name.encode() + b"\n" + _ED25519 + self.key
        return hashlib.sha256(whole).digest()[:_KEY_ID_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{_spelled(_ED25519 + self.key)}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises BadNote."""
        found = _KEY.fullmatch(text)
        if found is None:
            raise BadNote(f"{text[:80]!r} is no public key")
        whole = _bytes(found[3], "the public key")
        key = cls(found[1], whole[1:])
        if whole[:1] != _ED25519 or len(key.key) != KEY_BYTES or str(key) != text:
            raise BadNote(f"{text[:80]!r} is no public key of Ed25519, or was mistyped")
        return key


@dataclass(frozen=True, slots=True)
class Signature:
    name: str
    key_id: bytes
    signature: bytes

    @classmethod
    def by(cls, key: PublicKey, signature: bytes) -> Self:
        return cls(key.name, key.id, signature)

    def __str__(self) -> str:
        return f"{_DASH}{self.name} {_spelled(self.key_id + self.signature)}"


@dataclass(frozen=True, slots=True)
class Note:
    checkpoint: Checkpoint
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return f"{self.checkpoint.text}\n" + "".join(f"{one}\n" for one in self.signatures)


def parse_note(text: str) -> Note:
    """Raises BadNote."""
    if len(text) > NOTE_MAX_CHARACTERS:
        raise BadNote("it is too long for a checkpoint")
    said, blank, signed = text.partition("\n\n")
    found = _TEXT.fullmatch(f"{said}\n")
    if found is None or not blank:
        raise BadNote("it is no checkpoint of ours: origin, size, root and time must stand in it")
    stream, epoch, size, root, time = found.groups()
    checkpoint = Checkpoint(stream, int(epoch), int(size), _bytes(root, "the root"), _when(time))
    note = Note(checkpoint, tuple(_signature(line) for line in signed.splitlines()))
    if len(checkpoint.root) != HASH_BYTES or str(note) != text:
        raise BadNote("it is not spelled as a checkpoint is")
    if not 0 < len(note.signatures) <= SIGNED_MAX:
        raise BadNote("nobody has signed it" if not note.signatures else "too many have signed it")
    if len({(one.name, one.key_id) for one in note.signatures}) != len(note.signatures):
        raise BadNote("one key has signed it twice")
    return note


def signers(note: Note, keys: Iterable[PublicKey], check: Check) -> Sequence[PublicKey]:
    """Those of the keys that have signed it. Raises BadNote when one is named that has not, or when none is.

    Signatures of other keys are passed over: witnesses may have added theirs.
    """
    message = note.checkpoint.text.encode()
    known = {(key.name, key.id): key for key in keys}
    found = []
    for one in note.signatures:
        key = known.get((one.name, one.key_id))
        if key is None:
            continue
        if not check(key.key, one.signature, message):
            raise BadNote(f"its signature is not that of the key {key}")
        found.append(key)
    if not found:
        raise BadNote("it is signed by none of the keys that are known")
    return found


def _signature(line: str) -> Signature:
    found = _SIGNED.fullmatch(line)
    if found is None:
        raise BadNote("a signature cannot be read")
    whole = _bytes(found[2], "a signature")
    if len(whole) <= _KEY_ID_BYTES:
        raise BadNote("a signature cannot be read")
    return Signature(found[1], whole[:_KEY_ID_BYTES], whole[_KEY_ID_BYTES:])


def _spelled(whole: bytes) -> str:
    return base64.b64encode(whole).decode()


def _bytes(text: str, what: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as broken:
        raise BadNote(f"{what} cannot be read") from broken


def _time(at: int) -> str:
    moment = _START + timedelta(milliseconds=at)
    return moment.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def _when(text: str) -> int:
    try:
        return (datetime.fromisoformat(text) - _START) // timedelta(milliseconds=1)
    except (ValueError, TypeError, OverflowError) as broken:
        raise BadNote("its time cannot be read") from broken
