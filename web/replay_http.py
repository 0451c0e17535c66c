"""Plain HTTP as a phone's browser speaks it: one connection, kept alive, and its cookies.

For what happens before and beside the socket: fetching the page that gives a phone its cookie, logging
staff in, and long polling. h11 reads the answers; nothing else is needed for a few requests.
"""

import asyncio
import ssl
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Final
from urllib.parse import SplitResult, urlencode

import h11

_READ_BYTES: Final = 65_536
_BODY_MAX_BYTES: Final = 16 * 1024 * 1024


class NoAnswerError(Exception):
    """The server closed the connection instead of answering."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Browser:
    """Requests one after another; cookies set by the server are sent back to it."""

    def __init__(self, url: SplitResult) -> None:
        self.url = url
        self.cookies: dict[str, str] = {}
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._http = h11.Connection(h11.CLIENT)

    @property
    def cookie(self) -> str:
        """All of them, as a Cookie header says it."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def get(self, path: str) -> Answer:
        return await self.request("GET", path)

    async def post_form(self, path: str, fields: dict[str, str]) -> Answer:
        kind = ("Content-Type", "application/x-www-form-urlencoded")
        return await self.request("POST", path, urlencode(fields).encode(), (kind,))

    async def request(
        self, method: str, path: str, body: bytes = b"", headers: tuple[tuple[str, str], ...] = ()
    ) -> Answer:
        wanted = [("Host", self.url.netloc), ("Content-Length", str(len(body))), *headers]
        if method != "GET":
            wanted.append(("Origin", f"{self.url.scheme}://{self.url.netloc}"))
        if self.cookies:
            wanted.append(("Cookie", self.cookie))
        request = h11.Request(method=method, target=path, headers=wanted)
        kept = self._streams is not None
        try:
            answer = await self._exchange(request, body)
        except NoAnswerError:
            # A server closes a connection that was idle for long, and may do so just as we use it.
            if not kept:
                raise
            answer = await self._exchange(request, body)
        for name, value in answer.headers:
            if name == "set-cookie":
                self._keep(value)
        return answer

    def close(self) -> None:
        if self._streams:
            self._streams[1].close()
            self._streams = None

    async def _exchange(self, request: h11.Request, body: bytes) -> Answer:
        reader, writer = await self._connected()
        try:
            for event in (request, h11.Data(data=body), h11.EndOfMessage()):
                writer.write(self._http.send(event) or b"")
            return await self._answer(reader)
        except (h11.RemoteProtocolError, OSError) as broken:
            raise NoAnswerError(str(broken)) from broken
        finally:
            if self._http.their_state is not h11.DONE:
                self.close()

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._streams and not self._streams[0].at_eof():
            self._http.start_next_cycle()
            return self._streams
        self.close()
        self._http = h11.Connection(h11.CLIENT)
        self._streams = await open_streams(self.url)
        return self._streams

    async def _answer(self, reader: asyncio.StreamReader) -> Answer:
        status, body = 0, bytearray()
        headers: tuple[tuple[str, str], ...] = ()
        while True:
            event = self._http.next_event()
            if event is h11.NEED_DATA:
                self._http.receive_data(await reader.read(_READ_BYTES))
            elif isinstance(event, h11.Response):
                status = event.status_code
                headers = tuple(
                    (name.decode(), value.decode("latin-1")) for name, value in event.headers
                )
            elif isinstance(event, h11.Data):
                body += event.data
                if len(body) > _BODY_MAX_BYTES:
                    raise NoAnswerError
            elif isinstance(event, h11.EndOfMessage):
                return Answer(status, headers, bytes(body))
            elif isinstance(event, h11.ConnectionClosed) or event is h11.PAUSED:
                raise NoAnswerError

    def _keep(self, set_cookie: str) -> None:
        for name, morsel in SimpleCookie(set_cookie).items():
            if morsel.value and morsel["max-age"] != "0":
                self.cookies[name] = morsel.value
            else:
                self.cookies.pop(name, None)


async def open_streams(url: SplitResult) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection(
        url.hostname, port_of(url), ssl=tls_of(url), limit=_BODY_MAX_BYTES
    )


def port_of(url: SplitResult) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def tls_of(url: SplitResult) -> ssl.SSLContext | None:
    return ssl.create_default_context() if url.scheme == "https" else None
