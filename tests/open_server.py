"""The real server in a process of its own, opened up for a test: its clock can be moved, its casebooks asked.

    python -m tests.open_server --data DIRECTORY --port 0 [--now MILLISECONDS] [--unsynced]

Pages, sockets, store and rules are those of `doithoai serve`. With `--now` its clock stands there until the
order `move_clock` comes. The other orders that only a test has are here too, and travel the operator's way.
With `--unsynced` commits are no longer synced one by one: what a power cut does then shows that a test sees it.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from archive import sqlite_settings
from archive.journal_sqlite import SqliteJournal
from conference.refusals import Refusal
from conference.vocabulary import Actor, Role
from realtime.rounds import Rounds
from web.app import Application
from web.casework import Book
from web.context import House
from web.logs import start_logging
from web.options import read_settings, setting_options
from web.orders import Details, OrderError
from web.serving import serve
from web.settings import Settings
from web.wiring import open_house, wall_clock

CHUNK_BYTES = 16_384
SYNCHRONOUS_NORMAL = 1


class MovableClock:
    """The wall's, until it was set."""

    def __init__(self, now: int | None) -> None:
        self.now = now

    def __call__(self) -> int:
        return wall_clock() if self.now is None else self.now


class OpenOffice:
    """The operator's office, and what only tests may order."""

    def __init__(self, house: House, clock: MovableClock) -> None:
        self._house = house
        self._clock = clock
        self._rounds = Rounds(
            SqliteJournal(house.store), house.casebooks, clock, sleep=lambda _: asyncio.sleep(0)
        )

    async def do(self, order: str, details: Mapping[str, Any]) -> Details:
        if order in ORDERS:
            return await ORDERS[order](self, **details)
        return await self._house.office.do(order, details)

    async def move_clock(self, now: int) -> Details:
        self._clock.now = now
        return {}

    async def go_round(self) -> Details:
        """Everything that is due by rule in every casebook, now; and pages that show it."""
        await self._rounds.go()
        await self._house.office._projector.catch_up()
        return {}

    async def ask_case(
        self,
        *,
        commune: str,
        conference: str,
        name: str,
        fields: Details,
        role: str,
        actor: str,
        id: str,
        unit: str | None = None,
        minted: Details | None = None,
    ) -> Details:
        """As a page of this person would."""
        outcome = await self._house.casework.ask(
            Book(commune, conference),
            name,
            fields,
            Actor(Role(role), actor),
            id=id,
            unit=unit,
            minted=minted or {},
        )
        if isinstance(outcome, Refusal):
            return {"ok": False, "refusal": outcome.code, "detail": outcome.detail}
        return {"ok": True, "position": outcome.position}

    async def take_file(self, commune: str, name: str, source: str) -> Details:
        """Evidence out of a file, which may be a pipe that is still being written to."""
        taken = await self._house.evidence.take(commune, name, _chunks(Path(source)), of_case=0)
        if isinstance(taken, Refusal):
            raise OrderError(f"refused: {taken.code} ({taken.detail})")
        return {"file": taken.file, "media_type": taken.media_type, "size": taken.size}


ORDERS: Mapping[str, Callable[..., Any]] = {
    order.__name__: order
    for order in (
        OpenOffice.move_clock,
        OpenOffice.go_round,
        OpenOffice.ask_case,
        OpenOffice.take_file,
    )
}


async def _chunks(source: Path) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(source.open, "rb", buffering=0) as file:
        while chunk := await asyncio.to_thread(file.read, CHUNK_BYTES):
            yield chunk


def open_app(settings: Settings, clock: MovableClock) -> Application:
    @asynccontextmanager
    async def opened() -> AsyncIterator[House]:
        async with open_house(settings, clock=clock) as house:
            # The control socket takes whatever has `do`.
            yield replace(house, office=OpenOffice(house, clock))

    return Application(settings, opened)


def sync_less() -> None:
    """Past the store's own care, which would refuse to open a file so."""
    pragmas = sqlite_settings.WRITING.pragmas
    assert isinstance(pragmas, dict)
    pragmas["synchronous"] = SYNCHRONOUS_NORMAL


@click.command()
@click.option("--now", type=int)
@click.option("--unsynced", is_flag=True)
@setting_options()
def main(now: int | None, unsynced: bool, **given: Any) -> None:  # noqa: FBT001  click's own way
    if unsynced:
        sync_less()
    settings = read_settings(given)
    start_logging(settings)
    app = open_app(settings, MovableClock(now))
    serve(app, settings, lambda address: click.echo(f"doithoai on {address}"))


if __name__ == "__main__":
    main()
