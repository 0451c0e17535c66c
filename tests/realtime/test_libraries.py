"""The insides of libraries that we stand on or replace, each touched in one file.

When one of these fails after an upgrade: read what changed there, see whether the file named beside it
still says the same, and only then write the new digest. Until then everything can be run on the
libraries' own path: `doithoai serve --no-fast-path`.
"""

import ast
import hashlib
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from engineio.async_drivers.asgi import WebSocket, translate_request
from engineio.async_server import AsyncServer as Engine
from engineio.async_socket import AsyncSocket
from engineio.base_server import BaseServer as BaseEngine
from engineio.base_socket import BaseSocket
from engineio.packet import Packet
from engineio.payload import Payload
from socketio.async_manager import AsyncManager
from socketio.async_server import AsyncServer
from socketio.base_manager import BaseManager
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame
from websockets.protocol import Protocol
from websockets.server import ServerProtocol
from websockets.streams import StreamReader

ROOT = Path(__file__).parents[2]

INSIDE_OF = {
    "engineio": {"realtime/engine.py"},
    "socketio": {"realtime/namespaces.py"},
    "bidict": {"realtime/namespaces.py"},
    "websockets": {"realtime/frames.py"},
    "uvicorn.protocols.websockets": {"realtime/frames.py"},
    "uvicorn.protocols.http": {"web/connections.py"},
}
"""Library → the only file that may know what it looks like inside."""

