"""What a phone may do now, and why not: read off its own view, as `frontend/phone/may.js` does. Pure.

The rules decide (`conference/taking_part.py`); this only keeps a page from offering what they would refuse.
"""

from typing import Any

from conference.refusals import Code
from conference.vocabulary import JoinMode, QuestionStatus, Stage

View = dict[str, Any]

STAFF_ONLY = "staff_only"
MUTED_FOR_GOOD = "muted_for_good"
SUFFICIENT: dict[str, tuple[str, ...]] = {
    JoinMode.CODE: (JoinMode.CODE, JoinMode.PAPER),
    JoinMode.PAPER: (JoinMode.PAPER,),
    JoinMode.STAFF: (),
}


def is_open(conference: View) -> bool:
    """Whether the public may ask and support at this stage at all."""
    running = conference["stage"] in (Stage.ANNOUNCED, Stage.LIVE)
    return running and not conference["paused"]


def why_not_vote(conference: View, mine: View) -> str | None:
    """A code of `words.WHY_NOT`; None when nothing stands in the way."""
    if not conference.get("voting", True):
        return Code.VOTING_CLOSED.code
    return not_joined(conference, mine)


def why_not_ask(conference: View, mine: View, now: int) -> str | None:
    if not conference.get("asking", True):
        return Code.ASKING_CLOSED.code
    if mine.get("muted"):
        return MUTED_FOR_GOOD
    if mine.get("muted_until", 0) > now:
        return Code.MUTED.code
    return not_joined(conference, mine)


def may_appeal(question: View) -> dict[str, bool]:
    """What the asker of a declined question can still do about it, each once."""
    declined = question["status"] == QuestionStatus.DECLINED
    return {
        "resubmit": declined and not question.get("resubmitted"),
        "review": declined and not question.get("review"),
    }


def not_joined(conference: View, mine: View) -> str | None:
    """Why this phone may only look on, if so."""
    ways = SUFFICIENT.get(conference.get("join_mode", JoinMode.OPEN))
    if ways is None or mine.get("joined") in ways:
        return None
    return Code.CODE_NEEDED.code if ways else STAFF_ONLY
