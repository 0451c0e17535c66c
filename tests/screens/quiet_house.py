"""The sample evening brought to its end, in a real house: for looking at the quiet pages."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from httpx2 import ASGITransport, AsyncClient, Response

from archive.journal import Position
from archive.journal_sqlite import SqliteJournal
from archive.office_log import By
from archive.people import People, Person, RoleHeld
from archive.store import Store
from archive.streams import conference_stream
from conference import events as e
from conference.events import Event
from conference.vocabulary import Outcome, Role
from tests.screens import sample
from web.app import build_app
from web.context import House
from web.passwords import Passwords
from web.settings import Settings

URL = "http://localhost"
COMMUNE = "luong-son"
HOUR = 60 * sample.MINUTE
LATER = sample.STARTS_AT + 3 * HOUR
"""10:30 on the day of the meeting; what was promised is due on 20/11."""
DAY = 24 * HOUR
PASSWORD = "một mật khẩu dài"
WEAK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""A slow hash protects a stolen database; this one has nothing to protect."""


def receipt_code(number: int) -> str:
    return f"K7QM2XRT9D0A{number:02d}"


def whole_evening() -> list[Event]:
    """Answered, promised, referred, deferred, declined, withdrawn, waiting and queued: one of each."""
    told = [
        *sample.evening(),
        sample._answered(
            1,
            26,
            Outcome.ANSWERED,
            "Xã đã được duyệt 4,2 tỉ đồng. Khởi công ngày 15/12, xong trước Tết.\n"
            "Trong lúc chờ, thôn và xã rải đá cấp phối từ tuần sau.",
        ),
        sample._called(11, 27),
        sample._answered(11, 31, Outcome.REFERRED, "Cầu thuộc tỉnh quản lý, xã đã có tờ trình."),
        sample._called(5, 32),
        _made(e.QuestionDeferred, 33, question=5),
        sample._called(4, 34),
        _made(e.FloorCleared, 36, question=4),
        _made(e.QuestionWithdrawn, 37, question=12),
    ]
    return [_here(event) for event in told]


def ended() -> list[Event]:
    return [*whole_evening(), _made(e.ConferenceClosed, 150)]


def with_one_sealed() -> list[Event]:
    """Before the end: what waited is sealed by the chair."""
    return [*whole_evening(), _made(e.QuestionSealed, 38, question=7)]


def _made(kind: type[Event], minute: int, **fields: Any) -> Event:
    return sample.made(
        kind, at=sample.STARTS_AT + minute * sample.MINUTE, by=sample.CHAIR, **fields
    )


def _here(event: Event) -> Event:
    """With a commune and codes as a real server gives them."""
    if isinstance(event, e.ConferenceCreated):
        return replace(event, commune=COMMUNE)
    if isinstance(event, e.QuestionAsked):
        return replace(event, receipt_code=receipt_code(event.question))
    return event


class Clock:
    def __init__(self) -> None:
        self.now = LATER

    def __call__(self) -> int:
        return self.now


@asynccontextmanager
async def quiet_house(
    data: Path, told: list[Event], clock: Callable[[], int]
) -> AsyncIterator[Callable[..., AsyncClient]]:
    """Gives browsers without scripts, each with its own cookies. `data` is a directory."""
    async with open_house(data, told, clock) as (_house, door):
        yield door


@asynccontextmanager
async def open_house(
    data: Path, told: list[Event], clock: Callable[[], int]
) -> AsyncIterator[tuple[House, Callable[..., AsyncClient]]]:
    """The house itself as well, for whoever acts behind the pages."""
    await _fill(data, told)
    application = build_app(Settings(data=data), clock=clock, passwords=Passwords(WEAK))
    async with application.running() as house:
        yield (
            house,
            partial(
                AsyncClient,
                transport=ASGITransport(application),
                base_url=URL,
                headers={"origin": URL},
            ),
        )


async def sign_in(client: AsyncClient, name: str = "hanh", password: str = PASSWORD) -> Response:
    """The session stays in the client's cookies."""
    page = (await client.get("/login")).text
    fields = {"form_token": form_token(page), "name": name, "password": password}
    return await client.post("/login", data=fields)


def form_token(page: str) -> str:
    return page.partition('name="form_token" value="')[2].partition('"')[0]


async def _fill(data: Path, told: list[Event]) -> None:
    """Hạnh moderates, chairs and keeps the accounts, Thủy supervises, Sáu keeps the sealed box; Mai is of another commune."""
    store = await Store.open(data)
    stream = conference_stream(COMMUNE, sample.CODE)
    await SqliteJournal(store).append(stream, Position(sample.STARTS_AT, 0), told)
    people, password = People(store), await Passwords(WEAK).hash(PASSWORD)
    by = By(Role.OPERATOR, "operator", LATER)
    desk = [RoleHeld(role, COMMUNE, sample.CODE) for role in (Role.MODERATOR, Role.CHAIR)]
    desk += [RoleHeld(Role.ADMIN, COMMUNE, None)]
    known = (
        ("hanh", "Bùi Thị Hạnh", COMMUNE, desk),
        ("thuy", "Hà Thu Thủy", COMMUNE, [RoleHeld(Role.SUPERVISOR, COMMUNE, None)]),
        ("sau", "Lê Văn Sáu", COMMUNE, [RoleHeld(Role.SEALED_BOX, COMMUNE, sample.CODE)]),
        ("mai", "Đinh Thị Mai", "hop-hoa", [RoleHeld(Role.CLERK, "hop-hoa", None)]),
    )
    for name, display_name, commune, roles in known:
        await people.add(Person(name, display_name, commune, password, tuple(roles)), by)
    await store.close()
