"""`doithoai`: the command line. Exit status 0, 1 (it failed) or 2 (wrong use).

Whatever goes wrong is one line on standard error that says what to do. The commands stand in `cli_*.py`,
and each is loaded only when it is asked for: a server that starts need not load a spreadsheet reader.
"""

import sys
from importlib import import_module
from typing import Any

import click

from archive.damage import damage
from archive.data_lock import DirectoryInUse
from archive.journal import NotSaved
from web.commune_names import BadNames
from web.options import ENVIRONMENT_PREFIX
from web.orders import OrderError
from web.secret import SecretError
from web.settings import SettingError
from web.word_lists import BadWords

FAILED = 1
WRONG_USE = 2
EXPECTED = (BadNames, BadWords, DirectoryInUse, NotSaved, OrderError, SecretError, OSError)
"""What can go wrong without a bug; its text says what to do."""

COMMANDS = {
    "backup": ("web.cli_records", "backup"),
    "calendar": ("web.cli_calendar", "calendar"),
    "checkpoint": ("web.cli_checkpoint", "checkpoint"),
    "conference": ("web.cli_conference", "conference"),
    "demo": ("web.cli_demo", "demo"),
    "dossier": ("web.cli_dossier", "dossier"),
    "export": ("web.cli_records", "export"),
    "import": ("web.cli_import", "import_questions"),
    "paper": ("web.cli_paper", "paper"),
    "person": ("web.cli_person", "person"),
    "rebuild": ("web.cli_records", "rebuild"),
    "replay": ("web.cli_replay", "replay"),
    "restore": ("web.cli_records", "restore"),
    "serve": ("web.cli_serve", "serve"),
    "settings": ("web.cli_serve", "settings"),
    "tokens": ("web.cli_tokens", "tokens"),
    "verify": ("web.cli_verify", "verify"),
    "words": ("web.cli_words", "words"),
}


class Doithoai(click.Group):
    """Loads a command when it is asked for, and says what went wrong in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command

    def main(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["standalone_mode"] = False
        try:
            status = super().main(*args, **kwargs)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            sys.exit(WRONG_USE)
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
        except Exception as error:
            words = damage(error)
            if words is None:
                raise
            _fail(words, FAILED)
        sys.exit(status if isinstance(status, int) else 0)


@click.group(cls=Doithoai, context_settings={"auto_envvar_prefix": ENVIRONMENT_PREFIX})
@click.version_option(package_name="doithoai")
def cli() -> None:
    """Đối Thoại runs a commune's dialogue with its people."""


def main() -> None:
    """The console script."""
    cli.main(prog_name="doithoai")


def _fail(words: str, status: int) -> None:
    click.echo(f"doithoai: {' '.join(words.split())}", err=True)
    sys.exit(status)


if __name__ == "__main__":
    main()
