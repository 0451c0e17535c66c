"""The page of a case for whoever holds its code: where it stands, what happened, what comes next, what they can do.

Whoever holds the code reads their own words and everything that was written to them, and nothing that only the
office reads: which that is, `archive/casebook/sight.py` says. The asker's name stays off the page: it was given for
one evening, and the page stays for years. Of a case it was merged with it tells the answer, never whose it was.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from archive.almanac import Terms
from archive.calendar import MILLISECONDS_PER_DAY, day_of
from archive.case_records import AnswerRecord, CasePage, FileRecord
from archive.casebook.events_citizen import CaseAppealed
from archive.casebook.events_intake import DecisionUpheld
from archive.casebook.sight import Line, Reader, tell
from archive.casework import APPEALABLE, CaseState
from archive.clocks import Clock
from archive.records import CaseFile, Turn
from conference.lifecycle import PUBLIC
from conference.vocabulary import QuestionStatus
from web.cases.words import OUTCOMES
from web.holder.acts import possible
from web.holder.due import due_shown
from web.holder.finding import Found
from web.holder.words import APPEAL_NEXT, MEANINGS, NEXT, STEPS
from web.render import Speech
from web.words import CASE_STATES, CHANNELS, N_

View = dict[str, Any]

NEWS_DAYS = 14
NEWS_MAX = 3
NO_NEWS = frozenset(
    {"case_opened", "case_split_off", "information_added", "answer_rated", "case_withdrawn"}
    | {"case_appealed"}
)
"""How it began, and what the holder did."""
KEPT_BACK = frozenset(QuestionStatus) - PUBLIC - {QuestionStatus.MERGED}
"""Here nobody but the holder of the code reads the text."""


def story(found: Found, page: CasePage, terms: Terms, now: int, speech: Speech) -> View:
    case, question, parent = page.case, found.file.question, found.parent
    owner = parent or page
    turns = _answered(owner.turns, owner)
    return {
        "number": case.question,
        "part": case.part,
        "reference": case.reference,
        "code": found.code,
        "text": case.text or question.text,
        "asked_text": question.asked_text if case.part == 1 else None,
        "kept_back": question.status in KEPT_BACK and case.public_id is None,
        "topic": case.topic or question.topic,
        "support": question.support if question.status in PUBLIC and case.part == 1 else None,
        "state": case.state,
        "state_words": speech.plain(CASE_STATES[case.state]),
        "meaning": speech.text(MEANINGS[case.state], number=_with_number(found)),
        "unit": owner.case.unit,
        "authority": owner.case.authority if owner.case.state is CaseState.TRANSFERRED else None,
        "due": due_shown(owner.case, owner.clocks, terms, now, speech),
        "reason": _reason(found, page),
        "why": _why(found, page),
        "turns": [_turn(turn, owner) for turn in turns],
        "answers": [_answer(one, speech) for one in _approved(owner.answers)],
        "files": _shown(owner.files) if _approved(owner.answers) else [],
        "with_number": _with_number(found) if parent else None,
        "public_id": owner.case.public_id,
        "rated": {"stars": case.stars, "solved": case.solved} if case.stars else None,
        "steps": _steps(found, page, speech),
        "news": [step_view(line, speech) for line in _news(_lived(found, page), now)],
        "next": _next(page, owner, speech),
        "acts": possible(page, terms, now),
        "asked": _asked(page) if case.state is CaseState.NEED_INFO else None,
        "origin": page.origin,
        "parts": [part for part in page.parts if part.state is not CaseState.SEALED],
        "members": sum(member.state is CaseState.MERGED for member in page.members),
    }


def _next(page: CasePage, owner: CasePage, speech: Speech) -> str | None:
    if _appeal_waits(page):
        return speech.text(APPEAL_NEXT)
    return speech.plain(NEXT[owner.case.state]) if owner.case.state in NEXT else None


def _appeal_waits(page: CasePage) -> bool:
    """Against the decision by which it stands where it does, and the chair has not answered yet."""
    if page.case.state not in APPEALABLE:
        return False
    said = [one.event for one in page.steps if isinstance(one.event, CaseAppealed | DecisionUpheld)]
    return bool(said) and isinstance(said[-1], CaseAppealed) and said[-1].at >= page.case.since


def _with_number(found: Found) -> int:
    """The question it is answered with."""
    if found.parent:
        return found.parent.case.question
    return found.file.question.into or found.file.question.number


def _answered(turns: Iterable[Turn], page: CasePage) -> list[Turn]:
    return [
        turn for turn in turns if turn.ending is QuestionStatus.ANSWERED and page.case.part == 1
    ]


def _turn(turn: Turn, page: CasePage) -> View:
    """As the minutes have it, corrected where they were."""
    return {
        "at": turn.ended_at,
        "by": turn.answered_by,
        "outcome": turn.outcome,
        "words": page.minutes.get(turn.turn, turn.words),
        "unit": turn.unit,
        "due": turn.due,
    }


def _approved(answers: Iterable[AnswerRecord]) -> list[AnswerRecord]:
    """The latest first."""
    return [one for one in reversed(tuple(answers)) if one.approved_at is not None]


def _answer(answer: AnswerRecord, speech: Speech) -> View:
    return {
        "outcome": answer.outcome,
        "outcome_words": speech.plain(OUTCOMES[answer.outcome]),
        "decision": answer.decision,
        "basis": answer.basis,
        "doer": answer.doer,
        "due": answer.due,
        "from_authority": answer.from_authority,
        "at": answer.approved_at,
    }


def _shown(files: Iterable[FileRecord]) -> list[FileRecord]:
    return [file for file in files if file.public]


def _told(page: CasePage, step: str) -> Line | None:
    """The last time that this happened."""
    lines = tell((one.event for one in page.steps), Reader.HOLDER)
    return next((line for line in reversed(lines) if line.step == step), None)


def _reason(found: Found, page: CasePage) -> str | None:
    if page.case.state is not CaseState.DECLINED:
        return None
    reason = page.case.reason or found.file.question.reason
    return found.file.conference.label(reason) if reason else None


def _why(found: Found, page: CasePage) -> View | None:
    """What was written to the asker when their case left the road, or their question the hall."""
    left = {CaseState.DECLINED: "case_declined", CaseState.GUIDED: "case_guided"}
    if page.case.state not in left:
        return None
    line = _told(page, left[page.case.state])
    if line is None:
        return {"words": found.file.question.words, "body": None}
    return {"words": line.told["words"], "body": line.told.get("body")}


def _asked(page: CasePage) -> str | None:
    line = _told(page, "information_requested")
    return line.told["words"] if line else None


def _steps(found: Found, page: CasePage, speech: Speech) -> list[View]:
    """What happened, in order: in the hall, in the case, and in the one it was merged with from then on."""
    steps = [*_in_the_hall(found.file, speech)] if page.case.part == 1 else []
    return steps + [step_view(line, speech) for line in _lived(found, page)]


def _lived(found: Found, page: CasePage) -> list[Line]:
    """The steps of the case, and of the one it was merged with from then on, in their order."""
    lines = _lines(page, Reader.HOLDER)
    if found.parent:
        since = page.case.since
        lines += [line for line in _lines(found.parent, Reader.MEMBER) if line.at >= since]
    return sorted(lines, key=lambda line: line.at)


def _news(lines: Iterable[Line], now: int) -> list[Line]:
    """What others did of late, the newest first: whoever comes back need not look for it."""
    late = now - NEWS_DAYS * MILLISECONDS_PER_DAY
    fresh = [line for line in lines if line.at > late and line.step not in NO_NEWS]
    return fresh[: -NEWS_MAX - 1 : -1]


def _lines(page: CasePage, reader: Reader) -> list[Line]:
    return tell((step.event for step in page.steps), reader)


def _in_the_hall(file: CaseFile, speech: Speech) -> Iterable[View]:
    question = file.question
    by = [speech.plain(CHANNELS[question.channel])]
    yield {"what": speech.plain(STEPS["received"]), "at": question.asked_at, "details": by}
    for turn in file.answers:
        support = speech.plural(N_("{n} người ủng hộ"), turn.support)
        called = speech.plain(STEPS["called"])
        yield {"what": called, "at": turn.called_at, "details": [support] if turn.support else []}
        if turn.outcome:
            ended = speech.plain(STEPS[turn.outcome])
            yield {"what": ended, "at": turn.ended_at, "details": [turn.answered_by]}


def step_view(line: Line, speech: Speech, names: Mapping[str, str] = STEPS) -> View:
    """One line of a story; `names` are what its reader calls the steps."""
    told = line.told
    details = [told[name] for name in ("unit", "authority", "letter", "body") if told.get(name)]
    details += told.get("with_units", ())
    if line.step == "case_opened":
        details = [speech.plain(CASE_STATES[told["state"]])] if "state" in told else []
    if isinstance(told.get("clock"), Clock) and told["clock"].due is not None:
        details.append(_until(told["clock"], speech))
    if "decision" in told:
        details.append(speech.plain(OUTCOMES[told["outcome"]]))
    if "stars" in told:
        details.append(speech.text(N_("{n}/5 sao"), n=told["stars"]))
    if told.get("due"):
        details.append(speech.text(N_("hạn {day}"), day=speech.day(told["due"])))
    words = told.get("words") or told.get("text")
    return {
        "what": speech.plain(names[line.step]),
        "at": line.at,
        "details": details,
        "words": words,
    }


def _until(clock: Clock, speech: Speech) -> str:
    day = day_of((clock.due or 0) - 1)
    return speech.text(N_("đến hết ngày {day}"), day=speech.day(day))
