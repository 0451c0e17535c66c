"""Who sees what of a conference, and what changes for whom. Pure: state in, plain data out.

`views.py` says in words and shapes what each audience sees. An audience gets one `snapshot` and then
changes: a snapshot with every change laid over it (`with_changes` says how) equals the snapshot taken
afterwards.
"""

from collections.abc import Collection, Iterable

from conference import events as e
from conference.concerned import concerned
from conference.events import Event
from conference.families import supporters
from conference.records import Attendee
from conference.state import ConferenceState
from conference.vocabulary import MUTED_FOR_GOOD, Role
from realtime.touched import BACKSTAGE, CONFERENCE, FLOOR, QUESTION, QUEUE, TOUCHED, VOTES
from realtime.views import (
    CROWD,
    STAFF,
    Audience,
    View,
    backstage_view,
    conference_view,
    floor_view,
    own_question_view,
    question_view,
    sees,
)

__all__ = [
    "CROWD",
    "STAFF",
    "Audience",
    "View",
    "changes",
    "mine",
    "shown",
    "snapshot",
    "whose_mine",
    "with_changes",
]

# Whole views


def snapshot(state: ConferenceState, audience: Audience) -> View:
    """Everything this audience sees."""
    view: View = {
        "conference": conference_view(state, audience),
        "floor": floor_view(state),
        "questions": [
            question_view(state, question, audience)
            for question in state.questions.values()
            if sees(audience, question)
        ],
    }
    if audience in STAFF:
        view |= {"queue": list(state.queue), "backstage": backstage_view(state)}
    return view


def shown(state: ConferenceState, audience: Audience) -> set[int]:
    """The numbers of the questions this audience sees."""
    return {n for n, question in state.questions.items() if sees(audience, question)}


def mine(state: ConferenceState, attendee_id: str) -> View:
    """What one attendee sees of their own: questions with their fate, and votes.

    Whoever supports what was merged supports what it was merged into.
    """
    attendee = state.attendees.get(attendee_id) or Attendee()
    view: View = {
        "questions": [own_question_view(state, number) for number in attendee.questions],
        "votes": sorted({state.root(number) for number in attendee.votes}),
    }
    if attendee.joined is not None:
        view["joined"] = attendee.joined
    if attendee.muted_until is not None:
        for_good = attendee.muted_until == MUTED_FOR_GOOD
        view |= {"muted": True} if for_good else {"muted_until": attendee.muted_until}
    return view


# Changes


def changes(
    events: Iterable[Event], state: ConferenceState, audience: Audience, seen: Collection[int]
) -> View:
    """What these events, already applied, changed for an audience that saw the questions `seen`.

    Absent keys are unchanged; an empty view says that nothing here is this audience's business.
    """
    touched = _touched(events, state)
    whole = sorted(touched.get(QUESTION, ()))
    counted = sorted(touched.get(VOTES, set()).difference(whole))
    view: View = {
        "questions": [
            question_view(state, state.questions[n], audience)
            for n in whole
            if sees(audience, state.questions[n])
        ],
        "votes": [
            [n, state.questions[n].support] for n in counted if sees(audience, state.questions[n])
        ],
        "gone": [n for n in whole if n in seen and not sees(audience, state.questions[n])],
    }
    view = {part: value for part, value in view.items() if value}
    if FLOOR in touched:
        view["floor"] = floor_view(state)
    if CONFERENCE in touched:
        view["conference"] = conference_view(state, audience)
    if QUEUE in touched and audience in STAFF:
        view["queue"] = list(state.queue)
    if BACKSTAGE in touched and audience in STAFF:
        view["backstage"] = backstage_view(state)
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
    whole = (CONFERENCE, FLOOR, QUEUE, BACKSTAGE)
    parts: View = {part: change[part] for part in whole if part in change}
    return {**view, **parts, "questions": [questions[number] for number in sorted(questions)]}


def whose_mine(events: Iterable[Event], state: ConferenceState) -> set[str]:
    """The attendees whose own view these events changed.

    A vote changes its voter's; the count of an asker's own question comes to them with the votes.
    """
    ids: set[str | None] = set()
    for event in events:
        if event.by.role is Role.ATTENDEE:
            ids.add(event.by.id)
        if QUESTION in TOUCHED[type(event)]:
            for number in concerned(event, state):
                ids.update(state.questions[n].asker for n in state.family(number))
        if isinstance(event, e.QuestionMerged | e.QuestionUnmerged):
            ids |= supporters(state, event.question)
        elif isinstance(event, e.VotesDiscarded):
            ids |= state.questions[event.question].quarantined
    return {attendee_id for attendee_id in ids if attendee_id is not None}


_VOTES = (e.VoteCast, e.VoteRetracted)


def _touched(events: Iterable[Event], state: ConferenceState) -> dict[str, set[int]]:
    """Part of a view → the questions in it. A count is not all that changes where some votes do not count."""
    touched: dict[str, set[int]] = {}
    voted: set[int] = set()
    for event in events:
        if isinstance(event, _VOTES):  # by the thousand: nothing is called for each
            voted.add(event.question)
            continue
        numbers = concerned(event, state)
        for part in TOUCHED[type(event)]:
            touched.setdefault(part, set()).update(numbers)
    if voted:
        touched[VOTES] = voted
    watched = {n for n in voted if _quarantines(state, n)}
    if watched:
        touched[QUESTION] = touched.get(QUESTION, set()) | watched
    return touched


def _quarantines(state: ConferenceState, number: int) -> bool:
    return any(state.questions[member].quarantined for member in state.family(number))
