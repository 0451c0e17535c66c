"""A page of the office's log: each line in words, and the way to the older ones."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from starlette.requests import Request

from archive.case_records import reference
from archive.journal import Entry
from archive.office_events import (
    AccountAct,
    AccountChanged,
    OriginalRead,
    OriginalsErased,
    RecordTaken,
    SealedRead,
    Taken,
)
from archive.office_log import LINES_SHOWN
from conference.event import Event
from conference.vocabulary import Role
from web.render import Speech
from web.words import N_, ROLES, n_

ACCOUNT_ACTS: Final = {
    AccountAct.ADDED: N_("Thêm tài khoản"),
    AccountAct.ROLE_GIVEN: N_("Giao vai trò"),
    AccountAct.ROLE_TAKEN: N_("Thôi giao vai trò"),
    AccountAct.UNIT_SET: N_("Ghi đơn vị"),
    AccountAct.PASSWORD_CHANGED: N_("Tự đổi mật khẩu"),
    AccountAct.PASSWORD_RESET: N_("Đặt lại mật khẩu"),
    AccountAct.SESSIONS_ENDED: N_("Kết thúc các phiên đăng nhập"),
    AccountAct.DISABLED: N_("Khóa tài khoản"),
    AccountAct.ENABLED: N_("Mở khóa tài khoản"),
    AccountAct.SECOND_STEP_ON: N_("Bật xác thực hai bước"),
    AccountAct.SECOND_STEP_OFF: N_("Tắt xác thực hai bước"),
    AccountAct.RECOVERY_CODES_MADE: N_("Tạo lại mã dự phòng"),
    AccountAct.RECOVERY_CODE_USED: N_("Dùng một mã dự phòng"),
    AccountAct.INVITED: N_("Gửi lời mời"),
    AccountAct.INVITATION_REVOKED: N_("Thu hồi lời mời"),
    AccountAct.INVITATION_USED: N_("Nhận lời mời"),
}
TAKEN: Final = {
    Taken.REGISTER: N_("Lấy sổ theo dõi"),
    Taken.DOSSIER: N_("Lấy hồ sơ hội nghị"),
    Taken.TRANSCRIPT: N_("Lấy biên bản đầy đủ"),
    Taken.LEDGER: N_("Lấy sổ điều hành"),
    Taken.REPORT: N_("Lấy báo cáo tổng hợp"),
    Taken.FRONT_REPORT: N_("Lấy báo cáo giám sát"),
    Taken.OFFICE_LOG: N_("Lấy nhật ký của cơ quan"),
}
COPIES: Final = {
    "staff": N_("bản của cơ quan, có liên hệ"),
    "supervisor": N_("bản giám sát, không có liên hệ"),
    "office": N_("bản thường, không có phần niêm phong"),
    "complete": N_("bản đầy đủ, có phần niêm phong"),
}
CAPACITIES: Final = {
    **ROLES,
    Role.OPERATOR: N_("Người vận hành"),
    Role.OWN_ACCOUNT: N_("Chủ tài khoản"),
}
WHICH_SHOWN: Final = 5
NUMBER_MAX_DIGITS: Final = 9
_ROLE_CODE: Final = re.compile(rf"\b(?:{'|'.join(ROLES)})\b")


@dataclass(frozen=True, slots=True)
class _Told:
    what: str
    about: str
    detail: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log, as it stands on a page."""

    sequence: int
    at: int
    who: str
    capacity: str
    told: _Told


def before_of(request: Request) -> int | None:
    """Up to which line the page was asked for; None for the newest."""
    typed = request.query_params.get("before", "")
    is_one = typed.isascii() and typed.isdecimal() and len(typed) <= NUMBER_MAX_DIGITS
    return int(typed) if is_one else None


def older_of(found: Sequence[Entry]) -> int | None:
    """What to ask for to go on; None when this was all."""
    return found[-1].sequence if len(found) == LINES_SHOWN else None


def lines(found: Iterable[Entry], said: Speech) -> list[Line]:
    return [_line(entry.sequence, entry.event, said) for entry in found]


def _line(sequence: int, event: Event, said: Speech) -> Line:
    capacity = said.plain(CAPACITIES[event.by.role])
    return Line(sequence, event.at, event.by.id, capacity, _TOLD[type(event)](event, said))


def _account(event: AccountChanged, said: Speech) -> _Told:
    """With roles called as on every screen."""
    detail = _ROLE_CODE.sub(lambda found: said.plain(ROLES[found[0]]), event.detail or "")
    return _Told(said.plain(ACCOUNT_ACTS[event.act]), event.name or "", detail)


def _taken(event: RecordTaken, said: Speech) -> _Told:
    about = event.conference or event.period or said.plain(N_("cả xã"))
    copy = said.plain(COPIES[event.copy]) if event.copy else ""
    detail = ", ".join(part for part in (event.form.upper(), copy) if part)
    return _Told(said.plain(TAKEN[event.what]), about, detail)


def _original(event: OriginalRead, said: Speech) -> _Told:
    which = reference(event.conference, event.question, 1)
    return _Told(said.plain(N_("Đọc nguyên văn")), which, "")


def _sealed(event: SealedRead, said: Speech) -> _Told:
    shown = ", ".join(event.which[:WHICH_SHOWN])
    more = len(event.which) - WHICH_SHOWN
    detail = said.plural(n_("và {n} nội dung khác"), more) if more > 0 else ""
    return _Told(said.plain(N_("Đọc hộp niêm phong")), shown or event.conference, detail)


def _erased(event: OriginalsErased, said: Speech) -> _Told:
    which = reference(event.conference, event.question, 1)
    kept = said.plural(n_("{n} bản"), event.wordings)
    return _Told(said.plain(N_("Xóa nguyên văn theo yêu cầu")), which, kept)


_TOLD: Final[dict[type[Event], Callable[[Any, Speech], _Told]]] = {
    AccountChanged: _account,
    RecordTaken: _taken,
    OriginalRead: _original,
    SealedRead: _sealed,
    OriginalsErased: _erased,
}
