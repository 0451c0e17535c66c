"""The socket on which a running server takes the operator's orders.

It lies in the data directory and is open to its owner only, so whoever can use it could as well read the
database. One order per line of JSON, one answer per line: `{"order": …, "details": {…}}` gives
`{"done": {…}}` or `{"failed": "…"}`.
"""

import asyncio
import logging
import os
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import msgspec

from web.office import Details, OrderError

SOCKET_FILE = "control.socket"
LINE_MAX_BYTES = 256 * 1024 * 1024
"""An export travels as one line."""
PATH_MAX_BYTES = 100
"""What every system's unix sockets can be called."""

log = logging.getLogger(__name__)


class Orders(Protocol):
    """Whoever carries out orders: the office itself, or the way to one that runs elsewhere."""

    async def do(self, order: str, details: Mapping[str, Any]) -> Details: ...


class NobodyListens(Exception):  # noqa: N818  what was found, not what to call it
    """No server runs on this data directory."""


class ControlSocket:
    """The server's end."""

    def __init__(self, data: Path, office: Orders) -> None:
        self._path = _short(data / SOCKET_FILE)
        self._office = office
        self._server: asyncio.Server | None = None
        self._operators: set[asyncio.StreamWriter] = set()

    async def open(self) -> None:
        # Left behind by a process that was killed; ours is the only one with the data directory's lock.
        self._path.unlink(missing_ok=True)
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(str(self._path))
        # Nobody can connect before it listens, so nobody sees it with another mode.
        self._path.chmod(0o600)
        self._server = await asyncio.start_unix_server(
            self._serve, sock=listening, limit=LINE_MAX_BYTES
        )

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
            for operator in self._operators:
                operator.close()
            self._path.unlink(missing_ok=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._operators.add(writer)
        try:
            while line := await reader.readline():
                writer.write(msgspec.json.encode(await self._answer(line)) + b"\n")
                await writer.drain()
        except (ConnectionError, ValueError):
            log.info("an operator hung up")
        finally:
            self._operators.discard(writer)
            writer.close()

    async def _answer(self, line: bytes) -> Details:
        try:
            asked = msgspec.json.decode(line, type=dict[str, Any])
            return {"done": await self._office.do(asked["order"], asked["details"])}
        except OrderError as error:
            return {"failed": str(error)}
        except (msgspec.MsgspecError, KeyError, TypeError):
            return {
                "failed": "the server does not understand this order: is it of another version?"
            }
        except Exception:
            log.exception("order failed")
            return {"failed": "it failed inside the server: see its log"}


class RemoteOffice:
    """The operator's end: an office that is in another process."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def reach(cls, data: Path) -> "RemoteOffice":
        """Raises NobodyListens."""
        path = _short(data / SOCKET_FILE)
        try:
            streams = await asyncio.open_unix_connection(str(path), limit=LINE_MAX_BYTES)
        except (FileNotFoundError, ConnectionRefusedError):
            raise NobodyListens from None
        return cls(*streams)

    async def do(self, order: str, details: Mapping[str, Any]) -> Details:
        self._writer.write(msgspec.json.encode({"order": order, "details": details}) + b"\n")
        await self._writer.drain()
        answer = msgspec.json.decode(await self._reader.readline() or b"{}", type=dict[str, Any])
        if "done" not in answer:
            raise OrderError(answer.get("failed", "the server stopped meanwhile; try again"))
        return dict(answer["done"])

    def close(self) -> None:
        self._writer.close()


def _short(path: Path) -> Path:
    """The shortest name for it: a socket's may not be long."""
    shortest = min(str(path.absolute()), os.path.relpath(path), key=len)
    if len(os.fsencode(shortest)) > PATH_MAX_BYTES:
        raise OrderError(f"the name of the data directory is too long for a socket: {path.parent}")
    return Path(shortest)
