"""One case before the Front: all that the commune knows of it but its asker's own unmasked words, and what the Front writes.

What is written here stays. A sealed case is its number and the word that it is sealed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.case_records import CasePage
from archive.casebook.sight import Reader
from archive.casework import Finding
from archive.records import CaseFile
from conference.refusals import Refusal
from conference.vocabulary import Role
from web.cases import words
from web.cases.acting import live_case
from web.cases.due import clocks_shown, counting_words, due_of
from web.cases.front_acts import FIELDS, acts_of, field_at_fault, read_front_act, refused_words
from web.cases.front_door import FrontCase, at_front_case, organises_too
from web.cases.timeline import Teller
from web.casework import Book
from web.context import house
from web.forms import read_form
from web.render import Speech
from web.showing import see, show, speech


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent and not taken, and why."""

    act: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    problem: Mapping[str, str] | None = None


NOTHING_TYPED = Typed()


async def case(request: Request) -> Response:
    at = await at_front_case(request)
    return at if isinstance(at, Response) else await _show(request, at)


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
        {**read_front_act(name, typed), "case": at.case.code},
        at.office.staff.actor(Role.SUPERVISOR),
        id=typed.get("id") or home.chance.token(),
    )
    if not isinstance(outcome, Refusal):
        return see(f"{at.address}?done={name}")
    problem = {
        "field": field_at_fault(name, outcome, typed),
        "words": refused_words(speech(request), outcome),
    }
    return await _show(request, at, Typed(name, typed, problem), outcome.http_status)


async def _show(
    request: Request, at: FrontCase, typed: Typed = NOTHING_TYPED, status: int = 200
) -> Response:
    home, said = house(request), speech(request)
    page = await home.cases.case(at.office.commune, at.case.code)
    if page is None:
        raise HTTPException(404, "no such case")
    done = request.query_params.get("done", "")
    more = {} if at.sealed else await _open_to_front(request, at, page, said)
    return await show(
        request,
        "front/case.html",
        visitor=at.office.visitor,
        status=status,
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
        **more,
    )


async def _open_to_front(
    request: Request, at: FrontCase, page: CasePage, said: Speech
) -> dict[str, Any]:
    home = house(request)
    now, terms = home.clock(), await home.casework.terms(at.office.commune)
    people = await home.reception.accounts.people.of_commune(at.office.commune)
    names = {person.name: person.display_name for person in people}
    file = await home.queries.case(page.case.code)
    teller = Teller(page, said, names, file.conference.label if file else str)
    live = await live_case(home.casebooks, at.office.commune, page.case.conference, page.case.code)
    return {
        "due": due_of(page.case, now, terms, said),
        "clocks": clocks_shown(page.clocks, now, terms.calendar, said),
        "steps": teller.steps(Reader.FRONT),
        "names": names,
        "reason": _reason(page, file),
        "acts": acts_of(live, at.office.staff.name) if live else [],
        "findings": [(finding, said.plain(words.FINDINGS[finding])) for finding in Finding],
        "today": said.minute(now).rpartition(" ")[2],
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
    }
    return {
        name: {code: said.plain(text) for code, text in texts.items()}
        for name, texts in kinds.items()
    }


routes = [
    Route("/front/cases/{case}", case),
    Route("/front/cases/{case}/{command}", act, methods=["POST"]),
]
