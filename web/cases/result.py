"""Making the result of a conference known: what the law wants within ten days, what was done, and what shows it.

The office writes down each delivery with its proof; the Front reads all of it. A mistake is taken back with a reason and
stays readable. A body larger than a form's is let in for the address of deliveries alone (see `large_bodies.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.casebook.limits import LINE_MAX_CHARACTERS, VILLAGES_MAX
from archive.casebook.result import DeliveryChannel, Proof, ResultState
from archive.evidence.kinds import Fault
from archive.records import ConferenceRecord
from archive.result_rows import ResultRecord
from conference.refusals import Code, Refusal
from conference.vocabulary import Role
from realtime.writer import Outcome
from web.cases.acting import roles_for
from web.cases.calendar_rows import read_day
from web.cases.case_view import names_of
from web.cases.door import OFFICE, AtOffice, at_office
from web.cases.result_view import result_view
from web.cases.result_words import CHANNELS, RESULT_LADDER, result_refusal
from web.casework import Book
from web.context import House, house
from web.files import stored
from web.forms import FIELDS_MAX, read_form
from web.showing import see, show, speech
from web.uploads import Upload, expect_upload, read_upload
from web.words import N_

READERS = OFFICE | {Role.SUPERVISOR}
LIST, RECORD, WITHDRAW = "list_villages", "record_delivery", "withdraw_delivery"
_DONE: Mapping[str, str] = {
    LIST: N_("Đã ghi danh sách thôn, tổ dân phố."),
    RECORD: N_("Đã ghi lần thông báo."),
    WITHDRAW: N_("Đã rút lại; dòng cũ vẫn đọc được."),
}
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class AtResult:
    office: AtOffice
    conference: ConferenceRecord
    known: ResultRecord | None

    @property
    def roles(self) -> frozenset[Role]:
        return self.office.roles(self.conference.code)

    @property
    def address(self) -> str:
        return f"/archive/{self.conference.code}/result"

    @property
    def state(self) -> ResultState:
        return self.known.result if self.known else ResultState(self.conference.closed_at)


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was refused: at which of its fields, and why."""

    typed: Mapping[str, str]
    problem: Mapping[str, str]
    status: int


async def result(request: Request) -> Response:
    at = await at_result(request)
    return at if isinstance(at, Response) else await _show(request, at)


async def villages(request: Request) -> Response:
    typed = await read_form(request, await house(request).identity.visitor(request))
    at = await at_result(request)
    if isinstance(at, Response):
        return at
    names = tuple(line.strip() for line in typed.get("villages", "").splitlines() if line.strip())
    outcome = await _do(house(request), at, LIST, {"villages": names or ("",)}, typed)
    return await _told(request, at, LIST, typed, outcome)


async def deliver(request: Request) -> Response:
    expect_upload(request)
    at = await at_result(request)  # before a byte of the file is read
    if isinstance(at, Response):
        return at
    fields_max = FIELDS_MAX + VILLAGES_MAX
    async with read_upload(request, at.office.visitor, fields_max=fields_max) as upload:
        outcome = await _deliver(request, at, upload)
        return await _told(request, at, RECORD, upload.fields, outcome)


async def withdraw(request: Request) -> Response:
    typed = await read_form(request, await house(request).identity.visitor(request))
    at = await at_result(request)
    if isinstance(at, Response):
        return at
    fields = {"delivery": typed.get("delivery", ""), "words": typed.get("words", "")}
    outcome = await _do(house(request), at, WITHDRAW, fields, typed)
    return await _told(request, at, WITHDRAW, typed, outcome)


async def download(request: Request) -> Response:
    """404 for whoever may not read it, as for what is not there."""
    at = await at_result(request)
    if isinstance(at, Response):
        return at
    wanted = request.path_params["file"]
    proofs = (one.proof for one in at.state.deliveries)
    proof = next((one for one in proofs if one and one.file == wanted), None)
    path = house(request).evidence.path(at.office.commune, wanted) if proof else None
    if proof is None or path is None:
        raise HTTPException(404, "no such file")
    return stored(path, proof.media_type, proof.name)


async def at_result(request: Request) -> AtResult | Response:
    """Whoever has a role in this conference, once it has ended; for all others there is no such page."""
    office = await at_office(request, READERS)
    if isinstance(office, Response):
        return office
    home, code = house(request), request.path_params["code"]
    known = await home.queries.conferences(office.commune)
    conference = next((one for one in known if one.code == code and one.closed_at), None)
    if conference is None or not office.roles(code) & READERS:
        raise HTTPException(404, "not found")
    results = await home.cases.results(office.commune, code)
    return AtResult(office, conference, next(iter(results), None))


