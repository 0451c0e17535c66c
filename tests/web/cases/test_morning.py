"""Nothing can wait for somebody without being in a pile of somebody's morning.

Every way in which an open case can stand is put into the read tables, and every person of the office looks at their
piles: together they must see each one. None of them is due, for what is late is seen by many.
"""

import re
from collections.abc import AsyncIterator
from itertools import product
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import insert, select

from archive.case_queries import CaseQueries
from archive.case_records import NEVER
from archive.casebook import commands as c
from archive.casebook.command import BookCommand
from archive.casework import OPEN, CaseState, Competence, Publication
from archive.journal_sqlite import SqliteJournal
from archive.people import RoleHeld
from archive.store import Store
from archive.tables_cases import cases
from conference.records import Receipt
from conference.vocabulary import Actor, Role
from tests.archive.town import NOW, SOON, Town
from tests.casebook_story import CHAIR, CITIZEN, CLERK, ROADS
from tests.web.cases.conftest import Enter, does
from tests.web.cases.office_house import COMMUNE, OFFICE
from tests.web.cases.test_office import OWED, piles
from web.cases.door import AtOffice
from web.cases.inbox_wish import APPEALED_TAB, SOON_TAB, Wish
from web.cases.morning import Duty, duties, waiting
from web.casework import Book
from web.context import House
from web.identity import Visitor
from web.staff import Staff

S = CaseState
NOBODYS = "Công an cau"
OWNERS = (None, "khoa", "van", "hai", "da-nghi")
"""Nobody; an officer, a clerk and the chair; somebody who has left."""
UNITS = (None, ROADS, NOBODYS)
FACETS = tuple(product(OWNERS, UNITS, Publication, Competence, (None, "van")))
WORKERS = frozenset({"van", "yen", "khoa", "nga", "quy", "haiphia", "motminh"})


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(tmp_path)
    yield opened
    await opened.close()


@pytest.fixture
async def plain(store: Store) -> Town:
    """Its tables without any page."""
    return await Town.of(store, SqliteJournal(store), COMMUNE, "cau")


def at_desk(name: str, unit: str | None, roles: tuple[Role, ...]) -> AtOffice:
    held = tuple(RoleHeld(role, COMMUNE, None) for role in roles)
    staff = Staff(name, name, held, "session", COMMUNE, unit)
    return AtOffice(cast(Visitor, None), staff, COMMUNE, (COMMUNE,))


def everybodys() -> list[Duty]:
    desks = [at_desk(name, unit, roles) for name, _, unit, roles in OFFICE if len(roles) == 1]
    return [duty for desk in desks for duty in (*duties(desk), *waiting(desk))]


async def seen(queries: CaseQueries, wishes: list[Wish]) -> set[str]:
    found: set[str] = set()
    for wish in wishes:
        here = await queries.inbox(COMMUNE, wish.filter(NOW, WORKERS), now=NOW, limit=10_000)
        found |= {case.code for case in here.cases}
    return found


async def stands(store: Store, code: str, **facts: Any) -> dict[str, Any]:
    """A case's row that differs in this."""
    async with store.reading() as connection:
        row = (await connection.execute(select(cases).where(cases.c.code == code))).mappings().one()
    return {**{str(name): value for name, value in row.items()}, **facts}


@pytest.mark.parametrize("state", sorted(OPEN))
async def test_each_open_case_is_in_somebodys_pile(
    store: Store, plain: Town, state: CaseState
) -> None:
    usual = await stands(store, plain.code(2), state=state, open=True, due=NEVER)
    rows = [
        usual
        | {"code": f"X{n}", "owner": owner, "unit": unit, "publication": publication}
        | {"competence": competence, "proposed_by": proposer}
        for n, (owner, unit, publication, competence, proposer) in enumerate(FACETS)
    ]
    async with store.transaction() as transaction:
        await transaction.execute(insert(cases), rows)
    found = await seen(plain.queries, [duty.wish for duty in everybodys()])
    lost = [row["code"] for row in rows if row["code"] not in found]
    assert [FACETS[int(code[1:])] for code in lost] == []


@pytest.mark.parametrize("answer", [c.ReviveCase, c.UpholdDecision])
async def test_an_appeal_waits_for_the_chair_until_it_is_answered(
    plain: Town, answer: type[BookCommand]
) -> None:
    (appeals,) = [
        duty.wish
        for duty in duties(at_desk("hai", None, (Role.CHAIR,)))
        if duty.wish.tab == APPEALED_TAB
    ]
    found = []
    for actor, act in ((CLERK, c.GuideCase), (CITIZEN, c.AppealCase), (CHAIR, answer)):
        plain.book.now += 60_000
        await plain.does(actor, act, 2)
        found.append(await seen(plain.queries, [appeals]))
    assert found == [set(), {plain.code(2)}, set()]


