"""The proof that a later checkpoint goes on from an earlier one, made from the entries between them.

Reads the file by itself, like whoever verifies it: a long proof costs a thread some seconds, and the server's own
connections nothing.
"""

from pathlib import Path

from archive.checkpoints.book import Signed
from archive.raw_entries import entries, opened
from archive.tree import leaf, prove


def prove_between(database: Path, old: Signed, new: Signed) -> list[bytes]:
    """Raises ValueError when the stream no longer has what was signed."""
    with opened(database) as connection:
        after = (leaf(one.body) for one in entries(connection, old.stream, since=old.size))
        return prove(old.tree(), new.size, after)
