"""The one place that wires everything.

`open_house` puts the parts together on a data directory; the command line uses it alone, the server with
pages and sockets in front. Nothing outside this file chooses a store, a rulebook, a clock or a source of
chance, so a test replaces any of them here.
"""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from functools import partial
from pathlib import Path

from servestatic import ServeStaticASGI  # type: ignore[import-untyped]
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from archive.journal import NotSaved
from archive.journal_sqlite import SqliteJournal
from archive.people import People
from archive.projector import Projector
from archive.queries import Queries
from archive.store import Store
from archive.vault import Vault
from conference.events import ConferenceClosed, Event
from conference.rulebook import RULES as CONFERENCE_RULES
from conference.ruling import Rulebook
from conference.state import ConferenceState
from moderation.duplicates import Duplicates
from moderation.rulebook import RULES as MODERATION_RULES
from realtime.addresses import PRESETS
from realtime.asides import Asides
from realtime.gateway import Gateway
from realtime.hall import Hall
from realtime.halls import Halls
from realtime.intake import Intake
from realtime.similar import Likeness
from realtime.watch import Limits, Watch
from realtime.whence import Whereabouts
from realtime.wishes import Wishes
from web import (
    errors,
    health,
    pages_archive,
    pages_case,
    pages_desk,
    pages_home,
    pages_ledger,
    pages_paper,
    pages_phone,
    pages_reading,
    pages_record,
    pages_sealed,
    pages_staff,
)
from web.asgi import App, Receive, Scope, Send, plain
from web.chance import Chance
from web.context import House
from web.control import ControlSocket
from web.guard import guarded
from web.health import Counted, Metrics
from web.identity import Identity
from web.office import Office
from web.passwords import Passwords
from web.render import Renderer
from web.secret import signing_keys
from web.settings import Settings
from web.staff import StaffDoor
from web.word_lists import WordLists

PAGES = (
    health,
    pages_home,
    pages_reading,
    pages_phone,
    pages_desk,
    pages_record,
    pages_paper,
    pages_sealed,
    pages_case,
    pages_staff,
    pages_archive,
    pages_ledger,
)
RULES: Rulebook = {**CONFERENCE_RULES, **MODERATION_RULES}

STATIC = Path(__file__).resolve().parent.parent / "static"
HASHED_NAME = re.compile(r"-[A-Z0-9]{8}\.\w+$")
"""As esbuild names its files; what has such a name never changes."""
STATIC_MAX_AGE_SECONDS = 3_600
GZIP_LEVEL = 5
MEND_SECONDS = 2.0
ADDRESS_KEY_BYTES = 32

Clock = Callable[[], int]


def wall_clock() -> int:
    """Epoch milliseconds."""
    return time.time_ns() // 1_000_000


