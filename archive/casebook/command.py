"""What every command to a casebook is: a wish about one case, or about the book as a whole."""

from dataclasses import dataclass, field

from conference.command import MINTED, Command


@dataclass(frozen=True, slots=True, kw_only=True)
class BookCommand(Command):
    """About the casebook as a whole."""

    unit: str | None = field(default=None, metadata=MINTED)
    """The unit that the sender works in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCommand(BookCommand):
    """`seen` is how many steps the case had on the page this was sent from; None when it does not matter."""

    case: str
    seen: int | None = None