@pytest.mark.parametrize(
    ("role", "unit", "whose"),
    [(Role.OFFICER, None, {"owner": "khoa"}), (Role.UNIT_HEAD, ROADS, {"unit": ROADS})],
)
async def test_whoever_is_told_before_a_day_is_over_finds_it_in_the_morning(
    store: Store, plain: Town, role: Role, unit: str | None, whose: dict[str, str]
) -> None:
    usual = await stands(store, plain.code(2), state=S.PROCESSING, open=True, **whose)
    rows = [
        usual | {"code": code, "due": due}
        for code, due in (("LATE", NOW - 1), ("SOON", SOON), ("LATER", SOON + 1))
    ]
    async with store.transaction() as transaction:
        await transaction.execute(insert(cases), rows)
    wishes = [each.wish for each in duties(at_desk("khoa", unit, (role,)))]
    (told,) = [wish for wish in wishes if wish.tab == SOON_TAB]
    here = await plain.queries.inbox(COMMUNE, told.filter(SOON), now=NOW)
    assert {case.code for case in here.cases} == {"LATE", "SOON"}


async def test_an_older_appeal_is_none_against_a_new_decision(plain: Town) -> None:
    for actor, act in (
        (CLERK, c.GuideCase),
        (CITIZEN, c.AppealCase),
        (CHAIR, c.ReviveCase),
        (CLERK, c.GuideCase),
    ):
        plain.book.now += 60_000
        await plain.does(actor, act, 2)
    assert await seen(plain.queries, [Wish(APPEALED_TAB)]) == set()


async def test_the_chair_finds_the_appeal_in_the_morning(enter: Enter, house: House) -> None:
    van, hai = await enter("van"), await enter("hai")
    await does(van, 3, "guide_case", body="Thanh tra huyện", words="Gửi đơn đến thanh tra")
    book, holder = Book(COMMUNE, "CAU"), Actor(Role.CITIZEN, "")
    asked = {"case": "CAU3", "words": "Tôi hỏi xã, không hỏi thanh tra."}
    assert isinstance(await house.casework.ask(book, "appeal_case", asked, holder), Receipt)
    waits = "Người hỏi đề nghị xem lại, chờ chủ trì quyết định"
    assert [one for one in piles((await hai.get("/archive/")).text) if one[2] == waits] == [
        ("/archive/cases?tab=appealed", "1", waits)
    ]
    listed = (await hai.get("/archive/cases?tab=appealed")).text
    assert ("CAU-0003" in listed, 'aria-current="page">Chờ xem lại quyết định' in listed) == (
        True,
        True,
    )


async def test_what_was_answered_on_stage_waits_to_be_published(enter: Enter) -> None:
    thu, phuc = await enter("thu"), await enter("phuc")
    answered = await does(thu, 2, "record_stage_answer", by_whom="Chủ tịch", words="Sang năm")
    assert answered.status_code == 303
    assert piles((await phuc.get("/archive/")).text) == [
        ("/archive/cases?tab=to_publish", "1", "Đã trả lời, chờ công khai")
    ]


async def test_what_waits_for_the_asker_is_said_apart(enter: Enter) -> None:
    van = await enter("van")
    await does(van, 3, "verify_case")
    await does(van, 3, "request_information", words="Đường nào?")
    page = (await van.get("/archive/")).text
    assert [words for *_, words in piles(page)] == [OWED[2], "Mới nhận, cần xem"]
    waits = re.search(r'<p class="waits">.*?</p>', page, re.DOTALL)
    assert waits
    assert 'href="/archive/cases?tab=need_info"' in waits[0]


async def test_a_case_of_somebody_who_left_is_found_by_the_clerk(
    enter: Enter, house: House
) -> None:
    van = await enter("van")
    await does(van, 3, "classify_case", kind="report", topic="Đường", competence="commune")
    await does(van, 3, "assign_case", to_unit=NOBODYS, owner="khoa")
    waits = "Đã giao đơn vị, chưa có người xử lý"
    assert waits not in [words for *_, words in piles((await van.get("/archive/")).text)]
    await house.office.do("disable_person", {"name": "khoa"})
    assert ("/archive/cases?tab=unowned", "1", waits) in piles((await van.get("/archive/")).text)
