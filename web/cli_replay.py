"""`doithoai replay`: a recorded conversation or meeting, lived again by phones on a running server.

For trying out an installation of one's own, and for its figures: it comes in through pages and sockets
like anybody, so it needs tokens or cookies for its phones and a login for its staff.
"""

import asyncio
import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import click
import msgspec

from web.replay_crowd import SignInError
from web.replay_figures import as_text
from web.replay_http import NoAnswerError
from web.replay_meeting import Meeting, Surroundings, Wish
from web.replay_phone import JoinRefusedError
from web.replay_script import BadRecordingError, Script, read_call, read_votes

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.option("--url", default="http://127.0.0.1:8000", show_default=True, help="The server.")
@click.option("--conference", "code", required=True, help="The conference's short code.")
@click.option("--votes", type=FOLDER, help="A conversation: comments.csv and votes.csv.")
@click.option("--call", type=FOLDER, help="A meeting: events.jsonl.")
@click.option("--phones", type=click.IntRange(1, 10_000), help="As many as were recorded.")
@click.option("--polling", type=click.IntRange(0, 200), default=0, help="So many of them poll.")
@click.option("--speed", type=click.FloatRange(min=0.001), default=1.0, show_default=True)
@click.option(
    "--longest-silence",
    type=click.FloatRange(min=0.0),
    default=60.0,
    show_default=True,
    help="Recorded seconds after which the next one speaks anyway.",
)
@click.option("--tokens", type=click.File(), help="Device tokens, one a line.")
@click.option("--staff", help="Name of a person who is moderator and chair there.")
@click.option("--staff-password", envvar="DOITHOAI_STAFF_PASSWORD", help="Asked for if not given.")
@click.option("--onto-existing", is_flag=True, help="Approve what waits, and play on that first.")
@click.option("--answers", type=click.IntRange(0), default=0, help="Questions the chair takes.")
@click.option("--to-the-end", is_flag=True, help="The chair closes the conference.")
@click.option("--data", type=FOLDER, help="The server's data directory, to look into the journal.")
@click.option("--json", "as_json", is_flag=True, help="Figures as JSON.")
def replay(**given: Any) -> None:
    """Let phones live a recording again, then compare what everybody holds.

    Exit status 1 when an acknowledged command is missing or a screen shows something else.
    """
    as_json = given.pop("as_json")
    wish = _wish(**given)
    length = len(wish.script.acts)
    with click.progressbar(range(length), label="replay", file=sys.stderr) as bar:
        around = Surroundings(
            clock=time.monotonic,
            new_id=lambda: str(uuid.uuid4()),
            today=lambda: datetime.now(UTC).date(),
            progress=lambda _done, _all: bar.update(1),
        )
        figures = _or_fail(lambda: asyncio.run(Meeting(wish, around).run()))
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(asdict(figures)), indent=2))
    else:
        click.echo(as_text(figures))
    if not figures.ok:
        raise SystemExit(1)


def _wish(
    *, votes: Path | None, call: Path | None, phones: int | None, staff: str | None, **given: Any
) -> Wish:
    if (votes is None) == (call is None):
        raise click.UsageError("give either --votes or --call")
    if staff is None and (given["onto_existing"] or given["answers"] or given["to_the_end"]):
        raise click.UsageError("only staff can do that: give --staff")
    password = given.pop("staff_password")
    if staff is not None and password is None:
        password = click.prompt("Password", hide_input=True, err=True)
    tokens = given.pop("tokens")
    script = _or_fail(lambda: _script(votes, call, phones))
    return Wish(
        url=_url(given.pop("url")),
        code=given.pop("code").upper(),
        script=script,
        tokens=tuple(tokens.read().split()) if tokens else (),
        staff=(staff, password) if staff is not None else None,
        **given,
    )


def _script(votes: Path | None, call: Path | None, phones: int | None) -> Script:
    if votes is not None:
        return read_votes(votes, phones)
    if call is not None:
        return read_call(call, phones)
    raise BadRecordingError("nothing to play")


def _url(text: str) -> SplitResult:
    url = urlsplit(text.rstrip("/"))
    if url.scheme not in ("http", "https") or not url.hostname or url.path:
        raise click.UsageError(f"--url is http(s)://host[:port], not {text!r}")
    return url


def _or_fail(work: Callable[[], Any]) -> Any:
    """What can go wrong outside of us, as one line for whoever runs it."""
    try:
        return work()
    except (BadRecordingError, JoinRefusedError, SignInError) as problem:
        raise click.ClickException(str(problem)) from problem
    except (NoAnswerError, OSError) as problem:
        raise click.ClickException(f"the server does not answer: {problem}") from problem
