"""One case before the Front: all that the commune knows of it but its asker's own unmasked words, and what the Front writes.

What is written here stays. Of a sealed case there is its number, that it is sealed, and what the Front itself wrote
and was replied. Whoever acts on a page that is out of date is shown what happened meanwhile, and nothing typed is lost.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.case_records import CasePage
from archive.casebook.events_answer import CaseWithheld
from archive.casebook.events_front import FieldCheckRecorded
from archive.casebook.sight import Reader
from archive.front_records import CheckFileRecord, FrontsOwn
from archive.records import CaseFile
from conference.refusals import Refusal
from conference.vocabulary import Role
from web.cases import words
from web.cases.acting import live_case
from web.cases.case_acts import seen_of
from web.cases.due import clocks_shown, counting_words, due_of
from web.cases.front_acts import FIELDS, acts_of, field_at_fault, read_front_act, refused_words
from web.cases.front_door import FrontCase, at_front_case, organises_too
from web.cases.timeline import ShownStep, Teller
from web.casework import Book
from web.context import house
from web.forms import read_form
from web.render import Speech
from web.showing import see, show, speech


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent and not taken, and why. `seen` is how far its sender had read."""

    act: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    problem: Mapping[str, str] | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A field check with what was attached to it."""

    number: int
    event: FieldCheckRecorded
    files: tuple[CheckFileRecord, ...]


NOTHING_TYPED = Typed()


async def case(request: Request) -> Response:
    at = await at_front_case(request)
    return at if isinstance(at, Response) else await show_front_case(request, at)


async def act(request: Request) -> Response:
    home, name = house(request), request.path_params["command"]
    typed = await read_form(request, await home.identity.visitor(request))
    at = await at_front_case(request)
    if isinstance(at, Response):
        return at
    if name not in FIELDS:
        raise HTTPException(404, "no such act")
    outcome = await home.casework.ask(
        Book(at.office.commune, at.case.conference),
        name,
        {**read_front_act(name, typed), "case": at.case.code, "seen": seen_of(typed)},
        at.office.staff.actor(Role.SUPERVISOR),
        id=typed.get("id") or home.chance.token(),
    )
    if isinstance(outcome, Refusal):
        place = field_at_fault(name, outcome, typed)
        return await refused(request, at, Typed(name, typed), outcome, place)
    return see(f"{at.address}?done={name}")


async def refused(
    request: Request, at: FrontCase, sent: Typed, refusal: Refusal, place: str
) -> Response:
    """The page as it stands now, with what was typed where it was typed. `place` is its id on the page."""
    problem = {"field": place, "words": refused_words(speech(request), refusal)}
    seen = seen_of(sent.fields)
    kept = Typed(sent.act, sent.fields, problem, int(seen) if seen else None)
    return await show_front_case(request, at, kept, refusal.http_status)


async def show_front_case(
    request: Request, at: FrontCase, typed: Typed = NOTHING_TYPED, status: int = 200
) -> Response:
    home, said = house(request), speech(request)
    page = await home.cases.case(at.office.commune, at.case.code)
    if page is None:
        raise HTTPException(404, "no such case")
    own = await home.cases.fronts_own(at.office.commune, at.case.code)
    done = request.query_params.get("done", "")
    more = NOTHING_OPEN if at.sealed else await _open_to_front(request, at, page, said)
    return await show(
        request,
        "front/case.html",
        visitor=at.office.visitor,
        status=status,
        is_long=True,
        page=page,
        case=page.case,
        sealed=at.sealed,
        address=at.address,
        both_sides=organises_too(at.office),
        typed=typed,
        given=typed.fields,
        problem=typed.problem,
        done=said.plain(words.ACTS[done]) if done in words.ACTS else None,
        said={**counting_words(said), **_words(said)},
        id=home.chance.token(),
        now=home.clock(),
        today=said.minute(home.clock()).rpartition(" ")[2],
        recommendations=own.recommendations,
        checks=checks_of(own),
        **await _told(request, at, page, own, typed),
        **more,
    )


NOTHING_OPEN: Mapping[str, Any] = {"due": None, "clocks": (), "withheld": ()}
"""Of a sealed case."""


def checks_of(own: FrontsOwn) -> list[Check]:
    events = [step.event for step in own.steps if isinstance(step.event, FieldCheckRecorded)]
    return [
        Check(number, event, tuple(file for file in own.files if file.check_number == number))
        for number, event in enumerate(events, 1)
    ]


async def _told(
    request: Request, at: FrontCase, page: CasePage, own: FrontsOwn, typed: Typed
) -> dict[str, Any]:
    """What happened, who did it, and what can be done: of a sealed case too, as far as it is the Front's."""
    home, said = house(request), speech(request)
    people = await home.reception.accounts.people.of_commune(at.office.commune)
    names = {person.name: person.display_name for person in people}
    file = await home.queries.case(page.case.code)
    known = replace(page, steps=(*own.steps, *page.steps)) if at.sealed else page
    teller = Teller(known, said, names, file.conference.label if file else str)
    live = await live_case(home.casebooks, at.office.commune, page.case.conference, page.case.code)
    return {
        "names": names,
        "steps": teller.steps(Reader.FRONT),
        "meanwhile": _meanwhile(teller, typed, page, sealed=at.sealed),
        "reason": None if at.sealed else _reason(page, file),
        "acts": acts_of(live, at.office.staff.name) if live else [],
    }


def _meanwhile(teller: Teller, typed: Typed, page: CasePage, *, sealed: bool) -> list[ShownStep]:
    """What others did after this form's page was drawn. Of what was sealed, the sealing alone."""
    if typed.seen is None or typed.seen >= page.case.steps:
        return []
    return teller.steps(Reader.FRONT)[:1] if sealed else teller.steps(Reader.FRONT, typed.seen)


async def _open_to_front(
    request: Request, at: FrontCase, page: CasePage, said: Speech
) -> dict[str, Any]:
    home = house(request)
    now, terms = home.clock(), await home.casework.terms(at.office.commune)
    return {
        "due": due_of(page.case, now, terms, said),
        "clocks": clocks_shown(page.clocks, now, terms.calendar, said),
        "withheld": [step.event for step in page.steps if isinstance(step.event, CaseWithheld)],
    }


def _reason(page: CasePage, file: CaseFile | None) -> str | None:
    """Why it was declined, in the words of the commune's list."""
    reason = page.case.reason
    return (file.conference.label(reason) if file else reason) if reason else None


def _words(said: Speech) -> dict[str, dict[Any, str]]:
    kinds: dict[str, Mapping[Any, str]] = {
        "act": words.ACTS,
        "kind": words.KINDS,
        "competence": words.COMPETENCES,
        "outcome": words.OUTCOMES,
        "publication": words.PUBLICATIONS,
        "supervision": words.SUPERVISIONS,
        "finding": words.FINDINGS,
        "how": words.CHECKED_HOW,
        "asker": words.ASKER_SAID,
        "point": words.ANSWER_POINTS,
    }
    return {
        name: {code: said.plain(text) for code, text in texts.items()}
        for name, texts in kinds.items()
    }


routes = [
    Route("/front/cases/{case}", case),
    Route("/front/cases/{case}/{command}", act, methods=["POST"]),
]
