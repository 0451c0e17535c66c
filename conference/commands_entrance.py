"""What an attendee does to be let in where looking on is not enough."""

from dataclasses import dataclass, field

from conference.command import MINTED, Command


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterCode(Command):
    """The short code that was said in the hall."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedeemPaperCode(Command):
    """A personal code from paper. `serial` is its number when its signature is ours."""

    code: str
    serial: int | None = field(default=None, metadata=MINTED)
