"""A million cases of three hundred communes in one file: the same ones for the same seed and the same code.

Names of communes and what was asked come from data that stand beside the repository and are no part of it.
Every case lives one of the lives of `casebook_lives.py`: its rows are the projector's, under other names, in
the order in which the conferences were. Steps and clocks that have stopped are left out of the rows of its
clocks, which would be two thirds of the file and are read by nothing that is measured.
"""

import csv
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from archive.case_records import NEVER
from archive.casebook_rows import CaseRows, Row
from archive.casework import CaseState
from archive.schema import CURRENT, migrate
from archive.search_words import mark, words_of
from archive.store import DATABASE_FILE
from archive.tables import questions
from archive.tables_cases import (
    case_answers,
    case_clocks,
    case_files,
    case_moves,
    case_publications,
    case_steps,
    case_texts,
    cases,
)
from bench.casebook_lives import LIVES, MORNING, lived, rows_of

SEED = 5
VERSION = 3
COMMUNES = 300
DAY = 86_400_000
NOW = MORNING + 12 * 3_600_000
SOON = NOW + 2 * DAY
YEARS = 5
CONFERENCE_CASES = (150, 600)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TOPICS = (
    "Giao thông", "Đất đai", "Môi trường", "Giáo dục", "Y tế", "Điện", "Nước sạch", "An ninh trật tự",
    "Chính sách xã hội", "Nông nghiệp", "Xây dựng", "Thủ tục hành chính", "Văn hóa", "Bảo hiểm xã hội",
)  # fmt: skip
UNITS = (
    "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Văn phòng HĐND-UBND", "Công an xã", "Trạm Y tế",
    "Ban Chỉ huy quân sự", "Trung tâm Phục vụ hành chính công", "Phòng Hạ tầng",
)  # fmt: skip
TABLES = (
    cases,
    case_texts,
    case_steps,
    case_moves,
    case_clocks,
    case_answers,
    case_files,
    case_publications,
    questions,
)
_CLOCK_STEPS = frozenset({"clock_set", "clock_stopped"})
_TIMES = frozenset(
    {
        "at", "since", "opened_at", "answered_at", "closed_at", "transferred_at", "due",
        "started_at", "stopped_at", "submitted_at", "approved_at", "attached_at", "published_at",
    }
)  # fmt: skip
_BATCH = 2_000


class Wording(NamedTuple):
    """A text, and its words as the index folds them."""

    text: str
    words: list[str]


class Commune(NamedTuple):
    name: str
    places: list[str]
    officers: list[str]
    weight: float


class Mould:
    """A row of a life, to be given to a case."""

    def __init__(self, table: Any, row: Row) -> None:
        self.columns = [column.name for column in table.c if column.name in row]
        self.statement = (
            f"INSERT INTO {table.name} ({', '.join(self.columns)})"  # noqa: S608  our own names
            f" VALUES ({', '.join('?' * len(self.columns))})"
        )
        self._values = [row[name] for name in self.columns]
        self._times = [
            place
            for place, name in enumerate(self.columns)
            if name in _TIMES and isinstance(row[name], int) and row[name] != NEVER
        ]
        self.is_question = table is questions
        self._places = {name: place for place, name in enumerate(self.columns)}

    def cast(self, later: int, given: Row) -> list[Any]:
        """`given` fields in place of its own, where it has any that is not empty."""
        values = self._values.copy()
        for place in self._times:
            values[place] += later
        for name, value in given.items():
            if name in self._places and values[self._places[name]] is not None:
                values[self._places[name]] = value
        return values


