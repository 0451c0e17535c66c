"""The insides of libraries that we stand on or replace.

When one of these fails after an upgrade: read what changed there, see whether the file named beside it
still says the same, and only then write the new digest.
"""

import hashlib
import inspect
from collections.abc import Callable
from typing import Any

import pytest
from engineio.async_server import AsyncServer as Engine
from engineio.async_socket import AsyncSocket
from engineio.base_server import BaseServer as BaseEngine
from engineio.base_socket import BaseSocket
from engineio.packet import Packet
from socketio.async_manager import AsyncManager
from socketio.async_server import AsyncServer
from socketio.base_manager import BaseManager
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame
from websockets.protocol import Protocol
from websockets.streams import StreamReader

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
    (Protocol.fail, "frames.py", "924ae7075dc7"),
    (StreamReader.__init__, "frames.py", "a17823aa6e21"),
    (Frame.parse, "frames.py", "2964f6b18f3a"),
    (BaseSocket.__init__, "engine.py", "8532b631a4dc"),
    (AsyncSocket.poll, "engine.py", "826f58a9f360"),
    (AsyncSocket.receive, "engine.py", "a91ae36ec2fb"),
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
    (Engine._service_task, "engine.py", "b6358bda51d0"),
    (Engine.shutdown, "engine.py", "3f734c62c291"),
    (AsyncServer._handle_connect, "gateway.py", "c97c480cf777"),
    (AsyncServer._handle_disconnect, "gateway.py", "c0b32ada5b37"),
    (AsyncServer._handle_eio_connect, "gateway.py", "76704886d944"),
    (AsyncServer._handle_eio_message, "gateway.py", "bef50fc0e163"),
    (AsyncServer._handle_eio_disconnect, "gateway.py", "9344593148b6"),
    (AsyncServer._trigger_event, "gateway.py", "01ba90cfa09b"),
    (BaseManager.pre_connect, "gateway.py", "bfdba4c0c8f1"),
    (BaseManager.basic_disconnect, "gateway.py", "2933b50bc4b2"),
    (BaseManager.basic_leave_room, "gateway.py", "e27f3eea06d1"),
    (AsyncManager.pre_connect, "gateway.py", "84f2cdf2a4dd"),
]


def _digest(inside: Callable[..., Any]) -> str:
    return hashlib.sha256(inspect.getsource(inside).encode()).hexdigest()[:12]


@pytest.mark.parametrize(
    ("inside", "used_by", "digest"),
    INSIDES,
    ids=[inside.__qualname__ for inside, _, _ in INSIDES],
)
def test_it_is_still_what_we_read(inside: Callable[..., Any], used_by: str, digest: str) -> None:
    assert _digest(inside) == digest, f"{inside.__qualname__} changed: see realtime/{used_by}"
