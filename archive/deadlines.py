"""How long each step of a case may take, how that is counted, and on what ground.

These are the figures an installation starts with; a commune sets its own in its almanac. `verified` means that
we have read the figure, counted this way, in a legal text: only then may a page print its basis as law. The
others are proposals or other places' practice, and say so.

It must not know of any case, nor of the calendar.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Counting(StrEnum):
    """In what a term is counted."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    WORKING_HOURS = "working_hours"


class ClockKind(StrEnum):
    """What a clock waits for."""

    TRIAGE = "triage"
    VERIFY = "verify"
    CLASSIFY = "classify"
    INFORMATION = "information"
    """What the citizen was asked to add; the other clocks stand meanwhile."""
    NAME_OWNER = "name_owner"
    ANSWER = "answer"
    APPROVAL = "approval"
    PUBLISH = "publish"
    TRANSFER = "transfer"
    """Passing on what is not the commune's to settle."""
    FIRST_WORD = "first_word"
    """The first written word: taken up, transferred or refused."""
    DECLINE = "decline"
    """A second person's word about what somebody proposed to decline."""
    PROMISE = "promise"
    RATING = "rating"
    CHASE = "chase"
    """Asking the other authority again, three times."""
    RECOMMENDATION = "recommendation"
    """A reply to the Front's recommendation."""
    APPEAL = "appeal"
    REOPEN_WINDOW = "reopen_window"
    RESULT = "result"
    """Making the conference's content and result known."""


WAITS_FOR_CITIZEN = frozenset(
    {ClockKind.INFORMATION, ClockKind.RATING, ClockKind.APPEAL, ClockKind.REOPEN_WINDOW}
)
"""These run out without the commune being late. For some of them a rule acts then."""
OWED_TO_ASKER = (
    frozenset(ClockKind) - WAITS_FOR_CITIZEN - {ClockKind.RECOMMENDATION, ClockKind.RESULT}
)
"""Who asked waits for these. A recommendation is the Front's, and a conference's result everybody's."""
AMOUNT_MAX = 366
BASIS_MAX_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class Deadline:
    """One rule. A change is a new version; the old one stays, for the clocks that were started by it."""

    id: str
    version: int
    amount: int
    counting: Counting
    basis: str
    verified: bool


_DAYS, _CALENDAR, _HOURS = Counting.WORKING_DAYS, Counting.CALENDAR_DAYS, Counting.WORKING_HOURS
_PROPOSED = "Mức đề xuất, chưa có văn bản quy định"
_PARTY = "Quy định 11-QĐi/TW: thông báo bằng văn bản trong 10 ngày làm việc"
_ACCESS = "Luật Tiếp cận thông tin 104/2016/QH13, khoản 4 Điều 18"
_ARTICLE_43 = "Luật 72/2025/QH15, Điều 43"

_SHIPPED = (
    ("triage", 1, _DAYS, _PROPOSED, False),
    ("verify", 2, _DAYS, _PROPOSED, False),
    ("verify_urgent", 8, _HOURS, "Theo cách làm của iHanoi: 8 giờ làm việc", False),
    ("classify", 3, _DAYS, _PROPOSED, False),
    ("information", 10, _DAYS, _PROPOSED, False),
    ("name_owner", 1, _DAYS, _PROPOSED, False),
    ("answer_normal", 10, _DAYS, "Theo cách làm của 1022 TP.HCM: 10 ngày", False),
    ("answer_multi_unit", 15, _DAYS, "Theo cách làm của 1022 TP.HCM: 15 ngày", False),
    ("answer_urgent", 4, _HOURS, "Theo cách làm của iHanoi: 4 giờ làm việc", False),
    ("approval", 2, _DAYS, _PROPOSED, False),
    ("publish", 5, _DAYS, _ACCESS, True),
    ("transfer", 5, _DAYS, "Thông tư 05/2021/TT-TTCP (chưa kiểm chứng điều khoản)", False),
    ("first_word", 10, _DAYS, _PARTY, True),
    ("decline", 3, _DAYS, _PROPOSED, False),
    ("rating", 15, _DAYS, _PROPOSED, False),
    ("reopen_window", 15, _DAYS, _PROPOSED, False),
    ("appeal", 10, _DAYS, _PROPOSED, False),
    ("recommendation", 10, _DAYS, _PROPOSED, False),
    ("chase_10", 10, _DAYS, _PROPOSED, False),
    ("chase_15", 15, _DAYS, _PROPOSED, False),
    ("chase_30", 30, _DAYS, _PROPOSED, False),
    ("result", 10, _CALENDAR, _ARTICLE_43, True),
)

DEFAULT_DEADLINES: Mapping[str, Deadline] = {
    id: Deadline(id, 1, amount, counting, basis, verified)
    for id, amount, counting, basis, verified in _SHIPPED
}
