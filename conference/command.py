"""What every command is: a wish, by somebody, at a time."""

from dataclasses import dataclass, field

from conference.vocabulary import Actor

MINTED = {"minted": True}
"""Marks a field that the server fills in and nobody may send."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A wish: who asks, the id they gave it (resending it changes nothing), and when (epoch ms)."""

    actor: Actor = field(metadata=MINTED)
    id: str = field(metadata=MINTED)
    at: int = field(metadata=MINTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoking(Command):
    """A wish that may take another back. `since` is the position its sender saw when doing that other.

    When somebody else has acted upon the question after it, the wish is stale: it would undo theirs. So is an
    approval of words that their asker has changed since they were read.
    """

    since: int | None = None
