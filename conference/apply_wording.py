"""What the desk's work on wording, on families of questions and on one asker changes."""

from conference import events as e
from conference.families import recount
from conference.records import FROM_THE_INBOX, Standing
from conference.state import Change, ConferenceState
from conference.vocabulary import QuestionStatus


def _edited(state: ConferenceState, event: e.QuestionEdited) -> None:
    """Back to the asker's own wording is no edit any more."""
    question = state.questions[event.question]
    asked = question.text if question.asked_text is None else question.asked_text
    question.text = event.text
    question.asked_text = None if event.text == asked else asked
    question.desk_flags = () if event.text == asked else event.flags


def _tagged(state: ConferenceState, event: e.QuestionTagged) -> None:
    question = state.questions[event.question]
    question.tags = event.tags
    question.topic = event.topic


def _merged(state: ConferenceState, event: e.QuestionMerged) -> None:
    question = state.questions[event.question]
    queued = question.status is QuestionStatus.QUEUED
    place = state.queue.index(event.question) if queued else None
    question.before = Standing(question.status, question.pinned, question.held, place)
    state.leave_queue(event.question)
    question.status = QuestionStatus.MERGED
    question.pinned = question.held = False
    question.into = event.into
    state.questions[event.into].members.append(event.question)
    recount(state, event.into)


def _unmerged(state: ConferenceState, event: e.QuestionUnmerged) -> None:
    question = state.questions[event.question]
    state.questions[event.parent].members.remove(event.question)
    question.into = None
    before, question.before = question.before, FROM_THE_INBOX
    question.status = before.status
    question.pinned = before.pinned
    question.held = before.held
    if before.place is not None:
        _back_into_the_queue(state, event.question, before.place, pinned=before.pinned)
    recount(state, event.question)
    recount(state, state.root(event.parent))


def _back_into_the_queue(state: ConferenceState, number: int, place: int, *, pinned: bool) -> None:
    """As near to where it stood as the others have left it room; on its own side of the pinned ones."""
    ahead = state.pinned_count()
    first, last = (0, ahead) if pinned else (ahead, len(state.queue))
    state.queue.insert(min(max(place, first), last), number)


def _muted(state: ConferenceState, event: e.AskerMuted) -> None:
    state.attendee(event.attendee).muted_until = event.until


def _unmuted(state: ConferenceState, event: e.AskerUnmuted) -> None:
    state.attendee(event.attendee).muted_until = None


CHANGES: dict[type[e.Event], Change] = {
    e.QuestionEdited: _edited,
    e.QuestionTagged: _tagged,
    e.QuestionMerged: _merged,
    e.QuestionUnmerged: _unmerged,
    e.AskerMuted: _muted,
    e.AskerUnmuted: _unmuted,
}
