"""Below these versions a library has a known hole, or lacks what we rely on."""

import re
import sqlite3
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

MINIMUM = {
    "starlette": (1, 3, 1),  # form limits, Host, Range, multipart
    "python-multipart": (0, 0, 30),  # forms that stall
    "python-socketio": (5, 16, 3),  # pickle, attachments, deaf listener
    "python-engineio": (4, 13, 3),  # heartbeat tasks left behind
    "h11": (0, 16, 0),  # smuggled requests
    "uvicorn": (0, 50, 0),  # the WebSocket protocol that frames.py extends
    "jinja2": (3, 1, 6),  # sandbox escapes
}
SOCKET_IO_PARSER_MINIMUM = (4, 2, 6)
"""From here on the phones' own parser limits attachments."""


def numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])


@pytest.mark.parametrize("package", MINIMUM)
def test_installed_library_has_no_known_hole(package: str) -> None:
    assert numbers(version(package)) >= MINIMUM[package]


@pytest.mark.parametrize("package", MINIMUM)
def test_locked_library_has_no_known_hole(package: str) -> None:
    locked = (ROOT / "requirements" / "run.txt").read_text("utf-8")
    found = re.search(rf"^{package}==(\S+)", locked, re.MULTILINE | re.IGNORECASE)
    assert found
    assert numbers(found[1]) >= MINIMUM[package]


def test_phones_parser_has_no_known_hole() -> None:
    locked = (ROOT / "frontend" / "package-lock.json").read_text("utf-8")
    found = re.search(r'"node_modules/socket\.io-parser": \{\s+"version": "([^"]+)"', locked)
    assert found
    assert numbers(found[1]) >= SOCKET_IO_PARSER_MINIMUM


def test_database_library_is_one_that_we_use_safely() -> None:
    """3.7.0 to 3.51.2 may corrupt a file that two connections write: the store has exactly one."""
    assert sqlite3.sqlite_version_info >= (3, 38)
