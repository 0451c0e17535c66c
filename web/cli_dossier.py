"""The dossier of a conference, made and checked. Checking needs no data directory, and asks nobody."""

from pathlib import Path
from typing import Any

import click
import msgspec

from archive.dossier.checking import Checked, check_dossier
from web.cli_office import as_json_option, order, tell
from web.options import setting_options

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("code")
@click.option("--out", type=FILE, help="Into this file; else <CODE>-dossier.zip here.")
@click.option(
    "--complete",
    is_flag=True,
    help="With what is sealed: for the keeper of the sealed box alone.",
)
@setting_options("data")
@as_json_option
def dossier(code: str, out: Path | None, complete: bool, as_json: bool, **given: Any) -> None:  # noqa: FBT001
    """All of the conference CODE in one file that anybody can check without us."""
    code = code.upper()
    file = (out or Path(f"{code}-dossier.zip")).absolute()
    copy = "complete" if complete else "office"
    done = order(given, "dossier", code=code, copy=copy, out=str(file))
    checked = check_dossier(file)
    if checked.faults:
        raise click.ClickException(f"{file} was made and does not hold: {checked.faults[0]}")
    lines = [
        f"made and checked: {file}",
        f"sha256 {checked.sha256}",
        *_heads(checked),
    ]
    tell("\n".join(lines), {**done, "file": str(file), "sha256": checked.sha256}, as_json=as_json)


def check(file: Path, *, as_json: bool) -> None:
    """What `verify FILE` says."""
    try:
        checked = check_dossier(file)
    except OSError as problem:
        raise click.ClickException(f"{file} cannot be read: {problem}") from problem
    lines = [f"sha256 {checked.sha256}", *_heads(checked), *checked.faults]
    tell("\n".join(lines), msgspec.to_builtins(checked), as_json=as_json)
    if checked.faults:
        raise click.ClickException(
            f"{file.name} is not what was written: {checked.faults[0]}; ask for it anew"
        )


def _heads(checked: Checked) -> list[str]:
    if checked.manifest is None:
        return []
    manifest = checked.manifest
    told = [
        f"{one.stream}: {one.entries} entries, {one.head}, root {one.root}"
        + (f", {one.withheld} kept back" if one.withheld else "")
        for one in manifest.streams
    ]
    return [*told, f"{manifest.questions} questions, {manifest.cases} cases, copy: {manifest.copy}"]
