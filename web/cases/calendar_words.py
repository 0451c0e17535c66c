"""Why a change of the calendar was not taken, in words that say what to do; and at which field.

A row that contradicts another is named with its day.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from archive.almanac_rules import DAYS_PER_YEAR_MAX
from archive.calendar import DayKind
from conference.refusals import Code, Refusal
from web.cases.calendar_acts import Slip, Typed
from web.render import Speech
from web.words import N_, refusal_words

Problem = dict[str, Any]

_CONTRADICTIONS: Mapping[str, str] = {
    "off_and_working": N_(
        "Ngày {day} vừa là ngày nghỉ vừa là ngày làm bù. Hãy giữ một dòng, bỏ dòng kia trước."
    ),
    "listed_twice": N_("Ngày {day} được ghi hai lần. Hãy giữ một dòng."),
    "works_anyway": N_("Ngày {day} vốn là ngày làm việc, không thể là ngày làm bù."),
    "off_anyway": N_("Ngày {day} vốn đã nghỉ, không cần nghỉ hoán đổi hay đóng trụ sở."),
    "outside_year": N_("Ngày {day} không thuộc năm này."),
}
"""By the part before the colon of what `contradictions` tells."""
_WORDS: Mapping[tuple[Code, str | int | None], str] = {
    (Code.BAD_VALUE, "hours"): N_(
        "Giờ làm việc chưa đúng: giờ đóng sau giờ mở, buổi sau bắt đầu sau khi buổi trước đóng, trong một ngày."
    ),
    (Code.BAD_VALUE, DayKind.LOCAL_CLOSURE): N_(
        "Ngày trụ sở tạm đóng ghi ở mục riêng, không ghi trong bảng cả năm."
    ),
    (Code.BAD_VALUE, "year"): N_("Không nhập được lịch của năm này."),
    (Code.EMPTY, "days"): N_("Hãy ghi ít nhất một ngày."),
    (Code.EMPTY, "name"): N_("Hãy ghi tên ngày hoặc lý do."),
    (Code.EMPTY, "source"): N_("Hãy ghi nguồn: số quyết định hoặc thông báo."),
    (Code.EMPTY, "why"): N_("Hãy ghi lý do."),
    (Code.TOO_MANY, DAYS_PER_YEAR_MAX): N_("Một năm giữ tối đa 100 ngày."),
}
_OTHERWISE: Mapping[Code, str] = {
    Code.DUPLICATE: N_("Lịch đã ghi đúng như vậy rồi."),
    Code.NOT_FOUND: N_("Không có ngày này, hoặc năm này chưa được nhập: hãy nhập cả năm trước."),
    Code.NOT_ALLOWED: N_("Chỉ chủ trì đóng trụ sở hoặc mở lại."),
}
_FIELDS: Mapping[str, frozenset[str]] = {
    "set_day": frozenset({"name", "source"}),
    "close_day": frozenset({"name"}),
}
"""Those at which the rules can find fault; all else is about the day."""


def slip_problem(speech: Speech, do: str, slip: Slip, typed: Typed) -> Problem:
    return {"field": _at(do, slip.field, typed), "words": speech.text(slip.words, n=slip.n)}


def refusal_problem(speech: Speech, do: str, refusal: Refusal, typed: Typed) -> Problem:
    fields = {"load_year": "rows", "set_hours": "from_1", "remove_day": "why"}
    detail = refusal.detail
    field = fields.get(do) or (detail if detail in _FIELDS[do] else "date")
    return {"field": _at(do, str(field), typed), "words": calendar_refusal(speech, refusal)}


def calendar_refusal(speech: Speech, refusal: Refusal) -> str:
    code, _, day = str(refusal.detail or "").partition(":")
    if day and code in _CONTRADICTIONS:
        return speech.text(_CONTRADICTIONS[code], day=speech.day(date.fromisoformat(day)))
    words = _WORDS.get((refusal.reason, refusal.detail)) or _OTHERWISE.get(refusal.reason)
    return speech.text(words) if words else refusal_words(speech, refusal)


def _at(do: str, field: str, typed: Typed) -> str:
    """The id of the field. Each day of the table has a form of its own."""
    if do == "remove_day":
        return f"{do}-why-{typed.get('date', '')}"
    return f"{do}-{field}"
