"""Which parts of a view each event may change: one table. An event that is not in it cannot be shown."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from conference import events as e
from conference.concerned import concerned
from conference.events import Event
from conference.state import ConferenceState

QUESTION, VOTES, UNVERIFIED, COUNTS = "question", "votes", "unverified", "counts"
CONFERENCE, FLOOR, QUEUE, BACKSTAGE = "conference", "floor", "queue", "backstage"
MERE_COUNTS: Final = frozenset({VOTES, UNVERIFIED, COUNTS})
"""Forged votes may come in floods, so they must not hurry anybody either."""
_MOVED = (QUESTION, COUNTS, FLOOR, QUEUE)

_VOTE = (e.VoteCast, e.VoteRetracted)

Touched = Mapping[str, Collection[int]]
"""Part of a view → the questions that it changed for; 0 where no question is concerned."""


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
    e.QuestionAsked: (QUESTION, COUNTS),
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
    e.QuestionReleased: (QUESTION, COUNTS),
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
    e.QuestionSplitOff: (QUESTION, COUNTS),
    e.QuestionCalled: _MOVED,
    e.QuestionAnswered: _MOVED,
    e.QuestionDeferred: _MOVED,
    e.FloorCleared: _MOVED,
    e.ChairTold: (BACKSTAGE,),
    e.LineAcknowledged: (BACKSTAGE,),
}


def touched(events: Iterable[Event], state: ConferenceState) -> dict[str, set[int]]:
    """What these events, already applied, may have changed in anybody's view."""
    parts: dict[str, set[int]] = {}
    voted: set[int] = set()
    for event in events:
        if isinstance(event, _VOTE):  # by the thousand: nothing is called for each
            voted.add(event.question)
            continue
        numbers = concerned(event, state) or {0}
        for part in TOUCHED[type(event)]:
            parts.setdefault(part, set()).update(numbers)
    if voted:
        parts[VOTES] = voted
    unverified = {number for number in voted if _quarantines(state, number)}
    if unverified:
        parts[UNVERIFIED] = unverified
    return parts


def _quarantines(state: ConferenceState, number: int) -> bool:
    return any(state.questions[member].quarantined for member in state.family(number))
