"""Which parts of a view each event may change: one table. An event that is not in it cannot be shown."""

from collections.abc import Iterable
from typing import Final

from conference import events as e
from conference.events import Event

QUESTION, VOTES, CONFERENCE, FLOOR, QUEUE = "question", "votes", "conference", "floor", "queue"
_MOVED = (QUESTION, CONFERENCE, FLOOR, QUEUE)


TOUCHED: Final[dict[type[Event], tuple[str, ...]]] = {
    e.ConferenceCreated: (CONFERENCE,),
    e.ConferenceAnnounced: (CONFERENCE,),
    e.ConferenceOpened: (CONFERENCE,),
    e.ConferencePaused: (CONFERENCE,),
    e.ConferenceResumed: (CONFERENCE,),
    e.ConferenceClosed: (CONFERENCE,),
    e.NoticeAnnounced: (CONFERENCE,),
    e.QuestionAsked: (QUESTION, CONFERENCE),
    e.QuestionAmended: (QUESTION,),
    e.QuestionWithdrawn: _MOVED,
    e.VoteCast: (VOTES,),
    e.VoteRetracted: (VOTES,),
    e.QuestionApproved: _MOVED,
    e.QuestionDeclined: _MOVED,
    e.QuestionReturned: _MOVED,
    e.QuestionMoved: (FLOOR, QUEUE),
    e.QuestionPinned: (QUESTION, FLOOR, QUEUE),
    e.QuestionUnpinned: (QUESTION, FLOOR, QUEUE),
    e.QuestionCalled: _MOVED,
    e.QuestionAnswered: _MOVED,
    e.QuestionDeferred: _MOVED,
    e.FloorCleared: _MOVED,
}


def only_votes(events: Iterable[Event]) -> bool:
    """Whether these may wait for the tick everywhere: nobody's hands depend on a count."""
    return all(TOUCHED[type(event)] == (VOTES,) for event in events)
