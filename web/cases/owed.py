"""Which of a case's clocks its asker is shown, and everybody with them: what they wait for, the most telling first."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from archive.almanac import Terms
from archive.case_records import CaseLine, ClockRecord
from archive.casework import OPEN, CaseState
from archive.clocks import Clock, until
from archive.deadlines import ClockKind

SHOWN: Final = (
    ClockKind.PROMISE,
    ClockKind.ANSWER,
    ClockKind.INFORMATION,
    ClockKind.FIRST_WORD,
    ClockKind.CLASSIFY,
    ClockKind.VERIFY,
    ClockKind.TRIAGE,
)
"""The one that counts first; what was asked of them goes before all."""


def clock_shown(case: CaseLine, records: Iterable[ClockRecord], terms: Terms) -> Clock | None:
    """Never one by which the commune owes something to others alone."""
    if case.state not in OPEN:
        return None
    running = {one.kind: one.clock for one in records if one.stopped_at is None}
    asked = (ClockKind.INFORMATION,) if case.state is CaseState.NEED_INFO else ()
    known = next((running[kind] for kind in (*asked, *SHOWN) if kind in running), None)
    if case.promised and case.answered_at is None and ClockKind.PROMISE not in running:
        # Promised in the hall, and the clocks are only now being set.
        day = date.fromisoformat(case.promised)
        return until(ClockKind.PROMISE, day, case.opened_at, "", terms.calendar)
    return known
