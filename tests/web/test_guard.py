"""What every answer carries, and what never gets as far as a page."""

import re
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
import structlog
from starlette.responses import PlainTextResponse

from web.asgi import App, Receive, Scope, Send
from web.context import House
from web.guard import HEADERS, guarded
from web.settings import Settings

Browser = Callable[..., httpx2.AsyncClient]
ASSET = "/static/mark.svg"
PAGES = ("/", "/login", "/healthz", "/no-such-page", ASSET)


@pytest.mark.parametrize("path", PAGES)
async def test_every_answer_carries_the_security_headers(browser: Browser, path: str) -> None:
    headers = (await browser().get(path)).headers
    wanted = {name.decode() for name, _ in HEADERS}
    assert wanted - set(headers) == set()
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "*" not in policy
    assert {"default-src 'self'", "frame-ancestors 'none'", "object-src 'none'"} <= set(
        policy.split("; ")
    )


async def test_refusals_carry_them_too(browser: Browser) -> None:
    for answer in (
        await browser().request("TRACE", "/"),
        await browser("http://evil.example").get("/"),
        await browser(origin="https://evil.example").post("/login"),
    ):
        assert answer.is_client_error
        assert answer.headers["x-content-type-options"] == "nosniff"


async def test_https_is_remembered_and_http_is_not(browser: Browser) -> None:
    assert "strict-transport-security" in (await browser("https://localhost").get("/")).headers
    assert "strict-transport-security" not in (await browser().get("/")).headers


@pytest.mark.parametrize("path", ["/", "/login", "/no-such-page"])
async def test_pages_are_not_stored(browser: Browser, path: str) -> None:
    assert (await browser().get(path)).headers["cache-control"] == "no-store"


# Failures


class TellTaleError(Exception):
    pass


async def broken(scope: Scope, receive: Receive, send: Send) -> None:
    raise TellTaleError("text of a citizen")


async def broken_midway(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise TellTaleError("text of a citizen")


def client(app: App) -> httpx2.AsyncClient:
    transport = httpx2.ASGITransport(guarded(app, Settings()))
    return httpx2.AsyncClient(transport=transport, base_url="http://localhost")


async def test_failure_shows_a_number_and_logs_the_rest() -> None:
    with structlog.testing.capture_logs() as lines:
        answer = await client(broken).get("/c/secret-code")
    found = re.fullmatch(r"500 incident ([0-9a-f]{8})\n", answer.text)
    assert (answer.status_code, bool(found)) == (500, True)
    (line,) = lines
    assert (line["incident"], line["kind"]) == (found and found[1], "TellTaleError")
    assert "citizen" not in str(lines)
    assert "secret-code" not in str(lines)
    assert any("broken" in place for place in line["places"])


async def test_failure_midway_is_logged_and_cuts_the_answer() -> None:
    with structlog.testing.capture_logs() as lines, pytest.raises(TellTaleError):
        await client(broken_midway).get("/")
    assert [line["event"] for line in lines] == ["incident"]


async def test_failing_page_shows_a_number(
    browser: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise TellTaleError("text of a citizen")

    monkeypatch.setattr("web.render.Renderer.page", fail)
    with structlog.testing.capture_logs() as lines:
        answer = await browser().get("/login")
    assert answer.status_code == 500
    (line,) = lines
    assert line["incident"] in answer.text
    assert "citizen" not in answer.text + str(lines)
    assert "Traceback" not in answer.text


async def test_unknown_page_says_so_in_the_visitors_language(browser: Browser) -> None:
    for language, words in (("vi", "Không có trang này"), ("en", "There is no such page")):
        phone = browser(cookie=f"doithoai_lang={language}")
        for path in ("/nowhere", "/h/NONE", "/desk/x/y"):
            answer = await phone.get(path)
            assert (answer.status_code, words in answer.text) == (404, True)


async def test_failing_page_is_drawn_with_its_number(
    browser: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise TellTaleError("text of a citizen")

    monkeypatch.setattr("archive.queries.Queries.conferences", fail)
    with structlog.testing.capture_logs() as lines:
        answer = await browser().get("/")
    assert (answer.status_code, lines[0]["incident"] in answer.text) == (500, True)
    assert "Hệ thống gặp lỗi" in answer.text
    assert "citizen" not in answer.text + str(lines)


# The doorway


@pytest.mark.parametrize("method", ["TRACE", "OPTIONS", "PUT", "DELETE", "CONNECT", "BREW"])
async def test_unexpected_method_is_refused(browser: Browser, method: str) -> None:
    assert (await browser().request(method, "/login")).status_code == 405
    # The protocol of sockets knows one way to be refused.
    assert (await browser().request(method, "/socket.io/")).status_code == 400


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "localhost/healthz?y=", "localhost@evil", "", "a,b"],
)
async def test_unknown_host_is_refused(browser: Browser, host: str) -> None:
    for path in ("/", "/healthz", "/archive/", ASSET):
        assert (await browser().get(path, headers={"host": host})).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:80", "[::1]:8000"])
async def test_own_names_are_welcome(browser: Browser, host: str) -> None:
    assert (await browser().get("/healthz", headers={"host": host})).status_code == 200


async def test_forwarded_host_opens_nothing(browser: Browser) -> None:
    headers = {
        "host": "evil.example",
        "x-forwarded-host": "localhost",
        "forwarded": "host=localhost",
    }
    assert (await browser().get("/", headers=headers)).status_code == 400


async def test_two_hosts_are_refused(browser: Browser) -> None:
    headers = [("host", "localhost"), ("host", "evil.example")]
    assert (await browser().get("/", headers=headers)).status_code == 400


async def test_configured_and_public_names_are_welcome() -> None:
    settings = Settings(public_url="https://xa.example", allowed_hosts=("www.xa.example",))
    app = guarded(PlainTextResponse("in"), settings)  # type: ignore[arg-type]
    transport = httpx2.ASGITransport(app)
    for host, status in (("xa.example", 200), ("www.xa.example", 200), ("xb.example", 400)):
        async with httpx2.AsyncClient(transport=transport, base_url=f"http://{host}") as visitor:
            assert (await visitor.get("/")).status_code == status


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "gzip, gzip", "x"])
async def test_compressed_body_is_refused(browser: Browser, encoding: str) -> None:
    headers = {"content-encoding": encoding}
    assert (await browser().post("/login", content=b"x", headers=headers)).status_code == 415


