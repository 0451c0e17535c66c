"""The inbox: every case of the commune, by where it stands and what is due; and what can be done to many at once.

Many at once are many commands: each case answers for itself, and the page says what became of each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.case_queries import PAGE
from archive.case_records import CaseLine
from archive.casework import Competence, Kind, Urgency
from archive.clocks import soon_until
from conference.refusals import Code, Refusal
from realtime.writer import Outcome
from web.cases.act_forms import FORMS, As, Field, read_act, several
from web.cases.acting import roles_for
from web.cases.calendar import missing_year
from web.cases.case_acts import SEEN_DIGITS, do
from web.cases.case_door import CASES, AtCase
from web.cases.case_view import names_of, workers
from web.cases.door import AtOffice, at_office
from web.cases.due import due_of
from web.cases.inbox_wish import NO_OWNER, ORDERS, TAB_WORDS, Wish, tab_counts
from web.cases.known import Known
from web.cases.refusals import case_refusal
from web.cases.words import ACTS, COMPETENCES, KINDS, URGENCIES
from web.context import house
from web.forms import read_form
from web.render import Speech
from web.showing import show, speech
from web.words import CASE_STATES, N_

URGENCY_ALONE = "set_urgency"
"""Classified as they are, but for how urgent they are."""
MANY: Mapping[str, tuple[Field, ...]] = {
    "verify_case": FORMS["verify_case"],
    "classify_case": FORMS["classify_case"],
    URGENCY_ALONE: (Field("urgency", N_("Mức độ"), As.CHOICE, choices="urgency"),),
    "assign_case": FORMS["assign_case"],
    "name_owner": FORMS["name_owner"],
    "accept_case": FORMS["accept_case"],
    "transfer_case": FORMS["transfer_case"],
}
"""What can be done to many cases in one go, and what has to be said for it."""
NOT_CLASSIFIED = N_("Hồ sơ chưa được phân loại. Hãy phân loại trước, kèm mức độ.")
MANY_WORDS = {name: ACTS.get(name, N_("Đổi mức độ khẩn")) for name in MANY}
NOTHING_TYPED: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one case of many. `words` is None when it was done."""

    case: CaseLine
    words: str | None


async def inbox(request: Request) -> Response:
    office = await at_office(request, commune_wide=True)
    return office if isinstance(office, Response) else await _show(request, office)


async def act_on_many(request: Request) -> Response:
    typed = await read_form(request, await house(request).identity.visitor(request))
    office = await at_office(request, commune_wide=True)
    if isinstance(office, Response):
        return office
    name = typed.get("do", "")
    if name not in MANY:
        raise HTTPException(400, "no such act")
    chosen = several("case", typed)
    _ = speech(request).text
    if not chosen:
        problem = {"field": "cases", "words": _("Hãy chọn ít nhất một hồ sơ trong danh sách.")}
        return await _show(request, office, typed, problem=problem, status=422)
    own = own_fields(name, typed)
    wrong = _lacking(name, own)
    if wrong:
        words = case_refusal(speech(request), Refusal(Code.EMPTY))
        problem = {"field": f"{name}-{wrong}", "words": words}
        return await _show(request, office, typed, problem=problem, status=422)
    results = [await _each(request, office, name, one, own) for one in chosen]
    return await _show(request, office, typed, results=[one for one in results if one])


def own_fields(name: str, typed: Mapping[str, str]) -> dict[str, str]:
    """Of the fields of all these acts those of this one, as its form on a case's page would send them."""
    prefix = f"{name}-"
    fields = {
        key.removeprefix(prefix): value for key, value in typed.items() if key.startswith(prefix)
    }
    return {**fields, "id": typed.get("id", "")}


def _lacking(name: str, typed: Mapping[str, str]) -> str | None:
    """What is missing is missing for every case: said once, at its field."""
    needed = [field.name for field in MANY[name] if field.needed]
    return next((field for field in needed if not typed.get(field, "").strip()), None)


