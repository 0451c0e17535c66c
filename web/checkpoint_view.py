"""How a checkpoint looks on a page and on paper: its root in short groups, and all of it as a QR code.

The code holds the whole text with its signature, so that a photograph of it is all that somebody needs to keep.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import segno

from archive.checkpoints.book import CheckpointBook, Signed
from archive.records import ConferenceRecord
from archive.streams import conference_stream
from conference.vocabulary import Stage

GROUP_CHARACTERS: Final = 8
QR_ERROR_LEVEL: Final = "m"
QR_SCALE: Final = 4
PICTURES_KEPT: Final = 64


@dataclass(frozen=True, slots=True)
class Shown:
    """One checkpoint. `since` is the size of the one before it, where there is one."""

    at: int
    size: int
    root: str
    groups: tuple[str, ...]
    since: int | None


@dataclass(frozen=True, slots=True)
class Slip:
    """One checkpoint to take away: its text, that as a picture, and the keys that check it."""

    shown: Shown
    note: str
    picture: str
    keys: tuple[str, ...]


def shown(signed: Sequence[Signed]) -> list[Shown]:
    """Newest first, as they came."""
    before = (*(one.size for one in signed[1:]), None)
    return [_shown(one, since) for one, since in zip(signed, before, strict=False)]


async def slip(signed: Signed) -> Slip:
    """The picture is drawn in a thread: it takes a while, and the hall must not wait for it."""
    picture = await asyncio.to_thread(_picture, signed.note)
    return Slip(_shown(signed, None), signed.note, picture, signed.keys)


async def closing_slip(book: CheckpointBook, conference: ConferenceRecord) -> Slip | None:
    """What was signed of a conference that has ended; nothing while it goes on."""
    if conference.stage is not Stage.CLOSED:
        return None
    newest = await book.newest(conference_stream(conference.commune, conference.code))
    return await slip(newest) if newest else None


def _shown(signed: Signed, since: int | None) -> Shown:
    root = signed.root.hex()
    groups = (root[at : at + GROUP_CHARACTERS] for at in range(0, len(root), GROUP_CHARACTERS))
    return Shown(signed.at, signed.size, root, tuple(groups), since)


@lru_cache(maxsize=PICTURES_KEPT)
def _picture(note: str) -> str:
    code = segno.make(note, error=QR_ERROR_LEVEL, micro=False, encoding="utf-8")
    return code.svg_data_uri(scale=QR_SCALE, border=4, light="#fff")
