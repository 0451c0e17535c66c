"""The comments and questions that screening is trained and measured on, and how they are parted.

They stand beside the repository and are not part of it. A part is chosen by a hash, so it is the same on
every machine: comments on one video go together, since what is learned from half of a quarrel would
already know the other half.
"""

import json
import unicodedata
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).parents[2] / "shared" / "data"
REWORDED = Path(__file__).parent / "reworded_questions.txt"
PARTS = 100
LEARNED = range(80)
HELD_OUT = range(80, PARTS)


class Comment(NamedTuple):
    """`spans` are the insulting parts where the source marks them."""

    source: str
    text: str
    insults: bool
    spans: tuple[tuple[int, int], ...]
    part: int


def comments(data: Path, source: str) -> list[Comment]:
    """`vihos` or `safesense`."""
    return [
        Comment(
            source,
            unicodedata.normalize("NFC", row["text"]),
            row["label"] > 0,
            tuple((start, end) for start, end in row.get("spans", ())),
            _part_of(row.get("context") or row["id"]),
        )
        for row in _rows(data / f"moderation_{source}" / f"{source}.jsonl")
    ]


def questions(data: Path, field: str = "text") -> list[Comment]:
    """What citizens asked officials, or with `answer` what these replied: nobody insults anybody."""
    return [
        Comment("questions", row[field], insults=False, spans=(), part=_part_of(row["id"]))
        for row in _rows(data / "questions_vi" / "questions.jsonl")
        if row[field]
    ]


def _part_of(key: str) -> int:
    return int(sha256(f"screening 1 {key}".encode()).hexdigest()[:8], 16) % PARTS


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def pairs(data: Path) -> list[tuple[str, str, int]]:
    """English questions, and whether the one is an answer to the other."""
    rows = _rows(data / "paraphrase_rqe_en" / "rqe.jsonl")
    return [(row["a"], row["b"], row["label"]) for row in rows]


def reworded() -> list[tuple[str, str, bool]]:
    """Pairs of our own writing, and whether they ask for the same."""
    lines = REWORDED.read_text(encoding="utf-8").splitlines()
    said = [line.removeprefix("! ").split(" | ") for line in lines if not line.startswith("#")]
    same = [not line.startswith("!") for line in lines if not line.startswith("#")]
    return [(one, other, is_same) for (one, other), is_same in zip(said, same, strict=True)]
