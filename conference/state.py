"""The live state of one conference, and `apply`, the only code that changes it.

`apply` mutates in place on purpose: the state is one writer's private object, and copying ten thousand
voters for every vote would be waste. It stays pure by being deterministic and owning no I/O. Every event
moves `position` by one, so replaying a journal always ends where the writer was.

How a question moves stands in `lifecycle.py`; who may move it in `permissions.py`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from conference import events as e
from conference.records import Answer, Attendee, Notice, Question, Receipt
from conference.vocabulary import (
    QUESTIONS_MAX_PER_WINDOW,
    RECEIPTS_KEPT_PER_ACTOR,
    STAFF_RECEIPTS_KEPT,
    Actor,
    QuestionStatus,
    Role,
    Stage,
)

K = TypeVar("K")


@dataclass(slots=True)
class ConferenceState:
    code: str = ""
    commune: str = ""
    title: str = ""
    place: str = ""
    starts_at: int | None = None
    topics: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    stage: Stage | None = None
    """None until it is created."""
    paused: bool = False
    opened_at: int | None = None
    closed_at: int | None = None
    notice: Notice | None = None
    position: int = 0
    questions: dict[int, Question] = field(default_factory=dict)
    queue: list[int] = field(default_factory=list)
    """Numbers in order; the pinned ones stand first."""
    floor: int | None = None
    attendees: dict[str, Attendee] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=dict)
    """Source key of each gathered question → its number, so that importing twice adds nothing."""
    staff_receipts: dict[tuple[Actor, str], Receipt] = field(default_factory=dict)

    def attendee(self, id: str) -> Attendee:
        """The attendee's record, made at first use."""
        found = self.attendees.get(id)
        if found is None:
            found = self.attendees[id] = Attendee()
        return found

    def receipt(self, actor: Actor, command_id: str) -> Receipt | None:
        """What this actor was told when they sent this command before, if they did."""
        if actor.role is not Role.ATTENDEE:
            return self.staff_receipts.get((actor, command_id))
        attendee = self.attendees.get(actor.id)
        return attendee.receipts.get(command_id) if attendee else None

    def pinned_count(self) -> int:
        return sum(1 for number in self.queue if self.questions[number].pinned)


def apply(state: ConferenceState, event: e.Event) -> None:
    """Change `state` by one fact."""
    state.position += 1
    _APPLY[type(event)](state, event)
    _remember(state, event)


def replay(events: Iterable[e.Event]) -> ConferenceState:
    """The state after a whole journal."""
    state = ConferenceState()
    for event in events:
        apply(state, event)
    return state


def _remember(state: ConferenceState, event: e.Event) -> None:
    if isinstance(event, e.QuestionAsked):
        receipt = Receipt(state.position, event.question, event.receipt_code)
    else:
        receipt = Receipt(state.position)
    if event.by.role is Role.ATTENDEE:
        receipts = state.attendee(event.by.id).receipts
        receipts[event.cause] = receipt
        _forget_oldest(receipts, RECEIPTS_KEPT_PER_ACTOR)
    else:
        state.staff_receipts[event.by, event.cause] = receipt
        _forget_oldest(state.staff_receipts, STAFF_RECEIPTS_KEPT)


def _forget_oldest(receipts: dict[K, Receipt], kept: int) -> None:
    if len(receipts) > kept:
        del receipts[next(iter(receipts))]


# The life of a conference


def _created(state: ConferenceState, event: e.ConferenceCreated) -> None:
    state.code = event.code
    state.commune = event.commune
    state.title = event.title
    state.place = event.place
    state.starts_at = event.starts_at
    state.topics = event.topics
    state.units = event.units
    state.stage = Stage.DRAFT


def _announced(state: ConferenceState, _event: e.ConferenceAnnounced) -> None:
    state.stage = Stage.ANNOUNCED


def _opened(state: ConferenceState, event: e.ConferenceOpened) -> None:
    state.stage = Stage.LIVE
    state.opened_at = event.at


def _paused(state: ConferenceState, _event: e.ConferencePaused) -> None:
    state.paused = True


def _resumed(state: ConferenceState, _event: e.ConferenceResumed) -> None:
    state.paused = False


def _closed(state: ConferenceState, event: e.ConferenceClosed) -> None:
    state.stage = Stage.CLOSED
    state.paused = False
    state.closed_at = event.at


def _noticed(state: ConferenceState, event: e.NoticeAnnounced) -> None:
    state.notice = Notice(event.text, event.at) if event.text else None


# Questions and votes


