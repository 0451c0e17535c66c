"""What the open book says as a whole: its entries, its lines, and counts that must add up. Pure.

Every question received has exactly one fate, so the fates add up to the highest number ever given. If they
ever do not, the book itself says so: `Balance.closes`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from archive.records import ConferenceRecord

KEPT = "kept"
"""Under this the counts hold what the book does not tell of a question."""
NOT_GIVEN = ""
"""What its asker did not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """A question's fate. None is what the book keeps to itself, an empty text what nobody said."""

    number: int
    fate: str
    reason: str | None
    into: int | None
    decided_at: int | None
    decided_by: str | None
    received_at: int | None
    channel: str | None
    topic: str | None
    place: str | None
    mode: str | None
    support: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One act: when, what, about which question, in which role; `code` and `amount` say how."""

    sequence: int
    part: int
    at: int
    act: str
    question: int | None
    role: str
    code: str | None
    amount: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Who took part by one way in. Counts of people, questions and votes; never who."""

    mode: str
    attendees: int
    questions: int
    votes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """So many questions that the book tells the same of."""

    fate: str
    reason: str | None
    channel: str | None
    topic: str | None
    place: str | None
    mode: str | None
    questions: int


@dataclass(frozen=True, slots=True)
class Balance:
    """How many of all questions stand where, counted six ways; each way adds up to `received`."""

    received: int
    by_fate: Mapping[str, int]
    by_reason: Mapping[str, int]
    """Of the declined ones only."""
    by_channel: Mapping[str, int]
    by_topic: Mapping[str, int]
    by_place: Mapping[str, int]
    by_mode: Mapping[str, int]

    @classmethod
    def of(cls, groups: Iterable[Group], received: int) -> Self:
        """`received` is the highest number given, counted apart from the groups."""
        groups = list(groups)
        declined = [group for group in groups if group.reason is not None]
        return cls(
            received,
            _counted(groups, "fate"),
            _counted(declined, "reason"),
            _counted(groups, "channel"),
            _counted(groups, "topic"),
            _counted(groups, "place"),
            _counted(groups, "mode"),
        )

    @property
    def closes(self) -> bool:
        ways = (self.by_fate, self.by_channel, self.by_topic, self.by_place, self.by_mode)
        return all(sum(way.values()) == self.received for way in ways)


def _counted(groups: Iterable[Group], name: str) -> dict[str, int]:
    """The largest first, and by name among equals; what is kept comes last."""
    counts: Counter[str] = Counter()
    for group in groups:
        told = getattr(group, name)
        counts[KEPT if told is None else told] += group.questions
    in_order = sorted(counts.items(), key=lambda one: (one[0] == KEPT, -one[1], one[0]))
    return dict(in_order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries a reader asks for; None means all."""

    number: int | None = None
    fate: str | None = None
    reason: str | None = None

    @property
    def everything(self) -> bool:
        return self.number is None and self.fate is None and self.reason is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The book, or the part of it that was asked for: `matching` entries, of which `entries` are here.

    `acts` are those of the entries here, by number; `general` those of the whole conference and of passing
    over.
    """

    conference: ConferenceRecord
    rules: Mapping[str, Any]
    balance: Balance
    matching: int
    entries: tuple[LedgerEntry, ...]
    acts: Mapping[int, tuple[LedgerLine, ...]]
    general: tuple[LedgerLine, ...]
    counted: Mapping[str, int]
    joined: tuple[Joined, ...]
