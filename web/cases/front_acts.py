"""What the Front can do about a case: its forms as data, and what they mean to the casebook.

Nobody of the commune has these forms, and the casebook would refuse them.
"""

from collections.abc import Mapping
from typing import Any

from archive.casebook.naming import CASE_COMMANDS
from archive.casebook.offered import offered
from archive.casebook.records import Case
from conference.naming import wire_name
from conference.refusals import Code, Refusal
from conference.vocabulary import Role
from web.cases.act_forms import several
from web.cases.calendar_rows import read_day
from web.cases.refusals import case_refusal
from web.render import Speech
from web.words import N_

FIELDS: Mapping[str, tuple[str, ...]] = {
    "write_supervision_note": ("words",),
    "record_field_check": (
        "finding",
        "day",
        "words",
        "how",
        "asker",
        "judged",
        "answer_points",
    ),
    "make_recommendation": ("words",),
    "settle_recommendation": ("recommendation", "satisfied", "words"),
    "reopen_case": ("words",),
    "watch_case": ("watching",),
}
"""Every act of the Front about a case, in the order of the page, with the fields of its form."""

ATTACH = "attach_check_file"
"""Its form has a file, and stands beside each field check: see `front_files.py`."""

_WORDS: Mapping[tuple[Code, Any], str] = {
    (Code.EMPTY, "words"): N_("Hãy ghi nội dung."),
    (Code.MALFORMED, "words"): N_("Hãy ghi nội dung."),
    (Code.BAD_VALUE, "day"): N_("Ngày kiểm tra chưa đúng: ghi dd/mm/yyyy, không sau hôm nay."),
    (Code.MALFORMED, "day"): N_("Ngày kiểm tra chưa đúng: ghi dd/mm/yyyy, không sau hôm nay."),
    (Code.MALFORMED, "finding"): N_("Hãy chọn thực tế đã thấy."),
    (Code.MALFORMED, "satisfied"): N_("Hãy chọn đồng ý hay chưa đồng ý."),
    (Code.STALE, "recommendation_open"): N_(
        "Đang có kiến nghị chưa kết luận, nên hồ sơ này vẫn được theo dõi."
    ),
}


def acts_of(case: Case, person: str) -> list[str]:
    """Those that the rules would grant as the case stands, by their names on the wire."""
    kinds = {wire_name(kind) for kind in offered(case, Role.SUPERVISOR, person, None)}
    return [name for name in (*FIELDS, ATTACH) if name in kinds and name in CASE_COMMANDS]


def read_front_act(name: str, typed: Mapping[str, str]) -> dict[str, Any]:
    """What the command wants, of what the form sent; anything else in it is left out."""
    fields: dict[str, Any] = {field: typed.get(field, "") for field in FIELDS[name]}
    if "answer_points" in fields:
        fields["answer_points"] = several("points", typed)
    if "day" in fields:
        day = read_day(fields["day"])
        fields["day"] = day.isoformat() if day else fields["day"].strip()
    return fields


def refused_words(speech: Speech, refusal: Refusal) -> str:
    words = _WORDS.get((refusal.reason, refusal.detail))
    return speech.text(words) if words else case_refusal(speech, refusal)


def field_at_fault(name: str, refusal: Refusal, typed: Mapping[str, str]) -> str:
    """Its id on the page; each recommendation has a form of its own."""
    number = typed.get("recommendation", "")
    form = f"{name}-{number}" if name == "settle_recommendation" else name
    return f"{form}-{refusal.detail}" if refusal.detail in FIELDS[name] else f"act-{form}"