def _asked(state: ConferenceState, event: e.QuestionAsked) -> None:
    asker = event.by.id if event.by.role is Role.ATTENDEE else None
    state.questions[event.question] = Question(
        number=event.question,
        text=event.text,
        channel=event.channel,
        topic=event.topic,
        name=event.name,
        place=event.place,
        receipt_code=event.receipt_code,
        asked_at=event.at,
        asker=asker,
    )
    if event.source is not None:
        state.sources[event.source] = event.question
    if asker is not None:
        attendee = state.attendee(asker)
        attendee.questions.append(event.question)
        attendee.asked_at.append(event.at)
        del attendee.asked_at[:-QUESTIONS_MAX_PER_WINDOW]


def _amended(state: ConferenceState, event: e.QuestionAmended) -> None:
    state.questions[event.question].text = event.text


def _withdrawn(state: ConferenceState, event: e.QuestionWithdrawn) -> None:
    _leave_queue(state, event.question)
    state.questions[event.question].status = QuestionStatus.WITHDRAWN


def _vote_cast(state: ConferenceState, event: e.VoteCast) -> None:
    state.attendee(event.by.id).votes.add(event.question)
    state.questions[event.question].support += 1


def _vote_retracted(state: ConferenceState, event: e.VoteRetracted) -> None:
    state.attendee(event.by.id).votes.discard(event.question)
    state.questions[event.question].support -= 1


# The desk


def _approved(state: ConferenceState, event: e.QuestionApproved) -> None:
    question = state.questions[event.question]
    question.status = QuestionStatus.QUEUED
    question.pinned = False
    state.queue.append(event.question)


def _declined(state: ConferenceState, event: e.QuestionDeclined) -> None:
    _leave_queue(state, event.question)
    question = state.questions[event.question]
    question.status = QuestionStatus.DECLINED
    question.reason = event.reason
    question.words = event.words


def _returned(state: ConferenceState, event: e.QuestionReturned) -> None:
    _leave_queue(state, event.question)
    question = state.questions[event.question]
    question.status = QuestionStatus.WAITING
    question.reason = None
    question.words = None


def _moved(state: ConferenceState, event: e.QuestionMoved) -> None:
    state.queue.remove(event.question)
    state.queue.insert(event.to, event.question)


def _pinned(state: ConferenceState, event: e.QuestionPinned) -> None:
    """To the end of the pinned ones."""
    state.queue.remove(event.question)
    state.queue.insert(state.pinned_count(), event.question)
    state.questions[event.question].pinned = True


def _unpinned(state: ConferenceState, event: e.QuestionUnpinned) -> None:
    """To the head of those that are not pinned."""
    state.queue.remove(event.question)
    state.questions[event.question].pinned = False
    state.queue.insert(state.pinned_count(), event.question)


# The floor


def _called(state: ConferenceState, event: e.QuestionCalled) -> None:
    _leave_queue(state, event.question)
    question = state.questions[event.question]
    question.status = QuestionStatus.ON_FLOOR
    question.called_at = event.at
    state.floor = event.question


def _answered(state: ConferenceState, event: e.QuestionAnswered) -> None:
    question = state.questions[event.question]
    question.status = QuestionStatus.ANSWERED
    question.answers.append(
        Answer(event.at, event.outcome, event.answered_by, event.words, event.unit, event.due)
    )
    state.floor = None


def _deferred(state: ConferenceState, event: e.QuestionDeferred) -> None:
    if state.floor == event.question:
        state.floor = None
    _leave_queue(state, event.question)
    state.questions[event.question].status = QuestionStatus.DEFERRED


def _cleared(state: ConferenceState, event: e.FloorCleared) -> None:
    """Back to where it would be called next, unless it had been answered before."""
    question = state.questions[event.question]
    state.floor = None
    if question.answers:
        question.status = QuestionStatus.ANSWERED
        return
    question.status = QuestionStatus.QUEUED
    state.queue.insert(0 if question.pinned else state.pinned_count(), event.question)


def _leave_queue(state: ConferenceState, number: int) -> None:
    if number in state.queue:
        state.queue.remove(number)


_APPLY: dict[type[e.Event], Callable[[ConferenceState, Any], None]] = {
    e.ConferenceCreated: _created,
    e.ConferenceAnnounced: _announced,
    e.ConferenceOpened: _opened,
    e.ConferencePaused: _paused,
    e.ConferenceResumed: _resumed,
    e.ConferenceClosed: _closed,
    e.NoticeAnnounced: _noticed,
    e.QuestionAsked: _asked,
    e.QuestionAmended: _amended,
    e.QuestionWithdrawn: _withdrawn,
    e.VoteCast: _vote_cast,
    e.VoteRetracted: _vote_retracted,
    e.QuestionApproved: _approved,
    e.QuestionDeclined: _declined,
    e.QuestionReturned: _returned,
    e.QuestionMoved: _moved,
    e.QuestionPinned: _pinned,
    e.QuestionUnpinned: _unpinned,
    e.QuestionCalled: _called,
    e.QuestionAnswered: _answered,
    e.QuestionDeferred: _deferred,
    e.FloorCleared: _cleared,
}
