"""What pages ask of the casebook's read tables, and that nobody is answered out of another commune's."""

import inspect
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, update

from archive.case_filter import EVERYTHING, CaseFilter, CaseOrder
from archive.case_queries import CaseQueries
from archive.case_records import HeldCode, numbered
from archive.casebook import commands as c
from archive.casework import CaseState, Publication, Supervision
from archive.store import Store
from archive.tables import questions
from archive.tables_cases import cases
from conference.vocabulary import QuestionStatus
from tests.archive.town import (
    LATER,
    NOW,
    OURS,
    SOON,
    THEIRS,
    Told,
    Town,
    copy_store,
    references,
)
from tests.archive.town import MARK_OF_THEIRS as MARK
from tests.casebook_story import ANY, CLERK, ROADS

# Whose they are

ANSWERED_FOR_ALL = {"held", "whose_public", "foreseen"}
"""These name no commune: a code or a public number tells whose it is, and rules look after all."""

ONLY_NUMBERS = {"tabs", "counted", "open_at", "published_years", "completeness"}

OF_OURS: dict[str, Any] = {
    "commune": OURS,
    "now": NOW,
    "soon": SOON,
    "wanted": EVERYTHING,
    "text": "dong",
    "number": 1,
    "code": "DONG1",
    "codes": ["DONG1", "DONG3"],
    "names": ["case_opened", "answer_submitted"],
    "period": ANY["period"],
    "typed": "DONG-0001",
    "conference": "DONG",
    "public_id": "public-dong",
    "at": LATER,
    "since": 0,
    "until": LATER,
}
OF_THEIRS = OF_OURS | {
    "text": MARK,
    "code": "TAY1",
    "codes": ["TAY1", "TAY3"],
    "typed": "TAY-0001",
    "conference": "TAY",
    "public_id": "public-tay",
    "wanted": CaseFilter(conference="TAY"),
}
OF_THE_SECOND = {"fronts_own"}
"""Of the first case they have nothing to tell."""
METHODS = [
    name
    for name, method in inspect.getmembers(CaseQueries, inspect.isfunction)
    if not name.startswith("_") and name not in ANSWERED_FOR_ALL
]


async def answer(queries: CaseQueries, name: str, given: dict[str, Any]) -> Any:
    """What this method says, with everything given that it takes."""
    method = getattr(queries, name)
    takes = inspect.signature(method).parameters
    if name in OF_THE_SECOND:
        given = given | {"code": given["code"].replace("1", "2")}
    asked = method(**{each: value for each, value in given.items() if each in takes})
    if isinstance(asked, AsyncIterator):
        return [row async for row in asked]
    return await asked


def test_every_question_names_its_commune_first():
    first = {
        name: next(iter(inspect.signature(getattr(CaseQueries, name)).parameters.values()))
        for name in METHODS
    }
    taken = [list(inspect.signature(getattr(CaseQueries, name)).parameters)[1] for name in METHODS]
    assert len(first) == len(METHODS) > 10
    assert set(taken) == {"commune"}


@pytest.fixture
async def neighbours(told: Told, tmp_path: Path) -> AsyncIterator[CaseQueries]:
    """Of a store in which the other commune has lived beside ours."""
    closed, _ = told.neighbours
    copy_store(closed, tmp_path / "neighbours")
    store = await Store.open(tmp_path / "neighbours")
    yield CaseQueries(store)
    await store.close()


@pytest.mark.parametrize("name", METHODS)
async def test_no_question_is_answered_out_of_another_communes_cases(
    ours: Town, neighbours: CaseQueries, name: str
):
    alone = await answer(ours.queries, name, OF_OURS)
    nothing = await answer(ours.queries, name, OF_THEIRS)
    found = await answer(neighbours, name, OF_OURS | {"commune": THEIRS} | _only_theirs())
    assert (MARK in repr(found).casefold()) is (name not in ONLY_NUMBERS)
    assert await answer(neighbours, name, OF_OURS) == alone
    assert await answer(neighbours, name, OF_THEIRS) == nothing
    assert MARK not in repr((alone, nothing)).casefold()


def _only_theirs() -> dict[str, Any]:
    return {name: value for name, value in OF_THEIRS.items() if name not in ("commune", "wanted")}


async def test_a_number_finds_the_question_and_its_parts_in_every_conference(ours: Town):
    found = await ours.queries.by_number(OURS, 2)
    assert {case.question for case in found} == {2}
    assert found[0].part == 1
    assert await ours.queries.by_number(OURS, 999_999) == []


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("17", 17), ("№ 17", 17), ("№17", 17), ("#17", 17), ("No. 17", 17), ("SỐ 0017", 17), ("so 17", 17),
        ("", None), ("17 đèn", None), ("1234567", None), ("CAU-0017", None), ("đèn", None), ("số", None),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_stands_on_a_slip(typed: str, number: int | None):
    assert numbered(typed) == number


async def test_a_code_tells_whose_it_is(ours: Town):
    of = {"commune": OURS, "conference": "DONG", "is_case": True}
    held = HeldCode(**of, question=2, part=1, sealed=False)
    assert await ours.queries.held("DONG2") == held
    assert await ours.queries.held("DONG4") == replace(held, question=4, sealed=True)
    assert await ours.queries.held("DONG9") is None


async def test_a_code_is_a_questions_until_there_are_cases(ours: Town, store: Store):
    async with store.transaction() as transaction:
        await transaction.execute(delete(cases))
        await transaction.execute(
            update(questions).where(questions.c.number == 3).values(status=QuestionStatus.SEALED)
        )
    of = {"commune": OURS, "conference": "DONG", "is_case": False, "part": 1}
    assert await ours.queries.held("DONG2") == HeldCode(**of, question=2, sealed=False)
    assert await ours.queries.held("DONG3") == HeldCode(**of, question=3, sealed=True)


