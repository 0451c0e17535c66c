"""`doithoai person …`: who may sign in, and what they may do."""

from typing import Any

import click

from web.cli_office import as_json_option, order, tell
from web.office import STAFF_ROLES
from web.options import setting_options

ROLE = click.Choice([role.value for role in STAFF_ROLES])
conference_option = click.option(
    "--conference", help="Only in the conference with this code; else in all of the commune's."
)
password_option = click.option(
    "--password", help="Better left out: then one is made up and printed once."
)


@click.group()
def person() -> None:
    """Who may sign in, and what they may do."""


@person.command()
@click.argument("name")
@click.option("--display-name", default="", help="As screens show it.")
@click.option("--role", "roles", multiple=True, type=ROLE, help="Give one at a time.")
@conference_option
@password_option
@setting_options("data", "commune")
@as_json_option
def add(as_json: bool, **given: Any) -> None:  # noqa: FBT001  click's own way
    """Let NAME sign in."""
    wanted = ("name", "display_name", "roles", "password", "commune", "conference")
    done = order(given, "add_person", **{each: given[each] for each in wanted})
    _tell_password(done, as_json=as_json)


@person.command()
@click.argument("name")
@click.argument("role", type=ROLE)
@click.option("--take", is_flag=True, help="Take the role away instead.")
@conference_option
@setting_options("data", "commune")
@as_json_option
def role(as_json: bool, take: bool, **given: Any) -> None:  # noqa: FBT001  click's own way
    """Give NAME a ROLE, or take it away. Their sessions end."""
    wanted = ("name", "role", "commune", "conference")
    name = "take_role" if take else "give_role"
    done = order(given, name, **{each: given[each] for each in wanted})
    words = "no longer" if take else "now"
    tell(f"{done['name']} is {words} {given['role']}; they sign in anew.", done, as_json=as_json)


@person.command()
@click.argument("name")
@password_option
@setting_options("data")
@as_json_option
def reset(name: str, password: str | None, as_json: bool, **given: Any) -> None:  # noqa: FBT001
    """Give NAME a new password. Their sessions end."""
    done = order(given, "reset_password", name=name, password=password)
    _tell_password(done, as_json=as_json)


def _tell_password(done: dict[str, Any], *, as_json: bool) -> None:
    tell(f"name: {done['name']}\npassword: {done['password']}", done, as_json=as_json)
