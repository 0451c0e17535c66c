"""`doithoai tokens`: phones that are none, for load tests of one's own server."""

from typing import Any

import click

from web.cli_office import as_json_option, order, tell
from web.options import setting_options


@click.command()
@click.argument("code")
@click.argument("count", type=int)
@setting_options("data")
@as_json_option
def tokens(code: str, count: int, as_json: bool, **given: Any) -> None:  # noqa: FBT001
    """COUNT device tokens, one a line, for load tests of your own server."""
    done = order(given, "tokens", code=code, count=count)
    tell("\n".join(done["tokens"]), done, as_json=as_json)
