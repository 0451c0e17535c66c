"""What a page of events does to the derived rows of its conference. Pure: rows in, rows out.

A question's row is what the conference's own state says of it after the page: the rules of merging, counting
and giving back stand in `conference/` and nowhere else. What a state forgets (each turn on the floor, each
act, who decided last) is folded entry by entry.

`Rows` holds only what one page touches; the projector loads it, folds the page into it and puts it back, so
that a thousand votes cost as much as the questions they were for.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from archive.journal import Entry
from archive.ledger import entry_of, joined, lines
from archive.streams import StreamName
from conference import events as e
from conference.apply import apply
from conference.concerned import concerned
from conference.records import Question
from conference.state import ConferenceState
from conference.vocabulary import JoinMode, Stage
from conference.vocabulary import QuestionStatus as Status

_VOTES = (e.VoteCast, e.VoteRetracted)

Row = dict[str, Any]
Decided = tuple[int, str]
"""When the fate of a question was decided, and in which role."""


@dataclass(slots=True)
class Rows:
    """Of one conference: itself, questions by number, the turn on the floor and those before it, its ledger."""

    name: StreamName
    conference: Row | None = None
    questions: dict[int, Row] = field(default_factory=dict)
    turns: dict[int, Row] = field(default_factory=dict)
    ledger: dict[int, Row] = field(default_factory=dict)
    lines: list[Row] = field(default_factory=list)
    joined: list[Row] = field(default_factory=list)

    @property
    def key(self) -> Row:
        return {"commune": self.name.commune, "conference": self.name.code}

    def end_turn(self, at: int, ending: Status, **answer: str | None) -> None:
        for turn in self.turns.values():
            if turn["ended_at"] is None:
                turn.update(ended_at=at, ending=ending, **answer)


@dataclass(slots=True)
class Page:
    """What a page of a conference's entries touched, once the state has gone through it."""

    numbers: set[int] = field(default_factory=set)
    decided: dict[int, Decided] = field(default_factory=dict)
    only_votes: bool = True


def go_through(state: ConferenceState, entries: Iterable[Entry]) -> Page:
    """Apply these entries; gives which questions changed, and who decided about them."""
    page = Page()
    for entry in entries:
        event = entry.event
        number = getattr(event, "question", None)
        before = state.questions[number].status if number in state.questions else Status.WAITING
        apply(state, event)
        page.numbers |= concerned(event, state)
        page.only_votes &= isinstance(event, _VOTES)
        if number is not None and state.questions[number].status is not before:
            page.decided[number] = (event.at, event.by.role.value)
    return page


def settle(rows: Rows, page: Page, state: ConferenceState) -> None:
    """Put the questions as the state has them now into their rows."""
    for number in sorted(page.numbers):
        question = state.questions[number]
        rows.questions[number] = {**rows.key, **_question(question, state)}
        known = rows.ledger.get(number, {})
        before = (known["decided_at"], known["decided_by"]) if known.get("decided_at") else None
        decided = page.decided.get(number, before)
        mode = _mode(question, state)
        rows.ledger[number] = {**rows.key, **entry_of(question, mode, decided)}
    if rows.conference:
        rows.conference["rules"] = json.dumps(_rules(state), ensure_ascii=False, sort_keys=True)
    if page.numbers:
        rows.joined = [{**rows.key, **row} for row in joined(state)]


def _question(question: Question, state: ConferenceState) -> Row:
    return {
        "number": question.number,
        "text": question.text,
        "asked_text": question.asked_text,
        "into": None if question.into is None else state.root(question.number),
        "channel": question.channel,
        "topic": question.topic,
        "name": question.name,
        "place": question.place,
        "receipt_code": question.receipt_code,
        "asked_at": question.asked_at,
        "status": question.status,
        "support": question.support,
        "reason": question.reason,
        "words": question.words,
    }


def _mode(question: Question, state: ConferenceState) -> str:
    """By which way its asker came in; staff need none."""
    asker = state.attendees.get(question.asker or "")
    return (asker.joined or JoinMode.OPEN) if asker else JoinMode.STAFF


def _rules(state: ConferenceState) -> Row:
    """By which rules the conference is run, and the units that answer in it: what the ledger publishes."""
    return {name: getattr(state, name) for name in PUBLISHED}


PUBLISHED = ("moderation", "slow_mode", "asking", "voting", "join_mode", "reasons", "units")


def fold(rows: Rows, entry: Entry) -> None:
    """Change `rows` by one entry."""
    rows.lines += [{**rows.key, **line} for line in lines(entry.event, entry.sequence)]
    change = _FOLD.get(type(entry.event))
    if change:
        change(rows, entry.event, entry.sequence)


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
        "rules": "{}",
    }


def _staged(stage: Stage, time: str) -> Callable[[Rows, e.Event, int], None]:
    def reached(rows: Rows, event: e.Event, _sequence: int) -> None:
        if rows.conference:
            rows.conference.update({"stage": stage, time: event.at})

    return reached


def _called(rows: Rows, event: e.QuestionCalled, sequence: int) -> None:
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
    _leaves_floor(rows, event, Status.DEFERRED)


def _leaves_floor(rows: Rows, event: Any, ending: Status) -> None:
    """From the floor or from elsewhere; only the one on the floor has a turn to end."""
    standing = [turn["question"] for turn in rows.turns.values() if turn["ended_at"] is None]
    if event.question in standing:
        rows.end_turn(event.at, ending)


def _cleared(rows: Rows, event: e.FloorCleared, _sequence: int) -> None:
    rows.end_turn(event.at, Status.QUEUED)


_FOLD: dict[type[e.Event], Callable[[Rows, Any, int], None]] = {
    e.ConferenceCreated: _created,
    e.ConferenceAnnounced: _staged(Stage.ANNOUNCED, "announced_at"),
    e.ConferenceOpened: _staged(Stage.LIVE, "opened_at"),
    e.ConferenceClosed: _staged(Stage.CLOSED, "closed_at"),
    e.QuestionCalled: _called,
    e.QuestionAnswered: _answered,
    e.QuestionDeferred: _deferred,
    e.FloorCleared: _cleared,
}
"""What the state does not keep, or keeps otherwise. All else is in the questions' own rows."""
