"""A small house for the live shell: a journal in memory, a clock and ids that count, a real server.

`house` has everything up to the halls; `served` puts a gateway before it, on uvicorn with our protocol,
at a port of the system's choosing. People are known by plain words in place of signed cookies:
`device=an` is a phone, `staff=lan:moderator` a session with its roles.
"""

import logging
import time
from collections.abc import AsyncIterator, Callable, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from itertools import count
from typing import Any

import pytest
import uvicorn

from archive.journal_memory import MemoryJournal
from conference import commands as c
from conference.commands import Command
from conference.records import Receipt
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Role
from moderation.duplicates import Duplicates
from realtime import writer as writer_module
from realtime.asides import Asides
from realtime.frames import HallFrames
from realtime.gateway import Gateway
from realtime.hall import Hall
from realtime.halls import Halls
from realtime.intake import Intake
from realtime.similar import Likeness
from realtime.watch import Limits, Watch
from realtime.whence import Whereabouts
from realtime.wire import FRAME_MAX_BYTES
from realtime.wishes import Wishes
from tests.realtime.raw_client import RawClient
from tests.story import AN, CHAIR, MODERATOR, NOON, OPERATOR, RULES
from tests.waiting import until
from web.connections import guarded_protocol
from web.settings import Settings

CODE = "CAU"


@dataclass
class House:
    """Everything behind the sockets."""

    journal: MemoryJournal = field(default_factory=MemoryJournal)
    saved: list[str] = field(default_factory=list)
    tick_seconds: float = 0.01
    now: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        self._serial = count(1)
        self.intake = Intake(
            clock=self.clock,
            new_id=lambda: f"made-{next(self._serial)}",
            new_receipt_code=lambda: f"CODE-{next(self._serial)}",
            new_salt=lambda: b"salt",
        )
        self.watch = Watch(self.intake, self.now, Limits())
        self.likeness = Likeness(Duplicates)
        self.wishes = Wishes(self.intake, self.watch, Whereabouts(b"key"), read_paper)
        self.asides = Asides(self.likeness, self.watch)
        self.halls = self.new_halls()

    def clock(self) -> int:
        """A minute passes with every look, so that nobody asks too fast."""
        return NOON + next(self._serial) * 60_000

    def new_halls(self) -> Halls:
        return Halls(
            self.journal,
            RULES,
            clock=self.clock,
            saved=self.saved.append,
            tick_seconds=self.tick_seconds,
            opened=self.opened,
        )

    def opened(self, hall: Hall) -> None:
        self.watch.observe(hall)
        self.likeness.observe(hall)

    async def hall(self, code: str = CODE) -> Hall:
        hall = await self.halls.open(code)
        assert hall is not None
        return hall

    def command(self, actor: Actor, name: str, id: str | None = None, **fields: Any) -> Command:
        made = self.intake.command(name, fields, actor, id)
        assert not isinstance(made, Refusal), made
        return made[0]

    async def does(self, actor: Actor, name: str, *, code: str = CODE, **fields: Any) -> Receipt:
        hall = await self.hall(code)
        outcome = await hall.submit(self.command(actor, name, **fields))
        assert isinstance(outcome, Receipt), f"{name}: {outcome}"
        return outcome

    async def live(self, code: str = CODE) -> Hall:
        """A conference that is running, with nothing asked yet."""
        created = self.command(
            OPERATOR, "create_conference", code=code, commune="dong-hoa", title="Đối thoại"
        )
        assert isinstance(created, c.CreateConference)
        assert isinstance(await self.halls.create(created), Receipt)
        await self.does(OPERATOR, "announce_conference", code=code)
        await self.does(CHAIR, "open_conference", code=code)
        return await self.hall(code)

    async def queued(self, *askers: Actor, code: str = CODE) -> list[int]:
        """Questions asked by these and approved; their numbers."""
        numbers: list[int] = []
        for asker in askers:
            receipt = await self.does(
                asker, "ask_question", code=code, text=f"Câu hỏi của {asker.id}"
            )
            assert receipt.question is not None
            await self.does(MODERATOR, "approve_question", code=code, question=receipt.question)
            numbers.append(receipt.question)
        return numbers


def read_paper(_stream: str, typed: str) -> int | None:
    """`paper-7` is the seventh code."""
    return int(typed.removeprefix("paper-")) if typed.startswith("paper-") else None


