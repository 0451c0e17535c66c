"""What each event of a casebook leaves in the read tables that the casebook's state does not keep.

One function for each kind of event that leaves more than a step. Nothing here knows whether a case is
sealed: what may not stay is taken out again when the page has been folded.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from archive.calendar import day_of
from archive.casebook import events as e
from archive.casebook.event import CaseEvent
from archive.casebook.naming import CASE_EVENTS
from archive.casebook_fold_front import OF_THE_BOOK, check_file_attached
from archive.casebook_rows import CasebookRows, CaseRows, Row
from archive.casework import CaseState
from archive.clocks import Clock
from archive.codec import CODEC
from archive.deadlines import ClockKind
from conference.event import Event
from conference.vocabulary import Actor

_NAMES = {kind: name for name, kind in CASE_EVENTS.items()}


def fold(rows: CasebookRows, event: Event, sequence: int) -> None:
    """Change `rows` by one event."""
    of_the_book = OF_THE_BOOK.get(type(event))
    if of_the_book:
        of_the_book(rows, event, sequence)
    if not isinstance(event, CaseEvent):
        return
    case = rows.cases.setdefault(event.case, CaseRows())
    key = rows.key(event.case)
    case.steps.append({**key, **step_of(event, sequence)})
    change = _FOLD.get(type(event))
    if change:
        change(case, event, key)


def step_of(event: CaseEvent, sequence: int) -> Row:
    return {
        "sequence": sequence,
        "at": event.at,
        "role": event.by.role.value,
        "actor": event.by.id,
        "name": _NAMES[type(event)],
        "body": CODEC.encode(event).decode(),
    }


def _opened(case: CaseRows, event: e.CaseOpened, _key: Row) -> None:
    if event.state is CaseState.SEALED:
        bare = replace(event, outcome=None, unit=None, due=None, reason=None, merged_into=None)
        case.sealing = _nobody(bare, case.steps[-1]["sequence"])
    case.facts = {"part": 1, "reason": event.reason, "into_question": event.merged_into}


def _sealed(case: CaseRows, event: e.CaseSealed, _key: Row) -> None:
    case.sealing = _nobody(event, case.steps[-1]["sequence"])


def _nobody(event: CaseEvent, sequence: int) -> Row:
    """The step, without whoever took it."""
    return step_of(replace(event, by=Actor(event.by.role, ""), cause=""), sequence)


def _split_off(case: CaseRows, event: e.CaseSplitOff, key: Row) -> None:
    case.facts = {"part": event.part, "reason": None, "into_question": None}
    _worded(case, event, key)


def _worded(case: CaseRows, event: e.CaseSplitOff | e.CaseNarrowed, _key: Row) -> None:
    case.text = {"text": event.text}


def _declined(case: CaseRows, event: e.CaseDeclined, _key: Row) -> None:
    case.facts["reason"] = event.reason


def _revived(case: CaseRows, _event: e.CaseRevived, _key: Row) -> None:
    case.facts["reason"] = None


def _said(case: CaseRows, event: e.MinutesCorrected | e.StageAnswerRecorded, _key: Row) -> None:
    case.said.append(event.words)


def _clock_set(case: CaseRows, event: e.ClockSet, key: Row) -> None:
    clock = event.clock
    before = case.clocks.get((clock.kind, clock.started_at))
    row = _clock(clock, key)
    case.clocks[clock.kind, clock.started_at] = row
    if before:
        row["steps"] = _still_told(before, clock.due)
    if clock.kind is ClockKind.RECOMMENDATION:
        for made in case.recommendations.values():
            if made["made_at"] == clock.started_at:
                made["due"] = clock.due


def _still_told(before: Row, due: int | None) -> str:
    """Of a new last day everybody is warned anew."""
    if before["due"] == due:
        return str(before["steps"])
    return json.dumps([step for step in json.loads(before["steps"]) if step > 0])


def _clock(clock: Clock, key: Row) -> Row:
    return {
        **key,
        "kind": clock.kind,
        "started_at": clock.started_at,
        "due": clock.due,
        "stopped_at": None,
        "late": None,
        "steps": "[]",
        "resting": clock.paused_at is not None,
        "clock": msgspec.json.encode(clock).decode(),
    }


def _clock_stopped(case: CaseRows, event: e.ClockStopped, _key: Row) -> None:
    row = case.running(event.kind)
    row.update(stopped_at=event.at, late=event.late)


def _escalated(case: CaseRows, event: e.CaseEscalated, _key: Row) -> None:
    row = case.running(event.clock)
    row["steps"] = json.dumps(sorted({*json.loads(row["steps"]), event.step}))


def _submitted(case: CaseRows, event: e.AnswerSubmitted, key: Row) -> None:
    case.answers[event.answer] = {
        **key,
        "number": event.answer,
        "author": event.by.id,
        "outcome": event.outcome,
        "decision": event.decision,
        "basis": event.basis,
        "doer": event.doer,
        "due": event.due,
        "evidence": json.dumps(event.evidence),
        "from_authority": event.from_authority,
        "submitted_at": event.at,
        "approved_by": None,
        "approved_at": None,
        "rejected_by": None,
        "rejected_at": None,
        "rejected_words": None,
    }


def _approved(case: CaseRows, event: e.AnswerApproved, _key: Row) -> None:
    case.answers[event.answer].update(approved_by=event.by.id, approved_at=event.at)


def _rejected(case: CaseRows, event: e.AnswerRejected, _key: Row) -> None:
    rejected = {"rejected_by": event.by.id, "rejected_at": event.at}
    case.answers[event.answer].update(rejected, rejected_words=event.words)


def _published(case: CaseRows, event: e.CasePublished, key: Row) -> None:
    case.publication = {
        **key,
        "public_id": event.public_id,
        "year": day_of(event.at).year,
        "published_at": event.at,
        "question_text": event.question_text,
        "answer_text": event.answer_text,
    }


def _withheld(case: CaseRows, _event: e.CaseWithheld, _key: Row) -> None:
    case.publication = None


def _attached(case: CaseRows, event: e.FileAttached, key: Row) -> None:
    case.files[event.file] = {
        **key,
        "file": event.file,
        "name": event.name,
        "media_type": event.media_type,
        "size": event.size,
        "public": event.public,
        "role": event.by.role.value,
        "actor": event.by.id,
        "attached_at": event.at,
    }


def _shown(case: CaseRows, event: e.FileShown, _key: Row) -> None:
    case.files[event.file]["public"] = event.public


def _recommended(case: CaseRows, event: e.RecommendationMade, key: Row) -> None:
    """The case has one such clock at a time: that of the oldest one without a reply."""
    if not case.runs(event.clock.kind):
        clock = event.clock
        case.clocks[clock.kind, clock.started_at] = _clock(clock, key)
    case.recommendations[event.recommendation] = {
        **key,
        "number": event.recommendation,
        "words": event.words,
        "made_by": event.by.id,
        "made_at": event.at,
        "due": event.clock.due,
        "reply": None,
        "replied_by": None,
        "replied_at": None,
        "satisfied": None,
        "verdict": None,
        "settled_at": None,
    }


def _replied(case: CaseRows, event: e.RecommendationAnswered, _key: Row) -> None:
    made = case.recommendations[event.recommendation]
    made.update(reply=event.words, replied_by=event.by.id, replied_at=event.at)


def _settled(case: CaseRows, event: e.RecommendationSettled, _key: Row) -> None:
    made = case.recommendations[event.recommendation]
    made.update(satisfied=event.satisfied, verdict=event.words, settled_at=event.at)


_FOLD: Mapping[type[Event], Callable[[CaseRows, Any, Row], None]] = {
    e.CaseOpened: _opened,
    e.CaseSplitOff: _split_off,
    e.CaseNarrowed: _worded,
    e.CaseSealed: _sealed,
    e.CaseDeclined: _declined,
    e.CaseRevived: _revived,
    e.MinutesCorrected: _said,
    e.StageAnswerRecorded: _said,
    e.ClockSet: _clock_set,
    e.ClockStopped: _clock_stopped,
    e.CaseEscalated: _escalated,
    e.AnswerSubmitted: _submitted,
    e.AnswerApproved: _approved,
    e.AnswerRejected: _rejected,
    e.CasePublished: _published,
    e.CaseWithheld: _withheld,
    e.FileAttached: _attached,
    e.FileShown: _shown,
    e.CheckFileAttached: check_file_attached,
    e.RecommendationMade: _recommended,
    e.RecommendationAnswered: _replied,
    e.RecommendationSettled: _settled,
}
"""What leaves more than its step; all else is in the cases' own rows."""