class Application:
    """The server's ASGI application, to be used while it is `running`."""

    def __init__(
        self, settings: Settings, open_house: Callable[[], AbstractAsyncContextManager[House]]
    ) -> None:
        self._settings = settings
        self._open_house = open_house
        self._gateway: Gateway | None = None
        self._within: App = plain(503, "not running")
        self._guarded = guarded(self._pass_on, settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._guarded(scope, receive, send)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[House]:
        """Open the house and let people in.

        Not by the server's lifespan: what goes wrong here must reach whoever started it, in words.
        """
        async with self._open_house() as house:
            self._gateway = Gateway(
                house.halls,
                house.identity,
                house.wishes,
                house.asides,
                limits=PRESETS[self._settings.address_preset],
                fast_path=self._settings.fast_path,
            )
            house.staff_door.on_end = self._gateway.drop_staff
            pages = _pages(house, self._gateway)
            self._within = self._gateway.in_front_of(_static_files(pages))
            control = ControlSocket(self._settings.data, house.office)
            await control.open()
            try:
                yield house
            finally:
                await control.close()
                await self.farewell()

    async def farewell(self) -> None:
        """Send the phones away, to come back soon."""
        if self._gateway is not None:
            gateway, self._gateway = self._gateway, None
            await gateway.close()

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._within(scope, receive, send)


def build_app(
    settings: Settings,
    *,
    clock: Clock = wall_clock,
    chance: Chance | None = None,
    passwords: Passwords | None = None,
) -> Application:
    return Application(
        settings,
        partial(open_house, settings, clock=clock, chance=chance, passwords=passwords),
    )


@asynccontextmanager
async def open_house(
    settings: Settings,
    clock: Clock = wall_clock,
    chance: Chance | None = None,
    passwords: Passwords | None = None,
) -> AsyncIterator[House]:
    """Everything but pages and sockets, on this data directory, which nobody else may use meanwhile."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    store = await Store.open(settings.data)
    try:
        house, projector = await _furnish(
            store, settings, clock, chance or Chance(), passwords or Passwords()
        )
        tasks = [asyncio.create_task(projector.run()), asyncio.create_task(_mend(store))]
        try:
            yield house
        finally:
            await house.halls.close()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            with suppress(NotSaved):
                await projector.catch_up()
    finally:
        await store.close()


async def _furnish(
    store: Store, settings: Settings, clock: Clock, chance: Chance, passwords: Passwords
) -> tuple[House, Projector]:
    journal = SqliteJournal(store)
    vault = Vault(store, chance.bytes)
    projector = Projector(journal, store, clock)
    queries = Queries(store)
    people = People(store)
    staff_door = StaffDoor(people, passwords, settings, clock, chance.token)
    identity = Identity(
        keys=signing_keys(settings.data),
        settings=settings,
        clock=clock,
        tokens=chance.token,
        staff_door=staff_door,
        conference_secret=vault.conference_secret,
    )
    word_lists = WordLists(settings.data)
    intake = Intake(clock, chance.token, chance.receipt_code, chance.salt, word_lists.screen)
    watch = Watch(intake, time.monotonic, _limits(settings))
    likeness = Likeness(Duplicates)
    halls = Halls(
        journal,
        RULES,
        clock=clock,
        saved=projector.wake,
        tick_seconds=settings.tick_milliseconds / 1000,
        opened=partial(
            _watched, (watch.observe, likeness.observe, _Endings(projector.hurry).observe)
        ),
    )
    whereabouts = Whereabouts(chance.bytes(ADDRESS_KEY_BYTES))
    office = Office(
        halls=halls,
        intake=intake,
        people=people,
        passwords=passwords,
        identity=identity,
        staff_door=staff_door,
        projector=projector,
        queries=queries,
        conference_secret=vault.conference_secret,
        clock=clock,
        word_lists=word_lists,
    )
    await halls.start()
    await projector.catch_up()
    house = House(
        settings=settings,
        clock=clock,
        chance=chance,
        store=store,
        halls=halls,
        intake=intake,
        wishes=Wishes(intake, watch, whereabouts, identity.read_paper),
        asides=Asides(likeness, watch),
        vault=vault,
        queries=queries,
        staff_door=staff_door,
        identity=identity,
        office=office,
        renderer=Renderer(),
    )
    return house, projector


def _limits(settings: Settings) -> Limits:
    return Limits(
        asks_per_minute=settings.address_asks_per_minute,
        votes_per_second=settings.address_votes_per_second,
        searches_per_second=settings.address_searches_per_second,
        guesses_per_minute=settings.address_guesses_per_minute,
        watch_votes=settings.watch_votes,
    )


class _Endings:
    """Tells the projector when a conference has ended: everybody opens their case then."""

    def __init__(self, hurry: Callable[[], None]) -> None:
        self._hurry = hurry

    def observe(self, hall: Hall) -> None:
        hall.observe(self)

    def begin(self, state: ConferenceState) -> None:
        pass

    def note(self, events: Sequence[Event], _state: ConferenceState) -> None:
        if any(isinstance(event, ConferenceClosed) for event in events):
            self._hurry()


def _watched(observe: Iterable[Callable[[Hall], None]], hall: Hall) -> None:
    for each in observe:
        each(hall)


async def _mend(store: Store) -> None:
    """Halls mend the store when they need it; this is for when nobody happens to be voting."""
    while True:
        await asyncio.sleep(MEND_SECONDS)
        if store.broken:
            with suppress(NotSaved):
                await store.recover()


def _pages(house: House, gateway: Gateway) -> Starlette:
    pages = Starlette(
        routes=[route for page in PAGES for route in page.routes],
        middleware=[Middleware(Counted), Middleware(GZipMiddleware, compresslevel=GZIP_LEVEL)],
        exception_handlers=errors.handlers,
    )
    pages.state.house = house
    pages.state.metrics = Metrics(house, gateway)
    return pages


def _static_files(pages: App) -> App:
    files: App = ServeStaticASGI(
        pages,
        root=STATIC,
        prefix="/static/",
        max_age=STATIC_MAX_AGE_SECONDS,
        allow_all_origins=False,
        immutable_file_test=lambda _path, url: bool(HASHED_NAME.search(url)),
    )
    return files
