"""Which deadline the asker is shown, in words, and how it was counted.

A day that was promised comes before a term, and the answer before anything that only the office waits for. While
the office waits for the asker, it is their own deadline. What cannot be counted is said to be so.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from archive.almanac import Terms
from archive.calendar import day_of
from archive.case_records import CaseLine, ClockRecord
from archive.clock_story import Explanation, explain
from archive.clocks import Clock
from archive.deadlines import Counting
from web.cases.due import due_of_clock
from web.cases.owed import clock_shown
from web.holder.words import DUE
from web.render import Speech
from web.words import N_

PROMISED = N_("Lời hẹn tại hội nghị hoặc trong văn bản trả lời")


@dataclass(frozen=True, slots=True)
class HolderDue:
    """`words` is how much is left, `by` until when; `verified` whether `basis` is law that we have read."""

    name: str
    pill: str
    words: Markup
    by: Markup | None
    story: Explanation
    basis: str
    verified: bool


def due_shown(
    case: CaseLine, records: Iterable[ClockRecord], terms: Terms, now: int, speech: Speech
) -> HolderDue | None:
    clock = clock_shown(case, records, terms)
    if clock is None:
        return None
    due = due_of_clock(clock, now, terms.calendar, speech)
    return HolderDue(
        name=speech.plain(DUE[clock.kind]),
        pill=due.pill,
        words=due.words,
        by=_by(clock, now, speech),
        story=explain(clock, terms.calendar),
        basis=speech.plain(PROMISED) if clock.on else clock.basis,
        verified=clock.on is None
        and terms.version_of(clock.deadline, clock.deadline_version).verified,
    )


def _by(clock: Clock, now: int, speech: Speech) -> Markup | None:
    if clock.due is None or clock.paused_at is not None:
        return None
    if clock.counting is Counting.WORKING_HOURS:
        return speech.text(N_("đến {time}"), time=speech.minute(clock.due))
    day = speech.day(day_of(clock.due - 1))
    if now >= clock.due:
        return speech.text(N_("hạn là hết ngày {day}"), day=day)
    return speech.text(N_("đến hết ngày {day}"), day=day)
