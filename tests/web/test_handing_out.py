"""Nothing of the record leaves the house, and nobody looks behind a mask or a seal, without a line in the office's log."""

import csv
import io
import re
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from archive.journal import NotSaved
from archive.office_events import AccountChanged, OriginalRead, RecordTaken, SealedRead, Taken
from archive.office_log import LINES_SHOWN, By
from archive.people import People, RoleHeld
from archive.store import DATABASE_FILE
from archive.verify import verify
from conference.event import Event
from conference.vocabulary import Actor, Role
from tests.web.conftest import CODE, COMMUNE, PASSWORD, Clock, form_token
from web.context import House
from web.orders import OrderError

Browser = Callable[..., httpx2.AsyncClient]
Enter = Callable[..., Awaitable[httpx2.AsyncClient]]

CALL_ME = "Gọi tôi 0912 345 678 về cái cầu"
ORIGINAL = f"/desk/{CODE}/original/1"
BOX = f"/sealed/{CODE}"
EXPORTS = [
    ("/archive/register.xlsx", Role.CLERK, (Taken.REGISTER, "xlsx", "staff", None, None)),
    ("/archive/register.csv", Role.SUPERVISOR, (Taken.REGISTER, "csv", "supervisor", None, None)),
    (
        f"/archive/register.json?conference={CODE}",
        Role.PUBLISHER,
        (Taken.REGISTER, "json", "staff", CODE, None),
    ),
    (f"/archive/{CODE}/dossier.zip", Role.CHAIR, (Taken.DOSSIER, "zip", "office", CODE, None)),
    (
        f"/archive/{CODE}/dossier-complete.zip",
        Role.SEALED_BOX,
        (Taken.DOSSIER, "zip", "complete", CODE, None),
    ),
    (f"/archive/{CODE}.json", Role.MODERATOR, (Taken.TRANSCRIPT, "json", None, CODE, None)),
    (f"/archive/{CODE}.csv", Role.SECRETARY, (Taken.TRANSCRIPT, "csv", None, CODE, None)),
    (f"/archive/{CODE}/ledger.json", Role.SUPERVISOR, (Taken.LEDGER, "json", None, CODE, None)),
    (f"/archive/{CODE}/ledger.csv", Role.CLERK, (Taken.LEDGER, "csv", None, CODE, None)),
    ("/archive/weeks/2026-W45.csv", Role.OFFICER, (Taken.REPORT, "csv", None, None, "2026-W45")),
    (
        "/archive/periods/month/2026-11.csv",
        Role.UNIT_HEAD,
        (Taken.REPORT, "csv", None, None, "2026-11"),
    ),
    (
        "/front/report.csv?period=2026-11",
        Role.SUPERVISOR,
        (Taken.FRONT_REPORT, "csv", None, None, "2026-11"),
    ),
    ("/front/log.csv", Role.SUPERVISOR, (Taken.OFFICE_LOG, "csv", None, None, None)),
]
SENDS_FILES_UNLOGGED = {
    "cases/evidence.py": "a file of a case, read where the case is read",
    "cases/front_files.py": "the same, by the Front",
    "cases/front_sample.py": "the list whose digest everybody was told before the draw",
    "cases/result.py": "a proof that the result was made known, read where it is listed",
    "pages_case.py": "a file that its public case shows to everybody",
    "results/page.py": "the same",
}


@pytest.fixture
async def enter(browser: Browser, house: House, conference: str) -> Enter:
    """Signs somebody in who holds this role in the commune; the second question is sealed."""
    await house.office.command(CODE, "open_conference", {})
    for number, text in enumerate((CALL_ME, "Ông Tư nhận tiền"), start=1):
        fields = {"text": text, "source": str(number), "channel": "hall"}
        await house.office.command(CODE, "record_question", fields)
    await house.office.command(CODE, "seal_question", {"question": 2})

    async def sign_in(role: Role) -> httpx2.AsyncClient:
        name = role.value.replace("_", "-")
        person = {"name": name, "display_name": "Bà Năm", "password": PASSWORD, "roles": [role]}
        await house.office.add_person(**person, commune=COMMUNE, conference=None)
        client = browser()
        token = form_token((await client.get("/login")).text)
        given = {"form_token": token, "name": name, "password": PASSWORD}
        assert (await client.post("/login", data=given)).status_code == 303
        return client

    return sign_in


async def told(house: House) -> list[Event]:
    """What was done with the record, the newest first."""
    found = await house.reception.accounts.log.latest(COMMUNE)
    return [entry.event for entry in found if not isinstance(entry.event, AccountChanged)]


