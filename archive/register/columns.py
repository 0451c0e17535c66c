"""The columns of the register: which there are for whom, what kind of thing stands in each, how wide it is."""

from dataclasses import dataclass
from enum import Enum, StrEnum


class Reader(StrEnum):
    """For whom a register is written."""

    STAFF = "staff"
    SUPERVISOR = "supervisor"
    """Who follows what the commune does reads all of it, and not how to reach those who asked."""


class Holds(Enum):
    """What kind of thing stands in a column."""

    WORDS = "words"
    NUMBER = "number"
    CODE = "code"
    """One of a closed list: as it is called in the sheets, as it stands in JSON."""
    YES_OR_NO = "yes_or_no"
    TIME = "time"
    """A moment, told as its day."""
    LAST_DAY = "last_day"
    """The moment from which on it is too late, told as the last day on which it is not."""
    DAY = "day"
    """An ISO date."""
    LIST = "list"


@dataclass(frozen=True, slots=True)
class ColumnOf:
    """A column is called as the field of the row whose content it shows. `width` is in letters."""

    field: str
    holds: Holds = Holds.WORDS
    width: int = 14
    for_staff_alone: bool = False


_ALL = (
    ColumnOf("reference", width=16),
    ColumnOf("state", Holds.CODE, 20),
    ColumnOf("text", width=60),
    ColumnOf("topic", width=20),
    ColumnOf("place", width=18),
    ColumnOf("name", width=20),
    ColumnOf("contact", width=20, for_staff_alone=True),
    ColumnOf("kind", Holds.CODE, 16),
    ColumnOf("channel", Holds.CODE, 16),
    ColumnOf("received_at", Holds.TIME, 12),
    ColumnOf("support", Holds.NUMBER, 9),
    ColumnOf("competence", Holds.CODE, 12),
    ColumnOf("urgency", Holds.CODE, 12),
    ColumnOf("unit", width=24),
    ColumnOf("owner", width=14),
    ColumnOf("with_units", Holds.LIST, 24),
    ColumnOf("authority", width=24),
    ColumnOf("transferred_at", Holds.TIME, 12),
    ColumnOf("due", Holds.LAST_DAY, 12),
    ColumnOf("promised", Holds.DAY, 12),
    ColumnOf("overdue", Holds.YES_OR_NO, 9),
    ColumnOf("breached", Holds.YES_OR_NO, 9),
    ColumnOf("stage_outcome", Holds.CODE, 16),
    ColumnOf("outcome", Holds.CODE, 20),
    ColumnOf("decision", width=60),
    ColumnOf("basis", width=30),
    ColumnOf("doer", width=20),
    ColumnOf("approved_by", width=14),
    ColumnOf("answered_at", Holds.TIME, 12),
    ColumnOf("publication", Holds.CODE, 14),
    ColumnOf("public_id", width=14),
    ColumnOf("stars", Holds.NUMBER, 8),
    ColumnOf("solved", Holds.YES_OR_NO, 9),
    ColumnOf("reopened", Holds.NUMBER, 9),
    ColumnOf("supervision", Holds.CODE, 18),
    ColumnOf("reason", width=24),
    ColumnOf("merged_into", width=16),
    ColumnOf("split_from", width=16),
    ColumnOf("closed_at", Holds.TIME, 12),
    ColumnOf("files", Holds.NUMBER, 8),
)


def columns_for(reader: Reader) -> tuple[ColumnOf, ...]:
    return tuple(each for each in _ALL if reader is Reader.STAFF or not each.for_staff_alone)
