"""`doithoai`: the command line. Exit status 0, 1 (it failed) or 2 (wrong use).

Whatever goes wrong is one line on standard error that says what to do. The commands stand in `cli_*.py`,
one group each.
"""

import sys
from typing import Any

import click

from archive.data_lock import DirectoryInUse
from archive.journal import NotSaved
from web.app import build_app
from web.cli_conference import conference
from web.cli_demo import demo
from web.cli_import import import_questions
from web.cli_office import as_json_option, order, tell
from web.cli_person import person
from web.cli_records import backup, export, rebuild, restore, verify
from web.cli_replay import replay
from web.logs import start_logging
from web.office import OrderError
from web.options import (
    ENVIRONMENT_PREFIX,
    read_settings,
    setting_options,
    settings_list,
    settings_markdown,
)
from web.secret import SecretError
from web.serving import serve as run_server
from web.settings import SettingError

FAILED = 1
WRONG_USE = 2
EXPECTED = (DirectoryInUse, NotSaved, OrderError, SecretError, OSError)
"""What can go wrong without a bug; its text says what to do."""


class OneLineGroup(click.Group):
    """Says what went wrong in one line, and gives the exit status that belongs to it."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["standalone_mode"] = False
        try:
            status = super().main(*args, **kwargs)
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else "doithoai"
            _fail(f"{error.format_message()} See: {path} --help", WRONG_USE)
        except SettingError as error:
            _fail(str(error), WRONG_USE)
        except click.ClickException as error:
            _fail(error.format_message(), FAILED)
        except click.Abort:
            _fail("stopped", FAILED)
        except EXPECTED as error:
            _fail(str(error), FAILED)
        sys.exit(status if isinstance(status, int) else 0)


@click.group(cls=OneLineGroup, context_settings={"auto_envvar_prefix": ENVIRONMENT_PREFIX})
@click.version_option(package_name="doithoai")
def cli() -> None:
    """Đối Thoại runs a commune's dialogue with its people."""


@cli.command()
@setting_options()
def serve(**given: Any) -> None:
    """Serve the pages and the live halls until stopped."""
    settings = read_settings(given)
    start_logging(settings)
    run_server(build_app(settings), settings, lambda address: click.echo(f"doithoai on {address}"))


@cli.command()
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


@cli.command()
@click.argument("code")
@click.argument("count", type=int)
@setting_options("data")
@as_json_option
def tokens(code: str, count: int, as_json: bool, **given: Any) -> None:  # noqa: FBT001
    """COUNT device tokens, one a line, for load tests of your own server."""
    done = order(given, "tokens", code=code, count=count)
    tell("\n".join(done["tokens"]), done, as_json=as_json)


for _command in (
    demo,
    conference,
    import_questions,
    person,
    export,
    verify,
    rebuild,
    backup,
    restore,
    replay,
):
    cli.add_command(_command)


def main() -> None:
    """The console script."""
    cli.main(prog_name="doithoai")


def _fail(words: str, status: int) -> None:
    click.echo(f"doithoai: {' '.join(words.split())}", err=True)
    sys.exit(status)


if __name__ == "__main__":
    main()