async def _each(
    request: Request, office: AtOffice, name: str, chosen: str, typed: Mapping[str, str]
) -> Result | None:
    """`chosen` is a case's number and how many steps it had: CAU-0007:12. What is not theirs is passed over."""
    home = house(request)
    reference, _, seen = chosen.partition(":")
    case = await home.cases.by_reference(office.commune, reference)
    if case is None:
        return None
    if name == URGENCY_ALONE and case.kind is None:
        return Result(case, speech(request).text(NOT_CLASSIFIED))
    fits = seen.isascii() and seen.isdecimal() and len(seen) <= SEEN_DIGITS
    act = "classify_case" if name == URGENCY_ALONE else name
    wanted: dict[str, Any] = {**_wanted(name, case, typed), "seen": seen if fits else ""}
    # One id for each, that follows from the form's own: sent twice, each is done once.
    own = {**typed, "id": f"{typed.get('id', '')}-{case.question}.{case.part}"}
    outcome: Outcome = await do(home, AtCase(office, case), act, wanted, own)
    now = await home.cases.line(office.commune, case.code)
    words = case_refusal(speech(request), outcome) if isinstance(outcome, Refusal) else None
    return Result(now or case, words)


def _wanted(name: str, case: CaseLine, typed: Mapping[str, str]) -> dict[str, Any]:
    if name != URGENCY_ALONE:
        return read_act(name, typed)
    return {
        "kind": case.kind or "",
        "topic": case.topic or "",
        "competence": case.competence,
        "several_units": "true" if case.several_units else "false",
        "urgency": typed.get("urgency", ""),
    }


async def _show(
    request: Request,
    office: AtOffice,
    typed: Mapping[str, str] = NOTHING_TYPED,
    *,
    results: Sequence[Result] = (),
    problem: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    home, said = house(request), speech(request)
    wish, now = Wish.read(request.query_params), home.clock()
    terms = await home.casework.terms(office.commune)
    soon = soon_until(now, terms.calendar)
    people = await home.reception.accounts.people.of_commune(office.commune)
    found = await home.cases.inbox(
        office.commune,
        wish.filter(soon, workers(people)),
        wish.order,
        now=now,
        after=wish.after,
        limit=PAGE,
    )
    tabs = await home.cases.tabs(
        office.commune,
        now=now,
        soon=soon,
        unit=wish.unit or None,
        owner=_somebody(wish.owner),
    )
    held = office.roles()
    conferences = await home.queries.conferences(office.commune)
    known = Known.of(people, *conferences)
    return await show(
        request,
        "cases/inbox.html",
        visitor=office.visitor,
        status=status,
        is_long=True,
        office=office,
        wish=wish,
        rows=[(case, due_of(case, now, terms, said)) for case in found.cases],
        more=wish.query(after=found.next) if found.next else None,
        tabs=[
            (tab, said.plain(_tab(tab)), n, wish.query(tab=tab))
            for tab, n in tab_counts(tabs, wish.tab)
        ],
        missing=missing_year(terms.calendar, now),
        orders=[(order, said.plain(words)) for order, words in ORDERS.items()],
        conferences=[one.code for one in conferences if one.closed_at],
        many=[
            name
            for name in MANY
            if roles_for("classify_case" if name == URGENCY_ALONE else name, held)
        ],
        forms=MANY,
        choices=_choices(said, known),
        given=typed,
        kept={name: own_fields(name, typed) for name in MANY},
        names=names_of(people),
        no_owner=NO_OWNER,
        results=results,
        acts={name: said.plain(words) for name, words in MANY_WORDS.items()},
        id=typed.get("id") if problem else home.chance.token(),
        problem=problem,
    )


def _choices(said: Speech, known: Known) -> Mapping[str, Sequence[tuple[str, str]]]:
    return {
        "kind": [(one, said.plain(KINDS[one])) for one in Kind],
        "competence": [(one, said.plain(COMPETENCES[one])) for one in Competence],
        "urgency": [(one, said.plain(URGENCIES[one])) for one in Urgency],
        "owner": known.owners,
        "unit": [(unit, unit) for unit in known.units],
        "topic": [],
    }


def _tab(tab: str) -> str:
    return TAB_WORDS.get(tab) or CASE_STATES[tab]


def _somebody(owner: str) -> str | None:
    return owner if owner and owner != NO_OWNER else None


routes = [Route(CASES, inbox), Route(CASES, act_on_many, methods=["POST"])]
