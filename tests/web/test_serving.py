"""The real server in a process of its own: how it starts, speaks and stops."""

import asyncio
import re
import resource
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
import websockets
from socketio import AsyncClient
from websockets.asyncio.client import ClientConnection, connect

from realtime.edge import address_of
from realtime.wire import FRAME_MAX_BYTES, KERNEL_BUFFER_BYTES
from tests.waiting import GIVE_UP_SECONDS, until
from web.asgi import Receive, Scope, Send
from web.control import SOCKET_FILE, RemoteOffice
from web.serving import (
    RECEIVE_BUFFER_BYTES,
    UNREAD_MAX_MILLISECONDS,
    _listening,
    server_config,
)
from web.settings import Settings

pytestmark = pytest.mark.slow

SOCKET = "/socket.io/?EIO=4&transport=websocket"


@dataclass
class Running:
    process: asyncio.subprocess.Process
    url: str
    data: Path
    log: Path

    async def stop(self) -> int:
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGTERM)
        return await self.process.wait()


Start = Callable[..., Any]


@asynccontextmanager
async def served(data: Path, *options: str) -> AsyncIterator[Running]:
    log = data.parent / "log"
    with log.open("ab") as stream:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "web.cli", "serve", "--port", "0", "--data", str(data), *options),
            stdout=asyncio.subprocess.PIPE,
            stderr=stream,
        )
    assert process.stdout
    async with asyncio.timeout(GIVE_UP_SECONDS):
        line = (await process.stdout.readline()).decode()
    running = Running(process, line.removeprefix("doithoai on ").strip(), data, log)
    try:
        assert running.url, log.read_text()
        yield running
    finally:
        await running.stop()


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Running]:
    async with served(tmp_path / "data") as running:
        yield running


async def make_conference(running: Running) -> list[str]:
    """An announced conference CAU; gives a few device tokens."""
    office = await RemoteOffice.reach(running.data)
    fields = {"code": "CAU", "commune": "xa", "title": "Đối thoại"}
    await office.do("create_conference", {"fields": fields})
    await office.do("command", {"code": "CAU", "name": "announce_conference", "fields": {}})
    tokens = await office.do("tokens", {"code": "CAU", "count": 3})
    office.close()
    return list(tokens["tokens"])


def websocket_url(running: Running) -> str:
    return running.url.replace("http", "ws", 1) + SOCKET


async def drained(socket: ClientConnection) -> None:
    """Everything it still says, to its end."""
    async with asyncio.timeout(GIVE_UP_SECONDS):
        async for _ in socket:
            pass


async def test_sigterm_ends_it_cleanly(server: Running) -> None:
    tokens = await make_conference(server)
    phone = AsyncClient()
    byes: list[Any] = []
    phone.on("bye", byes.append, namespace="/hall")
    auth = {"conference": "CAU", "as": "attendee", "token": tokens[0]}
    await phone.connect(server.url, auth=auth, namespaces=["/hall"], transports=["websocket"])
    async with httpx2.AsyncClient(base_url=server.url) as browser:
        assert (await browser.get("/healthz")).status_code == 200
        async with asyncio.timeout(GIVE_UP_SECONDS):
            status = await server.stop()
    await phone.shutdown()
    assert status == 0
    assert byes == [{"code": "restarting", "rejoin": "soon"}]
    assert not (server.data / SOCKET_FILE).exists()


async def test_what_was_acknowledged_is_there_after_a_restart(tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with served(data) as running:
        await make_conference(running)
    async with served(data) as running:
        office = await RemoteOffice.reach(data)
        opened = {"code": "CAU", "name": "open_conference", "fields": {}}
        assert (await office.do("command", opened))["ok"]
        office.close()


async def test_second_server_on_the_same_data_says_why_not(server: Running) -> None:
    other = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "web.cli", "serve", "--port", "0", "--data", str(server.data)),
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await other.communicate()
    assert other.returncode == 1
    assert re.fullmatch(r"doithoai: .*is in use by another doithoai process.*\n", said.decode())


async def test_port_in_use_is_one_line(server: Running, tmp_path: Path) -> None:
    port = server.url.rpartition(":")[2]
    other = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "web.cli", "serve", "--port", port, "--data", str(tmp_path / "other")),
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await other.communicate()
    assert other.returncode == 1
    assert said.decode().startswith(f"doithoai: cannot listen on 127.0.0.1 port {port}")


@pytest.mark.parametrize("loop", ["asyncio", "uvloop"])
@pytest.mark.parametrize("way", ["--fast-path", "--no-fast-path"])
async def test_a_phone_is_served_on_either_loop_and_either_way(
    tmp_path: Path, loop: str, way: str
) -> None:
    async with served(tmp_path / "data", "--loop", loop, way) as running:
        (token, *_) = await make_conference(running)
        phone = AsyncClient()
        snapshots: list[Any] = []
        phone.on("snapshot", snapshots.append, namespace="/hall")
        auth = {"conference": "CAU", "as": "attendee", "token": token}
        await phone.connect(running.url, auth=auth, namespaces=["/hall"], transports=["websocket"])
        await until(lambda: snapshots)
        asked = {"do": "ask_question", "id": "1", "text": "Bao giờ sửa cầu?"}
        answer = await phone.call("command", asked, namespace="/hall")
        await phone.disconnect()
        await phone.shutdown()
    assert (answer["ok"], answer["question"], len(snapshots)) == (True, 1, 1)
    assert "Traceback" not in running.log.read_text()


