"""A form with a file in it: where it may be sent, how large, and that it is one of ours."""

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from archive.evidence.limits import FILE_MAX_BYTES
from web.context import House
from web.doorway import Doorway
from web.files import stored
from web.large_bodies import body_max_bytes, is_upload
from web.settings import Settings
from web.uploads import FIELD_MAX_BYTES, read_upload

PIECE = 65_536
HERE = "/archive/cases/CAU-0007/files"


async def _token(request: Request) -> Response:
    home = request.app.state.house
    visitor = await home.identity.visitor(request)
    response = PlainTextResponse(visitor.form_token)
    home.identity.greet(request, response, visitor)
    return response


async def _keep(request: Request) -> Response:
    visitor = await request.app.state.house.identity.visitor(request)
    async with read_upload(request, visitor) as upload:
        digest, count = hashlib.sha256(), 0
        async for chunk in upload.chunks():
            digest.update(chunk)
            count += 1
        told = {"name": upload.name, "sha256": digest.hexdigest(), "chunks": count}
        return JSONResponse({**told, **upload.fields})


async def _unread(_request: Request) -> Response:
    return PlainTextResponse("who are you?", 401)


@pytest.fixture
async def browser(house: House, settings: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    """With a form of ours before it, and a page that takes files."""
    pages = Starlette(
        routes=[
            Route("/token", _token),
            Route("/archive/cases/closed/files", _unread, methods=["POST"]),
            Route("/archive/cases/{case}/files", _keep, methods=["POST"]),
        ]
    )
    pages.state.house = house
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(Doorway(pages, settings)), base_url="http://localhost"
    ) as client:
        yield client


async def token(browser: httpx2.AsyncClient) -> str:
    return (await browser.get("/token")).text


async def test_a_file_comes_in_pieces(browser: httpx2.AsyncClient) -> None:
    data = {"form_token": await token(browser), "public": "1"}
    content = bytes(range(256)) * 4_000
    told = (await browser.post(HERE, data=data, files={"file": ("ảnh.jpg", content)})).json()
    assert told == {
        "name": "ảnh.jpg",
        "sha256": hashlib.sha256(content).hexdigest(),
        "chunks": 4,
        "public": "1",
    }


