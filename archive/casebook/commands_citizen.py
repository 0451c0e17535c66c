"""What the holder of a receipt code may do."""

from dataclasses import dataclass, field

from archive.casebook.command import CaseCommand
from conference.command import MINTED


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenCommand(CaseCommand):
    """A citizen's words come masked; `original` names the verbatim ones in the vault, if they differ."""

    original: str | None = field(default=None, metadata=MINTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddInformation(CitizenCommand):
    """What the office asked for."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RateAnswer(CitizenCommand):
    """One to five stars, and whether the matter is solved. `agreed` also closes the case when it is published."""

    stars: int
    solved: bool
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenCase(CitizenCommand):
    """Not satisfied: twice at most, within fifteen days of the answer. The chair and the Front may at any time."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawCase(CitizenCommand):
    """The citizen no longer wants an answer."""

    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealCase(CitizenCommand):
    """Against being declined, guided or merged, within ten days. The chair decides."""

    words: str
