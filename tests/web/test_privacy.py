"""Nobody who has the whole disk learns from where a question came, and what leaves the house names no phone.

A phone that asks and votes, and a login that fails, all from one address; then every byte that was kept, handed out or
logged is looked through.
"""

import io
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
import structlog.testing

from conference.vocabulary import Role
from tests.web.conftest import CODE, COMMUNE, PASSWORD, URL, form_token
from web.app import Application
from web.context import House

ADDRESS = "203.0.113.77"
NETWORK = bytes([203, 0, 113, 77])
BROWSER = "Mozilla/5.0 (Linux; Android 9; Lumina-77) Firefox/131.0"
ROAD = "Bao giờ sửa đường vào xóm Ngói?"
CALL_ME = "Gọi tôi số 0912 345 678"
EXPORTS = (
    f"/archive/{CODE}.json",
    f"/archive/{CODE}.csv",
    f"/archive/{CODE}/ledger.json",
    f"/archive/{CODE}/ledger.csv",
    "/archive/register.json",
    "/archive/register.csv",
    "/archive/register.xlsx",
    f"/archive/{CODE}/dossier.zip",
)


@pytest.fixture
async def phone(application: Application, house: House) -> AsyncIterator[httpx2.AsyncClient]:
    """From one address, with a browser that says what it is."""
    client = httpx2.AsyncClient(
        transport=httpx2.ASGITransport(application, client=(ADDRESS, 40_077)),
        base_url=URL,
        headers={"origin": URL, "user-agent": BROWSER},
    )
    yield client
    await client.aclose()


async def visit(phone: httpx2.AsyncClient, house: House) -> str:
    """Asks, votes and fails to sign in; gives the device id in its cookie."""
    await house.office.command(CODE, "open_conference", {})
    token = form_token((await phone.get(f"/h/{CODE}")).text)
    acts = (
        {"do": "ask_question", "id": "one", "text": f"{ROAD} {CALL_ME}"},
        {"do": "cast_vote", "id": "two", "question": "1"},
    )
    for act in acts:
        await phone.post(f"/h/{CODE}/do", data={"form_token": token, **act})
    login = form_token((await phone.get("/login")).text)
    fields = {"form_token": login, "name": "lan", "password": "khong-phai"}
    assert (await phone.post("/login", data=fields)).status_code == 401
    (cookie,) = (value for name, value in phone.cookies.items() if "device" in name)
    return cookie.partition(".")[0]


def kept(folder: Path) -> bytes:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return b"".join(file.read_bytes() for file in files)


def unpacked(body: bytes) -> bytes:
    """With what is in it, if it is packed."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return body + b"".join(packed.read(name) for name in packed.namelist())


async def test_no_question_can_be_traced_to_an_address_or_a_phone(
    phone: httpx2.AsyncClient, house: House, conference: str
) -> None:
    """From the first moment, and not only after some days: an address is never written."""
    device = await visit(phone, house)
    await house.staff_door.close()
    disk = kept(house.settings.data)
    assert ROAD.encode() in disk
    for secret in (ADDRESS.encode(), NETWORK, b"Lumina-77", device.encode()):
        assert secret not in disk


async def test_what_leaves_the_house_names_no_phone_and_nothing_that_was_masked(
    phone: httpx2.AsyncClient, house: House, conference: str, application: Application
) -> None:
    device = await visit(phone, house)
    await house.office.command(CODE, "close_conference", {})
    person = {"name": "van", "display_name": "Vân", "password": PASSWORD, "roles": [Role.CLERK]}
    await house.office.add_person(**person, commune=COMMUNE, conference=None)
    clerk = httpx2.AsyncClient(
        transport=httpx2.ASGITransport(application), base_url=URL, headers={"origin": URL}
    )
    token = form_token((await clerk.get("/login")).text)
    await clerk.post("/login", data={"form_token": token, "name": "van", "password": PASSWORD})
    for path in EXPORTS:
        answer = await clerk.get(path)
        assert answer.status_code == 200, path
        told = unpacked(answer.content)
        for secret in (device, ADDRESS, "Lumina-77", "0912"):
            assert secret.encode() not in told, path
    await clerk.aclose()


async def test_no_line_of_the_log_holds_what_was_written_nor_a_cookie(
    phone: httpx2.AsyncClient,
    house: House,
    conference: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG", logger="web")
    caplog.set_level("DEBUG", logger="realtime")
    caplog.set_level("DEBUG", logger="archive")
    with structlog.testing.capture_logs() as lines:
        device = await visit(phone, house)
        await phone.get(f"/h/{CODE}/nowhere?q={device}")
    logged = f"{lines} {caplog.text}"
    cookies = [*phone.cookies.values()]
    for secret in (*cookies, device, ROAD, "0912", ADDRESS, "khong-phai"):
        assert secret not in logged
