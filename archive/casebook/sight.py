"""What each step of a case tells to whom: one table, and the one function that reads it.

Every page, feed and export of a case's story asks here, so that a field is private by a line of this table and not
by the care of whoever writes a page. What is not in a row is not told. When a step is absent for somebody, they do
not learn that it was taken.

The Front reads all that the commune's staff read, but for what would lead to a citizen's own unmasked words. A
sealed case tells everybody but its officer one thing: that it is sealed; the Front goes on reading what it wrote
itself, and what it was replied. It must not know a language or a page.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from archive.casebook import events as e
from archive.casebook.event import CaseEvent
from archive.casework import CaseState
from conference.naming import wire_name
from conference.vocabulary import Role

Fields = tuple[str, ...]


class Reader(StrEnum):
    """For whom a case's story is told."""

    PUBLIC = "public"
    """Everybody, once it is published."""
    MEMBER = "member"
    """The holder of a case that was merged into this one: another asker."""
    HOLDER = "holder"
    STAFF = "staff"
    FRONT = "front"
    SEALED_BOX = "sealed_box"


@dataclass(frozen=True, slots=True)
class Line:
    """One step as somebody may know it. `by` is there for those who work on cases or watch over them."""

    at: int
    step: str
    role: Role | None
    by: str | None
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """The fields each of them is told; None where they are not told of the step at all."""

    staff: Fields = ()
    holder: Fields | None = None
    member: Fields | None = None
    public: Fields | None = None
    front: Fields | None = None
    """As staff, when it is None."""


SIGHTS: Mapping[type[CaseEvent], Sight] = {
    e.CaseOpened: Sight(
        staff=("question", "state", "outcome", "unit", "due", "reason", "merged_into"),
        holder=("question", "state", "outcome", "unit", "due", "reason", "merged_into"),
        member=(),
        public=("question", "state", "outcome", "unit", "due"),
    ),
    e.CaseTakenUp: Sight(staff=("urgency",), holder=(), member=(), public=()),
    e.InformationRequested: Sight(staff=("words",), holder=("words",)),
    e.CaseResumed: Sight(staff=("to", "words"), holder=("to", "words")),
    e.CaseClassified: Sight(
        staff=("kind", "topic", "competence", "urgency", "several_units"),
        holder=("kind", "topic", "competence"),
        member=("kind", "topic", "competence"),
        public=("kind", "topic", "competence"),
    ),
    e.CaseNarrowed: Sight(staff=("text",), holder=("text",)),
    e.CaseSplitOff: Sight(
        staff=("split_from", "question", "part", "text"),
        holder=("split_from", "question", "part", "text"),
        member=(),
        public=("question", "part"),
    ),
    e.CaseMerged: Sight(staff=("into",), holder=()),
    e.DeclineProposed: Sight(staff=("reason", "words")),
    e.DeclineRejected: Sight(staff=("words",)),
    e.CaseDeclined: Sight(staff=("reason", "words", "proposed_by"), holder=("reason", "words")),
    e.CaseGuided: Sight(staff=("body", "words"), holder=("body", "words")),
    e.CaseSealed: Sight(holder=()),
    e.CaseUnsealed: Sight(holder=()),
    e.CaseRevived: Sight(staff=("words",), holder=("words",)),
    e.DecisionUpheld: Sight(staff=("words",), holder=("words",)),
    e.MinutesCorrected: Sight(staff=("turn", "words"), holder=("turn", "words")),
    e.StageAnswerRecorded: Sight(
        staff=("words", "by_whom"),
        holder=("words", "by_whom"),
        member=("words", "by_whom"),
        public=(),
    ),
    e.NoteWritten: Sight(staff=("words",)),
    e.CaseAssigned: Sight(
        staff=("unit", "owner", "with_units"),
        holder=("unit", "with_units"),
        member=("unit", "with_units"),
        public=("unit", "with_units"),
    ),
    e.OwnerNamed: Sight(staff=("owner",)),
    e.CaseAccepted: Sight(staff=("owner",), holder=(), member=(), public=()),
    e.CaseSentBack: Sight(staff=("words",), holder=(), member=(), public=()),
    e.CaseTransferred: Sight(
        staff=("authority", "letter", "words"),
        holder=("authority", "letter", "words"),
        member=("authority", "letter"),
        public=("authority",),
    ),
    e.TransferChased: Sight(staff=("words",), holder=(), member=(), public=()),
    e.CaseTakenBack: Sight(staff=("words",), holder=(), member=(), public=()),
    e.FileAttached: Sight(staff=("file", "name", "media_type", "size", "public")),
    e.FileShown: Sight(staff=("file", "public")),
    e.ClockSet: Sight(staff=("clock", "change", "was", "words")),
    e.ClockStopped: Sight(staff=("kind", "late")),
    e.CaseEscalated: Sight(staff=("clock", "step")),
    e.AnswerSubmitted: Sight(
        staff=(
            "answer",
            "outcome",
            "decision",
            "basis",
            "doer",
            "due",
            "evidence",
            "from_authority",
        )
    ),
    e.AnswerRejected: Sight(staff=("answer", "words")),
    e.AnswerApproved: Sight(
        staff=("answer",), holder=("answer",), member=("answer",), public=("answer",)
    ),
    e.PromiseBegun: Sight(staff=("due",), holder=("due",), member=("due",), public=("due",)),
    e.CasePublished: Sight(
        staff=("public_id", "question_text", "answer_text"),
        holder=("public_id", "question_text", "answer_text"),
        member=("public_id", "question_text", "answer_text"),
        public=("public_id", "question_text", "answer_text"),
    ),
    e.CaseWithheld: Sight(staff=("words",), holder=()),
    e.CaseClosed: Sight(staff=("agreed",), holder=("agreed",), member=(), public=("agreed",)),
    e.InformationAdded: Sight(staff=("text", "original"), holder=("text",), front=("text",)),
    e.AnswerRated: Sight(
        staff=("stars", "solved", "words", "original"),
        holder=("stars", "solved", "words"),
        public=("stars", "solved"),
        front=("stars", "solved", "words"),
    ),
    e.CaseReopened: Sight(
        staff=("words", "original"), holder=("words",), member=(), public=(), front=("words",)
    ),
    e.CaseWithdrawn: Sight(staff=("words", "original"), holder=("words",), front=("words",)),
    e.CaseAppealed: Sight(staff=("words", "original"), holder=("words",), front=("words",)),
    e.CaseWatched: Sight(staff=("watching",)),
    e.SupervisionNoteWritten: Sight(staff=("words",)),
    e.FieldCheckRecorded: Sight(staff=("finding", "day", "how", "asker", "answer_points", "words")),
    e.CheckFileAttached: Sight(staff=("check", "file", "name", "media_type", "size")),
    e.RecommendationMade: Sight(staff=("recommendation", "words", "clock")),
    e.RecommendationAnswered: Sight(staff=("recommendation", "words")),
    e.RecommendationSettled: Sight(staff=("recommendation", "satisfied", "words")),
}

