"""Making the result of a conference known: to whom it must go, what was delivered, and what was written down wrongly."""

from dataclasses import dataclass, field

from archive.casebook.command import BookCommand
from archive.casebook.result import DeliveryChannel, Proof
from conference.command import MINTED


@dataclass(frozen=True, slots=True, kw_only=True)
class ListVillages(BookCommand):
    """Every thôn and tổ dân phố whose head must get the result: the whole list, in place of the one before."""

    villages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDelivery(BookCommand):
    """The result was told: `to` names the media, the villages or the addresses; for the board, where it hangs.

    `day` and `until` are ISO dates; `until` is for the board alone. The proof itself was stored before.
    """

    channel: DeliveryChannel
    to: tuple[str, ...] = ()
    day: str
    until: str | None = None
    words: str | None = None
    proof: Proof | None = field(default=None, metadata=MINTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDelivery(BookCommand):
    """It was written down by mistake. `delivery` is its number within the casebook, from 1; it stays readable."""

    delivery: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateResult(BookCommand):
    """By a rule: `step` working days after the last day for making it known (before it, when negative)."""

    step: int
