"""`doithoai serve`, and `doithoai settings`: what it would be served with."""

from typing import Any

import click

from web.app import build_app
from web.cli_office import as_json_option, tell
from web.logs import start_logging
from web.options import read_settings, setting_options, settings_list, settings_markdown
from web.serving import serve as run_server


@click.command()
@setting_options()
def serve(**given: Any) -> None:
    """Serve the pages and the live halls until stopped."""
    settings = read_settings(given)
    start_logging(settings)
    run_server(build_app(settings), settings, lambda address: click.echo(f"doithoai on {address}"))


@click.command()
@click.option("--markdown", is_flag=True, help="As docs/SETTINGS.md.")
@setting_options()
@as_json_option
def settings(markdown: bool, as_json: bool, **given: Any) -> None:  # noqa: FBT001  click's own way
    """Every setting, and what it is now."""
    now = settings_list(read_settings(given))
    words = (
        settings_markdown().rstrip()
        if markdown
        else "\n".join(f"{k} = {v}" for k, v in now.items())
    )
    tell(words, now, as_json=as_json)
