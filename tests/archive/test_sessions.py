import pytest

from archive.office_events import AccountAct
from archive.office_log import By
from archive.people import People, Person, RoleHeld, UnknownPerson
from archive.sessions import SessionRecord, Sessions
from archive.store import Store
from conference.vocabulary import Role
from tests.archive.accounts_told import accounts_told

DESK = RoleHeld(Role.MODERATOR, "dong-hoa", None)
BY = By(Role.OPERATOR, "operator", 1)


@pytest.fixture
async def people(store: Store) -> People:
    known = People(store)
    await known.add(Person("lan", "Nguyễn Thị Lan", "dong-hoa", "hash", ()), BY)
    return known


@pytest.fixture
def sessions(store: Store, people: People) -> Sessions:
    return Sessions(store)


def lan(*roles: RoleHeld) -> Person:
    return Person("lan", "Nguyễn Thị Lan", "dong-hoa", "hash", roles, added_at=1)


async def test_nobody_unknown_gets_a_session(sessions: Sessions):
    with pytest.raises(UnknownPerson):
        await sessions.start("key", "hai", now=1, expires_at=9)


async def test_a_session_shows_the_roles_of_the_moment(sessions: Sessions, people: People):
    await sessions.start("key", "lan", now=1, expires_at=9)
    assert await sessions.whose("key", now=2) == lan()
    await people.give_role("lan", DESK, BY)
    assert await sessions.whose("key", now=2) == lan(DESK)
    assert await sessions.whose("other", now=2) is None


async def test_a_session_expires(sessions: Sessions):
    await sessions.start("key", "lan", now=1, expires_at=9)
    assert await sessions.whose("key", now=8) == lan()
    assert await sessions.whose("key", now=9) is None


async def test_a_disabled_persons_session_is_nobodys(sessions: Sessions, people: People):
    await sessions.start("key", "lan", now=1, expires_at=9)
    await people.disable("lan", BY)
    assert await sessions.whose("key", now=2) is None


async def test_a_session_is_ended_for_good(sessions: Sessions):
    for number in (1, 2, 3):
        await sessions.start(f"key-{number}", "lan", number, 9, f"browser {number}")
    await sessions.end("key-2", now=4)
    await sessions.end("key-2", now=5)
    assert await sessions.whose("key-2", now=6) is None
    assert await sessions.of("lan", now=6) == [
        SessionRecord("key-1", 1, 9, "browser 1"),
        SessionRecord("key-3", 3, 9, "browser 3"),
    ]
    assert await sessions.of("lan", now=9) == []


async def test_all_of_somebodys_sessions_end_and_the_log_says_so(
    sessions: Sessions, people: People, store: Store
):
    await people.add(Person("hai", "Hải", "dong-hoa", "hash", ()), BY)
    for key, name in (("key-1", "lan"), ("key-2", "lan"), ("key-3", "hai")):
        await sessions.start(key, name, now=1, expires_at=9)
    await sessions.end_all("lan", By(Role.ADMIN, "hoa", 3))
    assert await sessions.of("lan", now=4) == []
    assert [each.key for each in await sessions.of("hai", now=4)] == ["key-3"]
    last = (await accounts_told(store))[0]
    assert (last.at, last.by.id, last.act, last.name) == (
        3,
        "hoa",
        AccountAct.SESSIONS_ENDED,
        "lan",
    )
    with pytest.raises(UnknownPerson):
        await sessions.end_all("nobody", By(Role.ADMIN, "hoa", 3))


async def test_none_begins_with_a_password_that_was_replaced_meanwhile(
    sessions: Sessions, people: People
):
    assert await sessions.start("key", "lan", now=1, expires_at=9, proved="hash")
    await people.set_password("lan", "hash-2", BY)
    assert not await sessions.start("late", "lan", now=2, expires_at=9, proved="hash")
    assert await sessions.start("new", "lan", now=2, expires_at=9, proved="hash-2")
    await people.disable("lan", BY)
    assert not await sessions.start("out", "lan", now=3, expires_at=9, proved="hash-2")
    assert [each.key for each in await sessions.of("lan", 4)] == ["key", "new"]
