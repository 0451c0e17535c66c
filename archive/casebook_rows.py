"""The derived rows of one casebook that one page of its journal touches. They are loaded, folded into, put back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from archive.streams import StreamName

Row = dict[str, Any]


@dataclass(slots=True)
class CaseRows:
    """Of one case. `steps` and `moves` are only those that are new; all else is as it stands."""

    facts: Row = field(default_factory=dict)
    text: Row | None = None
    said: list[str] = field(default_factory=list)
    """What was noted down of its answer on stage after the conference."""
    steps: list[Row] = field(default_factory=list)
    moves: list[Row] = field(default_factory=list)
    clocks: dict[tuple[str, int], Row] = field(default_factory=dict)
    """By kind and start. Of those loaded, only the ones that run."""
    answers: dict[int, Row] = field(default_factory=dict)
    files: dict[str, Row] = field(default_factory=dict)
    recommendations: dict[int, Row] = field(default_factory=dict)
    check_files: dict[str, Row] = field(default_factory=dict)
    """Only those that are new."""
    publication: Row | None = None
    sealing: Row | None = None
    """The latest step that sealed it, without whoever did."""
    emptied: bool = False
    """Its rows so far must go: it was sealed, or is told anew."""

    def runs(self, kind: str) -> bool:
        """Whether a clock of this kind does. There is never more than one."""
        return any(self._running(kind))

    def running(self, kind: str) -> Row:
        return next(self._running(kind))

    def _running(self, kind: str) -> Iterator[Row]:
        rows = self.clocks.items()
        return (row for key, row in rows if key[0] == kind and row["stopped_at"] is None)


@dataclass(slots=True)
class CasebookRows:
    """`cases` are by code; `asked` is what the conference knows of their questions, by number."""

    name: StreamName
    cases: dict[str, CaseRows] = field(default_factory=dict)
    asked: dict[int, Row] = field(default_factory=dict)
    announcements: list[Row] = field(default_factory=list)
    samples: list[Row] = field(default_factory=list)
    remarks: list[Row] = field(default_factory=list)

    def book_key(self) -> Row:
        return {"commune": self.name.commune, "conference": self.name.code}

    def key(self, code: str) -> Row:
        return {**self.book_key(), "code": code}
