"""What the Front does about the casebook as a whole: it announces a sample, draws it, and remarks on a period.

Whoever announces does not know the seed, and whoever draws cannot choose it: it is a number of so many digits, of
which one spelling counts. The list is fixed before it is known. One sample waits at a time and none is taken
back, so that nobody announces several and draws the one that suits.
"""

from datetime import timedelta
from typing import Any

from archive.almanac import Terms
from archive.calendar import day_of
from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.command import BookCommand
from archive.casebook.dates import iso_day
from archive.casebook.limits import (
    CASE_WORDS_MAX_CHARACTERS,
    LINE_MAX_CHARACTERS,
    REMARKS_MAX,
    SAMPLE_AHEAD_MAX_DAYS,
    SAMPLE_MAX_CASES,
    SAMPLES_MAX,
    SEED_MAX_DIGITS,
    SEED_MIN_DIGITS,
)
from archive.casebook.ruling import Rulebook, Ruling, needed
from archive.casebook.samples import draw, drawable, numbered
from archive.casebook.state import CasebookState
from conference.refusals import Code, Refusal


def announce(state: CasebookState, command: c.AnnounceSample, _terms: Terms) -> Ruling:
    refused = _not_to_be_announced(state, command)
    if refused:
        return refused
    source = needed(command.source, "source", LINE_MAX_CHARACTERS, lines=False)
    if isinstance(source, Refusal):
        return source
    numbers = drawable(state.cases.values())
    if not numbers:
        return Refusal(Code.NOT_FOUND, "case")
    if not 1 <= command.size <= min(len(numbers), SAMPLE_MAX_CASES):
        return Refusal(Code.BAD_VALUE, "size")
    announced = e.SampleAnnounced(
        **_facts(command),
        sample=len(state.samples) + 1,
        size=command.size,
        source=source,
        digits=command.digits,
        day=command.day,
        salt=command.salt,
        numbers=numbers,
    )
    return [announced]


def _not_to_be_announced(state: CasebookState, command: c.AnnounceSample) -> Refusal | None:
    """On the day itself the number may be known already."""
    if any(not sample.drawn for sample in state.samples):
        return Refusal(Code.DUPLICATE, "sample")
    if len(state.samples) >= SAMPLES_MAX:
        return Refusal(Code.TOO_MANY, SAMPLES_MAX)
    if not SEED_MIN_DIGITS <= command.digits <= SEED_MAX_DIGITS:
        return Refusal(Code.BAD_VALUE, "digits")
    day, today = iso_day(command.day), day_of(command.at)
    if day is None or not today < day <= today + timedelta(days=SAMPLE_AHEAD_MAX_DAYS):
        return Refusal(Code.BAD_VALUE, "day")
    return None


def draw_announced(state: CasebookState, command: c.DrawSample, _terms: Terms) -> Ruling:
    """A case that was sealed meanwhile keeps its place: sealing lets nobody out of a sample unseen."""
    if not 1 <= command.sample <= len(state.samples):
        return Refusal(Code.NOT_FOUND, "sample")
    sample = state.samples[command.sample - 1]
    if sample.drawn:
        return Refusal(Code.DUPLICATE, "sample")
    if day_of(command.at).isoformat() < sample.day:
        return Refusal(Code.STALE, "day")
    seed = "".join(command.seed.split())
    if not (seed.isascii() and seed.isdecimal() and len(seed) == sample.digits):
        return Refusal(Code.BAD_VALUE, "seed")
    out_of, known = len(sample.numbers), numbered(state.cases.values())
    places = draw(seed, out_of, sample.size)
    drawn = e.SampleDrawn(
        **_facts(command),
        sample=command.sample,
        seed=seed,
        places=places,
        cases=tuple(known[sample.numbers[place - 1]].code for place in places),
        out_of=out_of,
    )
    return [drawn]


def remark(state: CasebookState, command: c.RemarkOnPeriod, _terms: Terms) -> Ruling:
    if state.remarks >= REMARKS_MAX:
        return Refusal(Code.TOO_MANY, REMARKS_MAX)
    period = needed(command.period, "period", LINE_MAX_CHARACTERS, lines=False)
    if isinstance(period, Refusal):
        return period
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.PeriodRemarked(**_facts(command), period=period, words=words)]


def _facts(command: BookCommand) -> dict[str, Any]:
    return {"at": command.at, "by": command.actor, "cause": command.id}


RULES: Rulebook = {
    c.AnnounceSample: announce,
    c.DrawSample: draw_announced,
    c.RemarkOnPeriod: remark,
}
