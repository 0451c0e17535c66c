"""Every command in every stage, by every role, about a question in every status: granted, or the code why not."""

from copy import copy
from functools import cache

import pytest

from conference import commands as c
from conference.commands import Command
from conference.decide import decide
from conference.lifecycle import PUBLIC
from conference.permissions import TABLE
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Outcome, Role, Stage
from conference.vocabulary import QuestionStatus as Status
from tests.story import AN, BINH, CHAIR, MODERATOR, RULES, Story, any_fields, live

PAUSED = "paused"
WHEN = [None, *Stage, PAUSED]
UNDECIDED = {Status.WAITING, Status.QUEUED}
SUPPORTABLE = {Status.QUEUED, Status.ON_FLOOR, Status.DEFERRED}
VOTES = (c.CastVote, c.RetractVote)

FROM: dict[type[Command], set[Status]] = {
    c.AmendQuestion: {Status.WAITING},
    c.WithdrawQuestion: UNDECIDED | {Status.MERGED},
    c.ResubmitQuestion: {Status.DECLINED},
    c.RequestReview: {Status.DECLINED},
    c.CastVote: SUPPORTABLE,
    c.RetractVote: SUPPORTABLE,
    c.ApproveQuestion: {Status.WAITING},
    c.DeclineQuestion: UNDECIDED,
    c.ReturnQuestion: {Status.QUEUED, Status.DEFERRED, Status.DECLINED, Status.GUIDED},
    c.MoveQuestion: {Status.QUEUED},
    c.PinQuestion: {Status.QUEUED},
    c.UnpinQuestion: {Status.QUEUED},
    c.HoldQuestion: UNDECIDED,
    c.ReleaseQuestion: {Status.WAITING},
    c.EditQuestion: UNDECIDED | {Status.ON_FLOOR, Status.DEFERRED},
    c.TagQuestion: set(Status) - {Status.SEALED},
    c.GuideQuestion: UNDECIDED | {Status.DEFERRED},
    c.SealQuestion: set(Status) - {Status.SEALED, Status.WITHDRAWN},
    c.UnsealQuestion: {Status.SEALED},
    c.ReviewQuestion: {Status.DECLINED},
    c.MergeQuestions: UNDECIDED | {Status.DEFERRED},
    c.UnmergeQuestion: {Status.MERGED},
    c.SplitQuestion: UNDECIDED,
    c.CallQuestion: {Status.QUEUED, Status.ANSWERED, Status.DEFERRED},
    c.AnswerQuestion: {Status.ON_FLOOR},
    c.DeferQuestion: {Status.QUEUED, Status.ON_FLOOR},
}
"""From where the question may be moved by it; what is not here asks nothing of a status."""

IDLE: dict[type[Command], Code] = {
    c.RetractVote: Code.DUPLICATE,
    c.UnpinQuestion: Code.DUPLICATE,
    c.ReleaseQuestion: Code.DUPLICATE,
    c.ReviewQuestion: Code.STALE,
    c.QuarantineVotes: Code.DUPLICATE,
    c.ReleaseVotes: Code.DUPLICATE,
    c.DiscardVotes: Code.DUPLICATE,
    c.UnmuteAsker: Code.DUPLICATE,
    c.ReopenAsking: Code.DUPLICATE,
    c.ReopenVoting: Code.DUPLICATE,
    c.PublishReasons: Code.DUPLICATE,
    c.EnterCode: Code.STALE,
    c.RedeemPaperCode: Code.STALE,
    c.AcknowledgeLine: Code.STALE,
}
"""What has nothing to do in this conference: nobody voted, pinned, held, muted or joined."""

ANSWER = {"question": 1, "outcome": Outcome.ANSWERED, "by": "Chủ tịch"}
ON_THE_WAY = {
    Status.WAITING: [],
    Status.QUEUED: [(MODERATOR, c.ApproveQuestion, {"question": 1})],
    Status.DECLINED: [(MODERATOR, c.DeclineQuestion, {"question": 1, "reason": "unclear"})],
    Status.MERGED: [(MODERATOR, c.MergeQuestions, {"question": 1, "into": 2})],
    Status.WITHDRAWN: [(AN, c.WithdrawQuestion, {"question": 1})],
    Status.SEALED: [(MODERATOR, c.SealQuestion, {"question": 1})],
    Status.GUIDED: [(MODERATOR, c.GuideQuestion, {"question": 1})],
}
ON_THE_WAY[Status.ON_FLOOR] = [
    *ON_THE_WAY[Status.QUEUED],
    (CHAIR, c.CallQuestion, {"question": 1}),
]
ON_THE_WAY[Status.ANSWERED] = [*ON_THE_WAY[Status.ON_FLOOR], (CHAIR, c.AnswerQuestion, ANSWER)]
ON_THE_WAY[Status.DEFERRED] = [
    *ON_THE_WAY[Status.QUEUED],
    (CHAIR, c.DeferQuestion, {"question": 1}),
]


@cache
def with_question(status: Status) -> Story:
    """An's question has come to this status; Bình's is in the queue."""
    story = live()
    story.ask(AN)
    story.does(MODERATOR, c.ApproveQuestion, question=story.ask(BINH, "Đèn đường?"))
    for actor, kind, fields in ON_THE_WAY[status]:
        story.does(actor, kind, **fields)
    assert story.state.questions[1].status is status
    return story


def expected(kind: type[Command], when: str | None, role: Role, status: Status) -> Code | None:
    """Permission, then the stage, then where the question stands, then what was done already."""
    allowed = TABLE[kind]
    if role not in allowed.roles:
        return Code.NOT_ALLOWED
    if kind is c.CreateConference:
        return None if when is None else Code.DUPLICATE
    if when is None:
        return Code.NOT_FOUND
    if when == Stage.CLOSED:
        return Code.CLOSED
    if when != PAUSED and when not in allowed.stages:
        return Code.NOT_OPEN
    if when == PAUSED and (Stage.LIVE not in allowed.stages or not allowed.while_paused):
        return Code.PAUSED if Stage.LIVE in allowed.stages else Code.NOT_OPEN
    return _by_status(kind, when, status)


def _by_status(kind: type[Command], when: str | None, status: Status) -> Code | None:
    if kind in (c.PauseConference, c.ResumeConference):
        return Code.STALE if (when == PAUSED) is (kind is c.PauseConference) else None
    if kind is c.ClearFloor:
        return None if status is Status.ON_FLOOR else Code.STALE
    if kind in FROM and status not in FROM[kind]:
        hidden = status not in {*PUBLIC, Status.MERGED}
        return Code.NOT_FOUND if kind in VOTES and hidden else Code.STALE
    return IDLE.get(kind)


@pytest.mark.parametrize("when", WHEN, ids=str)
@pytest.mark.parametrize("kind", TABLE, ids=lambda kind: kind.__name__)
def test_every_cell(kind: type[Command], when: str | None) -> None:
    for status in Status:
        story = with_question(status)
        state = copy(story.state)
        state.paused = when == PAUSED
        state.stage = None if when is None else Stage.LIVE if when == PAUSED else Stage(when)
        for role in Role:
            actor = AN if role is Role.ATTENDEE else Actor(role, "somebody")
            decided = decide(state, story.command(actor, kind, **any_fields(kind)), RULES)
            code = decided.reason if isinstance(decided, Refusal) else None
            assert code is expected(kind, when, role, status), (role, status)
