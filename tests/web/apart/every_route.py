"""Every address that the pages answer, found by looking at their routes, with the names of real things in it.

A route that takes something nobody here has heard of fails the test that walks: whoever adds one says in `OWNED` or
`SHARED` what may stand in it.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from urllib.parse import quote

import httpx2
from starlette.routing import Route

from tests.web.apart.two_communes import (
    MOST_LIVED,
    SEALED_LATER,
    SEALED_ON_STAGE,
    Commune,
)
from web.app import PAGES

ROUTES: tuple[Route, ...] = tuple(route for page in PAGES for route in page.routes)
PUBLIC = re.compile(r"/|/(h|k|p|open311)/.*")
"""Addresses that everybody may ask, whoever they are: what is public of any commune is told there."""
HOLDERS = re.compile(r"/c/.*")
"""Here the code opens, whoever has it."""
NOTHING = Commune("z")
"""A commune that there is not, with names like those of one that there is."""
NOTHING.codes.update({number: f"BXKEYZ{number:08d}" for number in (MOST_LIVED, SEALED_LATER)})
NOTHING.codes[SEALED_ON_STAGE] = f"BXKEYZ{SEALED_ON_STAGE:08d}"
NOTHING.files.extend(digit * 64 for digit in "cdef")
NOTHING.public_ids.extend(("pubz000000", "pubz000001"))

Values = Callable[[Commune], list[str]]
_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")
_TELLING = (MOST_LIVED, SEALED_LATER)


def _codes(its: Commune) -> list[str]:
    return [its.codes[number] for number in (MOST_LIVED, SEALED_LATER, SEALED_ON_STAGE)]


OWNED: Mapping[str, Values] = {
    "code": lambda its: [its.conference],
    "receipt": _codes,
    "case": lambda its: [*map(its.reference, _TELLING), its.codes[MOST_LIVED]],
    "file": lambda its: its.files,
    "name": lambda its: [its.name("clerk")],
    "commune": lambda its: [its.slug],
    "public_id": lambda its: its.public_ids,
    "id": lambda its: its.public_ids,
}
"""What belongs to one commune. `receipt` stands for the code of a question where `{code}` is that."""
SHARED: Mapping[str, Sequence[str]] = {
    "number": [str(number) for number in (MOST_LIVED, SEALED_LATER, SEALED_ON_STAGE)],
    "year": ["2026"],
    "act": ["disable", "end-sessions", "announce_sample"],
    "check": ["1"],
    "sample": ["1"],
    "command": [
        "write_note",
        "write_supervision_note",
        "seal_case",
        "withdraw_case",
        "reopen_case",
    ],
    "form": ["csv", "json", "xlsx", "xml"],
    "kind": ["month", "year"],
    "life": ["conference", "casebook", "consistency", "office", "almanac"],
    "size": ["1", "999999999999"],
    "key": ["2026-W47", "2026-11", "2026"],
}
"""What is the same for all."""


class UnknownParameterError(AssertionError):
    """Nobody has said what may stand there."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An address, and the one beside it where the other commune's things are replaced by what there is not."""

    route: Route
    path: str
    twin: str


def reading() -> list[Route]:
    return [route for route in ROUTES if "GET" in (route.methods or ())]


def posting() -> list[Route]:
    return [route for route in ROUTES if "POST" in (route.methods or ())]


def parameters(route: Route) -> list[str]:
    """In order. Raises UnknownParameterError."""
    found = _PARAMETER.findall(route.path)
    unknown = [name for name in found if name not in OWNED and name not in SHARED]
    if unknown:
        raise UnknownParameterError(
            f"{route.path}: say in OWNED or SHARED of tests/web/apart/every_route.py what {unknown} may be"
        )
    return found


def own_addresses(route: Route, its: Commune) -> Iterator[str]:
    """With everything of this commune."""
    names = parameters(route)
    for values in product(*(_values(route, name, its) for name in names)):
        yield _filled(route, dict(zip(names, values, strict=True)))


def foreign_addresses(route: Route, ours: Commune, theirs: Commune) -> Iterator[Asked]:
    """With something of theirs in it, and each with its twin."""
    names = parameters(route)
    owned = [name for name in names if name in OWNED]
    for sides in product((ours, theirs), repeat=len(owned)):
        if theirs not in sides:
            continue
        whose = dict(zip(owned, sides, strict=True))
        pairs = [_pairs(route, name, whose.get(name), theirs) for name in names]
        for chosen in product(*pairs):
            given = {name: pair[0] for name, pair in zip(names, chosen, strict=True)}
            twin = {name: pair[1] for name, pair in zip(names, chosen, strict=True)}
            yield Asked(route, _filled(route, given), _filled(route, twin))


def _pairs(route: Route, name: str, its: Commune | None, theirs: Commune) -> list[tuple[str, str]]:
    if its is None:
        return [(value, value) for value in SHARED[name]]
    values = _values(route, name, its)
    if its is not theirs:
        return [(values[0], values[0])]
    pairs = list(zip(values, _values(route, name, NOTHING), strict=True))
    # Whoever holds a code may use it, unless what it opens is sealed.
    return pairs[1:] if _opens(route, name) else pairs


def _opens(route: Route, name: str) -> bool:
    return name == "code" and HOLDERS.fullmatch(route.path) is not None


def _values(route: Route, name: str, its: Commune) -> Sequence[str]:
    if _opens(route, name):
        return OWNED["receipt"](its)
    return OWNED[name](its) if name in OWNED else SHARED[name]


def _filled(route: Route, values: Mapping[str, str]) -> str:
    return _PARAMETER.sub(lambda found: quote(values[found[1]], safe=""), route.path)


def public_kinds(path: str) -> set[str]:
    """What anybody may see of any commune there. Whoever asks in the hall gives a name to be shown in it."""
    if not PUBLIC.fullmatch(path):
        return set()
    return {"told", "asker"} if path.startswith("/h/") else {"told"}


def read(response: httpx2.Response) -> str:
    """All that was sent: headers, text, and what is packed in it."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return f"{headers}\n\n{_unpacked(response.content)}"


def _unpacked(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(_unpacked(packed.read(name)) for name in packed.namelist())


_LENGTH = re.compile(r"content-length: [0-9]+\n")
_TOKENS = re.compile(r'(name="(?:form_token|id|case_\d+)" value=")[^"]*|(set-cookie: )[^\n]*')


def plain(response: httpx2.Response, *names: Iterable[str]) -> tuple[int, str]:
    """Status and content without tokens, and without what was asked for, which some pages repeat."""
    text = _TOKENS.sub(r"\1\2", read(response))
    text = _LENGTH.sub("", text)
    for name in sorted({name for each in names for name in each}, key=len, reverse=True):
        text = text.replace(name, "?").replace(quote(name, safe=""), "?")
    return response.status_code, text


def names_of(its: Commune) -> list[str]:
    """By which its things are asked for."""
    return [value for values in OWNED.values() for value in values(its)]
