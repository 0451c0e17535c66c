"""What became of the last conference's questions: the report with which the next one opens. For everybody, on screen and paper.

Of a case whose answer is not published it tells the number, where it stands and who has it; never anybody's words.
"""

from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.case_filter import CaseFilter
from archive.case_records import CaseLine, PublishedCase
from archive.casework import OPEN, CaseOutcome, CaseState
from archive.records import ConferenceRecord
from web.cases.due import Due, due_of_clock
from web.cases.owed import clock_shown
from web.cases.words import OUTCOMES, STATES
from web.context import House, house
from web.pages_phone import hall_of
from web.render import Speech
from web.showing import show, speech

CASES_MAX = 500
"""Shown on the page; a conference with more has a register."""
_SEALED = frozenset({CaseState.SEALED})
_ELSEWHERE = frozenset(
    {CaseState.MERGED, CaseState.DECLINED, CaseState.GUIDED, CaseState.WITHDRAWN}
)
"""Counted, but with nothing left to tell."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The figures of the last conference. Replied is one thing, resolved another."""

    conference: ConferenceRecord
    lines: tuple[CaseLine, ...]
    sealed: int
    overdue: int

    @property
    def total(self) -> int:
        return len(self.lines) + self.sealed

    @property
    def replied(self) -> int:
        return sum(line.replied for line in self.lines)

    @property
    def resolved(self) -> int:
        return sum(line.replied and line.outcome is CaseOutcome.RESOLVED for line in self.lines)

    @property
    def waiting(self) -> int:
        """For an answer."""
        return sum(line.state in OPEN and not line.replied for line in self.lines)

    @property
    def by_state(self) -> Mapping[CaseState, int]:
        return Counter(line.state for line in self.lines)

    def brief(self) -> dict[str, str | int]:
        """For the big screen."""
        return {
            "title": self.conference.title,
            "total": self.total,
            "replied": self.replied,
            "resolved": self.resolved,
            "waiting": self.waiting,
        }


@dataclass(frozen=True, slots=True)
class CarriedLine:
    case: CaseLine
    published: PublishedCase | None
    due: Due | None


async def carried_over(home: House, commune: str, code: str) -> Carried | None:
    """From the last conference that was over before this one began; None when there was none."""
    before = _before(await home.queries.conferences(commune), code)
    return await where_it_stands(home, before) if before else None


async def where_it_stands(home: House, ended: ConferenceRecord) -> Carried:
    """All cases of this conference, by number."""
    now, commune, code = home.clock(), ended.commune, ended.code
    lines = [line async for line in _all(home, commune, CaseFilter(conference=code), now)]
    sealed = CaseFilter(states=_SEALED, conference=code)
    hidden = await home.cases.inbox(commune, sealed, now=now, limit=CASES_MAX)
    late = len(await home.cases.late_to_askers(commune, now, conference=code))
    in_order = sorted(lines, key=lambda line: (line.question, line.part))
    return Carried(ended, tuple(in_order), len(hidden.cases), late)


async def carry_over(request: Request) -> Response:
    home, hall = house(request), await hall_of(request)
    carried = await carried_over(home, hall.commune, hall.code)
    said = speech(request)
    return await show(
        request,
        "reports/carry_over.html",
        is_long=True,
        conference=(await home.queries.conference(hall.code)),
        code=hall.code,
        carried=carried,
        lines=await lines_of(home, carried, said) if carried else [],
        states={state: said.plain(text) for state, text in STATES.items()},
        outcomes={outcome: said.plain(text) for outcome, text in OUTCOMES.items()},
        now=home.clock(),
    )


async def lines_of(home: House, carried: Carried, said: Speech) -> list[CarriedLine]:
    """What there is still to tell of, with what everybody may read of it."""
    commune = carried.conference.commune
    now, terms = home.clock(), await home.casework.terms(commune)
    shown = [line for line in carried.lines[:CASES_MAX] if line.state not in _ELSEWHERE]
    running = await home.cases.running_clocks(commune, [line.code for line in shown])
    told = {}
    for line in shown:
        if line.public_id:
            told[line.code] = await home.cases.public_case(commune, line.public_id)
    clocks = [clock_shown(line, running.get(line.code, ()), terms) for line in shown]
    dues = [due_of_clock(clock, now, terms.calendar, said) if clock else None for clock in clocks]
    return [
        CarriedLine(line, told.get(line.code), due) for line, due in zip(shown, dues, strict=True)
    ]


async def _all(home: House, commune: str, wanted: CaseFilter, now: int) -> AsyncIterator[CaseLine]:
    after = None
    while True:
        page = await home.cases.inbox(commune, wanted, now=now, after=after, limit=CASES_MAX)
        for line in page.cases:
            yield line
        after = page.next
        if after is None:
            return


def _before(known: list[ConferenceRecord], code: str) -> ConferenceRecord | None:
    this = next((one for one in known if one.code == code), None)
    begins = this.opened_at if this else None
    over = [
        one
        for one in known
        if one.code != code
        and one.closed_at is not None
        and (begins is None or one.closed_at <= begins)
    ]
    return max(over, key=lambda one: one.closed_at or 0, default=None)


routes = [Route("/h/{code}/carry-over", carry_over)]
