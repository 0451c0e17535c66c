"""What the Fatherland Front's supervisor does, and what the commune owes it. Nobody else can change these."""

from dataclasses import dataclass, field

from archive.casebook.command import BookCommand, CaseCommand
from archive.casework import AnswerPoint, AskerSaid, CheckedHow, Finding
from conference.command import MINTED


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchCase(CaseCommand):
    """The Front follows this case, or no longer."""

    watching: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteSupervisionNote(CaseCommand):
    """The Front's own note, for itself and for the commune to read."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFieldCheck(CaseCommand):
    """What was seen of what the commune says it did, on an ISO date.

    `judged` says that the Front also judged the answer itself: `answer_points` are then those that it meets.
    """

    finding: Finding
    day: str
    words: str
    how: CheckedHow = CheckedHow.VISIT
    asker: AskerSaid = AskerSaid.NOT_ASKED
    judged: bool = False
    answer_points: tuple[AnswerPoint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachCheckFile(CaseCommand):
    """What the Front photographed or was given. `check` is the field check's number within the case, from 1.

    The file itself was stored before; these are its facts. `size` is in bytes.
    """

    check: int
    name: str
    file: str = field(metadata=MINTED)
    media_type: str = field(metadata=MINTED)
    size: int = field(metadata=MINTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeRecommendation(CaseCommand):
    """The commune owes a reply, by its own clock."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyToRecommendation(CaseCommand):
    """The commune's reply. `recommendation` is its number within the case, from 1."""

    recommendation: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleRecommendation(CaseCommand):
    """Whether the reply satisfies the Front."""

    recommendation: int
    satisfied: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceSample(BookCommand):
    """Say how many cases will be drawn, and by which number that nobody knows yet.

    `source` names where the number will come from, `digits` how long it is, `day` (an ISO date) when it is known.
    """

    size: int
    source: str
    digits: int
    day: str
    salt: str = field(metadata=MINTED)
    """Keeps the digest of the list from being guessed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawSample(BookCommand):
    """Draw what was announced. `sample` is its number within the casebook, from 1."""

    sample: int
    seed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkOnPeriod(BookCommand):
    """The Front's own words in its report: such as that it does not agree with the commune's figures."""

    period: str
    words: str
