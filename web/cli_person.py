"""`doithoai person …`: who may sign in, and what they may do."""

from typing import Any

import click

from web.cli_office import as_json_option, order, tell
from web.options import setting_options
from web.staff import STAFF_ROLES

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


unit_option = click.option("--unit", default="", help="The office they work in.")


@person.command()
@click.argument("name")
@click.option("--display-name", default="", help="As screens show it.")
@click.option("--role", "roles", multiple=True, type=ROLE, help="Give one at a time.")
@conference_option
@unit_option
@password_option
@setting_options("data", "commune")
@as_json_option
def add(as_json: bool, **given: Any) -> None:  # noqa: FBT001  click's own way
    """Let NAME sign in."""
    wanted = ("name", "display_name", "roles", "password", "commune", "conference")
    details = {each: given[each] for each in wanted} | {"unit": given["unit"] or None}
    done = order(given, "add_person", **details)
    _tell_password(done, as_json=as_json)


@person.command("list")
@setting_options("data", "commune")
@as_json_option
def list_people(as_json: bool, **given: Any) -> None:  # noqa: FBT001  click's own way
    """Who can sign in, with roles, unit and what to be warned of."""
    done = order(given, "list_people", commune=given["commune"])
    lines = [_line(each) for each in done["people"]]
    tell("\n".join(lines) or "nobody yet", done, as_json=as_json)


@person.command()
@click.option("--role", "roles", multiple=True, type=ROLE, help="Give one at a time.")
@conference_option
@unit_option
@click.option("--note", default="", help="Whom it is for.")
@setting_options("data", "commune", "public_url")
@as_json_option
def invite(as_json: bool, **given: Any) -> None:  # noqa: FBT001  click's own way
    """Print a link by which somebody makes their own account. It is good once, for 7 days."""
    wanted = ("roles", "commune", "conference", "unit", "note")
    done = order(given, "invite_person", **{each: given[each] for each in wanted})
    tell(given["public_url"].rstrip("/") + done["path"], done, as_json=as_json)


@person.command()
@click.argument("name")
@click.argument("unit")
@setting_options("data")
@as_json_option
def unit(name: str, unit: str, as_json: bool, **given: Any) -> None:  # noqa: FBT001  click's own way
    """Write down that NAME works in UNIT; an empty UNIT takes it out."""
    done = order(given, "set_unit", name=name, unit=unit)
    tell(f"{done['name']}: {unit or 'no unit'}", done, as_json=as_json)


@person.command()
@click.argument("name")
@setting_options("data")
@as_json_option
def disable(name: str, as_json: bool, **given: Any) -> None:  # noqa: FBT001  click's own way
    """Throw NAME out at once, and keep them out. What they did stays."""
    done = order(given, "disable_person", name=name)
    tell(f"{done['name']} is out and cannot sign in.", done, as_json=as_json)


@person.command()
@click.argument("name")
@setting_options("data")
@as_json_option
def enable(name: str, as_json: bool, **given: Any) -> None:  # noqa: FBT001  click's own way
    """Let NAME sign in again."""
    done = order(given, "enable_person", name=name)
    tell(f"{done['name']} can sign in again.", done, as_json=as_json)


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
    said = f"{done['name']} is {words} {given['role']}; they sign in anew."
    tell(_with_warning(said, done), done, as_json=as_json)


@person.command()
@click.argument("name")
@click.option(
    "--second-step", is_flag=True, help="Turn their codes off instead; the password stays."
)
@password_option
@setting_options("data")
@as_json_option
def reset(as_json: bool, second_step: bool, **given: Any) -> None:  # noqa: FBT001  click's own way
    """Give NAME a new password, or take their second step away. Their sessions end."""
    if second_step:
        done = order(given, "reset_second_step", name=given["name"])
        tell(f"{done['name']} signs in by password alone.", done, as_json=as_json)
        return
    done = order(given, "reset_password", name=given["name"], password=given["password"])
    _tell_password(done, as_json=as_json)


def _tell_password(done: dict[str, Any], *, as_json: bool) -> None:
    said = f"name: {done['name']}\npassword: {done['password']}"
    tell(_with_warning(said, done), done, as_json=as_json)


def _with_warning(said: str, done: dict[str, Any]) -> str:
    return f"{said}\nwarning: {done['name']} {done['warning']}" if "warning" in done else said


def _line(person: dict[str, Any]) -> str:
    roles = ", ".join(
        f"{held['role']} in {held['conference']}" if held["conference"] else held["role"]
        for held in person["roles"]
    )
    parts = [
        person["name"],
        person["display_name"],
        person["unit"] or "-",
        roles or "no role",
        "disabled" if person["disabled"] else "two steps" if person["second_step"] else "one step",
    ]
    return _with_warning("\t".join(parts), person)
