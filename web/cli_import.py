"""`doithoai import`: questions gathered before a meeting go in as everything else does, by commands.

The file is read whole before the first row goes in, so a file that cannot be read changes nothing. Rows
that cannot go in are told with their line and reason, and the rest goes in; the same list again adds
nothing, because each row is known by its own key.
"""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import msgspec

from archive.bring_in import Gathered, Reading, read
from archive.bring_in_files import BadFileError, BadRow
from web.cli_office import as_json_option, reach_office
from web.options import read_settings, setting_options
from web.settings import Settings

ROWS_PER_ORDER = 100
"""One order holds up no other for long, and a progress bar moves."""
ALREADY_THERE = "duplicate"
TROUBLE = ("busy", "not_saved", "closed", "not_found")
"""Refusals that are not the row's fault: trying again later, or elsewhere, may help."""


@dataclass(slots=True)
class Result:
    """What became of every row."""

    added: list[int] = field(default_factory=list)
    """Lines."""
    there: list[BadRow] = field(default_factory=list)
    refused: list[BadRow] = field(default_factory=list)
    notes: list[BadRow] = field(default_factory=list)
    trouble: bool = False


@click.command("import")
@click.argument("code")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--list", "list_name", default="", help="Keeps the ids of this list apart from others."
)
@click.option("--sheet", help="Of an XLSX workbook; else its first.")
@setting_options("data")
@as_json_option
def import_questions(code: str, file: Path, as_json: bool, **given: Any) -> None:  # noqa: FBT001
    """Put the questions of FILE (JSON lines, CSV or XLSX) into the conference CODE.

    Columns may be called text, name, place, topic and id, or Nội dung, Họ tên, Thôn, Lĩnh vực and Mã.
    """
    try:
        reading = read(file, given.pop("list_name"), given.pop("sheet"))
    except BadFileError as problem:
        raise click.ClickException(str(problem)) from problem
    result = asyncio.run(_put_in(read_settings(given), code, reading))
    _tell(reading, result, as_json=as_json)
    if result.trouble:
        raise click.ClickException(
            "some rows could not go in now: mend it and import the same file again"
        )
    if not (result.added or result.there):
        raise click.ClickException("no row of this file could go in")


async def _put_in(settings: Settings, code: str, reading: Reading) -> Result:
    result = Result(refused=list(reading.bad), there=list(reading.repeated))
    with click.progressbar(
        range(len(reading.questions)),
        label="import",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        async with reach_office(settings) as office:
            for some in _bunches(reading.questions):
                order = {
                    "code": code,
                    "name": "record_question",
                    "each": [{"fields": _fields(question)} for question in some],
                }
                outcomes = (await office.do("commands", order))["outcomes"]
                for question, outcome in zip(some, outcomes, strict=True):
                    _note(result, question, outcome)
                bar.update(len(some))
    return result


def _bunches(questions: Sequence[Gathered]) -> Iterator[Sequence[Gathered]]:
    for start in range(0, len(questions), ROWS_PER_ORDER):
        yield questions[start : start + ROWS_PER_ORDER]


def _fields(question: Gathered) -> dict[str, str]:
    given = {
        "text": question.text,
        "source": question.source,
        "name": question.name,
        "place": question.place,
        "topic": question.topic,
    }
    return {name: value for name, value in given.items() if value}


def _note(result: Result, question: Gathered, outcome: dict[str, Any]) -> None:
    if outcome["ok"]:
        result.added.append(question.line)
        result.notes += [BadRow(question.line, note) for note in question.notes]
    elif outcome["refusal"] == ALREADY_THERE:
        result.there.append(BadRow(question.line, "its id is in the conference already"))
    else:
        result.refused.append(BadRow(question.line, outcome["words"]))
        result.trouble = result.trouble or outcome["refusal"] in TROUBLE


def _tell(reading: Reading, result: Result, *, as_json: bool) -> None:
    refused = sorted(result.refused, key=lambda row: row.line)
    if as_json:
        done = {
            "added": len(result.added),
            "already_there": _rows(result.there),
            "refused": _rows(refused),
            "notes": _rows(result.notes),
            "unused_columns": list(reading.unused),
        }
        click.echo(msgspec.json.encode(done).decode())
        return
    for row in [*refused, *result.notes]:
        click.echo(f"line {row.line}: {row.reason}", err=True)
    click.echo(
        f"{len(result.added)} questions taken in, {len(result.there)} already there, "
        f"{len(refused)} refused"
    )
    if result.there and not result.added:
        click.echo("If this is another list with ids of its own, name it with --list.", err=True)
    if reading.unused:
        click.echo(f"columns not used: {', '.join(reading.unused)}", err=True)


def _rows(rows: Sequence[BadRow]) -> list[dict[str, Any]]:
    return [{"line": row.line, "reason": row.reason} for row in rows]
