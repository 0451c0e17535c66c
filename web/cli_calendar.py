"""`doithoai calendar …`: a commune's days off and working Saturdays, and how a due date is counted."""

import csv
import io
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click

from archive.calendar import DayKind
from archive.deadlines import Counting
from archive.spreadsheet import as_sheet
from conference.vocabulary import VIETNAM
from web.cli_office import as_json_option, order, tell
from web.office_calendar import UNVERIFIED
from web.options import setting_options

COLUMNS = ("date", "kind", "name", "source")
FILE_MAX_BYTES = 1_000_000
TABLE_KINDS = [str(kind) for kind in DayKind if kind is not DayKind.LOCAL_CLOSURE]
"""A closure has an order of its own: it is the chair's decision."""


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
    tell(f"{now['year']}: {now['days']} days loaded.\n{_effect(now)}", now, as_json=as_json)


@calendar.command("set-day")
@click.argument("day")
@click.argument("kind", type=click.Choice(TABLE_KINDS))
@click.argument("name")
@click.option(
    "--source", required=True, help="Where it is known from; begins with ? if nobody read it."
)
@setting_options("data", "commune")
@as_json_option
def set_day(day: str, kind: str, name: str, source: str, *, as_json: bool, **given: Any) -> None:
    """Make DAY (2026-12-07) what its weekday does not say, in place of what is known of it."""
    row = {"date": day, "kind": kind, "name": name, "source": source}
    now = order(given, "set_day", commune=given["commune"], row=row)
    tell(f"{day}: {kind}, {name}.\n{_effect(now)}", now, as_json=as_json)


@calendar.command("closure")
@click.argument("day")
@click.argument("why")
@click.option("--lift", is_flag=True, help="Open again on that day instead; WHY is the reason.")
@setting_options("data", "commune")
@as_json_option
def closure(day: str, why: str, *, lift: bool, as_json: bool, **given: Any) -> None:
    """Close the commune's office on DAY, by its chair's decision: WHY is what the page says."""
    if lift:
        _remove(given, day, why, as_json=as_json)
        return
    row = {"date": day, "kind": DayKind.LOCAL_CLOSURE, "name": why, "source": why}
    now = order(given, "set_day", commune=given["commune"], row=row)
    tell(f"{day}: closed, {why}.\n{_effect(now)}", now, as_json=as_json)


@calendar.command("remove-day")
@click.argument("day")
@click.argument("why")
@setting_options("data", "commune")
@as_json_option
def remove_day(day: str, why: str, *, as_json: bool, **given: Any) -> None:
    """Take the row of DAY away, and say WHY; then its weekday holds."""
    _remove(given, day, why, as_json=as_json)


@calendar.command("office-hours")
@click.argument("spans", nargs=-1)
@setting_options("data", "commune")
@as_json_option
def office_hours(spans: tuple[str, ...], *, as_json: bool, **given: Any) -> None:
    """Open the office in these SPANS of every working day (7:30-11:30 13:30-17:00); without any, print them."""
    if not spans:
        now = order(given, "show_office_hours", commune=given["commune"])
        tell(" ".join(now["hours"]), now, as_json=as_json)
        return
    now = order(given, "set_office_hours", commune=given["commune"], hours=list(spans))
    tell(f"{' '.join(now['hours'])}\n{_effect(now)}", now, as_json=as_json)


@calendar.command("set-deadline")
@click.argument("rule")
@click.option("--amount", type=int, help="How many.")
@click.option("--counting", type=click.Choice([str(one) for one in Counting]))
@click.option("--basis", help="On what ground; printed with every due date.")
@click.option("--verified/--not-verified", default=None, help="Whether the text itself was read.")
@setting_options("data", "commune")
@as_json_option
def set_deadline(rule: str, *, as_json: bool, **given: Any) -> None:
    """Give the term RULE a new version; what is not given stays. Clocks that run keep the version they have."""
    asked = {name: given[name] for name in ("amount", "counting", "basis", "verified")}
    wanted = {"deadline": rule, **asked}
    now = order(given, "set_deadline", commune=given["commune"], rule=wanted)
    ground = now["basis"] + ("" if now["verified"] else " [not verified]")
    said = f"{rule}: {now['amount']} {_unit(now)}, version {now['was_version'] + 1}; {ground}"
    tell(said, now, as_json=as_json)


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


def _remove(given: dict[str, Any], day: str, why: str, *, as_json: bool) -> None:
    now = order(given, "remove_day", commune=given["commune"], day=day, why=why)
    tell(f"{now['day']}: as its weekday says.\n{_effect(now)}", now, as_json=as_json)


def _effect(now: dict[str, Any]) -> str:
    """Which of the clocks that run are due at another time now."""
    moved = [
        f"{one['case']}  {one['clock']}  {_due_words(one['was'])} -> {_due_words(one['due'])}"
        for one in now["moved"]
    ]
    return "\n".join([f"{len(moved)} of {now['clocks']} running clocks moved.", *moved])


def _due_words(at: int | None) -> str:
    return "no due date" if at is None else _moment_words(at)


def _unit(now: dict[str, Any]) -> str:
    return str(now["counting"].replace("_", " "))


def _day_words(line: dict[str, Any]) -> str:
    name = f" ({line['name']})" if line["name"] else ""
    return f"{line['day']}  {line['counted']:>4}  {line['why']}{name}"


def _end_words(now: dict[str, Any]) -> str:
    ground = now["basis"] + ("" if now["verified"] else " [not verified]")
    if now["due"] is None:
        end = f"no due date: calendar {now['missing_year']} not loaded"
    else:
        end = f"until {_moment_words(now['due'])}"
    return f"{now['amount']} {_unit(now)}, {end}; calendar {now['calendar']}; {ground}"


def _moment_words(at: int) -> str:
    """Midnight belongs to the day that it ends."""
    moment = datetime.fromtimestamp(at // 1000, VIETNAM)
    if (moment.hour, moment.minute) == (0, 0):
        return f"{moment - timedelta(days=1):%Y-%m-%d} 24:00"
    return f"{moment:%Y-%m-%d %H:%M}"
