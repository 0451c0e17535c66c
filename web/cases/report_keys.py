"""How a period stands in an address: 2026-W45, 2026-11, 2026-Q4, 2026. Whatever else is typed is no period."""

import re
from datetime import date, timedelta

from archive.casebook.periods import Period, PeriodKind, period
from web.words import N_

WEEKS = "/archive/weeks"
PERIODS = "/archive/periods"
YEARS = range(2020, 2100)

NAMES: dict[str, str] = {
    PeriodKind.WEEK: N_("Tuần {number} năm {year}"),
    PeriodKind.MONTH: N_("Tháng {number} năm {year}"),
    PeriodKind.QUARTER: N_("Quý {number} năm {year}"),
    PeriodKind.SIX_MONTHS: N_("Sáu tháng đầu năm {year}"),
    PeriodKind.NINE_MONTHS: N_("Chín tháng đầu năm {year}"),
    PeriodKind.YEAR: N_("Năm {year}"),
}
KINDS: dict[str, str] = {
    PeriodKind.WEEK: N_("Tuần"),
    PeriodKind.MONTH: N_("Tháng"),
    PeriodKind.QUARTER: N_("Quý"),
    PeriodKind.SIX_MONTHS: N_("6 tháng"),
    PeriodKind.NINE_MONTHS: N_("9 tháng"),
    PeriodKind.YEAR: N_("Cả năm"),
}
_MONTHS_OF_A_QUARTER = 3
_KEYS = {
    PeriodKind.WEEK: re.compile(r"([0-9]{4})-W([0-9]{2})"),
    PeriodKind.MONTH: re.compile(r"([0-9]{4})-([0-9]{2})"),
    PeriodKind.QUARTER: re.compile(r"([0-9]{4})-Q([1-4])"),
}
_YEAR = re.compile(r"([0-9]{4})")


def key_of(wanted: Period) -> str:
    if wanted.kind is PeriodKind.WEEK:
        return f"{wanted.year}-W{wanted.number:02d}"
    if wanted.kind is PeriodKind.MONTH:
        return f"{wanted.year}-{wanted.number:02d}"
    if wanted.kind is PeriodKind.QUARTER:
        return f"{wanted.year}-Q{wanted.number}"
    return str(wanted.year)


def address_of(wanted: Period) -> str:
    if wanted.kind is PeriodKind.WEEK:
        return f"{WEEKS}/{key_of(wanted)}"
    return f"{PERIODS}/{wanted.kind}/{key_of(wanted)}"


def period_of(kind: str, key: str) -> Period | None:
    """None for what is no period, or none that anybody reports on."""
    if kind not in list(PeriodKind):
        return None
    known = PeriodKind(kind)
    found = _KEYS.get(known, _YEAR).fullmatch(key)
    if not found or int(found[1]) not in YEARS:
        return None
    try:
        wanted = period(known, _day(known, *map(int, found.groups())))
    except ValueError:
        return None
    return wanted if key_of(wanted) == key else None


def found_by(key: str) -> Period | None:
    """A week, month, quarter or year, told apart by how its key is written."""
    for kind in (PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR):
        wanted = period_of(kind, key)
        if wanted:
            return wanted
    return None


def before(wanted: Period) -> Period:
    """The one before it, of the same kind."""
    if wanted.kind in (PeriodKind.SIX_MONTHS, PeriodKind.NINE_MONTHS):
        return period(wanted.kind, wanted.first.replace(year=wanted.first.year - 1))
    return period(wanted.kind, wanted.first - timedelta(days=1))


def after(wanted: Period) -> Period:
    if wanted.kind in (PeriodKind.SIX_MONTHS, PeriodKind.NINE_MONTHS):
        return period(wanted.kind, wanted.first.replace(year=wanted.first.year + 1))
    return period(wanted.kind, wanted.last + timedelta(days=1))


def _day(kind: PeriodKind, year: int, number: int = 1) -> date:
    if kind is PeriodKind.WEEK:
        return date.fromisocalendar(year, number, 1)
    if kind is PeriodKind.MONTH:
        return date(year, number, 1)
    return date(year, (number - 1) * _MONTHS_OF_A_QUARTER + 1, 1)