def who(role: Role) -> Actor:
    return Actor(role, role.value.replace("_", "-"))


@pytest.mark.parametrize("export", EXPORTS)
async def test_whoever_takes_something_away_is_in_the_log(
    enter: Enter, house: House, clock: Clock, export: tuple[str, Role, tuple[object, ...]]
) -> None:
    path, role, expected = export
    client = await enter(role)
    await house.office.command(CODE, "close_conference", {})
    answer = await client.get(path)
    assert (answer.status_code, "attachment" in answer.headers["content-disposition"]) == (
        200,
        True,
    )
    (event,) = await told(house)
    assert isinstance(event, RecordTaken)
    assert (event.by, event.at) == (who(role), clock.now)
    assert (event.what, event.form, event.copy, event.conference, event.period) == expected


LOOKS = [(ORIGINAL, Role.MODERATOR), (BOX, Role.SEALED_BOX), (f"{BOX}/2", Role.SEALED_BOX)]
"""And who reads what was masked or sealed."""


@pytest.mark.parametrize(("path", "role"), [(path, role) for path, role, _ in EXPORTS] + LOOKS)
async def test_what_cannot_be_written_down_is_not_handed_out(
    enter: Enter, house: House, monkeypatch: pytest.MonkeyPatch, path: str, role: Role
) -> None:
    client = await enter(role)
    await house.office.command(CODE, "close_conference", {})

    async def full(*_given: object) -> None:
        raise NotSaved("the disk is full")

    monkeypatch.setattr(house.reception.accounts.log, "write", full)
    answer = await client.get(path)
    assert (answer.status_code, "content-disposition" in answer.headers) == (503, False)
    assert "chưa đưa gì ra" in answer.text
    assert not any(words in answer.text for words in ("0912 345", "Ông Tư", "PK"))
    assert [*(house.settings.data / "outgoing").glob("*")] == []


@pytest.mark.parametrize("path", [path for path, _, _ in EXPORTS])
async def test_whoever_may_not_leaves_no_line(enter: Enter, house: House, path: str) -> None:
    client = await enter(Role.ADMIN)
    assert (await client.get(path)).status_code == 404
    assert await told(house) == []


async def test_who_reads_an_original_is_in_the_log_and_what_it_says_is_not(
    enter: Enter, house: House, clock: Clock
) -> None:
    client = await enter(Role.MODERATOR)
    assert (await client.get(ORIGINAL)).text == CALL_ME
    by = who(Role.MODERATOR)
    assert await told(house) == [
        OriginalRead(at=clock.now, by=by, cause="", conference=CODE, question=1)
    ]
    with closing(sqlite3.connect(house.settings.data / DATABASE_FILE)) as connection:
        kept = connection.execute(
            "SELECT body FROM entries WHERE stream LIKE 'office/%'"
        ).fetchall()
    assert "0912 345" not in str(kept)


async def test_a_box_that_looks_again_by_itself_is_one_look_until_it_shows_more(
    enter: Enter, house: House, clock: Clock
) -> None:
    client = await enter(Role.SEALED_BOX)

    async def seen() -> list[tuple[str, ...]]:
        return [event.which for event in await told(house) if isinstance(event, SealedRead)]

    refresh = (await client.get(BOX)).headers["refresh"].partition("url=")[2]
    assert await seen() == [(f"{CODE}-0002",)]
    assert (await client.get(refresh)).headers["refresh"].endswith(refresh)
    assert len(await seen()) == 1
    await house.office.command(CODE, "seal_question", {"question": 1})
    await client.get(refresh)
    await client.get(refresh)
    assert (await seen())[0] == (f"{CODE}-0001", f"{CODE}-0002")
    assert len(await seen()) == 2
    await client.get(BOX)
    assert len(await seen()) == 3


async def test_another_session_that_looks_again_has_not_looked_before(
    enter: Enter, house: House, browser: Browser
) -> None:
    first = await enter(Role.SEALED_BOX)
    await first.get(BOX)
    other = browser()
    token = form_token((await other.get("/login")).text)
    given = {"form_token": token, "name": "sealed-box", "password": PASSWORD}
    await other.post("/login", data=given)
    await other.get(f"{BOX}?again")
    assert len(await told(house)) == 2


