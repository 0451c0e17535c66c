"""Walks a journal of a dossier and names the first entry that is not what was written.

An entry that is told must fit the digest before it. One that is kept back cannot be tried that way: what stands
in its place is its leaf in the tree. The tree's root is made of all of them, in their order, and is the one
that the database gives; so neither what was kept back nor anything before it can be another.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final

import msgspec

from archive.checkpoints.checking import Claims
from archive.codec import CODEC, UnreadableEntry
from archive.dossier.form import (
    WITHHELD,
    StreamTold,
    Withheld,
    WithheldLine,
    digests_part,
    entries_part,
)
from archive.dossier.packing import Packing
from archive.journal import genesis, link
from archive.tree import Tree, leaf
from conference.event import Event

_DIGEST_BYTES: Final = 32


class BadChain(Exception):  # noqa: N818
    """The first bad entry of a stream."""

    def __init__(self, stream: str, sequence: int, problem: str) -> None:
        super().__init__(f"{stream} entry {sequence}: {problem}")


@dataclass(slots=True)
class Walk:
    """Goes over one stream; when it has ended, all of it was as it was written. Raises BadChain, NoDossier."""

    packing: Packing
    told: StreamTold
    claims: Claims
    withheld: int = 0
    _tree: Tree = field(default_factory=Tree)

    def __iter__(self) -> Iterator[Event | Withheld]:
        sequence, digest = 0, genesis(self.told.stream, self.told.epoch)
        for line, written in self._lines():
            sequence += 1
            if line is None or written is None:
                raise self._bad(sequence, "missing: it stands in only one of the two parts")
            given = self._digest(sequence, written)
            kept_back = self._kept_back(sequence, line)
            if kept_back is None and link(digest, line) != given:
                raise self._bad(
                    sequence, "changed: its digest does not fit it and what came before"
                )
            self._tree.add(bytes.fromhex(kept_back.leaf) if kept_back else leaf(line))
            self.claims.grown(self._tree)
            digest = given
            yield kept_back or self._event(sequence, line)
        self.claims.ended(sequence)
        self._check_end(sequence, digest)

    def _lines(self) -> Iterator[tuple[bytes | None, bytes | None]]:
        return zip_longest(
            self.packing.lines(entries_part(self.told.kind)),
            self.packing.lines(digests_part(self.told.kind)),
        )

    def _digest(self, sequence: int, line: bytes) -> bytes:
        number, _, written = line.partition(b" ")
        try:
            digest = bytes.fromhex(written.decode("ascii"))
        except ValueError:
            digest = b""
        expected = b"%d %s" % (sequence, digest.hex().encode())
        if len(digest) != _DIGEST_BYTES or line != expected:
            raise self._bad(sequence, f"missing: in its place stands {number[:20]!r}")
        return digest

    def _kept_back(self, sequence: int, line: bytes) -> Withheld | None:
        if not line.startswith(WITHHELD):
            return None
        try:
            place = msgspec.json.decode(line, type=WithheldLine)
            whole = bytes.fromhex(place.withheld.leaf)
        except (msgspec.MsgspecError, ValueError) as broken:
            raise self._bad(sequence, "what stands in its place cannot be read") from broken
        fits = place.withheld.sequence == sequence and len(whole) == _DIGEST_BYTES
        if not fits or msgspec.json.encode(place) != line:
            raise self._bad(sequence, "what stands in its place is another's")
        self.withheld += 1
        return place.withheld

    def _event(self, sequence: int, line: bytes) -> Event:
        try:
            return CODEC.decode(line)
        except UnreadableEntry as error:
            raise self._bad(sequence, f"unreadable: {error}") from error

    def _check_end(self, sequence: int, digest: bytes) -> None:
        told = self.told
        if sequence != told.entries:
            raise self._bad(
                min(sequence, told.entries) + 1,
                f"the manifest says {told.entries} entries, there are {sequence}",
            )
        if digest.hex() != told.head:
            raise self._bad(sequence, "the manifest gives another head")
        if self._tree.root.hex() != told.root:
            raise self._bad(sequence, "the manifest gives another root: something was changed")
        if self.withheld != told.withheld:
            raise self._bad(sequence, f"the manifest says that {told.withheld} are kept back")

    def _bad(self, sequence: int, problem: str) -> BadChain:
        return BadChain(self.told.stream, sequence, problem)
