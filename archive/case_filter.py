"""Which cases a list is to show, and in what order: what a page asks for, and what that means to the tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    and_,
    column,
    exists,
    false,
    literal,
    or_,
    select,
    table,
    true,
    tuple_,
)

from archive.case_records import NEVER
from archive.casebook.events_citizen import CaseAppealed
from archive.casebook.events_intake import DecisionUpheld
from archive.casework import CaseState, Competence, Kind, Publication, Supervision
from archive.search_words import asked_of_index
from archive.tables_cases import SEARCH, case_steps, case_texts, cases
from conference.naming import wire_name


class CaseOrder(StrEnum):
    """Which cases come first."""

    DUE = "due"
    """What runs out next; last what has no date."""
    NEWEST = "newest"
    OLDEST = "oldest"
    """What has stood longest where it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """All that is given must hold. Sealed cases are only there for whoever asks for that state."""

    states: frozenset[CaseState] = frozenset()
    open: bool | None = None
    conference: str | None = None
    unit: str | None = None
    owner: str | None = None
    unowned: bool = False
    proposed: bool = False
    """Somebody has proposed to decline it, and a second person has not agreed."""
    workers: frozenset[str] | None = None
    """Cases that none of these works on, whoever once was given them."""
    appealed: bool = False
    """Its asker has appealed since it was taken off the road, and the chair has not decided."""
    beyond: bool = False
    """Another authority's to settle."""
    topic: str | None = None
    place: str | None = None
    kind: Kind | None = None
    publication: Publication | None = None
    publications: frozenset[Publication] = frozenset()
    """Any of these."""
    supervision: Supervision | None = None
    overdue: bool = False
    reopened: bool = False
    """By anybody, at any time."""
    due_before: int | None = None
    """Epoch milliseconds."""
    text: str | None = None
    """Words that it is found by, as in a search."""


EVERYTHING = CaseFilter()
NOTHING = '""'
_DIGITS_MAX = 15
APPEALED = wire_name(CaseAppealed)
UPHELD = wire_name(DecisionUpheld)
_INDEX = table(SEARCH, column("rowid"), column("words"))
_EQUAL = ("conference", "unit", "owner", "topic", "place", "kind", "publication", "supervision")


def matching(
    commune: str, wanted: CaseFilter, now: int, *, sealed: bool = False
) -> ColumnElement[bool]:
    """The cases of this commune that are wanted. What runs out now is overdue.

    `sealed` leaves them among all others, for whoever tells no more of them than that.
    """
    which: list[ColumnElement[bool]] = [cases.c.commune == commune, *_states(wanted)]
    if not (sealed or wanted.states or wanted.open):
        which.append(cases.c.state != CaseState.SEALED)
    given = {name: getattr(wanted, name) for name in _EQUAL}
    which += [cases.c[name] == value for name, value in given.items() if value is not None]
    if wanted.unowned:
        which.append(cases.c.owner.is_(None))
    if wanted.reopened:
        which.append(cases.c.reopened > 0)
    if wanted.proposed:
        which.append(cases.c.proposed_by.is_not(None))
    which += _facets(wanted)
    if wanted.overdue:
        which += [cases.c.open == true(), cases.c.due <= now]
    if wanted.due_before is not None:
        which += [cases.c.open == true(), cases.c.due < min(wanted.due_before, NEVER)]
    if wanted.text is not None:
        which.append(cases.c.code.in_(_found(commune, wanted.text)))
    return and_(*which)


def _states(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    if len(wanted.states) == 1:
        return [cases.c.state == next(iter(wanted.states))]
    if wanted.states:
        return [cases.c.state.in_(sorted(wanted.states))]
    return [] if wanted.open is None else [cases.c.open == (true() if wanted.open else false())]


def _facets(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    which: list[ColumnElement[bool]] = []
    if wanted.workers is not None:
        nobody = cases.c.owner.not_in(sorted(wanted.workers))
        which.append(or_(cases.c.owner.is_(None), nobody))
    if wanted.appealed:
        which.append(_appealed())
    if wanted.beyond:
        which.append(cases.c.competence != Competence.COMMUNE)
    if wanted.publications:
        which.append(cases.c.publication.in_(sorted(wanted.publications)))
    return which


def _appealed() -> ColumnElement[bool]:
    """An appeal against what has been decided since is none: the last move is older than it."""
    return _since_its_move(APPEALED) & ~_since_its_move(UPHELD)


def _since_its_move(step: str) -> ColumnElement[bool]:
    return exists(
        select(case_steps.c.sequence).where(
            case_steps.c.commune == cases.c.commune,
            case_steps.c.code == cases.c.code,
            case_steps.c.name == step,
            case_steps.c.at >= cases.c.since,
        )
    )


def _found(commune: str, typed: str) -> Select[Any]:
    return select(case_texts.c.code).where(
        case_texts.c.commune == commune, case_texts.c.id.in_(found_ids(commune, typed))
    )


def found_ids(commune: str, typed: str) -> Select[Any]:
    """The ids of the texts that the index finds. A text without a word finds nothing."""
    asked = asked_of_index(commune, typed) or NOTHING
    return select(_INDEX.c.rowid).where(_INDEX.c.words.op("MATCH")(asked))


def latest_ids(commune: str, typed: str, after: str | None, limit: int) -> Select[Any]:
    """The latest of them, of those that came before that one."""
    ids = found_ids(commune, typed)
    if after and after.isascii() and after.isdigit() and len(after) <= _DIGITS_MAX:
        ids = ids.where(_INDEX.c.rowid < int(after))
    return ids.order_by(_INDEX.c.rowid.desc()).limit(limit)


class _Way(NamedTuple):
    """What decides about the order, with the code where that is the same; and whether the highest is first."""

    column: Column[Any]
    downwards: bool


_WAYS = {
    CaseOrder.DUE: _Way(cases.c.due, downwards=False),
    CaseOrder.NEWEST: _Way(cases.c.opened_at, downwards=True),
    CaseOrder.OLDEST: _Way(cases.c.since, downwards=False),
}


def in_order(
    wanted: Select[Any], order: CaseOrder, after: str | None, *, few: bool = False
) -> Select[Any]:
    """Those that come after this place.

    `few` says that not many are wanted of all the commune's cases: SQLite is kept from walking all of them in
    this order to find those (`+ 0` is in no index), and sorts what another index finds.
    """
    column, downwards = _WAYS[order]
    key = (column + 0 if few else column, cases.c.code)
    begin = place(after)
    if begin:
        there = tuple_(*map(literal, begin))
        wanted = wanted.where(tuple_(*key) < there if downwards else tuple_(*key) > there)
    return wanted.order_by(*[each.desc() if downwards else each for each in key])


def is_narrow(wanted: CaseFilter) -> bool:
    """Whether it asks for something that few cases have."""
    return wanted.text is not None or any(getattr(wanted, name) for name in _EQUAL)


def place_of(row: Mapping[str, Any], order: CaseOrder) -> str:
    """Where the list goes on after this row."""
    return f"{row[_WAYS[order].column.name]}.{row['code']}"


def place(after: str | None) -> tuple[int, str] | None:
    """An address that somebody has changed is that of the beginning."""
    number, _, code = (after or "").partition(".")
    if not code or not number.isascii() or not number.isdigit() or len(number) > _DIGITS_MAX:
        return None
    return int(number), code
