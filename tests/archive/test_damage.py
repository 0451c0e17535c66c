"""What a broken database file is told apart from."""

import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from archive.codec import UnreadableEntry
from archive.damage import ADVICE, damage

MALFORMED = sqlite3.DatabaseError("database disk image is malformed")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MALFORMED, f"the database cannot be used ({MALFORMED}): {ADVICE}"),
        (
            OperationalError("SELECT secret", {}, MALFORMED),
            f"the database cannot be used ({MALFORMED}): {ADVICE}",
        ),
        (
            UnreadableEntry("of somebody's text"),
            "a journal holds an entry that cannot be read: run `doithoai verify`",
        ),
        (sqlite3.IntegrityError("UNIQUE"), None),
        (sqlite3.ProgrammingError("closed"), None),
        (ValueError("a bug"), None),
    ],
)
def test_damage_is_told_from_bugs(error: Exception, words: str | None) -> None:
    assert damage(error) == words
