"""Orders over the socket are carried out as if given directly, and by its owner only."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from web.control import SOCKET_FILE, ControlSocket, NobodyListens, RemoteOffice
from web.office import OrderError


class Clerk:
    """Takes any order and notes it."""

    async def do(self, order: str, details: Any) -> dict[str, Any]:
        if order == "fail":
            raise OrderError("cannot be done")
        if order == "break":
            raise RuntimeError("text of a citizen")
        return {"order": order, "details": dict(details)}


@pytest.fixture
async def socket(tmp_path: Path) -> Any:
    control = ControlSocket(tmp_path, Clerk())
    await control.open()
    yield tmp_path / SOCKET_FILE
    await control.close()


async def test_orders_go_there_and_answers_come_back(socket: Path) -> None:
    office = await RemoteOffice.reach(socket.parent)
    for text in ("một", "hai\nba", "x" * 300_000):
        done = await office.do("note", {"text": text})
        assert done == {"order": "note", "details": {"text": text}}
    office.close()


def test_only_the_owner_can_open_it(socket: Path) -> None:
    assert socket.stat().st_mode & 0o777 == 0o600


async def test_refusal_comes_back_as_one(socket: Path) -> None:
    office = await RemoteOffice.reach(socket.parent)
    with pytest.raises(OrderError, match="cannot be done"):
        await office.do("fail", {})
    with pytest.raises(OrderError, match="see its log"):
        await office.do("break", {})
    assert (await office.do("note", {}))["order"] == "note"
    office.close()


@pytest.mark.parametrize("line", [b"x", b"[]", b"{}", b'{"order":1}', b'{"order":"a"}'])
async def test_nonsense_is_answered_and_the_next_order_taken(socket: Path, line: bytes) -> None:
    reader, writer = await asyncio.open_unix_connection(str(socket))
    writer.write(line + b"\n")
    assert b"does not understand" in await reader.readline()
    writer.close()


async def test_nobody_listens_where_no_server_runs(tmp_path: Path) -> None:
    with pytest.raises(NobodyListens):
        await RemoteOffice.reach(tmp_path)


async def test_socket_of_a_killed_server_is_replaced(tmp_path: Path) -> None:
    """Its file stays behind, and nobody listens there."""
    killed = ControlSocket(tmp_path, Clerk())
    await killed.open()
    (tmp_path / SOCKET_FILE).rename(tmp_path / "kept")
    await killed.close()
    (tmp_path / "kept").rename(tmp_path / SOCKET_FILE)
    with pytest.raises(NobodyListens):
        await RemoteOffice.reach(tmp_path)
    control = ControlSocket(tmp_path, Clerk())
    await control.open()
    office = await RemoteOffice.reach(tmp_path)
    assert await office.do("note", {})
    office.close()
    await control.close()
    with pytest.raises(NobodyListens):
        await RemoteOffice.reach(tmp_path)


async def test_long_way_to_the_data_directory_is_no_hindrance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = deep_under(tmp_path)
    with pytest.raises(OrderError, match="too long"):
        ControlSocket(deep, Clerk())
    monkeypatch.chdir(deep)
    control = ControlSocket(deep, Clerk())
    await control.open()
    office = await RemoteOffice.reach(deep)
    assert await office.do("note", {})
    office.close()
    await control.close()


def deep_under(folder: Path) -> Path:
    deep = folder / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    return deep