async def _deliver(request: Request, at: AtResult, upload: Upload) -> Outcome:
    """The proof is kept first, then told: the casebook never names a file that is not there."""
    home, typed, proof = house(request), upload.fields, None
    if not roles_for(RECORD, at.roles):
        return Refusal(Code.NOT_ALLOWED)
    if upload.name:
        held = sum(one.proof.size for one in at.state.deliveries if one.proof)
        commune = at.office.commune
        kept = await home.evidence.take(commune, upload.name, upload.chunks(), of_case=held)
        if isinstance(kept, Refusal):
            return kept
        proof = Proof(kept.file, kept.name, kept.media_type, kept.size)
    return await _do(home, at, RECORD, _delivered(typed), typed, minted={"proof": proof})


def _delivered(typed: Mapping[str, str]) -> dict[str, Any]:
    """Recipients come as lines, or each from a box of its own."""
    lines = [line.strip() for line in typed.get("to", "").splitlines()]
    boxes = [value for name, value in typed.items() if name.startswith("to_")]
    fields: dict[str, Any] = {"to": tuple(name for name in (*lines, *boxes) if name)}
    fields |= {name: typed.get(name, "").strip() for name in ("channel", "words")}
    for name in ("day", "until"):
        given = typed.get(name, "").strip()
        day = read_day(given)
        fields[name] = day.isoformat() if day else given
    return fields


async def _do(
    home: House,
    at: AtResult,
    name: str,
    fields: Mapping[str, Any],
    typed: Mapping[str, str],
    *,
    minted: Mapping[str, Any] = _NOTHING,
) -> Outcome:
    held = roles_for(name, at.roles)
    if not held:
        return Refusal(Code.NOT_ALLOWED)
    return await home.casework.ask(
        Book(at.office.commune, at.conference.code),
        name,
        fields,
        at.office.staff.actor(held[0]),
        id=typed.get("id"),
        minted=minted,
    )


async def _told(
    request: Request,
    at: AtResult,
    name: str,
    typed: Mapping[str, str],
    outcome: Outcome,
) -> Response:
    if not isinstance(outcome, Refusal):
        return see(f"{at.address}?done={name}")
    words = result_refusal(speech(request), outcome)
    detail = "file" if outcome.detail in (*Fault, "files") else outcome.detail
    field = detail if detail in ("villages", "to", "day", "until", "words", "file") else ""
    problem = {"field": f"{_form(name, typed)}{field}" if field else "result-top", "words": words}
    return await _show(request, at, Sent(typed, problem, outcome.http_status))


def _form(name: str, typed: Mapping[str, str]) -> str:
    """What the ids of the fields begin with: there are several of the same names on the page."""
    if name == WITHDRAW:
        return f"withdraw-{typed.get('delivery', '')}-"
    return f"{typed.get('channel', '')}-" if name == RECORD else ""


async def _show(request: Request, at: AtResult, sent: Sent | None = None) -> Response:
    home, said = house(request), speech(request)
    terms, now = await home.casework.terms(at.office.commune), home.clock()
    people = await home.reception.accounts.people.of_commune(at.office.commune)
    return await show(
        request,
        "cases/result.html",
        visitor=at.office.visitor,
        status=sent.status if sent else 200,
        is_long=True,
        office=at.office,
        view=result_view(at.conference, at.state, now, terms, said),
        records=bool(roles_for(RECORD, at.roles)),
        for_front=not at.roles & OFFICE,
        suggested=at.state.villages or await _villages_before(home, at),
        channels={name: said.plain(words) for name, words in CHANNELS.items()},
        order=list(DeliveryChannel),
        ladder={step: said.plain(words) for step, words in RESULT_LADDER.items()},
        basis=terms.deadline("result"),
        names=names_of(people),
        typed=sent.typed if sent else _NOTHING,
        problem=sent.problem if sent else None,
        done=said.plain(_DONE.get(request.query_params.get("done", ""), "")),
        most=LINE_MAX_CHARACTERS,
        id=home.chance.token(),
    )


async def _villages_before(home: House, at: AtResult) -> tuple[str, ...]:
    """The list of an earlier conference, to begin with."""
    known = await home.cases.results(at.office.commune)
    return next((one.result.villages for one in known if one.result.villages), ())


routes = [
    Route("/archive/{code}/result", result),
    Route("/archive/{code}/result/villages", villages, methods=["POST"]),
    Route("/archive/{code}/result/deliveries", deliver, methods=["POST"]),
    Route("/archive/{code}/result/withdraw", withdraw, methods=["POST"]),
    Route("/archive/{code}/result/files/{file}", download),
]
