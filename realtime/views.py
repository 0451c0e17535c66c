"""The shapes of what people are shown: a conference, its floor, a question. Pure; made here only.

                               attendees  display  moderators  chair  its own asker
    the conference, the counts     yes      yes       yes       yes
    the units that can promise      -        -        yes       yes
    floor, and the next three      yes      yes       yes       yes
    the order of the queue          -        -        yes       yes
    a public question              yes      yes       yes       yes       yes
    its channel, when called        -        -        yes       yes
    any other question              -        -        yes        -        yes
    why it was declined             -        -        yes        -        yes
    its receipt code                -        -         -         -        yes
    who asked, who votes            -        -         -         -      own votes

"Public" is `lifecycle.PUBLIC`.
"""

from collections import Counter
from enum import StrEnum
from typing import Any, Final

from conference.lifecycle import PUBLIC
from conference.records import Answer, Question
from conference.state import ConferenceState
from conference.vocabulary import QuestionStatus

View = dict[str, Any]

NEXT_SHOWN: Final = 3


class Audience(StrEnum):
    ATTENDEES = "attendees"
    DISPLAY = "display"
    MODERATORS = "moderators"
    CHAIR = "chair"


CROWD: Final = frozenset({Audience.ATTENDEES, Audience.DISPLAY})
STAFF: Final = frozenset({Audience.MODERATORS, Audience.CHAIR})


def sees(audience: Audience, question: Question) -> bool:
    return audience is Audience.MODERATORS or question.status in PUBLIC


def conference_view(state: ConferenceState, audience: Audience) -> View:
    notice = state.notice
    return {
        "code": state.code,
        "title": state.title,
        "commune": state.commune,
        **_present(
            place=state.place,
            starts_at=state.starts_at,
            opened_at=state.opened_at,
            closed_at=state.closed_at,
        ),
        "stage": state.stage,
        "paused": state.paused,
        "topics": list(state.topics),
        **({"units": list(state.units)} if audience in STAFF else {}),
        "notice": {"text": notice.text, "at": notice.at} if notice else None,
        "counts": _counts(state),
    }


def _counts(state: ConferenceState) -> View:
    """How many stand where. `received` is all there ever were, so that nothing can vanish unseen."""
    by_status = Counter(question.status for question in state.questions.values())
    return {
        "received": len(state.questions),
        "waiting": by_status[QuestionStatus.WAITING],
        "queued": by_status[QuestionStatus.QUEUED],
        "answered": by_status[QuestionStatus.ANSWERED],
        "declined": by_status[QuestionStatus.DECLINED],
        "withdrawn": by_status[QuestionStatus.WITHDRAWN],
        "deferred": by_status[QuestionStatus.DEFERRED],
    }


def floor_view(state: ConferenceState) -> View:
    since = state.questions[state.floor].called_at if state.floor is not None else None
    return {"question": state.floor, "since": since, "next": state.queue[:NEXT_SHOWN]}


def question_view(question: Question, audience: Audience) -> View:
    view = {
        "number": question.number,
        "text": question.text,
        "support": question.support,
        "status": question.status,
        "at": question.asked_at,
        **_present(
            topic=question.topic,
            name=question.name,
            place=question.place,
            pinned=question.pinned,
            answers=[_answer(answer) for answer in question.answers],
        ),
    }
    if audience in STAFF:
        view |= {"channel": question.channel, **_present(called_at=question.called_at)}
    if audience is Audience.MODERATORS:
        view |= _present(reason=question.reason, words=question.words)
    return view


def own_question_view(question: Question) -> View:
    return {
        "number": question.number,
        "text": question.text,
        "status": question.status,
        "at": question.asked_at,
        "support": question.support,
        "receipt_code": question.receipt_code,
        **_present(
            topic=question.topic,
            reason=question.reason,
            words=question.words,
            answers=[_answer(answer) for answer in question.answers],
        ),
    }


def _answer(answer: Answer) -> View:
    return {
        "at": answer.at,
        "outcome": answer.outcome,
        "by": answer.by,
        "words": answer.words,
        **_present(unit=answer.unit, due=answer.due),
    }


def _present(**fields: Any) -> View:
    """Only the fields that say something: absent means empty, none or no."""
    return {name: value for name, value in fields.items() if value}
