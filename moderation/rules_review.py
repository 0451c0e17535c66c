"""The second look at a declined question. Whoever declined it does not decide about it again."""

from conference import commands as c
from conference import events as e
from conference.lifecycle import DECLINED
from conference.refusals import Code, Refusal
from conference.ruling import Ruling, facts, optional_line, standing
from conference.state import ConferenceState
from conference.vocabulary import NOTE_MAX_CHARACTERS, ReviewState


def review(state: ConferenceState, command: c.ReviewQuestion) -> Ruling:
    question = standing(state, command.question, DECLINED)
    if isinstance(question, Refusal):
        return question
    if question.review is None:
        return Refusal(Code.STALE, question.status)
    if question.review.state is not ReviewState.REQUESTED:
        return Refusal(Code.DUPLICATE, question.number)
    if question.declined_by == command.actor.id:
        return Refusal(Code.NOT_ALLOWED, "same_person")
    words = optional_line(command.words, "words", NOTE_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    decided = e.ReviewUpheld if command.uphold else e.ReviewGranted
    return [decided(**facts(command), question=question.number, words=words)]