# The inbox


async def test_what_runs_out_next_comes_first(ours: Town):
    found = await ours.queries.inbox(OURS, now=NOW)
    assert references(found.cases) == ["DONG-0002", "DONG-0002.2", "DONG-0001", "DONG-0003"]
    assert [case.due for case in found.cases[2:]] == [None, None]
    assert found.next is None


async def test_a_list_goes_on_from_its_place_in_every_order(fresh: Town):
    await fresh.does(CLERK, c.VerifyCase, 3)
    for order in CaseOrder:
        whole = (await fresh.queries.inbox(OURS, order=order, now=NOW)).cases
        assert len(whole) == 4
        after, pages = None, []
        for _ in whole:
            page = await fresh.queries.inbox(OURS, order=order, now=NOW, after=after, limit=1)
            pages += page.cases
            after = page.next
        assert (tuple(pages), after) == (whole, None)


@pytest.mark.parametrize("after", ["", ".", "x.y", "12", "9" * 40 + ".A", "-1.A", "²." + "A"])
async def test_a_place_that_somebody_made_up_is_the_beginning(fresh: Town, after: str):
    found = await fresh.queries.inbox(OURS, now=NOW, after=after)
    assert references(found.cases) == ["DONG-0001", "DONG-0002", "DONG-0003", "DONG-0004"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"open": True}, ["0002", "0002.2", "0001"]),
        ({"open": False}, ["0003"]),
        ({"states": frozenset({CaseState.MERGED})}, ["0003"]),
        ({"states": frozenset({CaseState.MERGED, CaseState.ANSWERED})}, ["0001", "0003"]),
        ({"states": frozenset({CaseState.SEALED})}, ["0004"]),
        ({"conference": "DONG", "unit": ROADS}, ["0001"]),
        ({"unit": "Phòng khác"}, []),
        ({"owner": "khoa"}, ["0001"]),
        ({"unowned": True, "open": True}, ["0002", "0002.2"]),
        ({"topic": "Lĩnh vực dong"}, ["0001"]),
        ({"place": "Thôn dong", "open": False}, ["0003"]),
        ({"publication": Publication.PUBLISHED}, ["0001"]),
        ({"supervision": Supervision.RECOMMENDATION_OPEN}, ["0002"]),
        ({"overdue": True}, ["0002", "0002.2"]),
        ({"due_before": NOW}, ["0002", "0002.2"]),
        ({"due_before": 1}, []),
        ({"due_before": 2**62}, ["0002", "0002.2"]),
        ({"text": "phan hai"}, ["0002.2"]),
        ({"text": "?"}, []),
    ],
)
async def test_only_what_is_wanted_is_listed(ours: Town, wanted: dict[str, Any], found: list[str]):
    listed = await ours.queries.inbox(OURS, CaseFilter(**wanted), now=NOW)
    assert references(listed.cases) == [f"DONG-{number}" for number in found]


async def test_tabs_count_where_cases_stand(ours: Town):
    tabs = await ours.queries.tabs(OURS, now=NOW, soon=SOON)
    assert tabs.by_state == {CaseState.RECEIVED: 2, CaseState.ANSWERED: 1, CaseState.MERGED: 1}
    assert (tabs.open, tabs.overdue, tabs.due_soon, tabs.sealed) == (3, 2, 0, 1)
    own = await ours.queries.tabs(OURS, now=NOW, soon=SOON, unit=ROADS, owner="khoa")
    assert (own.by_state, own.overdue) == ({CaseState.ANSWERED: 1}, 0)
    before = await ours.queries.tabs(OURS, now=NOW - 86_400_000, soon=SOON)
    assert (before.overdue, before.due_soon) == (0, 2)


# Searching


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("duong lang", ["0003"]),
        ("ĐƯỜNG LÀNG", ["0003"]),
        ("đường lầ", ["0003"]),
        ("lang duong", ["0003"]),
        ('"lang duong"', []),
        ('"duong lang" lay', ["0003"]),
        ("dong3", ["0003"]),
        ("DONG-0002", ["0002.2", "0002"]),
        ("quyet dinh", ["0001"]),
        ("Se dong", ["0001"]),
        ("linh vuc", ["0001"]),
        ("tien quy", []),
        ("thon", ["0002.2", "0003", "0002", "0001"]),
        ("", []),
        ('"', []),
        ("* OR NEAR(a b) -- ; {words}: ^", []),
    ],
)
async def test_cases_are_found_with_or_without_diacritics(ours: Town, typed: str, found: list[str]):
    """The sealed one asked about the fund's money. The latest comes first."""
    hits = (await ours.queries.search(OURS, typed)).hits
    assert references(tuple(hit.case for hit in hits)) == [f"DONG-{number}" for number in found]


async def test_a_search_goes_on_from_its_place(ours: Town):
    whole = (await ours.queries.search(OURS, "thon")).hits
    after, hits = None, []
    for _ in whole:
        page = await ours.queries.search(OURS, "thon", after=after, limit=1)
        hits += page.hits
        after = page.next
    assert (tuple(hits), after) == (whole, None)
    assert (await ours.queries.search(OURS, "thon", after="nonsense")).hits == whole


async def test_what_was_found_is_marked(ours: Town):
    (hit,) = (await ours.queries.search(OURS, "duong lay")).hits
    assert [piece.text for piece in hit.snippet if piece.found] == ["Đường", "lầy"]
    assert "".join(piece.text for piece in hit.snippet) == hit.case.text
