"""What the holder of a code can do about their case now, until when, and how many times more. Pure.

The rules decide again when an act is sent. A day that cannot be counted is no reason to hide an act: the rules
allow it then, and so do we.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from archive.almanac import Terms
from archive.calendar import day_of
from archive.case_records import CasePage
from archive.casebook.event import CaseEvent
from archive.casebook.events_citizen import CaseAppealed, CaseReopened
from archive.casebook.limits import CITIZEN_REOPENINGS_MAX
from archive.casebook.offered import offered
from archive.casebook.records import Case
from archive.casework import APPEALABLE
from archive.clocks import start
from archive.deadlines import ClockKind
from conference.naming import wire_name
from conference.vocabulary import Role

FIELDS: Mapping[str, tuple[str, ...]] = {
    "add_information": ("text",),
    "rate_answer": ("stars", "solved", "words"),
    "reopen_case": ("words",),
    "withdraw_case": ("words",),
    "appeal_case": ("words",),
}
"""Each act's command, and what its form sends."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    "add_information": ("text",),
    "rate_answer": ("stars", "solved"),
    "reopen_case": ("words",),
    "withdraw_case": ("sure",),
    "appeal_case": ("words",),
}
"""What nobody can leave out; `sure` is a box to tick, and not part of the command."""


@dataclass(frozen=True, slots=True)
class Possible:
    """`last` is the last day, if there is one and it can be counted; `left` how often, if that is limited."""

    last: date | None = None
    left: int | None = None


def possible(page: CasePage, terms: Terms, now: int) -> dict[str, Possible]:
    case = _as_rules_see_it(page)
    offers = {wire_name(kind) for kind in offered(case, Role.CITIZEN, "", None)}
    found = {name: Possible() for name in FIELDS if name in offers}
    left = CITIZEN_REOPENINGS_MAX - case.reopened_by_citizen
    windows = {
        "reopen_case": (_window(ClockKind.REOPEN_WINDOW, case.answered_at, terms), left),
        "appeal_case": (_window(ClockKind.APPEAL, case.decided_at, terms), None),
    }
    for name, (due, times) in windows.items():
        if name not in found:
            continue
        if times == 0 or (due is not None and now >= due):
            del found[name]
        else:
            found[name] = Possible(None if due is None else day_of(due - 1), times)
    return found


def _window(kind: ClockKind, since: int | None, terms: Terms) -> int | None:
    """The first moment that is too late; None where there is none, or nobody can count it."""
    if since is None:
        return None
    return start(kind, terms.deadline(kind), since, terms.calendar).due


def _reopened_by_citizen(event: CaseEvent) -> bool:
    return isinstance(event, CaseReopened) and event.by.role is Role.CITIZEN


def _as_rules_see_it(page: CasePage) -> Case:
    """As much of the case as a citizen's acts depend on."""
    line = page.case
    decided = line.since if line.state in APPEALABLE else None
    appeals = [step.event.at for step in page.steps if isinstance(step.event, CaseAppealed)]
    return Case(
        code=line.code,
        question=line.question,
        state=line.state,
        opened_at=line.opened_at,
        since=line.since,
        answered_at=line.answered_at,
        publication=line.publication,
        reopened_by_citizen=sum(_reopened_by_citizen(step.event) for step in page.steps),
        decided_at=decided,
        appealed=decided is not None and any(at >= decided for at in appeals),
    )
