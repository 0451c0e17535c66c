"""`doithoai demo`: a living hall at once, to look at and to take over."""

import asyncio
import json
import secrets
from collections.abc import Coroutine
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from web.app import build_app
from web.commune_names import FILE_NAME as COMMUNE_NAMES
from web.control import RemoteOffice
from web.demo_crowd import PHONES, Crowd
from web.demo_hall import MODERATOR, OFFICE, SCRIPT, DemoHall, prepare
from web.demo_past import live_the_past
from web.demo_past_words import CHAIR
from web.demo_words import COMMUNE, COMMUNE_NAME
from web.logs import start_logging
from web.options import read_settings, setting_options
from web.orders import OrderError
from web.replay_crowd import SignInError, sign_in
from web.replay_phone import JoinRefusedError
from web.serving import serve
from web.settings import Settings
from web.wiring import wall_clock

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  addresses that are compared, not bound


@click.command()
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("data/demo"),
    show_default=True,
    help="Kept between starts; delete it to begin anew.",
)
@click.option("--crowd/--no-crowd", default=True, help="People who ask and vote by themselves.")
@setting_options("host", "port", "public_url", "language", "log_level")
def demo(crowd: bool, **given: Any) -> None:  # noqa: FBT001  click's own way
    """Serve a made-up commune's conference that is live, with a small crowd in it."""
    settings = read_settings(given)
    start_logging(settings)
    _name_the_commune(settings.data)
    click.echo("Đối Thoại: living through an earlier meeting and the weeks after it ...", err=True)
    asyncio.run(live_the_past(settings, wall_clock()))
    running: set[asyncio.Task[None]] = set()

    def begin(address: str) -> None:
        task = asyncio.create_task(_told(_begin(settings, address, with_crowd=crowd)))
        running.add(task)

    serve(build_app(settings), settings, begin)


def _name_the_commune(data: Path) -> None:
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    names = json.dumps({COMMUNE: COMMUNE_NAME}, ensure_ascii=False)
    (data / COMMUNE_NAMES).write_text(names, encoding="utf-8")


async def _begin(settings: Settings, address: str, *, with_crowd: bool) -> None:
    office = await RemoteOffice.reach(settings.data)
    try:
        hall = await prepare(office)
        asked = {"code": hall.code, "count": PHONES}
        tokens = (await office.do("tokens", asked))["tokens"]
    finally:
        office.close()
    click.echo(_addresses(settings, address, hall, with_crowd=with_crowd))
    if with_crowd:
        url = urlsplit(_from_here(address))
        staff_cookie = await sign_in(url, SCRIPT, hall.passwords[SCRIPT])
        await Crowd(url, hall.code, secrets.SystemRandom()).live(tokens, staff_cookie)


async def _told(work: Coroutine[Any, Any, None]) -> None:
    """The server goes on without a crowd, but not without a word."""
    try:
        await work
    except (OrderError, SignInError, JoinRefusedError, ConnectionError) as problem:
        click.echo(f"doithoai: the demo's crowd has left: {problem}", err=True)


def _from_here(address: str) -> str:
    """A server on every address is reached on this machine's own."""
    url = urlsplit(address)
    return f"{url.scheme}://127.0.0.1:{url.port}" if url.hostname in EVERYWHERE else address


def _addresses(settings: Settings, address: str, hall: DemoHall, *, with_crowd: bool) -> str:
    base = settings.public_url.rstrip("/") or _from_here(address)
    office = "".join(
        f"  sign in as {name:<10}  password {hall.passwords[name]}\n" for name in OFFICE
    )
    crowd = f"{PHONES} phones ask and vote by themselves (--no-crowd leaves it to you)."
    return f"""\
Đối Thoại: a demo conference is live, code {hall.code}

  phone     {base}/h/{hall.code}
  display   {base}/h/{hall.code}/display
  desk      {base}/desk/{hall.code}     sign in as {MODERATOR}, password {hall.passwords[MODERATOR]}
  stage     {base}/stage/{hall.code}    sign in as {CHAIR}, password {hall.passwords[CHAIR]}
  archive   {base}/archive/{hall.code}

The meeting before has ended, and its cases are being worked on: {base}/archive/cases
{office}
{crowd if with_crowd else "No crowd: open the phone page in a few windows and ask."}
Everything is kept in {settings.data}. Ctrl+C stops."""
