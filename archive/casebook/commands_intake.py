"""Intake: verifying, classifying, splitting, merging, the ways off the road, and the way back."""

from dataclasses import dataclass, field

from archive.casebook.command import CaseCommand
from archive.casework import Competence, Kind, Urgency
from conference.command import MINTED


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyCase(CaseCommand):
    """Take a received case up to be verified; at once where `urgency` says so."""

    urgency: Urgency | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestInformation(CaseCommand):
    """Ask the citizen for what is missing. The clocks rest meanwhile."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeCase(CaseCommand):
    """Go on with what is known, back where the information was missing. Also done by a rule when time is up."""

    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifyCase(CaseCommand):
    """By content, purpose and request. `topic` is the field it belongs to."""

    kind: Kind
    topic: str
    competence: Competence
    urgency: Urgency = Urgency.NORMAL
    several_units: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitCase(CaseCommand):
    """One speech held several matters: each text becomes a case of its own, and this one keeps the first."""

    parts: tuple[str, ...]
    codes: tuple[str, ...] = field(metadata=MINTED)
    """A receipt code for each part but the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeCase(CaseCommand):
    """The case goes on under another one of the same casebook."""

    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeDecline(CaseCommand):
    """Not to be taken up. A second person must agree."""

    reason: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmDecline(CaseCommand):
    """By another person than the one who proposed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectDecline(CaseCommand):
    """The proposal falls; the case goes on."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideCase(CaseCommand):
    """A complaint: show its asker the procedure. `body` is the authority that is competent."""

    body: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SealCase(CaseCommand):
    """A denunciation: from now on for the sealed-box officer alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsealCase(CaseCommand):
    """The sealed-box officer found that it is none."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviveCase(CaseCommand):
    """The chair takes a declined, guided, merged or withdrawn case up again."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UpholdDecision(CaseCommand):
    """The chair has looked again, as its asker wished, and finds that what was decided stands."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectMinutes(CaseCommand):
    """What was said on stage, as the recording has it. The first wording is kept beside it.

    `turn` is the transcript's number of the turn.
    """

    turn: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordStageAnswer(CaseCommand):
    """The case was answered in the hall, and nobody had noted it down."""

    words: str
    by_whom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteNote(CaseCommand):
    """For colleagues only."""

    words: str