FRONT_STEPS = frozenset(
    wire_name(kind)
    for kind in (
        e.SupervisionNoteWritten,
        e.FieldCheckRecorded,
        e.CheckFileAttached,
        e.RecommendationMade,
        e.RecommendationAnswered,
        e.RecommendationSettled,
    )
)
"""What the Front wrote and was told. By sealing a case nobody takes this from it."""
_EXTENDED = Sight(
    staff=("clock", "change", "was", "words"),
    holder=("clock", "words"),
    member=("clock", "words"),
    public=("clock",),
)
"""Whoever waits is told why they wait longer, and until when; everybody else, until when."""
_ANSWER: Mapping[Reader, Fields] = {
    Reader.HOLDER: ("outcome", "decision", "basis", "doer", "due", "from_authority"),
    Reader.MEMBER: ("outcome", "decision", "basis", "doer", "due", "from_authority"),
    Reader.PUBLIC: ("outcome",),
}
"""What an approval tells of the answer, to those who were not told of it when it was a draft."""
_ONLY_SEALED_BOX: Mapping[type[CaseEvent], Fields] = {e.CaseUnsealed: ("words",)}
_WITH_NAMES = frozenset({Reader.STAFF, Reader.FRONT, Reader.SEALED_BOX})


def tell(events: Iterable[CaseEvent], reader: Reader) -> list[Line]:
    """The story of one case (all its events, in their order) as this reader may know it."""
    story = list(events)
    sealed_at = _sealed_at(story)
    if sealed_at is not None and reader is not Reader.SEALED_BOX:
        sealed = Line(sealed_at, wire_name(e.CaseSealed), None, None, {})
        if reader is Reader.FRONT:
            own = [event for event in story if wire_name(type(event)) in FRONT_STEPS]
            return [*_lines(own, reader), sealed]
        return [] if reader is Reader.PUBLIC else [sealed]
    if reader is Reader.PUBLIC and not _published(story):
        return []
    return list(_lines(story, reader))


def _lines(story: list[CaseEvent], reader: Reader) -> Iterator[Line]:
    drafts: dict[int, e.AnswerSubmitted] = {}
    for event in story:
        if isinstance(event, e.AnswerSubmitted):
            drafts[event.answer] = event
        fields = _fields(event, reader)
        if fields is None:
            continue
        told = {name: getattr(event, name) for name in fields}
        if isinstance(event, e.AnswerApproved):
            draft = drafts[event.answer]
            told |= {name: getattr(draft, name) for name in _ANSWER.get(reader, ())}
        by = event.by.id if reader in _WITH_NAMES else None
        yield Line(event.at, wire_name(type(event)), event.by.role, by, told)


def _fields(event: CaseEvent, reader: Reader) -> Fields | None:
    extended = isinstance(event, e.ClockSet) and event.change is e.ClockChange.EXTENDED
    if extended:
        return _of(_EXTENDED, reader)
    return fields_of(type(event), reader)


def fields_of(kind: type[CaseEvent], reader: Reader) -> Fields | None:
    """What this reader is told of such a step; None when they are not told of it."""
    more = _ONLY_SEALED_BOX.get(kind, ()) if reader is Reader.SEALED_BOX else ()
    told = _of(SIGHTS[kind], reader)
    return None if told is None else told + more


def _of(sight: Sight, reader: Reader) -> Fields | None:
    others = {
        Reader.PUBLIC: sight.public,
        Reader.MEMBER: sight.member,
        Reader.HOLDER: sight.holder,
        Reader.FRONT: sight.staff if sight.front is None else sight.front,
    }
    return others.get(reader, sight.staff)


def _sealed_at(story: list[CaseEvent]) -> int | None:
    """Since when it is sealed, if it is now."""
    since: int | None = None
    for event in story:
        born_so = isinstance(event, e.CaseOpened) and event.state is CaseState.SEALED
        if born_so or isinstance(event, e.CaseSealed):
            since = event.at
        elif isinstance(event, e.CaseUnsealed):
            since = None
    return since


def _published(story: list[CaseEvent]) -> bool:
    """Whether the last word about that was yes. What was sealed meanwhile is published anew, or not."""
    published = False
    for event in story:
        if isinstance(event, e.CasePublished):
            published = True
        elif isinstance(event, e.CaseWithheld | e.CaseSealed):
            published = False
    return published
