"""`doithoai calendar …`: a commune's days off and working Saturdays, and how a due date is counted."""

import csv
import io
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click

from archive.spreadsheet import as_sheet
from conference.vocabulary import VIETNAM
from web.cli_office import as_json_option, order, tell
from web.office_calendar import UNVERIFIED
from web.options import setting_options

COLUMNS = ("date", "kind", "name", "source")
FILE_MAX_BYTES = 1_000_000


@click.group()
def calendar() -> None:
    """The days that are not what their weekday says, by which due dates are counted."""


@calendar.command("show")
@click.argument("year", type=int)
@setting_options("data", "commune")
@as_json_option
def shown(year: int, as_json: bool, **given: Any) -> None:  # noqa: FBT001  click's own way
    """Print the days of YEAR as CSV, as `load` reads it. A source that begins with ? is not verified."""
    now = order(given, "show_calendar", commune=given["commune"], year=year)
    rows = [
        {**day, "source": day["source"] if day["verified"] else f"{UNVERIFIED} {day['source']}"}
        for day in now["days"]
    ]
    tell(as_sheet(COLUMNS, rows).decode("utf-8-sig").rstrip("\r\n"), now, as_json=as_json)


@calendar.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@setting_options("data", "commune")
@as_json_option
def load(file: Path, as_json: bool, **given: Any) -> None:  # noqa: FBT001  click's own way
    """Take all days of one year from FILE, a CSV with the columns date, kind, name and source.

    Kinds are holiday, day_off_swap and working_swap. What was loaded of that year before is replaced.
    """
    now = order(given, "load_calendar", commune=given["commune"], rows=_rows(file))
    tell(f"{now['year']}: {now['days']} days loaded.", now, as_json=as_json)


@calendar.command("count")
@click.argument("rule")
@click.argument("since")
@setting_options("data", "commune")
@as_json_option
def counted(rule: str, since: str, as_json: bool, **given: Any) -> None:  # noqa: FBT001  click's own way
    """Count day by day when the term RULE ends that begins at SINCE (2026-11-22, or 2026-11-22T09:30)."""
    now = order(given, "count_deadline", commune=given["commune"], deadline=rule, since=since)
    tell("\n".join([*map(_day_words, now["lines"]), _end_words(now)]), now, as_json=as_json)


def _rows(file: Path) -> list[dict[str, Any]]:
    if file.stat().st_size > FILE_MAX_BYTES:
        raise click.ClickException(f"{file} is too large to be a calendar")
    try:
        text = file.read_text(encoding="utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        rows = [
            {"line": reader.line_num, **{name: (row.get(name) or "").strip() for name in COLUMNS}}
            for row in reader
        ]
    except (UnicodeDecodeError, csv.Error) as problem:
        raise click.ClickException(f"{file} is no CSV in UTF-8: {problem}") from problem
    if missing := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
        raise click.ClickException(f"{file} has no column {', '.join(missing)}")
    return rows


def _day_words(line: dict[str, Any]) -> str:
    name = f" ({line['name']})" if line["name"] else ""
    return f"{line['day']}  {line['counted']:>4}  {line['why']}{name}"


def _end_words(now: dict[str, Any]) -> str:
    unit = now["counting"].replace("_", " ")
    ground = now["basis"] + ("" if now["verified"] else " [not verified]")
    if now["due"] is None:
        end = f"no due date: calendar {now['missing_year']} not loaded"
    else:
        end = f"until {_moment_words(now['due'])}"
    return f"{now['amount']} {unit}, {end}; calendar {now['calendar']}; {ground}"


def _moment_words(at: int) -> str:
    """Midnight belongs to the day that it ends."""
    moment = datetime.fromtimestamp(at // 1000, VIETNAM)
    if (moment.hour, moment.minute) == (0, 0):
        return f"{moment - timedelta(days=1):%Y-%m-%d} 24:00"
    return f"{moment:%Y-%m-%d %H:%M}"
