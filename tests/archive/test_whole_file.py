import signal
import subprocess
import sys
from pathlib import Path

import pytest

from archive.whole_file import named_when_whole

KILLED = """
import os, signal, sys
from pathlib import Path
from archive.whole_file import named_when_whole

def die(*_args):
    os.kill(os.getpid(), signal.SIGKILL)

os.{target} = die
with named_when_whole(Path(sys.argv[1])) as file:
    file.write_bytes(b"whole")
"""


def test_a_file_has_its_name_when_it_is_whole(tmp_path: Path) -> None:
    with named_when_whole(tmp_path / "a") as file:
        file.write_bytes(b"whole")
        assert not (tmp_path / "a").exists()
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a", b"whole")]
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    def fails() -> None:
        with named_when_whole(tmp_path / "a") as file:
            file.write_bytes(b"half")
            raise ValueError("x")

    with pytest.raises(ValueError, match="x"):
        fails()
    assert list(tmp_path.iterdir()) == []


def test_what_appeared_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError), named_when_whole(tmp_path / "a"):
        (tmp_path / "a").write_bytes(b"theirs")
    assert (tmp_path / "a").read_bytes() == b"theirs"


@pytest.mark.faults
@pytest.mark.slow
@pytest.mark.parametrize("target", ["fsync", "link"])
def test_a_kill_leaves_no_half_file_under_its_name(tmp_path: Path, target: str) -> None:
    """And what it leaves is in nobody's way."""
    script = KILLED.format(target=target)
    child = subprocess.run([sys.executable, "-c", script, str(tmp_path / "a")], check=False)
    assert child.returncode == -signal.SIGKILL
    assert [one.name for one in tmp_path.iterdir()] == ["a.unfinished"]
    with named_when_whole(tmp_path / "a") as file:
        file.write_bytes(b"again")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a", b"again")]
