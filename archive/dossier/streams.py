"""A stream's entries as they stand in a dossier."""

from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from archive.dossier.form import StreamTold, Withheld, WithheldLine
from archive.raw_entries import Head, RawEntry
from archive.streams import StreamName
from archive.tree import Tree, leaf

_LINES_AT_ONCE: Final = 500

Entries = Callable[[], Iterator[RawEntry]]
KeepBack = Callable[[RawEntry], Withheld | None]


class StreamWriter:
    """One stream, read twice: for its entries, and for their digests. `told` is known after the first."""

    def __init__(self, name: StreamName, head: Head, entries: Entries, keep_back: KeepBack) -> None:
        self.name = name
        self._head = head
        self._entries = entries
        self._keep_back = keep_back
        self._root = b""
        self._withheld = 0

    def entries(self) -> Iterator[bytes]:
        tree = Tree()
        yield from _together(self._lines(tree))
        self._root = tree.root

    def digests(self) -> Iterator[bytes]:
        return _together(f"{e.sequence} {e.digest.hex()}".encode() for e in self._entries())

    def told(self) -> StreamTold:
        return StreamTold(
            kind=self.name.kind,
            stream=str(self.name),
            epoch=self._head.epoch,
            entries=self._head.sequence,
            head=self._head.digest.hex(),
            root=self._root.hex(),
            withheld=self._withheld,
        )

    def _lines(self, tree: Tree) -> Iterator[bytes]:
        for entry in self._entries():
            tree.add(leaf(entry.body))
            kept_back = self._keep_back(entry)
            self._withheld += kept_back is not None
            yield msgspec.json.encode(WithheldLine(kept_back)) if kept_back else entry.body


def _together(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Some hundred lines at once: a write for each would cost more than what is written."""
    waiting: list[bytes] = []
    for line in lines:
        waiting += (line, b"\n")
        if len(waiting) >= 2 * _LINES_AT_ONCE:
            yield b"".join(waiting)
            waiting.clear()
    if waiting:
        yield b"".join(waiting)
