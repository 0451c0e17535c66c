"""Which cases the Front goes to see: announced first, then drawn by a number that nobody knew when it was announced.

The Front announces and draws; everybody may look at what was announced, what was drawn, and how. Places of the
list say what was drawn; which case stands at a place everybody learns when its result is published, so that
nobody can tell what has been sealed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.calendar import day_of
from archive.case_records import CaseLine
from archive.casebook.limits import (
    LINE_MAX_CHARACTERS,
    SAMPLE_MAX_CASES,
    SEED_MAX_DIGITS,
    SEED_MIN_DIGITS,
)
from archive.casebook.samples import fixed_list
from archive.casework import CaseState
from archive.front_records import DrawRecord, OldSampleRecord, SampleRecord
from conference.refusals import Code, Refusal
from conference.vocabulary import Role
from web.cases.calendar_rows import read_day
from web.cases.door import AtOffice
from web.cases.front_door import at_front, organises_too
from web.cases.words import STATES
from web.casework import Book
from web.context import House, house
from web.files import attachment
from web.forms import read_form
from web.pages_phone import hall_of
from web.render import Speech
from web.showing import see, show, speech
from web.words import N_, refusal_words

FIELDS: Mapping[str, tuple[str, ...]] = {
    "announce_sample": ("size", "source", "digits", "day"),
    "draw_sample": ("sample", "seed"),
}
LOTTERY_DIGITS = 5
_PLAIN = "text/plain; charset=utf-8"
_SIZE = N_("Số hồ sơ cần rút: từ 1 đến số hồ sơ của hội nghị, nhiều nhất 500.")
_DIGITS = N_("Số chữ số của dãy số: từ 4 đến 20.")
_DAY = N_("Ngày chưa đúng: ghi dd/mm/yyyy, từ ngày mai đến không quá 60 ngày nữa.")
_SEED = N_("Hãy ghi đúng dãy số đã ra, đủ số chữ số đã công bố.")
_WORDS: Mapping[tuple[Code, str], str] = {
    (Code.DUPLICATE, "sample"): N_(
        "Hội nghị này còn một mẫu đã công bố mà chưa rút, hoặc mẫu này đã rút rồi."
    ),
    (Code.STALE, "day"): N_("Chưa đến ngày đã công bố."),
    (Code.EMPTY, "source"): N_("Hãy ghi dãy số sẽ lấy từ đâu."),
    (Code.MALFORMED, "source"): N_("Hãy ghi dãy số sẽ lấy từ đâu."),
    (Code.BAD_VALUE, "size"): _SIZE,
    (Code.MALFORMED, "size"): _SIZE,
    (Code.BAD_VALUE, "digits"): _DIGITS,
    (Code.MALFORMED, "digits"): _DIGITS,
    (Code.BAD_VALUE, "day"): _DAY,
    (Code.MALFORMED, "day"): _DAY,
    (Code.BAD_VALUE, "seed"): _SEED,
    (Code.MALFORMED, "seed"): _SEED,
    (Code.BAD_VALUE, "again"): N_("Hai lần gõ khác nhau. Hãy xem lại dãy số."),
    (Code.NOT_FOUND, "case"): N_("Hội nghị này chưa có hồ sơ nào để rút."),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place that was drawn, and the case that stands there. None where it cannot be told any more."""

    place: int
    case: CaseLine | None


@dataclass(frozen=True, slots=True)
class Told:
    """A sample with what was drawn, in the order in which it was drawn."""

    sample: SampleRecord
    places: tuple[Place, ...]
    may_draw: bool


@dataclass(frozen=True, slots=True)
class Old:
    """Drawn before samples were announced here."""

    sample: OldSampleRecord
    cases: tuple[CaseLine, ...]


async def sample(request: Request) -> Response:
    office = await at_front(request)
    return office if isinstance(office, Response) else await _page(request, office)


async def act(request: Request) -> Response:
    home, name = house(request), request.path_params["act"]
    typed = await read_form(request, await home.identity.visitor(request))
    office = await at_front(request)
    if isinstance(office, Response):
        return office
    if name not in FIELDS:
        raise HTTPException(404, "no such act")
    outcome = await _ask(home, office, name, typed)
    if not isinstance(outcome, Refusal):
        return see(f"/front/sample?done={name}")
    where = _field(name, outcome, typed)
    problem = {"field": where, "words": _said(outcome, speech(request))}
    return await _page(request, office, typed, problem, outcome.http_status)


