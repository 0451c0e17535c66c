"""Files that somebody takes away, and what is done when they were sent or not."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from web.files import stored

SCOPE = {"type": "http", "method": "GET", "path": "/", "headers": []}


class HungUp(Exception):  # noqa: N818
    """As a server says it."""


async def receive() -> dict[str, Any]:
    """They are there all the while."""
    await asyncio.Event().wait()
    return {}


async def test_what_is_to_be_done_then_is_done_when_it_was_sent(tmp_path: Path) -> None:
    file, sent, done = tmp_path / "a", [], []
    file.write_bytes(b"abc")

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)
        assert done == []

    await stored(file, "text/plain", "Sổ.txt", then=lambda: done.append(1))(SCOPE, receive, send)
    assert b"".join(message.get("body", b"") for message in sent) == b"abc"
    assert done == [1]


async def test_it_is_done_too_when_whoever_takes_it_hangs_up(tmp_path: Path) -> None:
    file, done = tmp_path / "a", []
    file.write_bytes(b"abc")

    async def send(_message: dict[str, Any]) -> None:
        raise HungUp

    with pytest.raises(HungUp):
        await stored(file, "text/plain", "a", then=lambda: done.append(1))(SCOPE, receive, send)
    assert done == [1]
