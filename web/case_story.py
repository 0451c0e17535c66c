"""What the page of a code tells before the conference has closed: where the question stands, and what happened. Pure.

Whoever holds the code sees the fate of the question and its text, whatever moderation made of it: the code is
the asker's own secret, nobody can guess it, and whoever lost the phone that sent it must still find their
words. The asker's name stays off the page in any case: it was given for one evening, and the page stays for
years. A sealed question has no page at all: its text is for the sealed box alone.

From the closing on the case has its own story: see `web/holder/`.
"""

from typing import Any

from archive.records import CaseFile, Turn
from conference.lifecycle import PUBLIC
from conference.vocabulary import QuestionStatus

View = dict[str, Any]

_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", " ": None, "-": None, ".": None})

KEPT_BACK = frozenset(QuestionStatus) - PUBLIC - {QuestionStatus.MERGED}
"""Here nobody but the holder of the code reads the text."""

# Nothing more is to come at the meeting.
_OVER = (QuestionStatus.WITHDRAWN, QuestionStatus.ANSWERED)


def typed_code(typed: str) -> str:
    """The code as it was given out, however somebody types it: codes have no I, L or O."""
    return typed.strip().upper().translate(_MISREAD)


def tell(file: CaseFile) -> View | None:
    """None when there is nothing to tell to anybody."""
    question = file.question
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
        "state": question.status,
        "reason": file.conference.label(question.reason) if question.reason else None,
        "words": question.words,
        "answers": [_answer(turn) for turn in file.answers],
        "steps": _steps(file),
    }


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
    awaited = [] if file.question.status in _OVER else [{"what": "meeting", "at": None}]
    return [*steps, *awaited]
