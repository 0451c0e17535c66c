"""What the casebook's read tables hold of the Front's own work, as plain records. Times are epoch milliseconds."""

from dataclasses import dataclass

from archive.case_records import RecommendationRecord, Step
from archive.casebook import samples


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawRecord:
    """`cases` are codes, in the order drawn; `places` those of the announced list, empty where there was none."""

    seed: str
    places: tuple[int, ...]
    cases: tuple[str, ...]
    out_of: int
    drawn_at: int
    drawn_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRecord:
    """A sample as it was announced; `draw` is None while it waits. `numbers` is the list from which is drawn."""

    conference: str
    sample: int
    size: int
    source: str
    digits: int
    day: str
    salt: str
    numbers: tuple[str, ...]
    announced_at: int
    announced_by: str
    draw: DrawRecord | None

    @property
    def digest(self) -> str:
        return samples.digest(self.salt, self.numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class OldSampleRecord:
    """Drawn before samples were announced here."""

    conference: str
    draw: DrawRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """The latest first."""

    announced: tuple[SampleRecord, ...]
    unannounced: tuple[OldSampleRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFileRecord:
    """Attached by the Front to the field check of that number. `file` is the SHA-256 of its content."""

    file: str
    check_number: int
    name: str
    media_type: str
    size: int
    actor: str
    attached_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontsOwn:
    """What the Front wrote about a case and was replied: also when the case is sealed, for the Front alone."""

    steps: tuple[Step, ...]
    recommendations: tuple[RecommendationRecord, ...]
    files: tuple[CheckFileRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkRecord:
    """The Front's own words on a period; written into the journal of that conference's casebook."""

    conference: str
    period: str
    words: str
    at: int
    actor: str
