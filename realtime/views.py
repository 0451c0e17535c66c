"""The shapes of what people are shown: a conference, its floor, a question. Pure; made here only.

                               attendees  display  moderators  chair  sealed box  its own asker
    the conference, the counts     yes      yes       yes       yes      yes
    units, reasons, the hall's code -        -        yes       yes       -
    floor, and the next three      yes      yes       yes       yes      yes
    the order of the queue          -        -        yes       yes       -
    the line to the chair           -        -        yes       yes       -
    a public question              yes      yes       yes       yes       -          yes
    its channel, when called        -        -        yes       yes       -           -
    any other question              -        -        yes        -        -          yes
    why it was declined             -        -        yes        -        -          yes
    a note on why it is held        -        -        yes        -        -           -
    what the desk notes about it    -        -        yes        -        -           -
    the asker's own wording         -        -        yes        -        -          yes
    a sealed question               -        -     its number    -       yes      its number
    who sealed it, and when         -        -         -         -       yes          -
    its receipt code                -        -         -         -        -          yes
    who asked, who votes            -        -         -         -        -       own votes

"Public" is `lifecycle.PUBLIC`. A sealed question has no text in any view but that of the sealed box.
"""

from collections import Counter
from enum import StrEnum
from typing import Any, Final

from conference.lifecycle import PUBLIC
from conference.records import Answer, Attendee, Question
from conference.state import ConferenceState
from conference.vocabulary import QuestionStatus

View = dict[str, Any]

NEXT_SHOWN: Final = 3


class Audience(StrEnum):
    ATTENDEES = "attendees"
    DISPLAY = "display"
    MODERATORS = "moderators"
    CHAIR = "chair"
    SEALED_BOX = "sealed_box"


CROWD: Final = frozenset({Audience.ATTENDEES, Audience.DISPLAY})
STAFF: Final = frozenset({Audience.MODERATORS, Audience.CHAIR})


def sees(audience: Audience, question: Question) -> bool:
    if audience is Audience.SEALED_BOX:
        return question.status is QuestionStatus.SEALED
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
        "asking": state.asking,
        "voting": state.voting,
        "moderation": state.moderation,
        "join_mode": state.join_mode,
        **_present(slow_mode=state.slow_mode),
        "topics": list(state.topics),
        **(_for_staff(state) if audience in STAFF else {}),
        "notice": {"text": notice.text, "at": notice.at} if notice else None,
        "counts": counts_view(state),
    }


def _for_staff(state: ConferenceState) -> View:
    """What would only make every delta of the crowd longer: a phone is told the reason that concerns it."""
    return {
        "units": list(state.units),
        "reasons": [list(reason) for reason in state.reasons],
        **_present(join_code=state.join_code),
    }


def counts_view(state: ConferenceState) -> View:
    """How many stand where. `received` is all there ever were, so that nothing can vanish unseen."""
    by_status = Counter(question.status for question in state.questions.values())
    counts = {status.value: by_status[status] for status in _COUNTED}
    held = sum(question.held for question in state.questions.values())
    return {"received": len(state.questions), **counts, "held": held}


_COUNTED = (
    QuestionStatus.WAITING,
    QuestionStatus.QUEUED,
    QuestionStatus.ANSWERED,
    QuestionStatus.DECLINED,
    QuestionStatus.WITHDRAWN,
    QuestionStatus.DEFERRED,
    QuestionStatus.MERGED,
    QuestionStatus.SEALED,
    QuestionStatus.GUIDED,
)


def backstage_view(state: ConferenceState) -> View | None:
    line = state.backstage
    if not line.text:
        return None
    return {
        "text": line.text,
        "at": line.at,
        "by": line.by,
        **_present(acknowledged_at=line.acknowledged_at),
    }


def floor_view(state: ConferenceState) -> View:
    since = state.questions[state.floor].called_at if state.floor is not None else None
    return {"question": state.floor, "since": since, "next": state.queue[:NEXT_SHOWN]}


def question_view(state: ConferenceState, question: Question, audience: Audience) -> View:
    if question.status is QuestionStatus.SEALED and audience is not Audience.SEALED_BOX:
        return {**_stub(question), "channel": question.channel}
    view = {
        **_stub(question),
        "text": question.text,
        "support": question.support,
        **_present(
            topic=question.topic,
            name=question.name,
            place=question.place,
            pinned=question.pinned,
            shown_at=question.shown_at,
            edited=question.asked_text is not None,
            unverified=question.unverified,
            merged=sorted(state.family(question.number)[1:]),
            answers=[_answer(answer) for answer in question.answers],
        ),
    }
    if audience not in CROWD:
        view |= {"channel": question.channel, **_present(called_at=question.called_at)}
    if audience in (Audience.MODERATORS, Audience.SEALED_BOX):
        view |= _for_moderators(state, question)
    if audience is Audience.SEALED_BOX and question.sealed is not None:
        by = question.sealed.by
        view |= {"sealed": {"at": question.sealed.at, "role": by.role, "by": by.id}}
    return view


def own_question_view(state: ConferenceState, number: int) -> View:
    """What its asker sees. A sealed one is gone from their phone too: somebody may look over a shoulder."""
    question = state.questions[number]
    code = {"receipt_code": question.receipt_code}
    if question.status is QuestionStatus.SEALED:
        return {**_stub(question), **code}
    return {
        **_stub(question),
        **code,
        "text": question.text,
        "support": question.support,
        **_present(
            topic=question.topic,
            edited=question.asked_text is not None,
            asked_text=question.asked_text,
            held=question.held,
            reason=question.reason,
            reason_label=_label(state, question.reason),
            words=question.words,
            review=_review(question),
            resubmitted=question.resubmitted,
            split_from=question.split_from,
            answers=[_answer(answer) for answer in question.answers],
            **(_fate(state, question) if question.into is not None else {}),
        ),
    }


def _stub(question: Question) -> View:
    return {"number": question.number, "status": question.status, "at": question.asked_at}


def _for_moderators(state: ConferenceState, question: Question) -> View:
    asker = state.attendees.get(question.asker or "", Attendee())
    return _present(
        reason=question.reason,
        words=question.words,
        tags=list(question.tags),
        flags=list(dict.fromkeys((*question.flags, *question.desk_flags))),
        original=question.original is not None,
        asked_text=question.asked_text,
        held=question.held,
        note=question.note if question.held else None,
        into=question.into,
        split_from=question.split_from,
        review=_review(question),
        resubmitted=question.resubmitted,
        muted=asker.muted_until is not None,
        muted_until=asker.muted_until,
    )


def _fate(state: ConferenceState, question: Question) -> View:
    """A merged question's asker follows what it was merged into, without the words to its own asker."""
    root = state.questions[state.root(question.number)]
    answers = [_answer(answer) for answer in root.answers]
    parent = {"number": root.number, "status": root.status}
    parent |= _present(reason=root.reason, reason_label=_label(state, root.reason), answers=answers)
    return {"into": root.number, "parent": parent}


def _review(question: Question) -> View | None:
    review = question.review
    return {"state": review.state, **_present(words=review.words)} if review else None


def _label(state: ConferenceState, reason: str | None) -> str | None:
    return next((one.label for one in state.reasons if one.code == reason), None)


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