INSIDES: list[tuple[Callable[..., Any], str, str]] = [
    (WebSocketsSansIOProtocol.__init__, "frames.py", "631dcd744eab"),
    (WebSocketsSansIOProtocol.connection_lost, "frames.py", "dd116afc4d80"),
    (WebSocketsSansIOProtocol.data_received, "frames.py", "c89d394077d8"),
    (WebSocketsSansIOProtocol.handle_events, "frames.py", "b2c9351a5d13"),
    (WebSocketsSansIOProtocol.handle_connect, "frames.py", "fc648c2161ff"),
    (WebSocketsSansIOProtocol.handle_cont, "frames.py", "d96fe1479da6"),
    (WebSocketsSansIOProtocol.handle_text, "frames.py", "6ae523180cf0"),
    (WebSocketsSansIOProtocol.handle_bytes, "frames.py", "2b22b21bf8fe"),
    (WebSocketsSansIOProtocol.handle_ping, "frames.py", "41bcf345d372"),
    (WebSocketsSansIOProtocol.handle_parser_exception, "frames.py", "ff5cf13c764f"),
    (WebSocketsSansIOProtocol.send_receive_event_to_app, "frames.py", "a2b10de91477"),
    (WebSocketsSansIOProtocol.run_asgi, "frames.py", "662375aa38d9"),
    (WebSocketsSansIOProtocol.send, "frames.py", "d4919ed760ce"),
    (WebSocketsSansIOProtocol.connection_made, "frames.py", "f533ec93747c"),
    (WebSocketsSansIOProtocol.handle_close, "frames.py", "62fd412b1f5b"),
    (WebSocketsSansIOProtocol.shutdown, "frames.py", "e8ace796ada6"),
    (WebSocketsSansIOProtocol.send_500_response, "frames.py", "47eba6fe24f5"),
    (ServerProtocol.__init__, "frames.py", "8792b7285084"),
    (ServerProtocol.parse, "frames.py", "8c4d10340de4"),
    (Protocol.receive_data, "frames.py", "df57bef09335"),
    (Protocol.fail, "frames.py", "924ae7075dc7"),
    (StreamReader.__init__, "frames.py", "a17823aa6e21"),
    (Frame.parse, "frames.py", "2964f6b18f3a"),
    (BaseSocket.__init__, "engine.py", "8532b631a4dc"),
    (AsyncSocket.poll, "engine.py", "826f58a9f360"),
    (AsyncSocket.receive, "engine.py", "a91ae36ec2fb"),
    (translate_request, "engine.py", "39e74733f1fe"),
    (WebSocket, "engine.py", "ce9c81653992"),
    (Payload.encode, "engine.py", "67dab77bf52c"),
    (AsyncSocket.check_ping_timeout, "engine.py", "77616d5ca780"),
    (AsyncSocket.send, "engine.py", "0437276ccba7"),
    (AsyncSocket.handle_get_request, "engine.py", "05eaae9f0a60"),
    (AsyncSocket.handle_post_request, "engine.py", "82dca119a261"),
    (AsyncSocket.close, "engine.py", "faa2e9390254"),
    (AsyncSocket.schedule_ping, "engine.py", "fe316639159c"),
    (AsyncSocket._upgrade_websocket, "engine.py", "820b83efe96a"),
    (AsyncSocket._websocket_handler, "engine.py", "27f120df4d71"),
    (Packet.encode, "engine.py", "8f3d5d869711"),
    (Packet.decode, "engine.py", "18e27ff7fd56"),
    (BaseEngine._get_socket, "engine.py", "ae2f99e66d63"),
    (BaseEngine._ok, "engine.py", "b8f717402eac"),
    (BaseEngine._upgrades, "engine.py", "040ebcdf64fb"),
    (Engine.handle_request, "engine.py", "1a8c878e3516"),
    (Engine._handle_connect, "engine.py", "5bd7edc1d1ae"),
    (Engine._make_response, "engine.py", "5f883ef57e34"),
    (AsyncServer._handle_connect, "namespaces.py", "c97c480cf777"),
    (AsyncServer._handle_disconnect, "namespaces.py", "c0b32ada5b37"),
    (AsyncServer._handle_eio_connect, "namespaces.py", "76704886d944"),
    (AsyncServer._handle_eio_message, "namespaces.py", "bef50fc0e163"),
    (AsyncServer._handle_eio_disconnect, "namespaces.py", "9344593148b6"),
    (AsyncServer._trigger_event, "namespaces.py", "01ba90cfa09b"),
    (BaseManager.pre_connect, "namespaces.py", "bfdba4c0c8f1"),
    (BaseManager.basic_disconnect, "namespaces.py", "2933b50bc4b2"),
    (BaseManager.basic_leave_room, "namespaces.py", "e27f3eea06d1"),
    (AsyncManager.pre_connect, "namespaces.py", "84f2cdf2a4dd"),
    (HttpToolsProtocol.__init__, "connections.py", "4f0899941034"),
    (HttpToolsProtocol.connection_made, "connections.py", "6efb565ff3d3"),
    (HttpToolsProtocol.connection_lost, "connections.py", "c91a4c9bf2e2"),
    (HttpToolsProtocol.data_received, "connections.py", "010a7ae59a5d"),
    (HttpToolsProtocol.handle_websocket_upgrade, "connections.py", "179c4f769386"),
    (HttpToolsProtocol.on_message_begin, "connections.py", "96d377fdc7c2"),
    (HttpToolsProtocol.on_header, "connections.py", "65d62c044f61"),
    (HttpToolsProtocol.on_headers_complete, "connections.py", "1ea8589acfad"),
    (HttpToolsProtocol.on_message_complete, "connections.py", "1fbad42dc31f"),
    (HttpToolsProtocol.on_response_complete, "connections.py", "64e254f28e38"),
]


def _digest(inside: Callable[..., Any]) -> str:
    return hashlib.sha256(inspect.getsource(inside).encode()).hexdigest()[:12]


@pytest.mark.parametrize(
    ("inside", "used_by", "digest"),
    INSIDES,
    ids=[inside.__qualname__ for inside, _, _ in INSIDES],
)
def test_it_is_still_what_we_read(inside: Callable[..., Any], used_by: str, digest: str) -> None:
    now = _digest(inside)
    assert now == digest, (
        f"{inside.__module__}.{inside.__qualname__} changed in an upgrade (now {now}): "
        f"see whether {used_by} still says the same, or run with --no-fast-path"
    )


@pytest.mark.slow
def test_each_is_touched_in_one_file() -> None:
    touched: dict[str, set[str]] = {library: set() for library in INSIDE_OF}
    for path in [*ROOT.glob("realtime/*.py"), *ROOT.glob("web/*.py")]:
        for module in _imported(path):
            for library in INSIDE_OF:
                if f"{module}.".startswith(f"{library}."):
                    touched[library].add(f"{path.parent.name}/{path.name}")
    assert touched == INSIDE_OF


def _imported(path: Path) -> list[str]:
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append(node.module or "")
    return found
