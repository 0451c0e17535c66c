"""`doithoai conference …`: a conference is created and moved through its stages."""

from datetime import datetime
from typing import Any

import click

from conference.vocabulary import VIETNAM, JoinMode
from web.cli_office import as_json_option, order, tell
from web.options import setting_options

MOVES = {
    "announce": ("announce_conference", "People may ask and support from now on, ahead of it."),
    "open": ("open_conference", "The meeting begins."),
    "pause": ("pause_conference", "A break: nobody asks or votes until it is resumed."),
    "resume": ("resume_conference", "The meeting goes on."),
    "close": ("close_conference", "The meeting ends for good; every question becomes a case."),
}


class Moment(click.ParamType[int]):
    """A date and time, in Vietnam's time unless it says otherwise."""

    name = "YYYY-MM-DDTHH:MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, int):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date and time like 2026-12-01T08:00", param, ctx)
        return round(
            (moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)).timestamp() * 1000
        )


@click.group()
def conference() -> None:
    """Create a conference, and move it through its stages."""


@conference.command()
@click.argument("code")
@click.option("--title", help="As people read it; else “Hội nghị đối thoại năm …”.")
@click.option("--place", default="", help="Where it is held.")
@click.option("--starts-at", type=Moment(), help="When, such as 2026-12-01T08:00.")
@click.option("--topic", "topics", multiple=True, help="A field to ask about; give one at a time.")
@click.option("--unit", "units", multiple=True, help="Who can be charged with an answer.")
@setting_options("data", "commune")
@as_json_option
def create(code: str, as_json: bool, **given: Any) -> None:  # noqa: FBT001  click's own way
    """Create a conference under a short CODE: letters, digits, hyphens."""
    fields = {name: given[name] for name in ("title", "place", "starts_at", "topics", "units")}
    fields |= {"code": code.upper(), "commune": given["commune"]}
    done = order(given, "create_conference", fields=fields)
    next_step = f"doithoai conference announce {code.upper()}"
    tell(f"{code.upper()} is created. Next: {next_step}", done, as_json=as_json)


@conference.command("join-mode")
@click.argument("code")
@click.argument("mode", type=click.Choice([mode.value for mode in JoinMode]))
@click.option("--code", "join_code", help="The short code, for the mode of that name.")
@setting_options("data")
@as_json_option
def join_mode(
    code: str,
    mode: str,
    join_code: str | None,
    as_json: bool,  # noqa: FBT001  click's own way
    **given: Any,
) -> None:
    """What it takes to ask and vote from a phone in the conference CODE.

    open: nothing. code: a short code said in the hall. paper: a personal code (`doithoai paper`). staff:
    phones only look on.
    """
    fields = {"mode": mode} | ({"code": join_code} if join_code else {})
    done = order(given, "command", code=code, name="set_join_mode", fields=fields)
    tell(f"{code.upper()}: {mode}", done, as_json=as_json)


def _move(name: str, command: str, words: str) -> None:
    @conference.command(name, help=words)
    @click.argument("code")
    @setting_options("data")
    @as_json_option
    def move(code: str, as_json: bool, **given: Any) -> None:  # noqa: FBT001  click's own way
        done = order(given, "command", code=code, name=command, fields={})
        tell(f"{code.upper()}: {words}", done, as_json=as_json)


for _name, (_command, _words) in MOVES.items():
    _move(_name, _command, _words)
