"""Our answer to a handshake is the library's, or none."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.datastructures import Headers
from websockets.http11 import Request
from websockets.server import ServerProtocol

from realtime.handshake import switching

PLAIN = [
    (b"host", b"here"),
    (b"upgrade", b"websocket"),
    (b"connection", b"keep-alive, Upgrade"),
    (b"sec-websocket-key", b"dGhlIHNhbXBsZSBub25jZQ=="),
    (b"sec-websocket-version", b"13"),
    (b"sec-websocket-extensions", b"permessage-deflate; client_max_window_bits"),
]


def _librarys(headers: list[tuple[bytes, bytes]]) -> tuple[int, str | None]:
    named = Headers([(name.decode(), value.decode()) for name, value in headers])
    response = ServerProtocol().accept(Request("/socket.io/", named))
    return response.status_code, response.headers.get("Sec-WebSocket-Accept")


@given(st.binary(min_size=16, max_size=16))
def test_a_browsers_handshake_is_answered_as_the_library_does(key: bytes) -> None:
    headers = [*PLAIN[:3], (b"sec-websocket-key", base64.b64encode(key)), *PLAIN[4:]]
    status, accept = _librarys(headers)
    answer = switching(headers)
    assert answer is not None
    assert answer.startswith(b"HTTP/1.1 %d " % status)
    assert accept is not None
    assert b"\r\nSec-WebSocket-Accept: %s\r\n\r\n" % accept.encode() in answer
    # Whatever was offered, nothing is compressed.
    assert b"Extensions" not in answer


@pytest.mark.parametrize(
    "headers",
    [
        [],
        PLAIN[1:2],
        [*PLAIN[:1], *PLAIN[2:]],
        [*PLAIN[:2], *PLAIN[3:]],
        [*PLAIN[:3], *PLAIN[4:]],
        [*PLAIN[:4], *PLAIN[5:]],
        [*PLAIN, (b"sec-websocket-key", b"dGhlIHNhbXBsZSBub25jZQ==")],
        [*PLAIN, (b"host", b"there")],
        [*PLAIN, (b"sec-websocket-protocol", b"chat")],
        [*PLAIN[:3], (b"sec-websocket-key", b"short"), *PLAIN[4:]],
        [*PLAIN[:3], (b"sec-websocket-key", b"dGhlIHNhbXBsZQ=="), *PLAIN[4:]],
        [*PLAIN[:3], (b"sec-websocket-key", "é".encode()), *PLAIN[4:]],
        [*PLAIN[:4], (b"sec-websocket-version", b"8"), *PLAIN[5:]],
        [*PLAIN[:1], (b"upgrade", b"h2c"), *PLAIN[2:]],
        [*PLAIN[:2], (b"connection", b"close"), *PLAIN[3:]],
    ],
    ids=lambda headers: str(len(headers)),
)
def test_anything_else_is_left_to_the_library(headers: list[tuple[bytes, bytes]]) -> None:
    assert switching(headers) is None