class Maker:
    """Makes the file, unless it is there."""

    def __init__(self, cache: Path, count: int, data: Path) -> None:
        self.directory = cache / f"casebook-{count}-{COMMUNES}-{SEED}-{VERSION}-{CURRENT}"
        self._count = count
        self._random = Random(SEED)  # noqa: S311  the same cases every time
        self.communes = self._communes(data)
        self._asked = self._wordings(data, "text", 4_000, 300)
        self._answered = self._wordings(data, "answer", 1_500, 400)
        self._moulds = [_moulds(rows_of(lived(life))) for life in LIVES]

    def make(self) -> Path:
        if self.directory.exists():
            return self.directory
        making = self.directory.with_suffix(".making")
        making.mkdir(parents=True, exist_ok=True)
        file = making / DATABASE_FILE
        file.unlink(missing_ok=True)
        migrate(file)
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            self._fill(connection)
        making.rename(self.directory)
        return self.directory

    def _fill(self, connection: sqlite3.Connection) -> None:
        """The index is made at the end, as one command makes it anew from the texts."""
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -4000000"):
            connection.execute(f"PRAGMA {pragma}")
        guards = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'case_texts'"
        ).fetchall()
        connection.execute("BEGIN")
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        waiting: dict[str, list[list[Any]]] = {}
        for statement, values in self._rows():
            rows = waiting.setdefault(statement, [])
            rows.append(values)
            if len(rows) == _BATCH:
                connection.executemany(statement, rows)
                rows.clear()
        for statement, rows in waiting.items():
            connection.executemany(statement, rows)
        connection.execute("INSERT INTO case_search (case_search) VALUES ('rebuild')")
        for _, sql in guards:
            connection.execute(sql)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")

    def _rows(self) -> Iterator[tuple[str, list[Any]]]:
        """Conference after conference, the oldest first."""
        left, number = self._count, 0
        weights = [commune.weight for commune in self.communes]
        typical = sum(CONFERENCE_CASES) / 2
        pace = (YEARS * 365 - 12) * DAY * typical / self._count
        while left > 0:
            number += 1
            size = min(left, self._random.randint(*CONFERENCE_CASES))
            chosen = self._random.choices(self.communes, weights)[0]
            # Each has one at least.
            commune = self.communes[number - 1] if number <= len(self.communes) else chosen
            closed = min(NOW - 4 * DAY, NOW - YEARS * 365 * DAY + int(number * pace))
            yield from self._conference(commune, f"C{number:05d}", closed - MORNING, size)
            left -= size

    def _conference(
        self, commune: Commune, code: str, later: int, size: int
    ) -> Iterator[tuple[str, list[Any]]]:
        recent = NOW - MORNING - later < 60 * DAY
        shares = [life.share if recent or life.rests else life.share * 0.3 for life in LIVES]
        chosen = self._random.choices(range(len(LIVES)), shares, k=size)
        codes = ["".join(self._random.choices(ALPHABET, k=14)) for _ in chosen]
        for question, (which, case) in enumerate(zip(chosen, codes, strict=True), 1):
            given = {**self._facts(commune), "conference": code, "code": case, "question": question}
            given |= {"merged_into": codes[0], "number": question, "receipt_code": case}
            given |= self._texts(commune, given)
            for mould in self._moulds[which]:
                # An answer has a number of its own, which is not the question's.
                fields = given if mould.is_question else {**given, "number": 1}
                yield mould.statement, mould.cast(later, fields)

    def _facts(self, commune: Commune) -> Row:
        return {
            "commune": commune.name,
            "topic": self._random.choice(TOPICS),
            "place": self._random.choice(commune.places),
            "unit": self._random.choice(UNITS),
            "owner": self._random.choice(commune.officers),
            "public_id": "".join(self._random.choices(ALPHABET, k=12)),
        }

    def _texts(self, commune: Commune, given: Row) -> Row:
        asked, answer = self._random.choice(self._asked), self._random.choice(self._answered)
        before = mark(commune.name)
        beside = words_of(f"{given['topic']} {given['place']} {given['code']}")
        words = [*asked.words, *beside, *answer.words]
        return {
            "text": asked.text,
            "words": " ".join([before + word for word in words]),
            "decision": answer.text,
            "question_text": asked.text,
            "answer_text": answer.text,
        }

    def _communes(self, data: Path) -> list[Commune]:
        lines = (data / "admin_units_vn" / "communes.csv").read_text(encoding="utf-8").splitlines()
        rows = self._random.sample(list(csv.DictReader(lines)), COMMUNES)
        return [
            Commune(
                name=f"{row['slug'].replace('_', '-')}-{row['code']}",
                places=[f"Thôn {number} {row['name']}" for number in range(1, 13)],
                officers=[f"can-bo-{number}" for number in range(20)],
                weight=self._random.lognormvariate(0, 0.8),
            )
            for row in rows
        ]

    def _wordings(self, data: Path, field: str, count: int, longest: int) -> list[Wording]:
        """Sentences that somebody really wrote, one to three of them together."""
        path = data / "questions_vi" / "questions.jsonl"
        said = [json.loads(line)[field] for line in path.read_text(encoding="utf-8").splitlines()]
        sentences = [part for text in said if text for part in re.split(r"(?<=[.?])\s+", text)]
        made = (
            " ".join(self._random.sample(sentences, self._random.randint(1, 3)))[:longest]
            for _ in range(count)
        )
        return [Wording(text, words_of(text)) for text in made]


def _moulds(rows: CaseRows) -> list[Mould]:
    steps = [row for row in rows.steps if row["name"] not in _CLOCK_STEPS]
    running = [row for row in rows.clocks.values() if row["stopped_at"] is None]
    text = [{**rows.text, "words": "", "text": ""}] if rows.text else []
    named = {} if not text else {"topic": "", "place": "", "channel": "phone"}
    told = [
        (cases, [{**rows.facts, **named}]),
        (case_texts, text),
        (case_steps, steps),
        (case_moves, rows.moves),
        (case_clocks, running),
        (case_answers, rows.answers.values()),
        (case_files, rows.files.values()),
        (case_publications, [rows.publication] if rows.publication else []),
        (questions, [_question(rows.facts["state"])]),
    ]
    return [Mould(table, row) for table, many in told for row in many]


def _question(state: CaseState) -> Row:
    return {
        "commune": "",
        "conference": "",
        "number": 1,
        "text": "",
        "channel": "phone",
        "receipt_code": "",
        "asked_at": MORNING,
        "status": "sealed" if state is CaseState.SEALED else "deferred",
        "support": 7,
    }
