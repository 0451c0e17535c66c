"""Work: whose the case is, where it was sent, its files, and its clocks."""

from dataclasses import dataclass
from enum import StrEnum

from archive.casebook.event import CaseEvent
from archive.clocks import Clock
from archive.deadlines import ClockKind


class ClockChange(StrEnum):
    """Why a clock was set."""

    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    RECKONED = "reckoned"
    """Anew, because the calendar or the deadlines have changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAssigned(CaseEvent):
    unit: str
    owner: str | None
    with_units: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerNamed(CaseEvent):
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAccepted(CaseEvent):
    """`owner` begins; also after it was reopened."""

    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSentBack(CaseEvent):
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTransferred(CaseEvent):
    authority: str
    letter: str
    words: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferChased(CaseEvent):
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTakenBack(CaseEvent):
    """The authority returned it."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAttached(CaseEvent):
    """`file` is the SHA-256 of its content, in hexadecimal; `size` is in bytes."""

    file: str
    name: str
    media_type: str
    size: int
    public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FileShown(CaseEvent):
    """With the published answer, or no longer."""

    file: str
    public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockSet(CaseEvent):
    """`was` is when it would have run out before (epoch ms); None for a new clock."""

    clock: Clock
    change: ClockChange
    was: int | None
    words: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStopped(CaseEvent):
    """What was owed is done, or owed no longer. `late` says whether it had run out: a first breach stays known."""

    kind: ClockKind
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEscalated(CaseEvent):
    """`step` working days after the clock ran out; before it, when negative."""

    clock: ClockKind
    step: int
