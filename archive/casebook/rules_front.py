"""What the Front does: it watches, checks at the place itself, recommends, and settles. Its word stands beside the commune's."""

from archive.almanac import Terms
from archive.calendar import day_of
from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.command import CaseCommand
from archive.casebook.dates import iso_day
from archive.casebook.events_work import ClockChange
from archive.casebook.limits import (
    CASE_WORDS_MAX_CHARACTERS,
    CHECK_FILES_MAX_PER_CASE,
    FILE_NAME_MAX_CHARACTERS,
    NOTES_MAX_PER_CASE,
)
from archive.casebook.records import Case, Recommendation
from archive.casebook.ruling import Rulebook, Ruling, facts, found, needed
from archive.casebook.running import clock_set, stopped
from archive.casebook.state import CasebookState
from archive.casework import Supervision
from archive.clocks import reckon, start
from archive.deadlines import ClockKind
from conference.event import Event
from conference.refusals import Code, Refusal


def watch(state: CasebookState, command: c.WatchCase, _terms: Terms) -> Ruling:
    """Nobody looks away while a recommendation is open."""
    case = found(state, command)
    if isinstance(case, Refusal):
        return case
    if case.supervision is Supervision.RECOMMENDATION_OPEN:
        return Refusal(Code.STALE, case.supervision)
    now = Supervision.WATCHING if command.watching else Supervision.NONE
    if case.supervision is now:
        return Refusal(Code.DUPLICATE, command.case)
    return [e.CaseWatched(**facts(command), watching=command.watching)]


def note(state: CasebookState, command: c.WriteSupervisionNote, _terms: Terms) -> Ruling:
    case = _with_room(state, command)
    if isinstance(case, Refusal):
        return case
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.SupervisionNoteWritten(**facts(command), words=words)]


def check(state: CasebookState, command: c.RecordFieldCheck, _terms: Terms) -> Ruling:
    """What was seen, not what is going to be seen."""
    case = _with_room(state, command)
    if isinstance(case, Refusal):
        return case
    day = iso_day(command.day)
    if day is None or day > day_of(command.at):
        return Refusal(Code.BAD_VALUE, "day")
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [
        e.FieldCheckRecorded(
            **facts(command),
            words=words,
            finding=command.finding,
            day=command.day,
            how=command.how,
            asker=command.asker,
            answer_points=tuple(dict.fromkeys(command.answer_points)) if command.judged else None,
        )
    ]


def attach(state: CasebookState, command: c.AttachCheckFile, _terms: Terms) -> Ruling:
    """To a check that was recorded. Nobody shows it, hides it or takes it off."""
    case = found(state, command)
    if isinstance(case, Refusal):
        return case
    if not 1 <= command.check <= case.checks:
        return Refusal(Code.NOT_FOUND, "check")
    if command.file in case.check_files:
        return Refusal(Code.DUPLICATE, "file")
    if len(case.check_files) >= CHECK_FILES_MAX_PER_CASE:
        return Refusal(Code.TOO_MANY, CHECK_FILES_MAX_PER_CASE)
    name = needed(command.name, "name", FILE_NAME_MAX_CHARACTERS, lines=False)
    if isinstance(name, Refusal):
        return name
    return [
        e.CheckFileAttached(
            **facts(command),
            check=command.check,
            name=name,
            file=command.file,
            media_type=command.media_type,
            size=command.size,
        )
    ]


def recommend(state: CasebookState, command: c.MakeRecommendation, terms: Terms) -> Ruling:
    """Wherever the case stands, also when it has ended. The clock for the reply is its own."""
    case = _with_room(state, command)
    if isinstance(case, Refusal):
        return case
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    kind = ClockKind.RECOMMENDATION
    clock = start(kind, terms.deadline(kind), command.at, terms.calendar)
    number = len(case.recommendations) + 1
    return [e.RecommendationMade(**facts(command), words=words, recommendation=number, clock=clock)]


def reply(state: CasebookState, command: c.ReplyToRecommendation, terms: Terms) -> Ruling:
    """Once. The case's clock is that of the oldest one without a reply, and passes on to the next."""
    case = found(state, command)
    if isinstance(case, Refusal):
        return case
    one = _numbered(case, command.recommendation)
    if isinstance(one, Refusal):
        return one
    if one.answered:
        return Refusal(Code.DUPLICATE, command.recommendation)
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    replied = e.RecommendationAnswered(
        **facts(command), recommendation=command.recommendation, words=words
    )
    return [replied, *_clock_passed_on(case, one, command, terms)]


def settle(state: CasebookState, command: c.SettleRecommendation, _terms: Terms) -> Ruling:
    """Once there is a reply. What is not satisfied is recommended anew."""
    case = found(state, command)
    if isinstance(case, Refusal):
        return case
    one = _numbered(case, command.recommendation)
    if isinstance(one, Refusal):
        return one
    if one.settled:
        return Refusal(Code.DUPLICATE, command.recommendation)
    if not one.answered:
        return Refusal(Code.STALE, command.recommendation)
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [
        e.RecommendationSettled(
            **facts(command),
            words=words,
            recommendation=command.recommendation,
            satisfied=command.satisfied,
        )
    ]


def _with_room(state: CasebookState, command: CaseCommand) -> Case | Refusal:
    """For one more item of the Front."""
    case = found(state, command)
    if isinstance(case, Refusal) or case.front_notes < NOTES_MAX_PER_CASE:
        return case
    return Refusal(Code.TOO_MANY, NOTES_MAX_PER_CASE)


def _numbered(case: Case, number: int) -> Recommendation | Refusal:
    if not 1 <= number <= len(case.recommendations):
        return Refusal(Code.NOT_FOUND, "recommendation")
    return case.recommendations[number - 1]


def _clock_passed_on(
    case: Case, replied: Recommendation, command: CaseCommand, terms: Terms
) -> list[Event]:
    first, *others = (one for one in case.recommendations if not one.answered)
    if first is not replied:
        return []
    events = stopped(case, ClockKind.RECOMMENDATION, command)
    for one in others[:1]:
        clock = reckon(one.clock, terms.calendar)
        events.append(clock_set(case, clock, ClockChange.STARTED, command, was=None))
    return events


RULES: Rulebook = {
    c.WatchCase: watch,
    c.WriteSupervisionNote: note,
    c.RecordFieldCheck: check,
    c.AttachCheckFile: attach,
    c.MakeRecommendation: recommend,
    c.ReplyToRecommendation: reply,
    c.SettleRecommendation: settle,
}
