"""Work: whose the case is, sending it on, files, and time."""

from dataclasses import dataclass, field

from archive.casebook.command import BookCommand, CaseCommand
from archive.deadlines import ClockKind
from conference.command import MINTED


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignCase(CaseCommand):
    """To a unit, and if it is known already to one of its people (the name they sign in with)."""

    to_unit: str
    owner: str | None = None
    with_units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NameOwner(CaseCommand):
    """The head of the unit says who works on it."""

    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptCase(CaseCommand):
    """The owner begins. Whoever accepts a case of their unit that has no owner yet becomes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendBack(CaseCommand):
    """It is not this unit's. After the second time the chair decides."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferCase(CaseCommand):
    """To a higher authority, under a signed letter. The commune goes on watching it."""

    authority: str
    letter: str
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseTransfer(CaseCommand):
    """Remind the authority."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack(CaseCommand):
    """The authority returned it: the commune works on it after all."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachFile(CaseCommand):
    """Evidence. The file itself was stored before; these are its facts. `size` is in bytes.

    Nobody but the staff and the Front sees it until a publisher shows it: see `SetFilePublic`.
    """

    name: str
    file: str = field(metadata=MINTED)
    media_type: str = field(metadata=MINTED)
    size: int = field(metadata=MINTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFilePublic(CaseCommand):
    """Show a file with the published answer, or no longer."""

    file: str
    public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendDeadline(CaseCommand):
    """Once, before it has passed. The citizen is told the reason and the new day."""

    clock: ClockKind
    days: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReckonClocks(BookCommand):
    """By a rule: start what is missing, and reckon what runs anew when calendar or deadlines have changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateCase(CaseCommand):
    """By a rule: `step` working days after the clock ran out (before it, when negative)."""

    clock: ClockKind
    step: int
