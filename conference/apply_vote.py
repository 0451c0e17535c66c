"""What a vote changes: one count by one, whatever was merged; and what becomes of votes that look forged."""

from conference import events as e
from conference.families import counts, recount
from conference.state import Change, ConferenceState


def _cast(state: ConferenceState, event: e.VoteCast) -> None:
    """Whoever supports anything of the family already was refused before."""
    question = state.questions[event.question]
    state.attendee(event.by.id).votes.add(event.question)
    if event.by.id in question.quarantined:
        question.unverified += 1
    else:
        question.support += 1


def _retracted(state: ConferenceState, event: e.VoteRetracted) -> None:
    question = state.questions[event.question]
    attendee = state.attendee(event.by.id)
    votes = {event.question}
    if event.by.id in question.through:
        votes = attendee.votes.intersection(state.family(event.question))
        question.through.discard(event.by.id)
    if counts(state, event.by.id, votes):
        question.support -= 1
    else:
        question.unverified -= 1
    attendee.votes -= votes


def _quarantined(state: ConferenceState, event: e.VotesQuarantined) -> None:
    state.questions[event.question].quarantined.update(event.attendees)
    recount(state, state.root(event.question))


def _released(state: ConferenceState, event: e.VotesReleased) -> None:
    state.questions[event.question].quarantined.clear()
    recount(state, state.root(event.question))


def _discarded(state: ConferenceState, event: e.VotesDiscarded) -> None:
    for id in state.questions[event.question].quarantined:
        state.attendees[id].votes.discard(event.question)
    recount(state, state.root(event.question))


CHANGES: dict[type[e.Event], Change] = {
    e.VoteCast: _cast,
    e.VoteRetracted: _retracted,
    e.VotesQuarantined: _quarantined,
    e.VotesReleased: _released,
    e.VotesDiscarded: _discarded,
}
