"""What each event does to the derived rows of its conference. Pure: rows in, rows out.

`Rows` holds only what one page of events touches; the projector loads it, folds the page into it and puts
it back, so that a thousand votes cost as much as the questions they were for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from archive.casework import CaseOpened
from archive.journal import Entry
from archive.streams import StreamName
from conference import events as e
from conference.vocabulary import QuestionStatus as Status
from conference.vocabulary import Stage

Row = dict[str, Any]


@dataclass(slots=True)
class Rows:
    """Of one conference: itself, questions by number, the turn on the floor and those before it."""

    name: StreamName
    conference: Row | None = None
    questions: dict[int, Row] = field(default_factory=dict)
    turns: dict[int, Row] = field(default_factory=dict)
    cases: list[Row] = field(default_factory=list)

    @property
    def key(self) -> Row:
        return {"commune": self.name.commune, "conference": self.name.code}

    def end_turn(self, at: int, ending: Status, **answer: str | None) -> None:
        for turn in self.turns.values():
            if turn["ended_at"] is None:
                turn.update(ended_at=at, ending=ending, **answer)


def questions_touched(entries: Iterable[Entry]) -> list[int]:
    """The numbers of all questions that these entries are about."""
    numbers = {getattr(entry.event, "question", None) for entry in entries}
    return sorted(number for number in numbers if number is not None)


def support_moved(entries: Iterable[Entry]) -> dict[int, int] | None:
    """How far each question's support moves, when these are votes and nothing else."""
    moved: dict[int, int] = {}
    for entry in entries:
        event = entry.event
        if isinstance(event, e.VoteCast):
            moved[event.question] = moved.get(event.question, 0) + 1
        elif isinstance(event, e.VoteRetracted):
            moved[event.question] = moved.get(event.question, 0) - 1
        else:
            return None
    return moved


def fold(rows: Rows, entry: Entry) -> None:
    """Change `rows` by one entry."""
    _FOLD[type(entry.event)](rows, entry.event, entry.sequence)


def _nothing(_rows: Rows, _event: e.Event, _sequence: int) -> None:
    """Of the moment: it leaves no mark on what is read afterwards."""


def _created(rows: Rows, event: e.ConferenceCreated, _sequence: int) -> None:
    rows.conference = {
        "commune": event.commune,
        "code": event.code,
        "title": event.title,
        "place": event.place,
        "stage": Stage.DRAFT,
        "starts_at": event.starts_at,
        "created_at": event.at,
        "announced_at": None,
        "opened_at": None,
        "closed_at": None,
    }


def _staged(stage: Stage, time: str) -> Callable[[Rows, e.Event, int], None]:
    def reached(rows: Rows, event: e.Event, _sequence: int) -> None:
        if rows.conference:
            rows.conference.update({"stage": stage, time: event.at})

    return reached


def _asked(rows: Rows, event: e.QuestionAsked, _sequence: int) -> None:
    rows.questions[event.question] = {
        **rows.key,
        "number": event.question,
        "text": event.text,
        "channel": event.channel,
        "topic": event.topic,
        "name": event.name,
        "place": event.place,
        "receipt_code": event.receipt_code,
        "asked_at": event.at,
        "status": Status.WAITING,
        "support": 0,
        "reason": None,
        "words": None,
    }


def _amended(rows: Rows, event: e.QuestionAmended, _sequence: int) -> None:
    rows.questions[event.question]["text"] = event.text


def _becomes(status: Status) -> Callable[[Rows, Any, int], None]:
    def became(rows: Rows, event: Any, _sequence: int) -> None:
        rows.questions[event.question].update(status=status, reason=None, words=None)

    return became


def _declined(rows: Rows, event: e.QuestionDeclined, _sequence: int) -> None:
    rows.questions[event.question].update(
        status=Status.DECLINED, reason=event.reason, words=event.words
    )


def _vote_cast(rows: Rows, event: e.VoteCast, _sequence: int) -> None:
    rows.questions[event.question]["support"] += 1


def _vote_retracted(rows: Rows, event: e.VoteRetracted, _sequence: int) -> None:
    rows.questions[event.question]["support"] -= 1


def _called(rows: Rows, event: e.QuestionCalled, sequence: int) -> None:
    rows.questions[event.question]["status"] = Status.ON_FLOOR
    rows.turns[sequence] = {
        **rows.key,
        "turn": sequence,
        "question": event.question,
        "called_at": event.at,
        "support": event.support,
        "ended_at": None,
        "ending": None,
        "outcome": None,
        "answered_by": None,
        "words": None,
        "unit": None,
        "due": None,
    }


def _answered(rows: Rows, event: e.QuestionAnswered, _sequence: int) -> None:
    rows.questions[event.question]["status"] = Status.ANSWERED
    rows.end_turn(
        event.at,
        Status.ANSWERED,
        outcome=event.outcome,
        answered_by=event.answered_by,
        words=event.words,
        unit=event.unit,
        due=event.due,
    )


def _deferred(rows: Rows, event: e.QuestionDeferred, _sequence: int) -> None:
    """From the floor or straight from the queue; only the one on the floor has a turn to end."""
    question = rows.questions[event.question]
    if question["status"] == Status.ON_FLOOR:
        rows.end_turn(event.at, Status.DEFERRED)
    question["status"] = Status.DEFERRED


def _cleared(rows: Rows, event: e.FloorCleared, _sequence: int) -> None:
    rows.questions[event.question]["status"] = Status.QUEUED
    rows.end_turn(event.at, Status.QUEUED)


def _case_opened(rows: Rows, event: CaseOpened, _sequence: int) -> None:
    rows.cases.append(
        {
            **rows.key,
            "question": event.question,
            "code": event.case,
            "state": event.state,
            "outcome": event.outcome,
            "unit": event.unit,
            "due": event.due,
            "reason": event.reason,
            "opened_at": event.at,
        }
    )


_FOLD: dict[type[e.Event], Callable[[Rows, Any, int], None]] = {
    e.ConferenceCreated: _created,
    e.ConferenceAnnounced: _staged(Stage.ANNOUNCED, "announced_at"),
    e.ConferenceOpened: _staged(Stage.LIVE, "opened_at"),
    e.ConferencePaused: _nothing,
    e.ConferenceResumed: _nothing,
    e.ConferenceClosed: _staged(Stage.CLOSED, "closed_at"),
    e.NoticeAnnounced: _nothing,
    e.QuestionAsked: _asked,
    e.QuestionAmended: _amended,
    e.QuestionWithdrawn: _becomes(Status.WITHDRAWN),
    e.VoteCast: _vote_cast,
    e.VoteRetracted: _vote_retracted,
    e.QuestionApproved: _becomes(Status.QUEUED),
    e.QuestionDeclined: _declined,
    e.QuestionReturned: _becomes(Status.WAITING),
    e.QuestionMoved: _nothing,
    e.QuestionPinned: _nothing,
    e.QuestionUnpinned: _nothing,
    e.QuestionCalled: _called,
    e.QuestionAnswered: _answered,
    e.QuestionDeferred: _deferred,
    e.FloorCleared: _cleared,
    CaseOpened: _case_opened,
}
