"""The server's ASGI application: the house of `wiring.py` with pages and sockets in front."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path

from servestatic import ServeStaticASGI  # type: ignore[import-untyped]
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from realtime.addresses import PRESETS
from realtime.gateway import Gateway
from web import (
    errors,
    health,
    pages_account,
    pages_archive,
    pages_case,
    pages_checkpoints,
    pages_desk,
    pages_erase,
    pages_home,
    pages_invitation,
    pages_ledger,
    pages_new_password,
    pages_office_checkpoints,
    pages_paper,
    pages_people,
    pages_phone,
    pages_reading,
    pages_record,
    pages_register,
    pages_sealed,
    pages_second_step,
    pages_staff,
)
from web.asgi import App, Receive, Scope, Send, plain
from web.cases import (
    announcement,
    calendar,
    calendar_deadlines,
    case_acts,
    deadline_feed,
    evidence,
    front,
    inbox,
    minutes,
    morning,
    reports,
    result,
    search,
)
from web.chance import Chance
from web.context import House
from web.control import ControlSocket
from web.guard import guarded
from web.health import Counted, Metrics
from web.passwords import Passwords
from web.results import feeds, open311
from web.results import page as results
from web.settings import Settings
from web.wiring import Clock, open_house, wall_clock

PAGES = (
    health,
    pages_home,
    pages_reading,
    pages_phone,
    pages_desk,
    pages_record,
    pages_erase,
    pages_paper,
    pages_sealed,
    pages_case,
    pages_staff,
    pages_account,
    pages_second_step,
    pages_new_password,  # before the other things that are done to somebody
    pages_people,
    pages_invitation,
    deadline_feed,
    calendar,  # the office before the record of a conference, whose address is any word
    calendar_deadlines,
    morning,
    search,
    minutes,
    result,
    announcement,
    inbox,
    evidence,
    case_acts,
    front,
    reports,
    pages_register,
    pages_archive,
    pages_ledger,
    pages_checkpoints,
    pages_office_checkpoints,
    results,
    feeds,
    open311,
)

STATIC = Path(__file__).resolve().parent.parent / "static"
HASHED_NAME = re.compile(r"-[A-Z0-9]{8}\.\w+$")
"""As esbuild names its files; what has such a name never changes."""
STATIC_MAX_AGE_SECONDS = 3_600
GZIP_LEVEL = 5


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
