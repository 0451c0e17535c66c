"""The form of each act: its fields, in order, as data. How they look is the template's; what they mean, the rules'.

A field has the name that it has in the command. What a browser cannot send as it is (days, several values,
another case's number) is turned into what the command wants by `read_act`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from archive.casebook.limits import CASE_WORDS_MAX_CHARACTERS, LINE_MAX_CHARACTERS
from web.cases.calendar_rows import read_day
from web.words import N_

PARTS_OFFERED = 5
"""Boxes for the parts of a question; whoever needs more splits a part again."""


class As(StrEnum):
    """How a field is asked for."""

    LINE = "line"
    WORDS = "words"
    CHOICE = "choice"
    CHECK = "check"
    DAY = "day"
    NUMBER = "number"
    PARTS = "parts"
    EVIDENCE = "evidence"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Field:
    """`choices` names a list that the page has; a line offers them as suggestions.

    One that is not `commanded` is the page's own question, and no part of the command.
    """

    name: str
    label: str
    how: As = As.WORDS
    hint: str = ""
    choices: str = ""
    needed: bool = True
    commanded: bool = True

    @property
    def most(self) -> int:
        return LINE_MAX_CHARACTERS if self.how is As.LINE else CASE_WORDS_MAX_CHARACTERS


_WHY = Field("words", N_("Lý do"))
_ASKER_READS = N_("Người hỏi đọc được lời này.")

FORMS: Mapping[str, tuple[Field, ...]] = {
    "verify_case": (Field("urgency", N_("Mức độ"), As.CHOICE, choices="urgency", needed=False),),
    "request_information": (
        Field("words", N_("Cần người hỏi bổ sung điều gì"), hint=_ASKER_READS),
    ),
    "resume_case": (Field("words", N_("Tiếp tục với những gì đã biết"), needed=False),),
    "classify_case": (
        Field("kind", N_("Loại"), As.CHOICE, choices="kind"),
        Field("topic", N_("Lĩnh vực"), As.LINE, choices="topic"),
        Field("competence", N_("Thẩm quyền"), As.CHOICE, choices="competence"),
        Field("urgency", N_("Mức độ"), As.CHOICE, choices="urgency", needed=False),
        Field("several_units", N_("Cần nhiều đơn vị cùng trả lời"), As.CHECK, needed=False),
    ),
    "split_case": (
        Field(
            "parts",
            N_("Mỗi việc một ô"),
            As.PARTS,
            N_("Việc thứ nhất giữ hồ sơ này; mỗi việc sau thành một hồ sơ mới."),
        ),
    ),
    "merge_case": (
        Field(
            "into",
            N_("Gộp vào hồ sơ số"),
            As.LINE,
            N_("Số của câu hỏi, hoặc số hồ sơ. Người hỏi của cả hai đều được trả lời."),
        ),
    ),
    "propose_decline": (
        Field("reason", N_("Lý do theo danh mục"), As.CHOICE, choices="reason"),
        Field("words", N_("Giải thích cho người hỏi"), hint=_ASKER_READS),
    ),
    "confirm_decline": (),
    "reject_decline": (_WHY,),
    "guide_case": (
        Field("body", N_("Cơ quan giải quyết"), As.LINE),
        Field("words", N_("Hướng dẫn thủ tục"), hint=_ASKER_READS),
    ),
    "seal_case": (),
    "unseal_case": (_WHY,),
    "revive_case": (_WHY,),
    "uphold_decision": (Field("words", N_("Vì sao quyết định đúng"), hint=_ASKER_READS),),
    "record_stage_answer": (
        Field("by_whom", N_("Ai đã trả lời"), As.LINE),
        Field("words", N_("Câu trả lời tại hội nghị"), hint=_ASKER_READS),
    ),
    "write_note": (Field("words", N_("Ghi chú, chỉ cán bộ của xã và Mặt trận đọc")),),
    "assign_case": (
        Field("to_unit", N_("Đơn vị chủ trì"), As.LINE, choices="unit"),
        Field("owner", N_("Người xử lý"), As.CHOICE, choices="owner", needed=False),
        Field(
            "with_units",
            N_("Đơn vị phối hợp"),
            As.LINE,
            N_("Nhiều đơn vị thì ngăn bằng dấu chấm phẩy."),
            choices="unit",
            needed=False,
        ),
    ),
    "name_owner": (Field("owner", N_("Người xử lý"), As.CHOICE, choices="owner"),),
    "accept_case": (),
    "send_back": (Field("words", N_("Vì sao không thuộc đơn vị này")),),
    "transfer_case": (
        Field("authority", N_("Cơ quan có thẩm quyền"), As.LINE, hint=_ASKER_READS),
        Field("letter", N_("Số phiếu chuyển"), As.LINE),
        Field("words", N_("Nội dung chuyển"), needed=False),
    ),
    "chase_transfer": (Field("words", N_("Nội dung đôn đốc")),),
    "take_back": (Field("words", N_("Cơ quan đó trả lại vì sao")),),
    "attach_file": (
        Field(
            "file",
            N_("Tệp"),
            As.FILE,
            N_("Ảnh JPEG, PNG; PDF; DOCX, XLSX, ODT, ODS; TXT, CSV. Không quá 20 MB."),
        ),
    ),
    "extend_deadline": (
        Field("clock", N_("Thời hạn"), As.CHOICE, choices="clock"),
        Field("days", N_("Thêm bao nhiêu ngày"), As.NUMBER),
        Field("words", N_("Lý do"), hint=_ASKER_READS),
    ),
    "submit_answer": (
        Field("decision", N_("1. Quyết định: xã trả lời thế nào"), hint=_ASKER_READS),
        Field("basis", N_("2. Căn cứ pháp luật")),
        Field("doer", N_("3. Ai làm"), As.LINE, needed=False),
        Field("outcome", N_("Kết quả"), As.CHOICE, choices="outcome"),
        Field(
            "due",
            N_("4. Xong trước ngày"),
            As.DAY,
            N_("Chỉ điền khi hẹn giải quyết: ngày này thành cam kết với người hỏi."),
            needed=False,
        ),
        Field("evidence", N_("5. Tài liệu chứng minh"), As.EVIDENCE, needed=False),
        Field(
            "from_authority",
            N_("Cơ quan cấp trên đã trả lời"),
            As.LINE,
            N_("Chỉ điền khi chuyển lại kết quả của cơ quan đó."),
            needed=False,
        ),
    ),
    "reject_answer": (Field("words", N_("Còn thiếu gì")),),
    "approve_answer": (),
    "publish_case": (
        Field("question_text", N_("Câu hỏi, bản công khai")),
        Field("answer_text", N_("Câu trả lời, bản công khai")),
        Field(
            "all_public",
            N_("Số điện thoại, số giấy tờ, địa chỉ còn lại ở trên là của cơ quan"),
            As.CHECK,
            N_("Nếu là của cá nhân thì phải che đi trước khi công khai."),
            needed=False,
            commanded=False,
        ),
    ),
    "withhold_case": (Field("words", N_("Vì sao không công khai; Mặt trận cũng đọc")),),
    "close_case": (),
    "reopen_case": (Field("words", N_("Vì sao mở lại"), hint=_ASKER_READS),),
    "set_file_public": (
        Field("file", N_("Tệp"), As.LINE),
        Field("public", N_("Công khai"), As.CHECK, needed=False),
    ),
    "reply_to_recommendation": (
        Field("recommendation", N_("Kiến nghị số"), As.NUMBER),
        Field("words", N_("Trả lời Mặt trận")),
    ),
    "correct_minutes": (
        Field("turn", N_("Lượt"), As.NUMBER),
        Field("words", N_("Bản đính chính")),
    ),
}
"""Every act of the office."""

_NUMBERED = re.compile(r"[a-z]+_([0-9]{1,3})")


def read_act(name: str, typed: Mapping[str, str]) -> dict[str, Any]:
    """What the command wants, of what the form sent; anything else in it is left out."""
    return {field.name: _value(field, typed) for field in FORMS[name] if field.commanded}


def _value(field: Field, typed: Mapping[str, str]) -> Any:
    given = typed.get(field.name, "")
    if field.how is As.CHECK:
        return "true" if given else "false"
    if field.how is As.DAY:
        day = read_day(given)
        return day.isoformat() if day else given.strip()
    if field.how in (As.PARTS, As.EVIDENCE):
        return several(field.name, typed)
    if field.name == "with_units":
        return tuple(unit.strip() for unit in given.split(";") if unit.strip())
    return given


def several(name: str, typed: Mapping[str, str]) -> tuple[str, ...]:
    """The values of `name_1`, `name_2`, …, in their order, without the empty ones."""
    numbered = {
        int(found[1]): value
        for key, value in typed.items()
        if key.startswith(f"{name}_") and (found := _NUMBERED.fullmatch(key)) and value.strip()
    }
    return tuple(numbered[number] for number in sorted(numbered))
