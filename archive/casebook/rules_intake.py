"""Taking cases up: verifying, asking for what is missing, classifying, splitting; and what was said on stage."""

from archive.almanac import Terms
from archive.casebook import commands_intake as c
from archive.casebook import events_intake as e
from archive.casebook.limits import (
    CASE_WORDS_MAX_CHARACTERS,
    LINE_MAX_CHARACTERS,
    NOTES_MAX_PER_CASE,
    PARTS_MAX,
)
from archive.casebook.records import Case
from archive.casebook.ruling import (
    Rulebook,
    Ruling,
    facts,
    found,
    movable,
    needed,
    needed_all,
    optional,
    standing,
)
from archive.casebook.state import CasebookState
from archive.casework import CaseState, may_move
from archive.deadlines import ClockKind
from conference.refusals import Code, Refusal
from conference.vocabulary import Role

S = CaseState

_PARTS_MIN = 2
TRANSCRIPT_TURNS_MAX = 1_000_000


def verify(state: CasebookState, command: c.VerifyCase, _terms: Terms) -> Ruling:
    """From the inbox; out of waiting for information it comes by being resumed."""
    case = standing(state, command, S.RECEIVED)
    if isinstance(case, Refusal):
        return case
    return [e.CaseTakenUp(**facts(command), urgency=command.urgency)]


def request_information(
    state: CasebookState, command: c.RequestInformation, _terms: Terms
) -> Ruling:
    case = movable(state, command, S.NEED_INFO)
    if isinstance(case, Refusal):
        return case
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.InformationRequested(**facts(command), words=words)]


def resume(state: CasebookState, command: c.ResumeCase, _terms: Terms) -> Ruling:
    """A rule may do it only when the time for the citizen's answer is up."""
    case = standing(state, command, S.NEED_INFO)
    if isinstance(case, Refusal):
        return case
    to = case.back_to or S.VERIFYING
    if not may_move(case.state, to, command.actor.role):
        return Refusal(Code.NOT_ALLOWED)
    if command.actor.role is Role.RULE and not _time_is_up(case, command.at):
        return Refusal(Code.STALE, ClockKind.INFORMATION)
    words = optional(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.CaseResumed(**facts(command), to=to, words=words)]


def _time_is_up(case: Case, at: int) -> bool:
    clock = case.clocks.get(ClockKind.INFORMATION)
    return clock is not None and clock.ran_out(at)


def classify(state: CasebookState, command: c.ClassifyCase, _terms: Terms) -> Ruling:
    """Also once more, while it is not given to anybody."""
    case = standing(state, command, S.RECEIVED, S.VERIFYING, S.CLASSIFIED)
    if isinstance(case, Refusal):
        return case
    topic = needed(command.topic, "topic", LINE_MAX_CHARACTERS, lines=False)
    if isinstance(topic, Refusal):
        return topic
    return [
        e.CaseClassified(
            **facts(command),
            topic=topic,
            kind=command.kind,
            competence=command.competence,
            urgency=command.urgency,
            several_units=command.several_units,
        )
    ]


def split(state: CasebookState, command: c.SplitCase, _terms: Terms) -> Ruling:
    """The new cases are received; this one stands where it stood."""
    case = standing(state, command, S.RECEIVED, S.VERIFYING)
    if isinstance(case, Refusal):
        return case
    refused = _unfit(state, case, command)
    if refused:
        return refused
    texts = needed_all(command.parts, "parts", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(texts, Refusal):
        return texts
    first, *others = texts
    new = zip(command.codes, others, strict=True)
    known = sum(one.question == case.question for one in state.cases.values())
    return [
        e.CaseNarrowed(**facts(command), text=first),
        *(_part(case, command, *one, part) for part, one in enumerate(new, known + 1)),
    ]


def _part(case: Case, command: c.SplitCase, code: str, text: str, part: int) -> e.CaseSplitOff:
    return e.CaseSplitOff(
        **{**facts(command), "case": code},
        split_from=case.code,
        question=case.question,
        part=part,
        text=text,
    )


def _unfit(state: CasebookState, case: Case, command: c.SplitCase) -> Refusal | None:
    if len(command.parts) < _PARTS_MIN:
        return Refusal(Code.BAD_VALUE, "parts")
    if len(case.parts) + len(command.parts) > PARTS_MAX:
        return Refusal(Code.TOO_MANY, PARTS_MAX)
    fresh = {*command.codes} - state.cases.keys()
    if len(fresh) != len(command.parts) - 1 or len(fresh) != len(command.codes):
        return Refusal(Code.BAD_VALUE, "codes")
    return None


def correct_minutes(state: CasebookState, command: c.CorrectMinutes, _terms: Terms) -> Ruling:
    case = found(state, command)
    if isinstance(case, Refusal):
        return case
    if not 0 < command.turn <= TRANSCRIPT_TURNS_MAX:
        return Refusal(Code.BAD_VALUE, "turn")
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.MinutesCorrected(**facts(command), turn=command.turn, words=words)]


def record_stage_answer(
    state: CasebookState, command: c.RecordStageAnswer, _terms: Terms
) -> Ruling:
    case = standing(state, command, S.RECEIVED)
    if isinstance(case, Refusal):
        return case
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    by_whom = needed(command.by_whom, "by_whom", LINE_MAX_CHARACTERS, lines=False)
    if isinstance(by_whom, Refusal):
        return by_whom
    return [e.StageAnswerRecorded(**facts(command), words=words, by_whom=by_whom)]


def write_note(state: CasebookState, command: c.WriteNote, _terms: Terms) -> Ruling:
    case = found(state, command)
    if isinstance(case, Refusal):
        return case
    if case.notes >= NOTES_MAX_PER_CASE:
        return Refusal(Code.TOO_MANY, NOTES_MAX_PER_CASE)
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.NoteWritten(**facts(command), words=words)]


RULES: Rulebook = {
    c.VerifyCase: verify,
    c.RequestInformation: request_information,
    c.ResumeCase: resume,
    c.ClassifyCase: classify,
    c.SplitCase: split,
    c.CorrectMinutes: correct_minutes,
    c.RecordStageAnswer: record_stage_answer,
    c.WriteNote: write_note,
}
