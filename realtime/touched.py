"""Which parts of a view each event may change: one table. An event that is not in it cannot be shown."""

from collections.abc import Iterable
from typing import Final

from conference import events as e
from conference.events import Event

QUESTION, VOTES, CONFERENCE, FLOOR, QUEUE = "question", "votes", "conference", "floor", "queue"
BACKSTAGE = "backstage"
_MOVED = (QUESTION, CONFERENCE, FLOOR, QUEUE)


TOUCHED: Final[dict[type[Event], tuple[str, ...]]] = {
    e.ConferenceCreated: (CONFERENCE,),
    e.ConferenceAnnounced: (CONFERENCE,),
    e.ConferenceOpened: (CONFERENCE,),
    e.ConferencePaused: (CONFERENCE,),
    e.ConferenceResumed: (CONFERENCE,),
    e.ConferenceClosed: (CONFERENCE,),
    e.NoticeAnnounced: (CONFERENCE,),
    e.AskingClosed: (CONFERENCE,),
    e.AskingReopened: (CONFERENCE,),
    e.VotingClosed: (CONFERENCE,),
    e.VotingReopened: (CONFERENCE,),
    e.SlowModeSet: (CONFERENCE,),
    e.ModerationSet: (CONFERENCE,),
    e.ReasonsPublished: (CONFERENCE,),
    e.JoinModeSet: (CONFERENCE,),
    e.AttendeeJoined: (),
    e.QuestionAsked: (QUESTION, CONFERENCE),
    e.QuestionAmended: (QUESTION,),
    e.QuestionWithdrawn: _MOVED,
    e.QuestionResubmitted: _MOVED,
    e.ReviewRequested: (QUESTION,),
    e.VoteCast: (VOTES,),
    e.VoteRetracted: (VOTES,),
    e.VotesQuarantined: (QUESTION,),
    e.VotesReleased: (QUESTION,),
    e.VotesDiscarded: (QUESTION,),
    e.QuestionApproved: _MOVED,
    e.QuestionDeclined: _MOVED,
    e.QuestionReturned: _MOVED,
    e.QuestionMoved: (FLOOR, QUEUE),
    e.QuestionPinned: (QUESTION, FLOOR, QUEUE),
    e.QuestionUnpinned: (QUESTION, FLOOR, QUEUE),
    e.QuestionHeld: _MOVED,
    e.QuestionReleased: (QUESTION, CONFERENCE),
    e.QuestionEdited: (QUESTION,),
    e.QuestionTagged: (QUESTION,),
    e.QuestionGuided: _MOVED,
    e.QuestionSealed: _MOVED,
    e.QuestionUnsealed: _MOVED,
    e.ReviewUpheld: (QUESTION,),
    e.ReviewGranted: _MOVED,
    e.AskerMuted: (QUESTION,),
    e.AskerUnmuted: (QUESTION,),
    e.QuestionMerged: _MOVED,
    e.QuestionUnmerged: _MOVED,
    e.QuestionSplitOff: (QUESTION, CONFERENCE),
    e.QuestionCalled: _MOVED,
    e.QuestionAnswered: _MOVED,
    e.QuestionDeferred: _MOVED,
    e.FloorCleared: _MOVED,
    e.ChairTold: (BACKSTAGE,),
    e.LineAcknowledged: (BACKSTAGE,),
}


def only_votes(events: Iterable[Event]) -> bool:
    """Whether these may wait for the tick everywhere: nobody's hands depend on a count.

    Forged votes may come in floods, so they must not hurry anybody either.
    """
    return all(type(event) in _UNHURRIED for event in events)


_UNHURRIED = frozenset({e.VoteCast, e.VoteRetracted, e.AttendeeJoined})
