"""The record of a conference, in the order in which it was spoken. Pure shaping, and its two exports.

JSON is for machines and the archive, CSV for the spreadsheets of the commune's office.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import msgspec

from archive.records import ConferenceRecord, QuestionRecord, Turn
from archive.spreadsheet import Cell, as_sheet, time_text


@dataclass(frozen=True, slots=True)
class Spoken:
    """A question and one of its times on the floor."""

    question: QuestionRecord
    turn: Turn


@dataclass(frozen=True, slots=True)
class Transcript:
    """`never_called` are the questions that did not come to the floor, by number."""

    conference: ConferenceRecord
    spoken: tuple[Spoken, ...]
    never_called: tuple[QuestionRecord, ...]

    @classmethod
    def of(
        cls,
        conference: ConferenceRecord,
        questions: Sequence[QuestionRecord],
        turns: Sequence[Turn],
    ) -> Self:
        by_number = {question.number: question for question in questions}
        called = {turn.question for turn in turns}
        return cls(
            conference,
            tuple(Spoken(by_number[turn.question], turn) for turn in turns),
            tuple(question for question in questions if question.number not in called),
        )


def as_json(transcript: Transcript) -> bytes:
    conference = transcript.conference
    whole = {
        "conference": {
            "code": conference.code,
            "commune": conference.commune,
            "title": conference.title,
            "place": conference.place,
            "stage": conference.stage,
            "opened_at": time_text(conference.opened_at),
            "closed_at": time_text(conference.closed_at),
        },
        "questions": _lines(transcript),
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def as_csv(transcript: Transcript) -> bytes:
    return as_sheet(_COLUMNS, _lines(transcript))


_COLUMNS = (
    "order",
    "number",
    "text",
    "topic",
    "name",
    "place",
    "channel",
    "asked_at",
    "called_at",
    "support_when_called",
    "ended_at",
    "ending",
    "outcome",
    "answered_by",
    "words",
    "unit",
    "due",
    "status",
    "support",
    "reason",
    "reason_words",
    "case",
)


def _lines(transcript: Transcript) -> list[dict[str, Cell]]:
    """One per turn in order, then one per question that was never called, without an order."""
    spoken = [
        {"order": order, **_asked(one.question), **_on_floor(one.turn)}
        for order, one in enumerate(transcript.spoken, 1)
    ]
    rest = [{"order": None, **_asked(question)} for question in transcript.never_called]
    return [{column: line.get(column) for column in _COLUMNS} for line in spoken + rest]


def _asked(question: QuestionRecord) -> dict[str, Cell]:
    return {
        "number": question.number,
        "text": question.text,
        "topic": question.topic,
        "name": question.name,
        "place": question.place,
        "channel": question.channel.value,
        "asked_at": time_text(question.asked_at),
        "status": question.status.value,
        "support": question.support,
        "reason": question.reason,
        "reason_words": question.words,
        "case": question.receipt_code,
    }


def _on_floor(turn: Turn) -> dict[str, Cell]:
    return {
        "called_at": time_text(turn.called_at),
        "support_when_called": turn.support,
        "ended_at": time_text(turn.ended_at),
        "ending": turn.ending and turn.ending.value,
        "outcome": turn.outcome and turn.outcome.value,
        "answered_by": turn.answered_by,
        "words": turn.words,
        "unit": turn.unit,
        "due": turn.due,
    }
