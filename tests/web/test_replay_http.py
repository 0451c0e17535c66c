"""A phone's browser: cookies, and connections that the other side closes."""

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest

from web.replay_http import Answer, Browser, NoAnswerError


class Site:
    """Answers each request with the next of `answers`; an empty one hangs up."""

    def __init__(self) -> None:
        self.answers: list[bytes] = []
        self.heads: list[str] = []
        self.bodies: list[bytes] = []
        self.connections = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        while self.answers:
            try:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
            except asyncio.IncompleteReadError:
                break
            length = int(head.partition("Content-Length: ")[2].partition("\r\n")[0])
            self.heads.append(head)
            self.bodies.append(await reader.readexactly(length))
            if not (answer := self.answers.pop(0)):
                break
            writer.write(answer)
        writer.close()


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    served = Site()
    async with await asyncio.start_server(served.serve, "127.0.0.1", 0) as listening:
        served.url = urlsplit(f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}")
        yield served


def ok(body: bytes, *headers: str) -> bytes:
    lines = ["HTTP/1.1 200 OK", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


async def test_cookies_come_back_until_they_are_taken_away(site):
    site.answers = [
        ok(b"", "Set-Cookie: a=1; Path=/; HttpOnly", "Set-Cookie: b=2; Path=/"),
        ok(b"", 'Set-Cookie: a=""; Max-Age=0; Path=/'),
    ]
    browser = Browser(site.url)
    await browser.get("/")
    assert browser.cookie == "a=1; b=2"
    await browser.get("/")
    assert ("Cookie: a=1; b=2\r\n" in site.heads[1], browser.cookie) == (True, "b=2")
    browser.close()


async def test_form_is_posted_with_its_origin(site):
    site.answers = [ok(b"done")]
    browser = Browser(site.url)
    answer = await browser.post_form("/login", {"name": "Lan", "password": "a b"})
    assert (answer.text, site.bodies) == ("done", [b"name=Lan&password=a+b"])
    assert f"Origin: {site.url.geturl()}\r\n" in site.heads[0]
    browser.close()


async def test_answer_in_chunks_is_whole(site):
    site.answers = [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n"
    ]
    browser = Browser(site.url)
    assert await browser.get("/") == Answer(200, (("transfer-encoding", "chunked"),), b"abc")
    browser.close()


async def test_connection_is_used_again(site):
    site.answers = [ok(b"1"), ok(b"2")]
    browser = Browser(site.url)
    assert [(await browser.get("/")).text for _ in range(2)] == ["1", "2"]
    assert site.connections == 1
    browser.close()


async def test_kept_connection_that_was_closed_meanwhile_is_opened_anew(site):
    site.answers = [ok(b"1"), b"", ok(b"2")]
    browser = Browser(site.url)
    assert [(await browser.get("/")).text for _ in range(2)] == ["1", "2"]
    assert site.connections == 2
    browser.close()


async def test_server_that_hangs_up_at_once_gives_no_answer(site):
    site.answers = [b""]
    with pytest.raises(NoAnswerError):
        await Browser(site.url).get("/")
