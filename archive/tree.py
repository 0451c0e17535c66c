"""A hash tree over the entries of a stream, as RFC 9162 builds it: one root for all of them.

The chain of digests shows that nothing was changed, to whoever has every entry. The tree shows it to whoever
has of some entries only their leaf: what must be kept from a reader can be left out, and the root is the same.
"""

import hashlib

_LEAF, _NODE = b"\x00", b"\x01"


def leaf(body: bytes) -> bytes:
    """What stands in the tree for an entry with these canonical bytes."""
    return hashlib.sha256(_LEAF + body).digest()


class Tree:
    """Grows by leaves; remembers no more of them than it needs."""

    def __init__(self) -> None:
        self._size = 0
        self._peaks: list[bytes] = []

    def add(self, node: bytes) -> None:
        size = self._size
        while size & 1:
            node = _joined(self._peaks.pop(), node)
            size >>= 1
        self._peaks.append(node)
        self._size += 1

    @property
    def root(self) -> bytes:
        if not self._peaks:
            return hashlib.sha256().digest()
        *larger, node = self._peaks
        for peak in reversed(larger):
            node = _joined(peak, node)
        return node


def _joined(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()