async def test_what_the_operator_takes_is_in_the_log(
    enter: Enter, house: House, tmp_path: Path
) -> None:
    await house.office.command(CODE, "close_conference", {})
    await house.office.export(CODE, "json")
    await house.office.export_ledger(CODE, "csv")
    await house.office.export_register(CODE, "xlsx", str(tmp_path / "register.xlsx"))
    await house.office.dossier(CODE, "complete", str(tmp_path / "dossier.zip"))
    taken = [event for event in await told(house) if isinstance(event, RecordTaken)]
    assert {event.by for event in taken} == {Actor(Role.OPERATOR, "operator")}
    assert [(event.what, event.form, event.copy, event.conference) for event in taken] == [
        (Taken.DOSSIER, "zip", "complete", CODE),
        (Taken.REGISTER, "xlsx", "staff", CODE),
        (Taken.LEDGER, "csv", None, CODE),
        (Taken.TRANSCRIPT, "json", None, CODE),
    ]


async def test_the_operator_gets_nothing_either_that_is_not_written_down(
    enter: Enter, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_given: object) -> None:
        raise NotSaved("the disk is full")

    monkeypatch.setattr(house.reception.accounts.log, "write", full)
    out = tmp_path / "out"
    orders = (
        house.office.export(CODE, "json"),
        house.office.export_ledger(CODE, "csv"),
        house.office.export_register(CODE, "xlsx", str(out)),
        house.office.dossier(CODE, "office", str(out)),
    )
    for order in orders:
        with pytest.raises(OrderError, match="nothing was handed out"):
            await order
    assert out_of(tmp_path) == []


def out_of(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir() if file.name.startswith("out")]


async def test_the_front_reads_who_took_what_and_nothing_of_accounts(
    enter: Enter, house: House
) -> None:
    clerk, front = await enter(Role.CLERK), await enter(Role.SUPERVISOR)
    await clerk.get("/archive/register.csv")
    page = (await front.get("/front/log")).text
    assert "Lấy sổ theo dõi" in page
    assert "bản của cơ quan, có liên hệ" in page
    assert ("Thêm tài khoản" in page, "Bà Năm" in page.partition("<main")[2]) == (False, False)
    assert (await clerk.get("/front/log")).status_code == 404


@pytest.mark.slow
async def test_the_front_takes_every_line_away_with_its_digest(enter: Enter, house: House) -> None:
    clerk, front = await enter(Role.CLERK), await enter(Role.SUPERVISOR)
    for _ in range(LINES_SHOWN + 1):
        await clerk.get("/archive/weeks/2026-W45.csv")
    kept = await house.reception.accounts.log.latest(COMMUNE, (RecordTaken,), limit=1_000)
    text = (await front.get("/front/log.csv")).content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    assert head == ["sequence", "at", "who", "role", "what", "about", "detail", "digest"]
    told = [(int(row[0]), row[7]) for row in rows]
    assert told == [(entry.sequence, entry.digest.hex()) for entry in kept]
    assert (len(told), rows[0][4]) == (LINES_SHOWN + 1, "Lấy báo cáo tổng hợp")
    assert (await clerk.get("/front/log.csv")).status_code == 404


@pytest.mark.slow
async def test_a_long_log_is_leafed_through(enter: Enter, house: House) -> None:
    admin = await enter(Role.ADMIN)
    people, held = People(house.store), RoleHeld(Role.CLERK, COMMUNE, None)
    for at in range(101):
        await people.give_role("lan", held, By(Role.ADMIN, "admin", at))
        await people.take_role("lan", held, By(Role.ADMIN, "admin", at))
    first = (await admin.get("/people/log")).text
    (older,) = re.findall(r'href="\?before=(\d+)"', first)
    second = (await admin.get(f"/people/log?before={older}")).text
    lines = [page.count('class="log-line"') for page in (first, second)]
    assert lines == [200, int(older) - 1]
    assert "?before=" not in second
    assert (await admin.get("/people/log?before=x")).text.count('class="log-line"') == 200


async def test_all_of_it_is_one_whole_chain(enter: Enter, house: House) -> None:
    client = await enter(Role.CLERK)
    for form in ("csv", "json", "xlsx"):
        await client.get(f"/archive/register.{form}")
    found = verify(house.settings.data / DATABASE_FILE)
    stream = f"office/{COMMUNE}/LOG"
    assert (found.faults, [s.sequence for s in found.sound if s.stream == stream]) == ((), [6])


def test_every_page_that_sends_a_file_writes_it_down_or_is_known_not_to() -> None:
    web = Path(__file__).parents[2] / "web"
    sending, unlogged = set(), set()
    for file in web.rglob("*.py"):
        source, name = file.read_text("utf-8"), file.relative_to(web).as_posix()
        if "from web.files import" in source:
            sending.add(name)
            if "await hand_out(" not in source:
                unlogged.add(name)
    assert unlogged == sending & set(SENDS_FILES_UNLOGGED)
