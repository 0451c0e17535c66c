"""Questions that were gathered before a meeting: what the columns of a file mean, row by row.

Lists come from many hands, so column names are matched without regard to case, accents and language, in
any order. Every row ends in exactly one of three places: a `Gathered` question, a `BadRow` with its line
and reason, or the count of blank ones; columns that were not used are named. Nothing is dropped unsaid.

A question's `source` is the key under which a conference takes it once: its own id where the list has one,
else a hash of what it says, so that the same list twice adds nothing. How files are read stands in
`bring_in_files.py`; whether a text is fit to be a question is decided by the conference, not here.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.bring_in_files import BadFileError, BadRow, RawRow, raw_rows
from conference.folding import fold
from conference.vocabulary import PLACE_MAX_CHARACTERS, SOURCE_MAX_CHARACTERS, TOPIC_MAX_CHARACTERS

# "STT" is left out of the ids: every list numbers its rows from 1, and two lists would swallow each other.
# "Địa chỉ" is left out of the places: a home address would stand on the hall's screen.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text",
        "question",
        "content",
        "noi dung",
        "cau hoi",
        "noi dung cau hoi",
        "noi dung kien nghi",
        "noi dung phan anh",
        "kien nghi",
        "y kien",
    ),
    "name": ("name", "ho ten", "ho va ten", "nguoi hoi", "nguoi gui", "cong dan"),
    "place": ("place", "thon", "thon to dan pho", "to dan pho", "tdp", "khu dan cu", "noi o"),
    "topic": ("topic", "field", "linh vuc", "chu de"),
    "id": ("id", "key", "ma", "ma so", "ma cau hoi"),
}

_LONGEST = {"topic": TOPIC_MAX_CHARACTERS, "place": PLACE_MAX_CHARACTERS}


@dataclass(frozen=True, slots=True)
class Gathered:
    """One question as it stood in the file. `notes` say what had to be changed to take it."""

    line: int
    source: str
    text: str
    name: str | None
    place: str | None
    topic: str | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file held."""

    questions: tuple[Gathered, ...]
    bad: tuple[BadRow, ...]
    repeated: tuple[BadRow, ...]
    """Rows that say what an earlier row of the same file says."""
    unused: tuple[str, ...]
    """Columns that mean nothing here."""


def read(path: Path, list_name: str = "", sheet: str | None = None) -> Reading:
    """Read a whole file. `list_name` keeps the ids of one list apart from those of another."""
    return gather(raw_rows(path, sheet), list_name)


def gather(rows: Iterable[RawRow | BadRow], list_name: str = "") -> Reading:
    questions: dict[str, Gathered] = {}
    bad: list[BadRow] = []
    repeated: list[BadRow] = []
    unused: dict[str, None] = {}
    for row in rows:
        found = _question(row, list_name, unused) if isinstance(row, RawRow) else row
        if isinstance(found, BadRow):
            bad.append(found)
        elif (earlier := questions.get(found.source)) is None:
            questions[found.source] = found
        elif same_words(earlier.text) == same_words(found.text):
            repeated.append(BadRow(found.line, f"says the same as line {earlier.line}"))
        else:
            bad.append(BadRow(found.line, f"its id is already that of line {earlier.line}"))
    if bad and not questions and all(row.reason == _NO_TEXT_COLUMN for row in bad):
        raise BadFileError(
            f"no column of questions: name one 'text' or 'Nội dung'. Found: {_listed(unused)}"
        )
    return Reading(tuple(questions.values()), tuple(bad), tuple(repeated), tuple(unused))


def same_words(text: str) -> str:
    """One form of the same words, however they were typed: composed, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


_NO_TEXT_COLUMN = "no column of questions"


def _question(row: RawRow, list_name: str, unused: dict[str, None]) -> Gathered | BadRow:
    cells: dict[str, str] = {}
    for column, value in row.cells.items():
        meaning = _MEANINGS.get(_bare(column))
        if meaning is None:
            unused[column] = None
        elif meaning in cells:
            return BadRow(row.line, f"two columns mean '{meaning}': rename one")
        elif isinstance(value, str | int | float) or value is None:
            cells[meaning] = "" if value is None else str(value).strip()
        else:
            return BadRow(row.line, f"'{column}' is not a text")
    if "text" not in cells:
        return BadRow(row.line, _NO_TEXT_COLUMN)
    if not cells["text"]:
        return BadRow(row.line, "the question is empty")
    return _shortened(row.line, cells, list_name)


def _shortened(line: int, cells: dict[str, str], list_name: str) -> Gathered:
    """A label that is too long must not cost the question: it is cut, and the cut is told."""
    source = _source(cells, list_name)
    notes: list[str] = []
    for name, longest in _LONGEST.items():
        if len(cells.get(name, "")) > longest:
            cells[name] = cells[name][: longest - 1].rstrip() + "…"
            notes.append(f"{name} cut to {longest} characters")
    return Gathered(
        line=line,
        source=source,
        text=cells["text"],
        name=cells.get("name") or None,
        place=cells.get("place") or None,
        topic=cells.get("topic") or None,
        notes=tuple(notes),
    )


def _source(cells: dict[str, str], list_name: str) -> str:
    own = cells.get("id", "")
    key = f"{list_name}:{own}" if list_name and own else own
    if key and len(key) <= SOURCE_MAX_CHARACTERS and key.isprintable():
        return key
    said = [key] if key else [same_words(cells.get(part, "")) for part in ("text", "name", "place")]
    return "row-" + hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:32]


def _bare(column: str) -> str:
    """A column's name without case, accents and punctuation: "Họ và tên:" becomes "ho va ten"."""
    plain = (letter if letter.isalnum() else " " for letter in fold(column))
    return " ".join("".join(plain).split())


def _listed(names: Iterable[str]) -> str:
    return ", ".join(list(names)[:12]) or "none"


_MEANINGS = {spelling: meaning for meaning, spellings in COLUMNS.items() for spelling in spellings}
