"""What the page of a case is drawn from: its facts, its story, its clocks, and the forms of what can be done.

Two officers may hold the same page. Whoever is second is shown what the first has done, beside what they typed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from archive.case_records import CasePage
from archive.casebook.offered import extendable
from archive.casebook.records import Case
from archive.casework import CaseOutcome, CaseState, Competence, Kind, Urgency
from archive.deadlines import ClockKind
from archive.front_records import CheckFileRecord
from archive.people import Person
from archive.records import CaseFile
from conference.vocabulary import Role
from web.cases.act_forms import FORMS, PARTS_OFFERED
from web.cases.acting import acts, live_case, roles_for
from web.cases.case_door import AtCase, page_of
from web.cases.due import clocks_shown, counting_words, due_of
from web.cases.known import Known
from web.cases.prefilled import Beforehand, prefilled
from web.cases.timeline import ShownStep, Teller
from web.cases.words import (
    ACTS,
    CLOCKS,
    COMPETENCES,
    KINDS,
    LADDER,
    OUTCOMES,
    PUBLICATIONS,
    SUPERVISIONS,
    URGENCIES,
)
from web.context import house
from web.handing_out import look_behind_seal
from web.render import Speech
from web.showing import show, speech

ORIGINALS_FOR = (Role.MODERATOR, Role.SECRETARY)
"""Who may read what was really typed, at the desk's own door."""
WORKERS = frozenset({Role.CLERK, Role.OFFICER})
TRANSFERS = ("case_transferred", "transfer_chased", "case_taken_back")
"""What happened between the commune and another authority."""
Choices = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody sent that was not taken, and why. `seen` is how far they had read."""

    act: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    problem: Mapping[str, str] | None = None
    seen: int | None = None


NOTHING_TYPED = Typed()


async def show_case(
    request: Request, at: AtCase, typed: Typed = NOTHING_TYPED, status: int = 200
) -> Response:
    home, said = house(request), speech(request)
    page = await page_of(home, at)
    if at.is_keeper_behind_seal:
        keeper, which = at.office.staff.actor(Role.SEALED_BOX), (at.case.reference,)
        await look_behind_seal(request, keeper, at.office.commune, at.case.conference, which)
    now, terms = home.clock(), await home.casework.terms(at.office.commune)
    people = await home.reception.accounts.people.of_commune(at.office.commune)
    file = await home.queries.case(page.case.code)
    conference, code = at.case.conference, at.case.code
    live = await live_case(home.casebooks, at.office.commune, conference, code)
    longer = extendable(live, now) if live else []
    teller = Teller(page, said, names_of(people), _reasons(file))
    steps, done = teller.steps(), request.query_params.get("done", "")
    return await show(
        request,
        "cases/case.html",
        visitor=at.office.visitor,
        status=status,
        is_long=True,
        office=at.office,
        at=at.address,
        page=page,
        case=page.case,
        file=file,
        original=_original(at, page),
        due=due_of(page.case, now, terms, said),
        check_files=await _check_files(request, at, page),
        clocks=clocks_shown(page.clocks, now, terms.calendar, said),
        steps=steps,
        transfers=[step for step in steps if step.step in TRANSFERS],
        acts=_acts(live, at, may_extend=bool(longer)),
        replies=bool(roles_for("reply_to_recommendation", at.roles)),
        shows_files=bool(roles_for("set_file_public", at.roles)),
        forms=FORMS,
        parts=range(1, PARTS_OFFERED + 1),
        choices=_choices(said, page, people, file, longer),
        given={
            **prefilled(Beforehand(page, file, home.word_lists.screen)),
            typed.act: typed.fields,
        },
        typed=typed,
        meanwhile=_meanwhile(teller, typed, page),
        done=said.plain(ACTS[done]) if done in ACTS else None,
        names=names_of(people),
        words_of={**counting_words(said), **_words(said)},
        id=typed.fields.get("id") or home.chance.token(),
        problem=typed.problem,
        now=now,
    )


def _acts(live: Case | None, at: AtCase, *, may_extend: bool) -> list[str]:
    if live is None:
        return []
    staff = at.office.staff
    possible = acts(live, at.roles, staff.name, staff.unit)
    return [act for act in possible if may_extend or act != "extend_deadline"]


async def _check_files(request: Request, at: AtCase, page: CasePage) -> Sequence[CheckFileRecord]:
    """What the Front attached: to be read by the office, not to be touched."""
    if page.case.state is CaseState.SEALED:
        return ()
    return (await house(request).cases.fronts_own(at.office.commune, page.case.code)).files


def _meanwhile(teller: Teller, typed: Typed, page: CasePage) -> list[ShownStep]:
    """What others did after this form's page was drawn."""
    if typed.seen is None or typed.seen >= page.case.steps:
        return []
    return teller.steps(since=max(typed.seen, 0))


def names_of(people: Sequence[Person]) -> dict[str, str]:
    return {person.name: person.display_name for person in people}


def _reasons(file: CaseFile | None) -> Any:
    return file.conference.label if file else str


def _original(at: AtCase, page: CasePage) -> str | None:
    """The way to what was really typed, for whom the desk lets in."""
    case, staff = page.case, at.office.staff
    may = any(staff.may_act_as(role, case.commune, case.conference) for role in ORIGINALS_FOR)
    known = case.text and case.part == 1
    return f"/desk/{case.conference}/original/{case.question}" if may and known else None


def _choices(
    said: Speech,
    page: CasePage,
    people: Sequence[Person],
    file: CaseFile | None,
    longer: Sequence[ClockKind],
) -> Choices:
    """The lists that forms choose from; the codes on the left are never shown."""
    plain = said.plain
    known = Known.of(people, *([file.conference] if file else []))
    return {
        "kind": [(kind, plain(KINDS[kind])) for kind in Kind],
        "competence": [(one, plain(COMPETENCES[one])) for one in Competence],
        "urgency": [(one, plain(URGENCIES[one])) for one in Urgency],
        "outcome": [(one, plain(OUTCOMES[one])) for one in CaseOutcome],
        "reason": [(one.code, plain(one.label)) for one in known.reasons],
        "clock": [(kind, plain(CLOCKS[kind])) for kind in longer],
        "owner": known.owners,
        "unit": [(unit, unit) for unit in known.units],
        "topic": [(page.case.topic, page.case.topic)] if page.case.topic else [],
    }


def workers(people: Sequence[Person]) -> frozenset[str]:
    """Who can work on a case of the commune that is given to them, and finds it in the morning."""
    return frozenset(
        person.name
        for person in people
        if person.disabled_at is None
        and any(held.role in WORKERS and held.conference is None for held in person.roles)
    )


def _words(said: Speech) -> dict[str, dict[Any, str]]:
    kinds: dict[str, Mapping[Any, str]] = {
        "act": ACTS,
        "kind": KINDS,
        "competence": COMPETENCES,
        "urgency": URGENCIES,
        "outcome": OUTCOMES,
        "publication": PUBLICATIONS,
        "supervision": SUPERVISIONS,
        "clock": CLOCKS,
        "ladder": LADDER,
    }
    return {
        name: {code: said.plain(text) for code, text in texts.items()}
        for name, texts in kinds.items()
    }
