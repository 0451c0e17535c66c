"""The open book: what became of every question, and each act that decided about it. Pure: events in, rows out.

Everybody may read it, so it is safe by what it is made of: numbers, codes, times and roles. Nobody's words
are in it, nobody's name, and no device. Topic and place are the asker's own and are told only while the
question is public. Of a sealed question there is its number and that it is sealed, nothing else. A muted
phone is counted, and not even its question is told.

Every event has its line in `TELLS` or is listed there as silent: a new one cannot be forgotten.
"""

from collections.abc import Callable
from typing import Any

from archive.casebook.naming import CASE_EVENTS
from conference import events as e
from conference.lifecycle import PUBLIC
from conference.naming import wire_name
from conference.records import Question
from conference.state import ConferenceState
from conference.vocabulary import JoinMode, QuestionStatus

Row = dict[str, Any]
Told = tuple[str | None, int | None]
"""A code and a number that an act tells besides what was done, when, by which role."""

PASSED = "question_passed"
"""The line of the question that was passed over; the event is the call of another one."""


def _plain(_event: Any) -> Told:
    return None, None


def _code(field: str) -> Callable[[Any], Told]:
    return lambda event: (getattr(event, field), None)


def _amount(field: str) -> Callable[[Any], Told]:
    return lambda event: (None, getattr(event, field))


def _silent(_event: Any) -> None:
    """Not a decision about a question, or nobody's business."""


TELLS: dict[type[e.Event], Callable[[Any], Told | None]] = {
    e.ConferenceCreated: _silent,
    e.ConferenceAnnounced: _plain,
    e.ConferenceOpened: _plain,
    e.ConferencePaused: _plain,
    e.ConferenceResumed: _plain,
    e.ConferenceClosed: _plain,
    e.AskingClosed: _plain,
    e.AskingReopened: _plain,
    e.VotingClosed: _plain,
    e.VotingReopened: _plain,
    e.SlowModeSet: _amount("seconds"),
    e.ModerationSet: _code("mode"),
    e.ReasonsPublished: _plain,
    e.JoinModeSet: _code("mode"),
    e.AttendeeJoined: _silent,
    e.NoticeAnnounced: _silent,
    e.ChairTold: _silent,
    e.LineAcknowledged: _silent,
    e.QuestionAsked: _plain,
    e.QuestionAmended: _plain,
    e.QuestionWithdrawn: _plain,
    e.QuestionResubmitted: _plain,
    e.ReviewRequested: _plain,
    e.VoteCast: _silent,
    e.VoteRetracted: _silent,
    e.VotesQuarantined: lambda event: (None, len(event.attendees)),
    e.VotesReleased: _plain,
    e.VotesDiscarded: _plain,
    e.QuestionApproved: _plain,
    e.QuestionDeclined: _code("reason"),
    e.QuestionReturned: _plain,
    e.QuestionMoved: _silent,
    e.QuestionPinned: _plain,
    e.QuestionUnpinned: _plain,
    e.QuestionHeld: _plain,
    e.QuestionReleased: _plain,
    e.QuestionEdited: _plain,
    e.QuestionTagged: _silent,
    e.QuestionGuided: _plain,
    e.QuestionSealed: _plain,
    e.QuestionUnsealed: _plain,
    e.ReviewUpheld: _plain,
    e.ReviewGranted: _plain,
    e.AskerMuted: _plain,
    e.AskerUnmuted: _plain,
    e.QuestionMerged: _amount("into"),
    e.QuestionUnmerged: _amount("parent"),
    e.QuestionSplitOff: _amount("split_from"),
    e.QuestionCalled: _amount("support"),
    e.QuestionAnswered: _code("outcome"),
    e.QuestionDeferred: _plain,
    e.FloorCleared: _plain,
    **dict.fromkeys(CASE_EVENTS.values(), _silent),
}
"""What each event tells in the book; None where it has no line."""

COUNTED = frozenset(wire_name(kind) for kind in (e.AskerMuted, e.AskerUnmuted))
"""Acts whose question is not told: only how many there were."""


def lines(event: e.Event, sequence: int) -> list[Row]:
    """The lines of one entry: mostly one."""
    told = TELLS[type(event)](event)
    if told is None:
        return []
    act = wire_name(type(event))
    question = None if act in COUNTED else getattr(event, "question", None)
    line = {"sequence": sequence, "part": 0, "at": event.at, "act": act, "question": question}
    line |= {"role": event.by.role.value, "code": told[0], "amount": told[1]}
    passed = getattr(event, "passed", None)
    if passed is None:
        return [line]
    over = {"part": 1, "act": PASSED, "question": passed, "amount": question}
    return [line, {**line, **over, "code": getattr(event, "pass_reason", None)}]


def entry_of(question: Question, mode: str | None, decided: tuple[int, str] | None) -> Row:
    """A question's row. `decided`: when its fate was last decided, and in which role."""
    row: Row = {"number": question.number, "fate": question.status.value}
    row |= dict.fromkeys(_KEPT_WHEN_SEALED)
    if question.status is QuestionStatus.SEALED:
        return row
    public = question.status in PUBLIC
    at, role = decided or (None, None)
    return row | {
        "reason": question.reason,
        "into": question.into,
        "decided_at": at,
        "decided_by": role,
        "received_at": question.asked_at,
        "channel": question.channel.value,
        "topic": (question.topic or "") if public else None,
        "place": (question.place or "") if public else None,
        "mode": mode,
        "support": question.support if public else None,
    }


_KEPT_WHEN_SEALED = (
    "reason",
    "into",
    "decided_at",
    "decided_by",
    "received_at",
    "channel",
    "topic",
    "place",
    "mode",
    "support",
)


def joined(state: ConferenceState) -> list[Row]:
    """How many took part by each way in. Whoever only looks is nobody's business."""
    found: dict[str, Row] = {}

    def row(mode: JoinMode) -> Row:
        return found.setdefault(mode, {"mode": mode, "attendees": 0, "questions": 0, "votes": 0})

    for attendee in state.attendees.values():
        if attendee.questions or attendee.votes:
            came = row(attendee.joined or JoinMode.OPEN)
            came["attendees"] += 1
            came["questions"] += len(attendee.questions)
            came["votes"] += len(attendee.votes)
    recorded = sum(question.asker is None for question in state.questions.values())
    if recorded:
        row(JoinMode.STAFF)["questions"] += recorded
    return [found[mode] for mode in sorted(found)]
