"""What happened to a case, as lines of a page for those who work on it: the house's words, and people's own.

Who may know what of a step is `archive/casebook/sight.py`'s to say; here it only gets its words. A clock that
starts with its step and stops with the next is no news, so such lines are left out.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from archive.case_records import CasePage
from archive.casebook.events_work import ClockChange
from archive.casebook.sight import Line, Reader, tell
from archive.casework import (
    AskerSaid,
    CaseOutcome,
    CaseState,
    CheckedHow,
    Competence,
    Finding,
    Kind,
    Urgency,
)
from archive.clocks import Clock
from archive.deadlines import ClockKind
from conference.vocabulary import Outcome, Role
from web.cases.words import (
    ANSWER_POINTS,
    ASKER_SAID,
    CHECKED_HOW,
    CLOCKS,
    COMPETENCES,
    FINDINGS,
    KINDS,
    LADDER,
    OUTCOMES,
    STATES,
    TOLD,
    URGENCIES,
)
from web.render import Speech
from web.words import N_, REASONS, ROLES
from web.words import OUTCOMES as STAGE_OUTCOMES

_BY_ENUM: Mapping[type[StrEnum], Mapping[str, str]] = {
    CaseState: STATES,
    CaseOutcome: OUTCOMES,
    Competence: COMPETENCES,
    Finding: FINDINGS,
    CheckedHow: CHECKED_HOW,
    AskerSaid: ASKER_SAID,
    Kind: KINDS,
    Urgency: URGENCIES,
    ClockKind: CLOCKS,
    Outcome: STAGE_OUTCOMES,
}
LABELS: Mapping[str, str] = {
    "words": N_("Lời"),
    "text": N_("Nội dung"),
    "state": N_("Tình trạng"),
    "to": N_("Trở lại"),
    "outcome": N_("Kết quả"),
    "decision": N_("Quyết định"),
    "basis": N_("Căn cứ"),
    "doer": N_("Ai làm"),
    "due": N_("Hạn"),
    "evidence": N_("Tài liệu"),
    "from_authority": N_("Cơ quan trả lời"),
    "kind": N_("Loại"),
    "topic": N_("Lĩnh vực"),
    "competence": N_("Thẩm quyền"),
    "urgency": N_("Mức độ"),
    "several_units": N_("Nhiều đơn vị"),
    "unit": N_("Đơn vị"),
    "owner": N_("Người xử lý"),
    "with_units": N_("Đơn vị phối hợp"),
    "reason": N_("Lý do"),
    "body": N_("Cơ quan giải quyết"),
    "proposed_by": N_("Người đề nghị"),
    "by_whom": N_("Người trả lời"),
    "authority": N_("Cơ quan có thẩm quyền"),
    "letter": N_("Số phiếu chuyển"),
    "turn": N_("Lượt"),
    "into": N_("Vào hồ sơ"),
    "merged_into": N_("Vào hồ sơ"),
    "split_from": N_("Từ hồ sơ"),
    "name": N_("Tên tệp"),
    "public": N_("Công khai"),
    "clock": N_("Thời hạn"),
    "was": N_("Hạn trước"),
    "late": N_("Quá hạn"),
    "step": N_("Mức"),
    "agreed": N_("Người hỏi đồng ý"),
    "question_text": N_("Câu hỏi, bản công khai"),
    "answer_text": N_("Câu trả lời, bản công khai"),
    "stars": N_("Số sao"),
    "solved": N_("Đã giải quyết xong"),
    "finding": N_("Thực tế"),
    "how": N_("Cách kiểm tra"),
    "asker": N_("Người hỏi"),
    "answer_points": N_("Câu trả lời"),
    "check": N_("Lần kiểm tra số"),
    "day": N_("Ngày"),
    "recommendation": N_("Kiến nghị số"),
    "satisfied": N_("Đồng ý với trả lời"),
    "watching": N_("Theo dõi"),
}
"""What is told of a step, by the field it comes from. What is not here is for machines."""
_NOBODY = {
    Role.RULE: N_("Quy tắc tự động"),
    Role.OPERATOR: N_("Người vận hành"),
    Role.CITIZEN: N_("Người hỏi"),
}
_QUIET = (ClockChange.STARTED, ClockChange.PAUSED, ClockChange.RESUMED)
_TIME = ("clock_set", "clock_stopped", "case_escalated")
_PEOPLE = ("owner", "proposed_by")
_DAYS = ("due", "day")


@dataclass(frozen=True, slots=True)
class Fact:
    """`said` is somebody's own wording, to be shown as such."""

    label: str
    value: str
    said: bool