async def test_large_body_is_refused_announced_or_not(browser: Browser) -> None:
    async def endless() -> Any:
        while True:
            yield b"x" * 10_000

    known = await browser().post("/login", content=b"x" * 65_537)
    assert (known.status_code, known.text) == (413, "413 body too large\n")
    assert (await browser().post("/login", content=endless())).status_code == 413


@pytest.mark.parametrize("length", ["-1", "x", "9" * 30])
async def test_nonsense_length_is_refused(browser: Browser, length: str) -> None:
    answer = await browser().post("/login", content=b"x", headers={"content-length": length})
    assert answer.status_code == 413


# Whose pages may post


CROSS_ORIGINS = [
    "https://evil.example",
    "null",
    "http://localhost.evil.example",
    "http://evil-localhost",
    "http://localhost:81",
    "http://localhost@evil.example",
]


@pytest.mark.parametrize("origin", [*CROSS_ORIGINS, ""])
async def test_post_from_elsewhere_is_refused(browser: Browser, origin: str) -> None:
    answer = await browser(origin=origin).post("/login", data={"name": "lan"})
    assert (answer.status_code, answer.text) == (403, "403 cross-origin\n")


@pytest.mark.parametrize("site", ["cross-site", "same-site", "nonsense"])
async def test_post_that_the_browser_calls_foreign_is_refused(browser: Browser, site: str) -> None:
    answer = await browser(**{"sec-fetch-site": site}).post("/login", data={"name": "lan"})
    assert (answer.status_code, answer.text) == (403, "403 cross-origin\n")


async def test_post_from_nowhere_is_refused(house: House, application: App) -> None:
    transport = httpx2.ASGITransport(application)
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as script:
        assert (await script.post("/login", data={"name": "lan"})).status_code == 403


async def test_own_post_still_needs_the_page_it_was_on(browser: Browser) -> None:
    answer = await browser().post("/login", data={"name": "lan", "password": "x"})
    assert answer.status_code == 403
    assert "cross-origin" not in answer.text


# Whose pages may open a socket

POLLING = "/socket.io/?EIO=4&transport=polling"


@pytest.mark.parametrize("origin", CROSS_ORIGINS)
async def test_socket_from_elsewhere_is_refused(
    browser: Browser, application: App, origin: str
) -> None:
    spoof = {"x-forwarded-host": "evil.example", "x-forwarded-proto": "https"}
    assert (await browser(origin=origin).get(POLLING, headers=spoof)).status_code == 403
    assert await handshake(application, origin) == 403


async def test_socket_from_our_page_or_from_no_page_is_welcome(
    browser: Browser, house: House, application: App
) -> None:
    assert (await browser().get(POLLING)).status_code == 200
    transport = httpx2.ASGITransport(application)
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as script:
        assert (await script.get(POLLING)).status_code == 200


async def test_image_on_a_foreign_page_cannot_poll(house: House, application: App) -> None:
    """Such a request carries no Origin, but the browser says that it is foreign."""
    transport = httpx2.ASGITransport(application)
    headers = {"sec-fetch-site": "cross-site"}
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as page:
        assert (await page.get(POLLING, headers=headers)).status_code == 403


async def test_configured_origin_may_connect(tmp_path: Any) -> None:
    settings = Settings(allowed_origins=("https://portal.example",))
    app = guarded(PlainTextResponse("in"), settings)  # type: ignore[arg-type]
    for origin, status in (("https://portal.example", 200), ("https://portal.example.evil", 403)):
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as page:
            answer = await page.get(POLLING, headers={"origin": origin})
            assert answer.status_code == status


async def handshake(application: App, origin: str) -> int:
    """The status with which a WebSocket is refused before it opens."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "websocket",
        "scheme": "ws",
        "path": "/socket.io/",
        "query_string": b"EIO=4&transport=websocket",
        "headers": [(b"host", b"localhost"), (b"origin", origin.encode())],
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
        "extensions": {"websocket.http.response": {}},
        "asgi": {"version": "3.0"},
    }
    await application(scope, receive, send)
    return int(sent[0]["status"])
