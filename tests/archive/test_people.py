import pytest

from archive.people import NameTaken, People, Person, RoleHeld, UnknownPerson
from archive.store import Store
from conference.vocabulary import Role

CHAIR = RoleHeld(Role.CHAIR, "dong-hoa", "CAU")
DESK = RoleHeld(Role.MODERATOR, "dong-hoa", None)


@pytest.fixture
async def people(store: Store) -> People:
    known = People(store)
    await known.add("lan", "Nguyễn Thị Lan", "dong-hoa", "hash-1", now=1)
    return known


def lan(*roles: RoleHeld, hashed: str = "hash-1") -> Person:
    return Person("lan", "Nguyễn Thị Lan", "dong-hoa", hashed, roles)


async def test_a_person_is_found_by_name(people: People):
    assert await people.find("lan") == lan()
    assert await people.find("hai") is None


async def test_a_name_is_one_persons(people: People):
    with pytest.raises(NameTaken):
        await people.add("lan", "Ai khác", "dong-hoa", "hash-2", now=2)
    assert await people.find("lan") == lan()


async def test_a_password_can_be_changed(people: People):
    await people.set_password("lan", "hash-2")
    assert await people.find("lan") == lan(hashed="hash-2")
    with pytest.raises(UnknownPerson):
        await people.set_password("hai", "hash-2")


async def test_roles_are_given_and_taken(people: People):
    for role in (CHAIR, DESK, CHAIR):
        await people.give_role("lan", role)
    assert await people.find("lan") == lan(CHAIR, DESK)
    assert await people.take_role("lan", CHAIR)
    assert not await people.take_role("lan", CHAIR)
    assert await people.find("lan") == lan(DESK)


async def test_nobody_unknown_gets_a_role_or_a_session(people: People):
    with pytest.raises(UnknownPerson):
        await people.give_role("hai", CHAIR)
    with pytest.raises(UnknownPerson):
        await people.start_session("key", "hai", now=1, expires_at=9)


async def test_a_session_shows_the_roles_of_the_moment(people: People):
    await people.start_session("key", "lan", now=1, expires_at=9)
    assert await people.session("key", now=2) == lan()
    await people.give_role("lan", DESK)
    assert await people.session("key", now=2) == lan(DESK)
    assert await people.session("other", now=2) is None


async def test_a_session_expires(people: People):
    await people.start_session("key", "lan", now=1, expires_at=9)
    assert await people.session("key", now=8) == lan()
    assert await people.session("key", now=9) is None


async def test_a_session_is_ended_for_good(people: People):
    for number in (1, 2, 3):
        await people.start_session(f"key-{number}", "lan", now=number, expires_at=9)
    await people.end_session("key-2", now=4)
    await people.end_session("key-2", now=5)
    assert await people.session("key-2", now=6) is None
    assert await people.sessions("lan", now=6) == ["key-1", "key-3"]
    assert await people.sessions("lan", now=9) == []
