"""What every question becomes when its conference has ended: a case with a code, a state and perhaps a date.

Every question gets exactly one case, whatever became of it in the hall, so that the count of cases always
equals the count of questions. It must not know how cases are stored, nor what time it is: a case opens when
its conference closed.
"""

from archive.casebook.events_intake import CaseOpened
from archive.casebook.events_result import NothingAsked
from archive.casework import CaseState
from conference.events import ConferenceClosed
from conference.records import Question
from conference.state import ConferenceState
from conference.vocabulary import Outcome, QuestionStatus

_BORN: dict[QuestionStatus, CaseState] = {
    QuestionStatus.WAITING: CaseState.RECEIVED,
    QuestionStatus.QUEUED: CaseState.RECEIVED,
    QuestionStatus.ON_FLOOR: CaseState.RECEIVED,
    QuestionStatus.DEFERRED: CaseState.RECEIVED,
    QuestionStatus.DECLINED: CaseState.DECLINED,
    QuestionStatus.WITHDRAWN: CaseState.WITHDRAWN,
    QuestionStatus.MERGED: CaseState.MERGED,
    QuestionStatus.SEALED: CaseState.SEALED,
    QuestionStatus.GUIDED: CaseState.GUIDED,
}

_BORN_ANSWERED: dict[Outcome, CaseState] = {
    Outcome.ANSWERED: CaseState.ANSWERED,
    Outcome.PROMISED: CaseState.ASSIGNED,
    Outcome.REFERRED: CaseState.RECEIVED,
}


def open_cases(state: ConferenceState, closed: ConferenceClosed) -> list[CaseOpened]:
    """One case per question, in the order of their numbers."""
    return [_open(state, state.questions[number], closed) for number in sorted(state.questions)]


def nothing_asked(closed: ConferenceClosed) -> NothingAsked:
    """In place of cases: also then there is a casebook, since the result is owed to the people."""
    return NothingAsked(at=closed.at, by=closed.by, cause=closed.cause)


def _open(state: ConferenceState, question: Question, closed: ConferenceClosed) -> CaseOpened:
    answered = question.status is QuestionStatus.ANSWERED
    answer = question.answers[-1] if answered else None
    return CaseOpened(
        at=closed.at,
        by=closed.by,
        cause=closed.cause,
        case=question.receipt_code,
        question=question.number,
        state=_BORN_ANSWERED[answer.outcome] if answer else _BORN[question.status],
        outcome=answer.outcome if answer else None,
        unit=answer.unit if answer else None,
        due=answer.due if answer else None,
        reason=question.reason,
        merged_into=None if question.into is None else state.root(question.number),
    )
