import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.schema import migrate


@pytest.mark.parametrize("change", ["UPDATE people_log SET actor = 'x'", "DELETE FROM people_log"])
def test_no_line_is_ever_touched_again(tmp_path: Path, change: str):
    migrate(tmp_path / "file.sqlite")
    with closing(sqlite3.connect(tmp_path / "file.sqlite")) as connection:
        connection.execute(
            "INSERT INTO people_log (commune, at, actor, act) VALUES ('c', 1, 'an', 'added')"
        )
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(change)