async def test_the_largest_file_comes_in(browser: httpx2.AsyncClient) -> None:
    data = {"form_token": await token(browser)}
    content = b"x" * FILE_MAX_BYTES
    done = await browser.post(HERE, data=data, files={"file": ("a.txt", content)})
    assert (done.status_code, done.json()["sha256"]) == (200, hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize("announced", [True, False])
async def test_a_larger_one_does_not(browser: httpx2.AsyncClient, *, announced: bool) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(FILE_MAX_BYTES // 1_000_000 + 2):
            yield b"x" * 1_000_000

    kind = {"content-type": "multipart/form-data; boundary=x"}
    content = b"x" * (FILE_MAX_BYTES + 100_000) if announced else pieces()
    done = await browser.post(HERE, content=content, headers=kind)
    assert done.status_code == (413 if announced else 400)
    assert ("tối đa 20 MB" in done.text, "20 MB at most" in done.text) == (announced, announced)


async def test_it_must_be_a_form_of_ours(browser: httpx2.AsyncClient) -> None:
    file = {"file": ("a.txt", b"x")}
    known = {"form_token": await token(browser)}
    for data, files, status in (
        ({}, file, 403),
        ({"form_token": "x"}, file, 403),
        (known, {}, 415),
        (known, {"a": ("a.txt", b"x"), "b": ("b.txt", b"x")}, 400),
    ):
        done = await browser.post(HERE, data=data, files=files or None)
        assert (status, done.status_code) == (status, status), (data, files)


BOUNDARY = {"content-type": "multipart/form-data; boundary=x"}


def part(name: str, value: bytes, file: str = "") -> bytes:
    named = f'; filename="{file}"' if file else ""
    head = f'--x\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'
    return head.encode() + value + b"\r\n"


@pytest.fixture
def spooled(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes of files were kept, piece by piece."""
    kept: list[int] = []
    write = UploadFile.write

    async def noted(self: UploadFile, data: bytes) -> None:
        kept.append(len(data))
        await write(self, data)

    monkeypatch.setattr(UploadFile, "write", noted)
    return kept


class Sender:
    """Sends so much, and knows how far it got."""

    def __init__(self, *parts: bytes) -> None:
        self.body = b"".join(parts) + b"--x--\r\n"
        self.sent = 0

    async def pieces(self) -> AsyncIterator[bytes]:
        for start in range(0, len(self.body), PIECE):
            piece = self.body[start : start + PIECE]
            self.sent += len(piece)
            yield piece


@pytest.mark.parametrize("first", ["wrong", "none", "late", "as a file"])
async def test_without_the_token_first_nothing_is_kept_or_read_on(
    browser: httpx2.AsyncClient, spooled: list[int], first: str
) -> None:
    known = (await token(browser)).encode()
    file = part("file", b"x" * (FILE_MAX_BYTES - PIECE), "a.txt")
    sender = {
        "wrong": Sender(part("form_token", b"wrong"), file),
        "none": Sender(part("public", b"1"), file),
        "late": Sender(file, part("form_token", known)),
        "as a file": Sender(part("form_token", known, "a.txt"), file),
    }[first]
    done = await browser.post(HERE, content=sender.pieces(), headers=BOUNDARY)
    assert (done.status_code, spooled) == (403, [])
    assert sender.sent <= 2 * PIECE


async def test_with_the_token_first_the_file_is_kept(
    browser: httpx2.AsyncClient, spooled: list[int]
) -> None:
    known = (await token(browser)).encode()
    sender = Sender(part("form_token", known), part("file", b"x" * 3 * PIECE, "a.txt"))
    done = await browser.post(HERE, content=sender.pieces(), headers=BOUNDARY)
    assert (done.status_code, sum(spooled)) == (200, 3 * PIECE)


@pytest.mark.parametrize(
    ("body", "status"), [(b"", 403), (b"--x--\r\n", 403), (b"nothing of a form", 400)]
)
async def test_what_is_no_form_is_refused(
    browser: httpx2.AsyncClient, body: bytes, status: int
) -> None:
    done = await browser.post(HERE, content=body, headers=BOUNDARY)
    assert done.status_code == status


async def test_a_field_is_small(browser: httpx2.AsyncClient) -> None:
    known = (await token(browser)).encode()
    sender = Sender(part("form_token", known), part("public", b"x" * (FIELD_MAX_BYTES + 1)))
    done = await browser.post(HERE, content=sender.pieces(), headers=BOUNDARY)
    assert done.status_code == 400


async def test_nothing_is_read_that_nobody_asked_for(browser: httpx2.AsyncClient) -> None:
    done = await browser.post("/archive/cases/closed/files", content=b"x" * 1_000_000)
    assert done.status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "upload"),
    [
        ("POST", HERE, True),
        ("GET", HERE, False),
        ("POST", "/archive/cases/CAU-0007", False),
        ("POST", "/archive/cases//files", False),
        ("POST", "/archive/cases/a/b/files", False),
        ("POST", "/h/CAU/archive/cases/a/files", False),
        ("POST", HERE + "/", False),
    ],
)
def test_only_files_of_a_case_are_large(
    settings: Settings, *, method: str, path: str, upload: bool
) -> None:
    assert is_upload(method, path) is upload
    large = FILE_MAX_BYTES + settings.body_max_bytes
    expected = large if upload else settings.body_max_bytes
    assert body_max_bytes(method, path, settings) == expected


def test_what_others_sent_is_saved_and_never_shown(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"x")
    headers = stored(tmp_path / "x", "image/jpeg", 'ảnh "cầu"\r\n.jpg').headers
    assert headers["content-disposition"] == (
        'attachment; filename="_nh__c_u___.jpg"; '
        "filename*=UTF-8''%E1%BA%A3nh%20%22c%E1%BA%A7u%22%0D%0A.jpg"
    )
    assert headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-type"] == "image/jpeg"
