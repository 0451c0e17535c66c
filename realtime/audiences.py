"""Who sees what of a conference. Pure: state in, plain data out; the wire's shapes are made here only.

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

"Public" is `lifecycle.PUBLIC`. An audience gets one `snapshot` and then changes: a snapshot with every
change laid over it (`with_changes` says how) equals the snapshot taken afterwards.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

from conference import events as e
from conference.events import Event
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


CROWD: Final = frozenset({Audience.ATTENDEES, Audience.DISPLAY})
STAFF: Final = frozenset({Audience.MODERATORS, Audience.CHAIR})

_QUESTION, _VOTES, _COUNTS = "question", "votes", "counts"
_CONFERENCE, _FLOOR, _QUEUE = "conference", "floor", "queue"
_MOVED = (_QUESTION, _COUNTS, _FLOOR, _QUEUE)
_MERE_COUNTS = frozenset({_VOTES, _COUNTS})

TOUCHED: Final[dict[type[Event], tuple[str, ...]]] = {
    e.ConferenceCreated: (_CONFERENCE,),
    e.ConferenceAnnounced: (_CONFERENCE,),
    e.ConferenceOpened: (_CONFERENCE,),
    e.ConferencePaused: (_CONFERENCE,),
    e.ConferenceResumed: (_CONFERENCE,),
    e.ConferenceClosed: (_CONFERENCE,),
    e.NoticeAnnounced: (_CONFERENCE,),
    e.QuestionAsked: (_QUESTION, _COUNTS),
    e.QuestionAmended: (_QUESTION,),
    e.QuestionWithdrawn: _MOVED,
    e.VoteCast: (_VOTES,),
    e.VoteRetracted: (_VOTES,),
    e.QuestionApproved: _MOVED,
    e.QuestionDeclined: _MOVED,
    e.QuestionReturned: _MOVED,
    e.QuestionMoved: (_FLOOR, _QUEUE),
    e.QuestionPinned: (_QUESTION, _FLOOR, _QUEUE),
    e.QuestionUnpinned: (_QUESTION, _FLOOR, _QUEUE),
    e.QuestionCalled: _MOVED,
    e.QuestionAnswered: _MOVED,
    e.QuestionDeferred: _MOVED,
    e.FloorCleared: _MOVED,
}
"""Which parts of a view each event may change. An event that is not listed here cannot be shown."""


Touched = Mapping[str, Collection[int]]
"""Part of a view → the questions that it changed for; 0 where no question is concerned."""


def touched(events: Iterable[Event]) -> dict[str, set[int]]:
    """What these events may have changed in anybody's view."""
    parts: dict[str, set[int]] = {}
    for event in events:
        for part in TOUCHED[type(event)]:
            parts.setdefault(part, set()).add(getattr(event, "question", 0))
    return parts


def mere_counts(
    what: Touched, state: ConferenceState, audience: Audience, seen: Collection[int]
) -> bool:
    """Whether nothing but votes and counts has changed for who saw `seen`: nobody's hands depend on it."""
    return not any(
        number in seen or number == 0 or _sees(audience, state.questions[number])
        for part, numbers in what.items()
        if part not in _MERE_COUNTS
        for number in numbers
    )


# Whole views


def snapshot(state: ConferenceState, audience: Audience) -> View:
    """Everything this audience sees."""
    view: View = {
        "conference": _conference(state, audience),
        "floor": _floor(state),
        "questions": [
            _question(question, audience)
            for question in state.questions.values()
            if _sees(audience, question)
        ],
    }
    if audience in STAFF:
        view["queue"] = list(state.queue)
    return view


def shown(state: ConferenceState, audience: Audience) -> set[int]:
    """The numbers of the questions this audience sees."""
    return {n for n, question in state.questions.items() if _sees(audience, question)}


def mine(state: ConferenceState, attendee_id: str) -> View:
    """What one attendee sees of their own: questions with their fate, and votes."""
    attendee = state.attendees.get(attendee_id) or Attendee()
    return {
        "questions": [_own_question(state.questions[number]) for number in attendee.questions],
        "votes": sorted(attendee.votes),
    }


# Changes


def changes(
    what: Touched, state: ConferenceState, audience: Audience, seen: Collection[int]
) -> View:
    """What was touched, as an audience that saw the questions `seen` sees it now.

    Absent keys are unchanged; an empty view says that nothing here is this audience's business.
    """
    whole = sorted(what.get(_QUESTION, ()))
    counted = sorted(set(what.get(_VOTES, ())).difference(whole))
    view: View = {
        "questions": [
            _question(state.questions[n], audience)
            for n in whole
            if _sees(audience, state.questions[n])
        ],
        "votes": [
            [n, state.questions[n].support] for n in counted if _sees(audience, state.questions[n])
        ],
        "gone": [n for n in whole if n in seen and not _sees(audience, state.questions[n])],
    }
    view = {part: value for part, value in view.items() if value}
    if _FLOOR in what:
        view["floor"] = _floor(state)
    if _CONFERENCE in what:
        view["conference"] = _conference(state, audience)
    elif _COUNTS in what:
        view["counts"] = _counts(state)
    if _QUEUE in what and audience in STAFF:
        view["queue"] = list(state.queue)
    return view


def with_changes(view: View, change: View) -> View:
    """A client's side of it: the snapshot with a change laid over it."""
    questions = {question["number"]: question for question in view["questions"]}
    for question in change.get("questions", ()):
        questions[question["number"]] = question
    for number, support in change.get("votes", ()):
        questions[number] = {**questions[number], "support": support}
    for number in change.get("gone", ()):
        del questions[number]
    whole = (_CONFERENCE, _FLOOR, _QUEUE)
    parts: View = {part: change[part] for part in whole if part in change}
    if _COUNTS in change:
        conference: View = {**view, **parts}[_CONFERENCE]
        counts = {**conference[_COUNTS], **change[_COUNTS]}
        parts[_CONFERENCE] = {**conference, _COUNTS: counts}
    return {**view, **parts, "questions": [questions[number] for number in sorted(questions)]}


def whose_mine(events: Iterable[Event], state: ConferenceState) -> set[str]:
    """The attendees whose own questions these events changed.

    A voter knows their vote from its receipt, and the count of one's question comes with the votes.
    """
    ids = {
        state.questions[getattr(event, "question", 0)].asker
        for event in events
        if _QUESTION in TOUCHED[type(event)]
    }
    return {attendee_id for attendee_id in ids if attendee_id is not None}


# The nouns


def _sees(audience: Audience, question: Question) -> bool:
    return audience is Audience.MODERATORS or question.status in PUBLIC


def _conference(state: ConferenceState, audience: Audience) -> View:
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


def _floor(state: ConferenceState) -> View:
    since = state.questions[state.floor].called_at if state.floor is not None else None
    return {"question": state.floor, "since": since, "next": state.queue[:NEXT_SHOWN]}


def _question(question: Question, audience: Audience) -> View:
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


def _own_question(question: Question) -> View:
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
