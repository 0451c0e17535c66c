"""The tables in the documents are the code's own."""

import subprocess
import sys
from pathlib import Path


def test_tables_in_the_documents_are_current() -> None:
    script = Path(__file__).parent.parent / "scripts" / "write_tables.py"
    ended = subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