@pytest.fixture
async def house(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    monkeypatch.setattr(writer_module, "BATCH_WINDOW_SECONDS", 0)
    monkeypatch.setattr(writer_module, "VOTES_WINDOW_SECONDS", 0)
    house = House()
    await house.halls.start()
    yield house
    await house.halls.close()


# People, as the gateway knows them


@dataclass(frozen=True)
class Visitor:
    """`staff=lan:moderator,chair` holds these roles everywhere; with `@CAU` only there."""

    session: str

    @property
    def display_name(self) -> str:
        return self.session.partition(":")[0].title()

    def may_act_as(self, role: Role, commune: str, code: str) -> bool:
        roles, _, only = self.session.partition(":")[2].partition("@")
        return commune == "dong-hoa" and role in roles.split(",") and only in ("", code)

    def actor(self, role: Role) -> Actor:
        return Actor(role, self.session.partition(":")[0])


@dataclass
class Doorkeeper:
    """Reads plain cookies; a session that ended is nobody."""

    ended: set[str] = field(default_factory=set)
    looked: list[tuple[Actor, str, str]] = field(default_factory=list)
    full: bool = False
    """Nothing can be written down."""

    async def behind_seal(self, actor: Actor, commune: str, code: str) -> Refusal | None:
        if self.full:
            return Refusal(Code.NOT_SAVED)
        self.looked.append((actor, commune, code))
        return None

    def device(self, scope: MutableMapping[str, Any], token: str | None = None) -> str | None:
        if token is not None:
            return token.removeprefix("token-") if token.startswith("token-") else None
        return _cookie(scope, "device")

    async def staff(self, scope: MutableMapping[str, Any]) -> Visitor | None:
        session = _cookie(scope, "staff")
        return None if session is None or session in self.ended else Visitor(session)

    async def attendee(self, stream: str, device: str) -> Actor:
        return Actor(Role.ATTENDEE, f"{device}@{stream.rpartition('/')[2]}")


def _cookie(scope: MutableMapping[str, Any], name: str) -> str | None:
    cookies = SimpleCookie[str]()
    for header, value in scope["headers"]:
        if header == b"cookie":
            cookies.load(value.decode())
    return cookies[name].value if name in cookies else None


# A server


@dataclass
class Served:
    house: House
    gateway: Gateway
    doorkeeper: Doorkeeper
    port: int
    library: bool
    """Whether all goes the library's way."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def hurry(
    served: Served,
    *,
    interval: float = 25,
    timeout: float = 20,
    join_within: float = 5,
) -> None:
    """Whoever comes from now on is asked, and waited for, at this pace."""
    pulse = served.gateway._pulse
    pulse._quiet.seconds, pulse._asked.seconds = interval, timeout
    pulse._standing.seconds = join_within
    for turns in (pulse._quiet, pulse._asked, pulse._standing):
        # The next to be put in shall not wait for the timer of those who had more time.
        if turns._timer is not None:
            turns._timer.cancel()
            turns._timer = None


Server = Callable[..., Any]


@pytest.fixture(params=[HallFrames, "websockets-sansio"], ids=["direct", "library"])
async def served(house: House, request: pytest.FixtureRequest) -> AsyncIterator[Served]:
    """Twice: with our frames, and with uvicorn's own, where all goes the library's way."""
    async with serving(house, request.param) as running:
        yield running


@asynccontextmanager
async def serving(
    house: House, ws: Any, http: Any = "auto", **options: Any
) -> AsyncIterator[Served]:
    doorkeeper = Doorkeeper()
    gateway = Gateway(house.halls, doorkeeper, house.wishes, house.asides, **options)
    # Without its main loop, which would let every test wait for its next tenth of a second.
    server = uvicorn.Server(config(gateway, ws, http))
    server.config.load()
    server.lifespan = server.config.lifespan_class(server.config)
    await server.startup()
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Served(house, gateway, doorkeeper, port, library=ws is not HallFrames)
    for session in list(gateway._engine.sockets.values()):
        # Else those that nobody polls any more would be given a moment to come.
        await session.close()
    await gateway.close()
    server.servers[0].close()
    for connection in list(server.server_state.connections):
        connection.shutdown()
    await until(lambda: not server.server_state.connections and not server.server_state.tasks)


async def nothing_here(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def config(gateway: Gateway, ws: Any, http: Any = "auto") -> uvicorn.Config:
    """With our frames comes our HTTP protocol, which spares them a second reading of the handshake."""
    return uvicorn.Config(
        gateway.in_front_of(nothing_here),
        port=0,
        http=guarded_protocol(Settings()) if ws is HallFrames else http,
        ws=ws,
        ws_max_size=FRAME_MAX_BYTES,
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        lifespan="off",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=2,
    )


@pytest.fixture
async def nothing_breaks(served: Served, caplog: pytest.LogCaptureFixture) -> Any:
    """Whatever a test here does: no traceback, few words, and an honest phone is served as ever."""
    await served.house.live()
    await served.house.queued(AN)
    yield
    tracebacks = [record for record in caplog.records if record.exc_info]
    warnings = [record for record in caplog.records if record.levelno >= logging.WARNING]
    if served.library:
        warnings = [record for record in warnings if record.name.startswith("realtime")]
    assert tracebacks == []
    assert len(warnings) <= 2
    honest = await RawClient.seated(served.port, token="token-honest")
    answer = await honest.call("command", {"do": "cast_vote", "id": "1", "question": 1})
    assert answer["ok"]
    honest.close()
