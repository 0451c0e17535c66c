"""What is kept: export, rebuild, backup, restore."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from archive.backup import BadBackup, back_up
from archive.backup import restore as bring_back
from archive.verify import Fault
from web.cli_office import as_json_option, database_of, order, tell
from web.options import setting_options
from web.orders import Details

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("code")
@click.option(
    "--format", type=click.Choice(["json", "csv", "xlsx"]), default="json", show_default=True
)
@click.option("--ledger", is_flag=True, help="The moderation record instead of the transcript.")
@click.option("--register", is_flag=True, help="The register of its cases instead; into a file.")
@click.option("--output", type=FILE, help="Into this file; else to standard output.")
@setting_options("data")
def export(
    code: str,
    format: str,
    ledger: bool,  # noqa: FBT001  click's own way
    register: bool,  # noqa: FBT001
    output: Path | None,
    **given: Any,
) -> None:
    """The full transcript of the conference CODE, its ledger, or the register of its cases."""
    if register:
        if output is None or ledger:
            raise click.UsageError("the register goes into a file of its own: give --output")
        order(given, "export_register", code=code, form=format, out=str(output.absolute()))
        return
    if format == "xlsx":
        raise click.UsageError("only the register is written as xlsx: give --register")
    name = "export_ledger" if ledger else "export"
    text = order(given, name, code=code, format=format)["text"]
    if output is None:
        click.echo(text, nl=False)
    else:
        # As it stands: CSV has its own line ends.
        output.write_bytes(text.encode())


@click.command()
@setting_options("data")
@as_json_option
def rebuild(as_json: bool, **given: Any) -> None:  # noqa: FBT001  click's own way
    """Throw the read tables away and make them anew from the journal."""
    done = order(given, "rebuild")
    tell(f"made anew: {done['conferences']} conferences", done, as_json=as_json)


@click.command()
@click.argument("file", type=FILE)
@setting_options("data")
@as_json_option
def backup(file: Path, data: Path, as_json: bool) -> None:  # noqa: FBT001  click's own way
    """A checked copy of everything into FILE, also while the server runs."""
    database_of(data)
    try:
        lost = back_up(data, file)
    except BadBackup as problem:
        raise click.ClickException(f"{problem}; run `doithoai verify`") from problem
    tell(f"saved and checked: {file}", {"file": str(file), "faults": _told(lost)}, as_json=as_json)
    _regret(lost)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@setting_options("data")
@as_json_option
def restore(file: Path, data: Path, as_json: bool) -> None:  # noqa: FBT001  click's own way
    """Bring a backup back, into a data directory that has no database."""
    try:
        lost = bring_back(file, data)
    except BadBackup as problem:
        raise click.ClickException(f"{problem}; take another backup") from problem
    tell(f"restored into {data}", {"data": str(data), "faults": _told(lost)}, as_json=as_json)
    _regret(lost)


def _told(faults: Sequence[Fault]) -> list[Details]:
    return [{"stream": one.stream, "entry": one.sequence, "problem": one.problem} for one in faults]


def _regret(lost: Sequence[Fault]) -> None:
    """It was done, and yet somebody must hear of it."""
    if lost:
        raise click.ClickException(
            f"everything but {len(lost)} files of evidence; the first: {lost[0].stream} entry "
            f"{lost[0].sequence}, {lost[0].problem}; look for them in an older backup"
        )
