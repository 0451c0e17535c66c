"""The conference's own page of the rulebook: which rule decides which command."""

from conference import commands as c
from conference import (
    rules_entrance,
    rules_floor,
    rules_own,
    rules_question,
    rules_stage,
    rules_vote,
)
from conference.ruling import Rulebook

RULES: Rulebook = {
    c.CreateConference: rules_stage.create,
    c.AnnounceConference: rules_stage.announce,
    c.OpenConference: rules_stage.open_,
    c.PauseConference: rules_stage.pause,
    c.ResumeConference: rules_stage.resume,
    c.CloseConference: rules_stage.close,
    c.AskQuestion: rules_question.ask,
    c.RecordQuestion: rules_question.record,
    c.AmendQuestion: rules_own.amend,
    c.WithdrawQuestion: rules_own.withdraw,
    c.ResubmitQuestion: rules_own.resubmit,
    c.RequestReview: rules_own.request_review,
    c.EnterCode: rules_entrance.enter_code,
    c.RedeemPaperCode: rules_entrance.redeem_paper_code,
    c.CastVote: rules_vote.cast,
    c.RetractVote: rules_vote.retract,
    c.CallQuestion: rules_floor.call,
    c.AnswerQuestion: rules_floor.answer,
    c.DeferQuestion: rules_floor.defer,
    c.ClearFloor: rules_floor.clear,
}