@pytest.mark.parametrize(
    ("proxy", "counted_as"), [("127.0.0.1", "192.0.2.7"), ("10.0.0.1", "127.0.0.1")]
)
async def test_addresses_count_as_a_trusted_proxy_tells_them(proxy: str, counted_as: str) -> None:
    """Each phone has its own; but what strangers claim is nothing."""
    seen: list[str] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(address_of(scope))

    config = server_config(app, Settings(trusted_proxies=(proxy,)))  # type: ignore[arg-type]
    config.load()
    headers = [(b"x-forwarded-for", b"203.0.113.9, 192.0.2.7")]
    scope: Any = {"type": "http", "client": ("127.0.0.1", 5), "scheme": "http", "headers": headers}
    await config.loaded_app(scope, None, None)  # type: ignore[arg-type]
    assert seen == [counted_as]


@pytest.mark.parametrize("fast_path", [True, False])
def test_what_every_connection_inherits_is_bounded(*, fast_path: bool) -> None:
    config = server_config(None, Settings(port=0, fast_path=fast_path))  # type: ignore[arg-type]
    with _listening(config) as listening:
        kept = listening.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF)
        sent = listening.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF)
        unread = listening.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
    assert (kept, unread) == (2 * RECEIVE_BUFFER_BYTES, UNREAD_MAX_MILLISECONDS)
    # Only where our own frames do not see to it, pages share the limit of sockets.
    assert (sent == 2 * KERNEL_BUFFER_BYTES) == (not fast_path)


async def test_socket_frame_over_the_limit_is_closed_with_1009(server: Running) -> None:
    async with connect(websocket_url(server), compression=None) as socket:
        await socket.recv()
        await socket.send("4" + "x" * FRAME_MAX_BYTES)
        with suppress(websockets.ConnectionClosedError):
            await drained(socket)
        assert socket.close_code == 1009


async def test_socket_compression_is_not_agreed_to(server: Running) -> None:
    async with connect(websocket_url(server), compression="deflate") as socket:
        assert socket.response
        assert "sec-websocket-extensions" not in socket.response.headers


async def test_binary_frame_ends_the_socket(server: Running) -> None:
    async with connect(websocket_url(server), compression=None) as socket:
        await socket.recv()
        await socket.send(b"\x00" * 100)
        with suppress(websockets.ConnectionClosedError):
            await drained(socket)
        assert socket.close_code == 1003


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1.evil"])
async def test_socket_of_a_foreign_page_is_refused(server: Running, origin: str) -> None:
    with pytest.raises(websockets.InvalidStatus) as refused:
        await connect(websocket_url(server), additional_headers={"origin": origin})
    assert refused.value.response.status_code == 403


async def test_forwarded_headers_of_strangers_are_not_believed(server: Running) -> None:
    forged = {"x-forwarded-proto": "https", "x-forwarded-for": "10.0.0.1"}
    async with httpx2.AsyncClient(base_url=server.url) as browser:
        answer = await browser.get("/login", headers=forged)
    assert "strict-transport-security" not in answer.headers
    assert "__Host-" not in answer.headers["set-cookie"]


async def test_forwarded_headers_of_the_proxy_are(tmp_path: Path) -> None:
    forwarded = {"x-forwarded-proto": "https", "host": "xa.example"}
    options = ("--trusted-proxies", "127.0.0.1", "--public-url", "https://xa.example")
    async with (
        served(tmp_path / "data", *options) as running,
        httpx2.AsyncClient(base_url=running.url) as browser,
    ):
        answer = await browser.get("/login", headers=forwarded)
    assert "strict-transport-security" in answer.headers
    assert answer.headers["set-cookie"].startswith("__Host-doithoai_device=")


async def test_server_says_nothing_about_itself(server: Running) -> None:
    async with httpx2.AsyncClient(base_url=server.url) as browser:
        assert "server" not in (await browser.get("/healthz")).headers


async def test_files_of_the_installation_are_its_owners(server: Running) -> None:
    await make_conference(server)
    assert server.data.stat().st_mode & 0o077 == 0
    loose = [f.name for f in server.data.iterdir() if f.stat().st_mode & 0o077]
    assert [name for name in loose if not name.endswith(("-wal", "-shm"))] == []


async def test_log_holds_no_text_and_no_cookie(server: Running) -> None:
    (token, *_) = await make_conference(server)
    text = "Bí mật của một công dân"
    async with httpx2.AsyncClient(base_url=server.url) as browser:
        cookie = {"cookie": f"doithoai_device={token}"}
        for path in (f"/h/CAU?q={text}", "/c/SECRETCASECODE1", "/h/CAU/ask"):
            await browser.get(path, headers=cookie)
        origin = {"origin": server.url}
        await browser.post("/h/CAU/do", data={"text": text}, headers=origin)
    async with connect(websocket_url(server), compression=None) as socket:
        await socket.recv()
        await socket.send(f"4{text}")
        with suppress(websockets.ConnectionClosed):
            await socket.recv()
    await server.stop()
    log = server.log.read_text()
    assert [word for word in (text, token, "SECRETCASECODE1", "Traceback") if word in log] == []


async def test_process_may_open_as_many_files_as_the_system_allows(server: Running) -> None:
    soft, hard = resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE)
    assert soft == hard
