"""Holds checkpoints against streams whose trees grow again from their entries, and says which of them do not fit.

Whoever can change a journal can change what lies beside it as well. So it matters where a checkpoint and a key come
from: what is kept beside the journal finds what was changed clumsily; a checkpoint that was carried out of the
house finds the rest, a tail that was cut off above all.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from archive.checkpoints.note import (
    BadNote,
    Check,
    Checkpoint,
    Note,
    PublicKey,
    parse_note,
    signers,
)
from archive.tree import Tree


@dataclass(frozen=True, slots=True)
class Trust:
    """Whose signatures count: the keys that whoever checks has brought along, and with none those found inside."""

    check: Check
    keys: tuple[PublicKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """A checkpoint from outside, and what it is called: the file that it was in."""

    note: Note
    name: str


@dataclass(frozen=True, slots=True)
class Misfit:
    """A checkpoint that does not hold. `size` says how many entries it is about."""

    stream: str
    size: int
    problem: str


@dataclass(frozen=True, slots=True)
class _Claim:
    """Something that was said about a stream, and where."""

    checkpoint: Checkpoint
    where: str
    brought: Brought | None = None


@dataclass(slots=True)
class Hearing:
    """All checkpoints of one check. First it is told of them; then every stream is walked with its `Claims`."""

    trust: Trust | None = None
    """Without somebody to trust signatures are left aside; roots still count."""
    misfits: list[Misfit] = field(default_factory=list)
    signed: Counter[PublicKey] = field(default_factory=Counter)
    """How many of those found inside each key has signed."""
    held: list[Brought] = field(default_factory=list)
    """What was brought along, and is borne out by the stream."""
    _said: dict[str, list[_Claim]] = field(default_factory=dict)
    _inside: set[PublicKey] = field(default_factory=set)

    def found(self, stream: str, size: int, text: str, keys: Iterable[str]) -> None:
        """A checkpoint from inside, where one of this stream and size should be, and the keys beside it."""
        where = f"the checkpoint of {size} entries"
        try:
            note = _about(stream, size, text)
            self._count(note, [PublicKey.parse(key) for key in keys])
        except BadNote as problem:
            self.misfits.append(Misfit(stream, size, f"{where} cannot be trusted: {problem}"))
        else:
            self._say(_Claim(note.checkpoint, where))

    def bring(self, brought: Brought) -> None:
        """One from outside. All that is inside must have been found by now: the keys may be there."""
        said = brought.note.checkpoint
        try:
            if self.trust:
                signers(brought.note, self.trust.keys or self._inside, self.trust.check)
        except BadNote as problem:
            words = f"{brought.name} cannot be trusted: {problem}"
            self.misfits.append(Misfit(said.stream, said.size, words))
        else:
            self._say(_Claim(said, brought.name, brought))

    def claims(self, stream: str, epoch: int) -> "Claims":
        """What is said about this stream, to be fed while it is walked."""
        return Claims(self, epoch, self._said.pop(stream, []))

    def close(self) -> None:
        """Every stream has been walked: what is left is about none of them."""
        for stream, claims in self._said.items():
            for claim in claims:
                words = f"{claim.where} does not hold: this stream is not here"
                self.misfits.append(Misfit(stream, claim.checkpoint.size, words))
        self._said.clear()

    def _count(self, note: Note, keys: Collection[PublicKey]) -> None:
        if self.trust:
            self.signed.update(signers(note, self.trust.keys or keys, self.trust.check))
            self._inside.update(keys)

    def _say(self, claim: _Claim) -> None:
        self._said.setdefault(claim.checkpoint.stream, []).append(claim)


class Claims:
    """What is said of one stream. Fed with its tree after every leaf; then says what did not fit."""

    def __init__(self, hearing: Hearing, epoch: int, said: Iterable[_Claim]) -> None:
        self._hearing = hearing
        self._waiting: dict[int, list[_Claim]] = {}
        for claim in said:
            if claim.checkpoint.epoch == epoch:
                self._waiting.setdefault(claim.checkpoint.size, []).append(claim)
            else:
                self._misfit(claim, "it is about another life of this stream")
        self.grown(Tree())

    def grown(self, tree: Tree) -> None:
        if tree.size not in self._waiting:
            return
        for claim in self._waiting.pop(tree.size):
            if claim.checkpoint.root != tree.root:
                words = f"the first {tree.size} entries have another root, so they were changed"
                self._misfit(claim, words)
            elif claim.brought:
                self._hearing.held.append(claim.brought)

    def ended(self, size: int) -> None:
        """Nothing more comes."""
        for claim in (one for each in self._waiting.values() for one in each):
            said = claim.checkpoint.size
            words = f"the stream once had {said} entries and has {size}, so it was cut off"
            self._misfit(claim, words)
        self._waiting.clear()

    def _misfit(self, claim: _Claim, problem: str) -> None:
        said = claim.checkpoint
        words = f"{claim.where} does not hold: {problem}"
        self._hearing.misfits.append(Misfit(said.stream, said.size, words))


def _about(stream: str, size: int, text: str) -> Note:
    """Raises BadNote."""
    note = parse_note(text)
    if (note.checkpoint.stream, note.checkpoint.size) != (stream, size):
        raise BadNote("it is about something else")
    return note