@dataclass(frozen=True, slots=True)
class ShownStep:
    at: int
    step: str
    what: str
    who: str | None
    role: str | None
    facts: tuple[Fact, ...]


class Teller:
    """Words for the steps of one case. `names` are people's, by the name they sign in with."""

    def __init__(
        self, page: CasePage, speech: Speech, names: Mapping[str, str], reason: Callable[[str], str]
    ) -> None:
        self._page = page
        self._speech = speech
        self._names = names
        self._reason = reason
        linked = (page.parent, page.origin, *page.members, *page.parts)
        self._references = {case.code: case.reference for case in linked if case}

    def steps(self, reader: Reader = Reader.STAFF, since: int = 0) -> list[ShownStep]:
        """The latest first. `since` leaves out that many of the first, as a page counts what it has seen."""
        lines = tell([step.event for step in self._page.steps], reader)
        return [self._shown(line) for line in reversed(_after(lines, since)) if _is_news(line)]

    def _shown(self, line: Line) -> ShownStep:
        # A rule and the operator are no people: their role says who it was.
        by = self._names.get(line.by) if line.by else None
        role = _NOBODY.get(line.role) or ROLES.get(line.role) if line.role else None
        return ShownStep(
            line.at,
            line.step,
            self._speech.plain(TOLD[line.step]),
            by,
            self._speech.plain(role) if role else None,
            tuple(self._facts(line)),
        )

    def _facts(self, line: Line) -> Iterable[Fact]:
        for name, value in line.told.items():
            if name not in LABELS or value is False or value in (None, "", ()):
                continue  # the first step of a ladder is 0, which is something
            said = isinstance(value, str) and not isinstance(value, StrEnum) and name not in _DAYS
            words = self._words(name, value)
            if words:
                # What stopped is a clock, whose kind is its name.
                called = "clock" if line.step == "clock_stopped" and name == "kind" else name
                yield Fact(self._speech.plain(LABELS[called]), words, said)

    def _words(self, name: str, value: Any) -> str:
        plain = self._speech.plain
        if isinstance(value, StrEnum):
            return plain(_BY_ENUM[type(value)][value])
        if value is True:
            return plain(N_("có"))
        if isinstance(value, Clock):
            return f"{plain(CLOCKS[value.kind])} {self._speech.last_day(value.due)}".strip()
        if name == "evidence":
            return str(len(value))
        if name == "answer_points":
            return "; ".join(plain(ANSWER_POINTS[point]) for point in value)
        if isinstance(value, tuple):
            return ", ".join(value)
        if name == "step":
            return plain(LADDER[value])
        if name == "was":
            return self._speech.last_day(value)
        return self._text(name, value)

    def _text(self, name: str, value: Any) -> str:
        if name in ("into", "merged_into", "split_from"):
            return self._references.get(value, "")
        if name in _DAYS:
            return self._speech.day(value)
        if name in _PEOPLE:
            return self._names.get(value, value)
        if name == "reason":
            return self._speech.plain(REASONS.get(value, self._reason(value)))
        return str(value)


def _after(lines: list[Line], seen: int) -> list[Line]:
    """From the first step that was not seen. What only tells the time is not counted, and is no news before that."""
    counted = [place for place, line in enumerate(lines) if line.step not in _TIME]
    if not seen:
        return lines
    return lines[counted[seen] :] if seen < len(counted) else []


def _is_news(line: Line) -> bool:
    if line.step == "clock_set":
        return line.told["change"] not in _QUIET
    return line.step != "clock_stopped" or bool(line.told["late"])
