"""From a command to the office: through the running server if there is one, else by opening the house.

One order is given the same way in both cases. Beside it stand the ways in which all commands speak: what
was done on standard output, for people or as JSON; what went wrong as one line on standard error.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from archive.store import DATABASE_FILE
from web.control import NobodyListens, Orders, RemoteOffice
from web.options import read_settings
from web.orders import Details, OrderError
from web.settings import Settings
from web.wiring import open_house

BEGINNINGS = ("create_conference", "add_person", "invite_person")
"""The orders that may be the first in a new data directory. Others found nothing there, and shall leave none."""

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@asynccontextmanager
async def reach_office(settings: Settings, *, begin: bool = False) -> AsyncIterator[Orders]:
    """The running server's office, or our own for as long as this lasts; `begin`: also where nothing is yet."""
    try:
        remote = await RemoteOffice.reach(settings.data)
    except NobodyListens:
        if not begin:
            _must_exist(settings.data)
        async with open_house(settings) as house:
            yield house.office
        return
    try:
        yield remote
    finally:
        remote.close()


def order(given: dict[str, Any], name: str, /, **details: Any) -> Details:
    """Give one order and wait until it is carried out. `given` holds the command's settings."""

    async def carry_out() -> Details:
        async with reach_office(read_settings(given), begin=name in BEGINNINGS) as office:
            return await office.do(name, details)

    return asyncio.run(carry_out())


def _must_exist(data: Path) -> None:
    try:
        (data / DATABASE_FILE).stat()
    except FileNotFoundError:
        raise OrderError(f"there is no database in {data}; give --data") from None


def database_of(data: Path) -> Path:
    """The database file of this data directory, which must be there."""
    file = data / DATABASE_FILE
    if not file.exists():
        raise click.ClickException(f"there is no database in {data}; give --data")
    return file


def tell(words: str, done: Details, *, as_json: bool) -> None:
    """Say what was done."""
    click.echo(msgspec.json.encode(done).decode() if as_json else words)
