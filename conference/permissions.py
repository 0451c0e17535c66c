"""Who may ask for what, and while the conference stands where: one table, one function.

The table is printed into docs/PROTOCOL.md. A command that is not in it cannot be asked for at all.
"""

from dataclasses import dataclass

from conference import commands as c
from conference.commands import Command
from conference.lifecycle import STAGE_MOVES
from conference.refusals import Code, Refusal
from conference.vocabulary import Role, Stage

_DESK = frozenset({Role.MODERATOR, Role.OPERATOR})
_STAGE = frozenset({Role.CHAIR, Role.MODERATOR, Role.OPERATOR})
_CONDUCT = frozenset({Role.CHAIR, Role.MODERATOR, Role.SECRETARY, Role.OPERATOR})
_ATTENDEES = frozenset({Role.ATTENDEE})
_OFFICE = frozenset({Role.MODERATOR, Role.SECRETARY, Role.OPERATOR})


def _before(stage: Stage) -> frozenset[Stage]:
    """Where the conference must stand to be brought there: the life-cycle's own word."""
    return frozenset(start for start, ends in STAGE_MOVES.items() if stage in ends)


_LIVE = frozenset({Stage.LIVE})
_RUNNING = frozenset({Stage.ANNOUNCED, Stage.LIVE})
_NOT_CLOSED = frozenset({Stage.DRAFT, Stage.ANNOUNCED, Stage.LIVE})


@dataclass(frozen=True, slots=True)
class Allowed:
    """`stages` is empty for the one command that comes before there is a stage."""

    roles: frozenset[Role]
    stages: frozenset[Stage]
    while_paused: bool = True


TABLE: dict[type[Command], Allowed] = {
    c.CreateConference: Allowed(frozenset({Role.OPERATOR}), frozenset()),
    c.AnnounceConference: Allowed(_CONDUCT, _before(Stage.ANNOUNCED)),
    c.OpenConference: Allowed(_CONDUCT, _before(Stage.LIVE)),
    c.PauseConference: Allowed(_CONDUCT, _LIVE),
    c.ResumeConference: Allowed(_CONDUCT, _LIVE),
    c.CloseConference: Allowed(_CONDUCT, _before(Stage.CLOSED)),
    c.CloseAsking: Allowed(_CONDUCT, _RUNNING),
    c.ReopenAsking: Allowed(_CONDUCT, _RUNNING),
    c.CloseVoting: Allowed(_CONDUCT, _RUNNING),
    c.ReopenVoting: Allowed(_CONDUCT, _RUNNING),
    c.SetSlowMode: Allowed(_DESK, _NOT_CLOSED),
    c.SetModeration: Allowed(_DESK, _NOT_CLOSED),
    c.PublishReasons: Allowed(_OFFICE, _NOT_CLOSED),
    c.SetJoinMode: Allowed(_DESK, _NOT_CLOSED),
    c.EnterCode: Allowed(_ATTENDEES, _RUNNING),
    c.RedeemPaperCode: Allowed(_ATTENDEES, _RUNNING),
    c.AskQuestion: Allowed(_ATTENDEES, _RUNNING, while_paused=False),
    c.RecordQuestion: Allowed(_OFFICE, _NOT_CLOSED),
    c.AmendQuestion: Allowed(_ATTENDEES, _RUNNING, while_paused=False),
    c.WithdrawQuestion: Allowed(_ATTENDEES, _RUNNING),
    c.ResubmitQuestion: Allowed(_ATTENDEES, _RUNNING, while_paused=False),
    c.RequestReview: Allowed(_ATTENDEES, _RUNNING),
    c.CastVote: Allowed(_ATTENDEES, _RUNNING, while_paused=False),
    c.RetractVote: Allowed(_ATTENDEES, _RUNNING, while_paused=False),
    c.QuarantineVotes: Allowed(frozenset({Role.RULE}), _NOT_CLOSED),
    c.ReleaseVotes: Allowed(_DESK, _NOT_CLOSED),
    c.DiscardVotes: Allowed(_DESK, _NOT_CLOSED),
    c.ApproveQuestion: Allowed(_DESK, _NOT_CLOSED),
    c.DeclineQuestion: Allowed(_DESK, _NOT_CLOSED),
    c.ReturnQuestion: Allowed(_DESK, _NOT_CLOSED),
    c.MoveQuestion: Allowed(_DESK, _NOT_CLOSED),
    c.PinQuestion: Allowed(_DESK, _NOT_CLOSED),
    c.UnpinQuestion: Allowed(_DESK, _NOT_CLOSED),
    c.AnnounceNotice: Allowed(_CONDUCT, _NOT_CLOSED),
    c.HoldQuestion: Allowed(_DESK, _NOT_CLOSED),
    c.ReleaseQuestion: Allowed(_DESK, _NOT_CLOSED),
    c.EditQuestion: Allowed(_DESK, _NOT_CLOSED),
    c.TagQuestion: Allowed(_OFFICE, _NOT_CLOSED),
    c.GuideQuestion: Allowed(_DESK, _NOT_CLOSED),
    c.SealQuestion: Allowed(_CONDUCT, _NOT_CLOSED),
    c.UnsealQuestion: Allowed(frozenset({Role.SEALED_BOX}), _NOT_CLOSED),
    c.ReviewQuestion: Allowed(_DESK, _NOT_CLOSED),
    c.MuteAsker: Allowed(_DESK, _NOT_CLOSED),
    c.UnmuteAsker: Allowed(_DESK, _NOT_CLOSED),
    c.MergeQuestions: Allowed(_DESK, _NOT_CLOSED),
    c.UnmergeQuestion: Allowed(_DESK, _NOT_CLOSED),
    c.SplitQuestion: Allowed(_DESK, _NOT_CLOSED),
    c.CallQuestion: Allowed(_STAGE, _LIVE),
    c.AnswerQuestion: Allowed(_STAGE, _LIVE),
    c.DeferQuestion: Allowed(_STAGE, _LIVE),
    c.ClearFloor: Allowed(_STAGE, _LIVE),
    c.TellChair: Allowed(_OFFICE, _LIVE),
    c.AcknowledgeLine: Allowed(frozenset({Role.CHAIR}), _LIVE),
}


def permitted(command: Command) -> Refusal | None:
    """Whether this actor's role may ask for this at all."""
    allowed = TABLE.get(type(command))
    if allowed is None or command.actor.role not in allowed.roles:
        return Refusal(Code.NOT_ALLOWED)
    return None


def timely(command: Command, stage: Stage | None, *, paused: bool) -> Refusal | None:
    """Whether the conference stands where this can be done."""
    allowed = TABLE[type(command)]
    if not allowed.stages:
        return None if stage is None else Refusal(Code.DUPLICATE)
    if stage is None:
        return Refusal(Code.NOT_FOUND)
    if stage is Stage.CLOSED and stage not in allowed.stages:
        return Refusal(Code.CLOSED)
    if stage not in allowed.stages:
        return Refusal(Code.NOT_OPEN)
    if paused and not allowed.while_paused:
        return Refusal(Code.PAUSED)
    return None
