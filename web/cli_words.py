"""`doithoai words …`: a commune's own changes to the list of offensive words."""

from typing import Any

import click

from web.cli_office import as_json_option, order, tell
from web.options import setting_options


@click.group()
def words() -> None:
    """The commune's changes to the list by which offensive words are marked for the moderators."""


def _change(name: str, order_name: str, help: str, done: str) -> None:
    @words.command(name, help=help)
    @click.argument("which", nargs=-1, required=True, metavar="WORD…")
    @setting_options("data", "commune")
    @as_json_option
    def change(which: tuple[str, ...], as_json: bool, **given: Any) -> None:  # noqa: FBT001  click's own way
        now = order(given, order_name, commune=given["commune"], words=list(which))
        tell(done, now, as_json=as_json)


_change("add", "add_words", "Mark these words or phrases too.", "They are marked from now on.")
_change("remove", "remove_words", "Mark these no more.", "They are not marked any more.")


@words.command("list")
@setting_options("data", "commune")
@as_json_option
def listed(as_json: bool, **given: Any) -> None:  # noqa: FBT001  click's own way
    """What the commune added to the shipped list (+) and took out of it (-)."""
    now = order(given, "list_words", commune=given["commune"])
    lines = [*(f"+ {word}" for word in now["added"]), *(f"- {word}" for word in now["removed"])]
    tell("\n".join(lines) or "The shipped list, unchanged.", now, as_json=as_json)
