"""The dossier of a conference, made and checked at once."""

from pathlib import Path
from typing import Any

import click

from archive.checkpoints.checking import Trust
from archive.dossier.checking import check_dossier
from web.checkpoint_keys import check
from web.cli_office import as_json_option, order, tell
from web.cli_verify import streams_told
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
    checked = check_dossier(file, trust=Trust(check))
    if checked.faults:
        raise click.ClickException(f"{file} was made and does not hold: {checked.faults[0]}")
    lines = [
        f"made and checked: {file}",
        f"sha256 {checked.sha256}",
        *streams_told(checked),
    ]
    tell("\n".join(lines), {**done, "file": str(file), "sha256": checked.sha256}, as_json=as_json)
