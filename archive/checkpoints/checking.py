"""Holds checkpoints against a stream whose tree grows again from its entries, and says which of them do not fit.

Whoever can change a journal can change what lies beside it as well. So it matters where a checkpoint and a key come
from: what is kept beside the journal finds what was changed clumsily; a checkpoint that was carried out of the
house finds the rest, a tail that was cut off above all.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from archive.checkpoints.note import (
    Check,
    Checkpoint,
    Note,
    PublicKey,
    parse_note,
    signers,
)
from archive.tree import Tree

INSIDE = "the checkpoint beside it"


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that was said about a stream, and where it was found."""

    checkpoint: Checkpoint
    where: str


@dataclass(frozen=True, slots=True)
class Misfit:
    """A checkpoint that does not hold. `size` says how many entries it is about."""

    stream: str
    size: int
    problem: str


@dataclass(frozen=True, slots=True)
class Trust:
    """Whose signatures count. `keys` are those that whoever checks has brought along; with none, those found inside."""

    check: Check
    keys: tuple[PublicKey, ...] = ()

    def signed(self, note: Note, found: Iterable[PublicKey] = ()) -> Sequence[PublicKey]:
        """Who signed it, of the keys that count. Raises BadNote."""
        return signers(note, self.keys or found, self.check)


@dataclass(slots=True)
class Claims:
    """All that is said of one stream. Fed with its tree after every leaf; then says what did not fit."""

    stream: str
    epoch: int
    said: Iterable[Claim]
    misfits: list[Misfit] = field(default_factory=list)
    _waiting: dict[int, list[Claim]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for claim in self.said:
            if claim.checkpoint.epoch != self.epoch:
                self._misfit(claim, "it is about another life of this stream")
            else:
                self._waiting.setdefault(claim.checkpoint.size, []).append(claim)
        self._hold(Tree())

    def grown(self, tree: Tree) -> None:
        if tree.size in self._waiting:
            self._hold(tree)

    def ended(self, size: int) -> None:
        """Nothing more comes."""
        for claim in (one for each in self._waiting.values() for one in each):
            said = claim.checkpoint.size
            self._misfit(
                claim, f"the stream once had {said} entries, and has {size}: it was cut off"
            )
        self._waiting.clear()

    def _hold(self, tree: Tree) -> None:
        for claim in self._waiting.pop(tree.size, ()):
            if claim.checkpoint.root != tree.root:
                words = f"the first {tree.size} entries have another root: one of them was changed"
                self._misfit(claim, words)

    def _misfit(self, claim: Claim, problem: str) -> None:
        size = claim.checkpoint.size
        self.misfits.append(Misfit(self.stream, size, f"{claim.where} does not hold: {problem}"))


def read_stored(text: str, keys: Sequence[str], trust: Trust | None) -> Note:
    """A note as it was kept, with the keys that were kept beside it. Raises BadNote.

    Without somebody to trust its signature is left aside; its root still counts.
    """
    note = parse_note(text)
    if trust:
        trust.signed(note, [PublicKey.parse(key) for key in keys])
    return note


def about(claims: Iterable[Claim], stream: str) -> Iterator[Claim]:
    return (claim for claim in claims if claim.checkpoint.stream == stream)


def elsewhere(claims: Iterable[Claim], streams: Iterable[str]) -> Iterator[Misfit]:
    """What is said of streams that are not here at all."""
    here = set(streams)
    for claim in claims:
        said = claim.checkpoint
        if said.stream not in here:
            yield Misfit(
                said.stream, said.size, f"{claim.where} is about a stream that is not here"
            )