async def _ask(home: House, office: AtOffice, name: str, typed: Mapping[str, str]) -> object:
    books = {one.code for one in await home.queries.conferences(office.commune) if one.closed_at}
    if typed.get("conference") not in books:
        return Refusal(Code.NOT_FOUND, "case")
    fields = {field: typed.get(field, "") for field in FIELDS[name]}
    if name == "draw_sample" and _plain(fields["seed"]) != _plain(typed.get("again", "")):
        return Refusal(Code.BAD_VALUE, "again")
    if name == "announce_sample":
        day = read_day(fields["day"])
        fields["day"] = day.isoformat() if day else fields["day"].strip()
    return await home.casework.ask(
        Book(office.commune, typed["conference"]),
        name,
        fields,
        office.staff.actor(Role.SUPERVISOR),
        id=typed.get("id") or home.chance.token(),
        minted={"salt": home.chance.token()},
    )


def _plain(seed: str) -> str:
    return "".join(seed.split())


async def fixed(request: Request) -> Response:
    """The list as it was fixed: whoever has it can check it against the digest that everybody was told."""
    office = await at_front(request)
    if isinstance(office, Response):
        return office
    code, number = request.path_params["code"], request.path_params["sample"]
    announced = (await house(request).cases.samples(office.commune, code)).announced
    for one in announced:
        if one.sample == number:
            body = fixed_list(one.salt, one.numbers)
            return attachment(body, _PLAIN, f"danh-sach-{code}-{number}.txt")
    raise HTTPException(404, "no such sample")


async def samples_of(request: Request) -> Response:
    """For everybody: what was announced and drawn in this conference, and how to draw it again."""
    home, hall = house(request), await hall_of(request)
    told, old = await _told(home, hall.commune, hall.code)
    return await show(
        request,
        "front/samples.html",
        code=hall.code,
        drawn=told,
        old=old,
        states=_states(speech(request)),
    )


async def _page(
    request: Request,
    office: AtOffice,
    typed: Mapping[str, str] | None = None,
    problem: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    home, said = house(request), speech(request)
    closed = [one for one in await home.queries.conferences(office.commune) if one.closed_at]
    told, old = await _told(home, office.commune)
    waiting = [one for one in told if one.sample.draw is None]
    busy = {one.sample.conference for one in waiting}
    return await show(
        request,
        "front/sample.html",
        visitor=office.visitor,
        status=status,
        both_sides=organises_too(office),
        conferences=closed,
        free=[one for one in closed if one.code not in busy],
        waiting=waiting,
        drawn=told,
        old=old,
        states=_states(said),
        given=typed or {},
        problem=problem,
        done=request.query_params.get("done"),
        tomorrow=said.day(day_of(home.clock()) + timedelta(days=1)),
        limits={
            "size": SAMPLE_MAX_CASES,
            "line": LINE_MAX_CHARACTERS,
            "digits": (SEED_MIN_DIGITS, LOTTERY_DIGITS, SEED_MAX_DIGITS),
        },
        id=home.chance.token(),
    )


async def _told(
    home: House, commune: str, conference: str | None = None
) -> tuple[list[Told], list[Old]]:
    samples = await home.cases.samples(commune, conference)
    draws = [one.draw for one in samples.announced if one.draw]
    draws += [one.draw for one in samples.unannounced]
    known = await _cases(home, commune, draws)
    today = day_of(home.clock()).isoformat()
    told = [
        Told(one, _places(one.draw, known), one.draw is None and one.day <= today)
        for one in samples.announced
    ]
    old = [
        Old(one, tuple(known[code] for code in one.draw.cases if code in known))
        for one in samples.unannounced
    ]
    return told, old


async def _cases(home: House, commune: str, draws: Sequence[DrawRecord]) -> dict[str, CaseLine]:
    found: dict[str, CaseLine] = {}
    for draw in draws:
        found |= {case.code: case for case in await home.cases.lines(commune, draw.cases)}
    return found


def _places(draw: DrawRecord | None, known: Mapping[str, CaseLine]) -> tuple[Place, ...]:
    if draw is None:
        return ()
    drawn = zip(draw.places, draw.cases, strict=True)
    return tuple(Place(place, known.get(code)) for place, code in drawn)


def _states(said: Speech) -> dict[CaseState, str]:
    return {state: said.plain(STATES[state]) for state in CaseState}


def _field(name: str, refusal: Refusal, typed: Mapping[str, str]) -> str:
    """Its id on the page; each sample that waits has a form of its own."""
    form = f"{name}-{typed.get('conference', '')}" if name == "draw_sample" else name
    fields = (*FIELDS[name], "again")
    return f"{form}-{refusal.detail}" if refusal.detail in fields else f"act-{form}"


def _said(refusal: Refusal, said: Speech) -> str:
    words = _WORDS.get((refusal.reason, str(refusal.detail)))
    return said.text(words) if words else refusal_words(said, refusal)


routes = [
    Route("/front/sample", sample),
    Route("/front/sample/{act}", act, methods=["POST"]),
    Route("/front/sample/{code}/{sample:int}/list.txt", fixed),
    Route("/h/{code}/samples", samples_of),
]
