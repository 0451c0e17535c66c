"""A hash tree over the entries of a stream, as RFC 9162 builds it: one root for all of them.

The chain of digests shows that nothing was changed, to whoever has every entry. The tree shows it to whoever
has of some entries only their leaf: what must be kept from a reader can be left out, and the root is the same.
And it shows it to whoever has only an old root and a new one: a few nodes prove that the new tree holds the old
one, unchanged and from its beginning (RFC 9162, 2.1.4).
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

HASH_BYTES: Final = 32
_LEAF, _NODE = b"\x00", b"\x01"


class Span(NamedTuple):
    """Leaves that stand side by side, from the first up to the one behind the last; counted from 0."""

    begin: int
    end: int


def leaf(body: bytes) -> bytes:
    """What stands in the tree for an entry with these canonical bytes."""
    return hashlib.sha256(_LEAF + body).digest()


class Tree:
    """Grows by leaves; remembers no more of them than it needs, and can be taken up again from that."""

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        if len(peaks) != size.bit_count():
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} peaks")
        self._size = size
        self._peaks = list(peaks)

    def add(self, node: bytes) -> None:
        size = self._size
        while size & 1:
            node = _joined(self._peaks.pop(), node)
            size >>= 1
        self._peaks.append(node)
        self._size += 1

    @property
    def size(self) -> int:
        return self._size

    @property
    def peaks(self) -> tuple[bytes, ...]:
        """The roots of the full trees that it consists of, the largest first."""
        return tuple(self._peaks)

    @property
    def root(self) -> bytes:
        if not self._peaks:
            return hashlib.sha256().digest()
        *larger, node = self._peaks
        for peak in reversed(larger):
            node = _joined(peak, node)
        return node


def prove(old: Tree, new_size: int, leaves: Iterable[bytes]) -> list[bytes]:
    """That the tree of `new_size` leaves holds `old`; `leaves` are those that came after it, in order.

    Raises ValueError when they are too few.
    """
    if not 0 < old.size <= new_size:
        raise ValueError(f"no proof leads from {old.size} to {new_size}")
    spans = _proof_spans(old.size, Span(0, new_size), is_whole=True)
    nodes = dict(zip(_peak_spans(old.size), old.peaks, strict=True))
    coming = iter(leaves)
    for span in sorted(span for span in spans if span not in nodes):
        grown = Tree()
        for _, node in zip(range(span.begin, span.end), coming, strict=False):
            grown.add(node)
        if grown.size != span.end - span.begin:
            raise ValueError(f"there are no {new_size} leaves")
        nodes[span] = grown.root
    return [nodes[span] for span in spans]


def proves(
    old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether these nodes show that the old tree is the beginning of the new one (RFC 9162, 2.1.4.2)."""
    if not 0 < old_size <= new_size:
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    is_full = old_size & (old_size - 1) == 0
    path = [old_root, *proof] if is_full else list(proof)
    if not path:
        return False
    first, last = old_size - 1, new_size - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    old_node = new_node = path[0]
    for node in path[1:]:
        if last == 0:
            return False
        if first & 1 or first == last:
            old_node, new_node = _joined(node, old_node), _joined(node, new_node)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            new_node = _joined(new_node, node)
        first, last = first >> 1, last >> 1
    return last == 0 and (old_node, new_node) == (old_root, new_root)


def _proof_spans(old_size: int, span: Span, *, is_whole: bool) -> list[Span]:
    """SUBPROOF of the RFC, with the spans in place of their roots."""
    size = span.end - span.begin
    if old_size == size:
        return [] if is_whole else [span]
    half = 1 << ((size - 1).bit_length() - 1)
    left, right = Span(span.begin, span.begin + half), Span(span.begin + half, span.end)
    if old_size <= half:
        return [*_proof_spans(old_size, left, is_whole=is_whole), right]
    return [*_proof_spans(old_size - half, right, is_whole=False), left]


def _peak_spans(size: int) -> list[Span]:
    """What the peaks of a tree of this size stand for, in their order."""
    spans, begin = [], 0
    for bit in reversed(range(size.bit_length())):
        if size >> bit & 1:
            spans.append(Span(begin, begin + (1 << bit)))
            begin += 1 << bit
    return spans


def _joined(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()
