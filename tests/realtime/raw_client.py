"""A WebSocket client that sends whatever it is told to, and HTTP posts and gets for polling.

The real clients refuse to send what an attacker would.
"""

import asyncio
import json
import socket
import struct
from typing import Any, Self

TEXT, BINARY, CLOSE, PING, PONG, CONTINUED = 1, 2, 8, 9, 10, 0
_UPGRADE = (
    "GET /socket.io/?{query} HTTP/1.1\r\nHost: here\r\n{cookie}"
    "Upgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
GIVE_UP_SECONDS = 20


class Refused(Exception):  # noqa: N818
    """The upgrade was answered with this status."""


class RawClient:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer
        self.close_code: int | None = None

    @classmethod
    async def open(cls, port: int, cookie: str = "", query: str = "", room: int = 0) -> Self:
        """Up to and including Engine.IO's own greeting."""
        client = await cls.upgrade(port, cookie, query, room=room)
        assert (await client.receive())[:1] == "0"
        return client

    @classmethod
    async def upgrade(
        cls, port: int, cookie: str = "", query: str = "", *, whole_query: str = "", room: int = 0
    ) -> Self:
        """Up to the answer. `query` is added to the usual one, `whole_query` replaces it.

        `room` is what the kernel may keep for this client to read.
        """
        query = whole_query or f"EIO=4&transport=websocket{query}"
        carrier = socket.socket()
        if room:
            carrier.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        carrier.setblocking(False)
        await asyncio.get_running_loop().sock_connect(carrier, ("127.0.0.1", port))
        client = cls(*await asyncio.open_connection(sock=carrier))
        cookie = f"Cookie: {cookie}\r\n" if cookie else ""
        client.writer.write(_UPGRADE.format(query=query, cookie=cookie).encode())
        head = await client.reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 101"):
            client.close()
            raise Refused(head.split()[1])
        return client

    @classmethod
    async def seated(cls, port: int, *, room: int = 0, **auth: Any) -> Self:
        """An attendee in the hall, greeted with the snapshot."""
        client = await cls.open(port, room=room)
        await client.join(**auth)
        return client

    async def join(self, namespace: str = "/hall", **auth: Any) -> Any:
        """Gives the snapshot, or the CONNECT_ERROR."""
        auth = {"conference": "CAU", "as": "attendee", "token": "token-an", **auth}
        self.send(f"40{namespace},{json.dumps(auth)}")
        answer = await self.receive()
        if answer.startswith("44"):
            return json.loads(answer.partition(",")[2])
        assert answer.startswith(f"40{namespace},"), answer
        (_, snapshot) = json.loads((await self.receive()).partition(",")[2])
        return snapshot

    def send(self, text: str) -> None:
        self.frame(TEXT, text.encode())

    def frame(self, opcode: int, payload: bytes, *, fin: bool = True, masked: bool = True) -> None:
        size = len(payload)
        head = bytes([opcode | (0x80 if fin else 0)])
        mask_bit = 0x80 if masked else 0
        if size < 126:
            head += bytes([mask_bit | size])
        elif size < 65_536:
            head += struct.pack("!BH", mask_bit | 126, size)
        else:
            head += struct.pack("!BQ", mask_bit | 127, size)
        mask = b"\x01\x02\x03\x04" if masked else b""
        if masked:
            payload = bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
        self.writer.write(head + mask + payload)

    async def receive(self) -> str:
        """The next text; "" when the connection has ended. Pings of Engine.IO are answered."""
        async with asyncio.timeout(GIVE_UP_SECONDS):
            while True:
                try:
                    opcode, payload = await self._frame()
                except (asyncio.IncompleteReadError, ConnectionError):
                    self.close()
                    return ""
                if opcode == CLOSE:
                    self.close_code = int.from_bytes(payload[:2], "big")
                    self.close()
                    return ""
                if payload == b"2":
                    self.send("3")
                elif opcode == TEXT:
                    return payload.decode()

    async def next_text(self) -> str:
        """Whatever comes, pings too."""
        async with asyncio.timeout(GIVE_UP_SECONDS):
            return (await self._frame())[1].decode()

    async def next_frame(self) -> tuple[int, bytes]:
        async with asyncio.timeout(GIVE_UP_SECONDS):
            return await self._frame()

    async def everything(self) -> list[str]:
        """All texts until the end of the connection."""
        texts: list[str] = []
        while text := await self.receive():
            texts.append(text)
        return texts

    async def call(self, event: str, fields: Any, ack: int = 1, namespace: str = "/hall") -> Any:
        """The acknowledgement; other messages are passed over."""
        self.send(f"42{namespace},{ack}{json.dumps([event, fields])}")
        head = f"43{namespace},{ack}["
        while not (text := await self.receive()).startswith(head):
            assert text, "the connection ended"
        return json.loads(text[len(head) - 1 :])[0]

    async def _frame(self) -> tuple[int, bytes]:
        first, size = await self.reader.readexactly(2)
        if size == 126:
            (size,) = struct.unpack("!H", await self.reader.readexactly(2))
        elif size == 127:
            (size,) = struct.unpack("!Q", await self.reader.readexactly(8))
        return first & 15, await self.reader.readexactly(size)

    def close(self) -> None:
        self.writer.close()


async def http(
    port: int, method: str, query: str, body: bytes = b"", head: str = "", *, whole_query: str = ""
) -> tuple[int, bytes]:
    """One request to /socket.io/ on a connection of its own: status and body."""
    query = whole_query or f"EIO=4&transport=polling{query}"
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    length = "" if "Content-Length" in head else f"Content-Length: {len(body)}\r\n"
    writer.write(
        f"{method} /socket.io/?{query} HTTP/1.1\r\nHost: here\r\n"
        f"Connection: close\r\n{length}{head}\r\n".encode()
        + body
    )
    async with asyncio.timeout(GIVE_UP_SECONDS):
        answer = await reader.read()
    writer.close()
    head_bytes, _, content = answer.partition(b"\r\n\r\n")
    if b"chunked" in head_bytes:
        content = content.partition(b"\r\n")[2].partition(b"\r\n")[0]
    return int(head_bytes.split()[1]), content
