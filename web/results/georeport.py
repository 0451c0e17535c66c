"""The Open311 GeoReport v2 standard as we speak it: services are topics, requests are published cases. Pure.

Every field of the standard is there, null where we have nothing to say: positions and addresses of askers are not
collected. What the standard has no field for stands under `extended_attributes`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree.ElementTree import Element

from archive.calendar import end_of, start_of
from archive.case_records import PublishedCase
from archive.casework import OPEN
from conference.folding import fold
from conference.vocabulary import VIETNAM
from web.cases.words import OUTCOMES
from web.results.markup import child, document, root
from web.words import CASE_STATES

DAYS_MAX = 90
PAGE_SIZE = 50
PAGE_SIZE_MAX = 200
PAGE_MAX = 1_000
IDS_MAX = 50
OTHER = "khac"
"""The service of cases without a topic."""
OTHER_NAME = "Khác"
STATUSES = {"open": True, "closed": False}

_DAY = timedelta(days=1)
_NOT_IN_CODES = re.compile(r"[^a-z0-9]+")


class Unacceptable(Exception):  # noqa: N818  it is an answer
    """What the standard answers with an error."""

    def __init__(self, status: int, description: str) -> None:
        super().__init__(description)
        self.status = status
        self.description = description


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which requests: opened from `since` until before `until`, epoch ms."""

    since: int
    until: int
    open: bool | None
    limit: int
    skip: int


def wanted(asked: Mapping[str, str], now: int) -> Wanted:
    """Raises Unacceptable. Without dates, the last ninety days; with one, the ninety days from or up to it."""
    begin, end = _moment(asked, "start_date"), _moment(asked, "end_date", last=True)
    span = int(DAYS_MAX * _DAY.total_seconds() * 1000)
    if end is not None:
        until = end
    elif begin is not None:
        until = max(begin, min(begin + span, now + 1))
    else:
        until = now + 1
    since = begin if begin is not None else until - span
    if since > until:
        raise Unacceptable(400, "start_date is after end_date")
    if until - since > span + 1:
        raise Unacceptable(400, f"at most {DAYS_MAX} days between start_date and end_date")
    size = _whole(asked, "page_size", PAGE_SIZE, PAGE_SIZE_MAX)
    page = _whole(asked, "page", 1, PAGE_MAX)
    return Wanted(since=since, until=until, open=_status(asked), limit=size, skip=(page - 1) * size)


def _status(asked: Mapping[str, str]) -> bool | None:
    given = {each.strip() for each in asked.get("status", "").split(",") if each.strip()}
    if not given <= STATUSES.keys():
        raise Unacceptable(400, "status is open or closed")
    return STATUSES[given.pop()] if len(given) == 1 else None


def _moment(asked: Mapping[str, str], name: str, *, last: bool = False) -> int | None:
    """A W3C date-time; a day alone is the whole day in Vietnam."""
    # A plus sign in an address arrives as a space.
    given = asked.get(name, "").strip().replace(" ", "+")
    if not given:
        return None
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return _instant(given, name)
    try:
        return end_of(day) if last else start_of(day)
    except (OverflowError, ValueError):
        raise Unacceptable(400, f"{name} is not a date") from None


def _instant(given: str, name: str) -> int:
    try:
        moment = datetime.fromisoformat(given)
        known = moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
        return int(known.timestamp() * 1000)
    except (OverflowError, ValueError):
        raise Unacceptable(400, f"{name} is not a date") from None


def _whole(asked: Mapping[str, str], name: str, otherwise: int, most: int) -> int:
    given = asked.get(name, "").strip()
    if not given:
        return otherwise
    if not (given.isascii() and given.isdecimal() and 1 <= int(given[:9]) <= most):
        raise Unacceptable(400, f"{name} is a number from 1 to {most}")
    return int(given[:9])


def service_code(topic: str | None) -> str:
    """`Giao thông, hạ tầng` → `giao-thong-ha-tang`."""
    return _NOT_IN_CODES.sub("-", fold(topic or "")).strip("-") or OTHER


def services(topics: Iterable[str]) -> list[dict[str, Any]]:
    named = {service_code(topic): topic for topic in topics}
    return [
        {
            "service_code": code,
            "service_name": name,
            "description": name,
            "metadata": False,
            "type": "realtime",
            "keywords": "",
            "group": "",
        }
        for code, name in {**named, OTHER: named.get(OTHER, OTHER_NAME)}.items()
    ]


def request_of(case: PublishedCase, base: str) -> dict[str, Any]:
    outcome = OUTCOMES[case.outcome] if case.outcome else None
    notes = CASE_STATES[case.state] + (f". {outcome}" if outcome else "")
    return {
        "service_request_id": case.public_id,
        "status": "open" if case.state in OPEN else "closed",
        "status_notes": notes,
        "service_name": case.topic or OTHER_NAME,
        "service_code": service_code(case.topic),
        "description": case.question_text,
        "agency_responsible": case.unit,
        "service_notice": case.answer_text,
        "requested_datetime": _written(case.opened_at),
        "updated_datetime": _written(case.published_at),
        "expected_datetime": _promised(case),
        "address": case.place,
        "address_id": None,
        "zipcode": None,
        "lat": None,
        "long": None,
        "media_url": None,
        "extended_attributes": {
            "state": case.state.value,
            "outcome": case.outcome.value if case.outcome else None,
            "html_url": f"{base}/p/{case.public_id}",
        },
    }


def _promised(case: PublishedCase) -> str | None:
    if case.promised is None:
        return None
    return _written(end_of(date.fromisoformat(case.promised)) - 1)


def _written(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds // 1000, UTC).astimezone(VIETNAM).isoformat()


def errors(error: Unacceptable) -> list[dict[str, Any]]:
    return [{"code": error.status, "description": error.description}]


def as_xml(of: str, each: str, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """`<requests><request>…`: the same fields, empty where JSON has null."""
    whole = root(of)
    for row in rows:
        _fields(child(whole, each), row)
    return document(whole)


def _fields(element: Element, row: Mapping[str, Any]) -> None:
    for name, value in row.items():
        if isinstance(value, Mapping):
            _fields(child(element, name), value)
        else:
            child(element, name, _plain(value))


def _plain(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
