"""What a case page tells: where a question stands, what happened, and what comes next. Pure.

Whoever holds the code sees the fate of the question and its text, whatever moderation made of it: the code is
the asker's own secret, nobody can guess it, and whoever lost the phone that sent it must still find their
words. The asker's name stays off the page in any case: it was given for one evening, and the page stays for
years. A sealed question has no page at all: its text is for the sealed box alone.
"""

from datetime import date, datetime
from typing import Any

from archive.casework import CaseState
from archive.records import CaseFile, CaseRecord, Turn
from conference.lifecycle import PUBLIC
from conference.vocabulary import VIETNAM, QuestionStatus

View = dict[str, Any]

SOON_DAYS = 2
"""So long before the day a promise is kept, its page says that the day is near."""

_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", " ": None, "-": None, ".": None})

KEPT_BACK = frozenset(QuestionStatus) - PUBLIC - {QuestionStatus.MERGED}
"""Here nobody but the holder of the code reads the text."""

# The case's own steps end here: nothing more is to come.
_FINAL = (
    CaseState.ANSWERED,
    CaseState.DECLINED,
    CaseState.WITHDRAWN,
    CaseState.MERGED,
    CaseState.GUIDED,
)


def typed_code(typed: str) -> str:
    """The code as it was given out, however somebody types it: codes have no I, L or O."""
    return typed.strip().upper().translate(_MISREAD)


def tell(file: CaseFile, now: int) -> View | None:
    """None when there is nothing to tell to anybody."""
    question, case = file.question, file.case
    if question.status is QuestionStatus.SEALED:
        return None
    return {
        "conference": file.conference,
        "number": question.number,
        "code": question.receipt_code,
        "text": question.text,
        "asked_text": question.asked_text,
        "kept_back": question.status in KEPT_BACK,
        "topic": question.topic,
        "support": question.support if question.status in PUBLIC else None,
        "merged_into": question.into,
        "state": case.state if case else question.status,
        "is_case": case is not None,
        "outcome": case.outcome if case else None,
        "unit": case.unit if case else None,
        "clock": _clock(case, now),
        "reason": file.conference.label(question.reason) if question.reason else None,
        "words": question.words,
        "answers": [_answer(turn) for turn in file.answers],
        "steps": _steps(file),
    }


def _clock(case: CaseRecord | None, now: int) -> View | None:
    """How far off the promised day is. It is kept until the day is over."""
    if case is None or case.due is None or case.state in _FINAL:
        return None
    due = date.fromisoformat(case.due)
    left = (due - datetime.fromtimestamp(now / 1000, VIETNAM).date()).days
    kind = "overdue" if left < 0 else "soon" if left <= SOON_DAYS else "open"
    return {"due": due, "kind": kind, "days": abs(left)}


def _answer(turn: Turn) -> View:
    return {
        "at": turn.ended_at,
        "by": turn.answered_by,
        "outcome": turn.outcome,
        "words": turn.words,
        "unit": turn.unit,
        "due": turn.due,
    }


def _steps(file: CaseFile) -> list[View]:
    """What happened, in order, and last what is awaited."""
    steps: list[View] = [
        {"what": "received", "at": file.question.asked_at, "channel": file.question.channel}
    ]
    for turn in file.answers:
        steps.append({"what": "called", "at": turn.called_at, "support": turn.support})
        steps.append({"what": turn.outcome, "at": turn.ended_at, "by": turn.answered_by})
    if file.case:
        steps.append({"what": "opened", "at": file.case.opened_at})
    awaited = _awaited(file)
    return [*steps, {"what": awaited, "at": None}] if awaited else steps


def _awaited(file: CaseFile) -> str | None:
    """What the asker may expect now."""
    case, status = file.case, file.question.status
    if case is None:
        return None if status in (QuestionStatus.WITHDRAWN, QuestionStatus.ANSWERED) else "meeting"
    if case.state in _FINAL:
        return None
    if case.outcome:
        return f"after_{case.outcome}"
    return "assignment"
