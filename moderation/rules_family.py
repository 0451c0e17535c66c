"""Questions that ask the same become one family: its root goes on for all, and each can be taken out again."""

from conference import commands as c
from conference import events as e
from conference.lifecycle import MERGED, PUBLIC, SAME_AS_WAITING
from conference.refusals import Code, Refusal
from conference.ruling import Ruling, facts, movable, standing
from conference.state import ConferenceState
from conference.vocabulary import QuestionStatus


def merge(state: ConferenceState, command: c.MergeQuestions) -> Ruling:
    """Only into what at least as many people can see: nobody's question may disappear by a merger."""
    question = movable(state, command.question, QuestionStatus.MERGED)
    if isinstance(question, Refusal):
        return question
    if command.into == command.question:
        return Refusal(Code.BAD_VALUE, "into")
    waiting = question.status is QuestionStatus.WAITING
    into = standing(state, command.into, SAME_AS_WAITING if waiting else PUBLIC)
    if isinstance(into, Refusal):
        return into
    return [e.QuestionMerged(**facts(command), question=question.number, into=into.number)]


def unmerge(state: ConferenceState, command: c.UnmergeQuestion) -> Ruling:
    question = standing(state, command.question, MERGED)
    if isinstance(question, Refusal):
        return question
    return [
        e.QuestionUnmerged(**facts(command), question=question.number, parent=question.into or 0)
    ]
