import pytest

from archive.office_events import AccountAct
from archive.office_log import By
from archive.people import ForeignRole, NameTaken, People, Person, RoleHeld, UnknownPerson
from archive.store import Store
from conference.vocabulary import Role
from tests.archive.accounts_told import accounts_told

CHAIR = RoleHeld(Role.CHAIR, "dong-hoa", "CAU")
DESK = RoleHeld(Role.MODERATOR, "dong-hoa", None)
BY = By(Role.OPERATOR, "operator", 1)


@pytest.fixture
async def people(store: Store) -> People:
    known = People(store)
    await known.add(Person("lan", "Nguyễn Thị Lan", "dong-hoa", "hash-1", ()), BY)
    return known


def lan(*roles: RoleHeld, hashed: str = "hash-1", **told) -> Person:
    return Person("lan", "Nguyễn Thị Lan", "dong-hoa", hashed, roles, added_at=1, **told)


async def test_a_person_is_found_by_name(people: People):
    assert await people.find("lan") == lan()
    assert await people.find("hai") is None


async def test_a_name_is_one_persons(people: People):
    with pytest.raises(NameTaken):
        await people.add(
            Person("lan", "Ai khác", "dong-hoa", "hash-2", ()), By(Role.OPERATOR, "operator", 2)
        )
    assert await people.find("lan") == lan()


async def test_a_password_can_be_changed(people: People):
    await people.set_password("lan", "hash-2", BY)
    assert await people.find("lan") == lan(hashed="hash-2")
    with pytest.raises(UnknownPerson):
        await people.set_password("hai", "hash-2", BY)


async def test_roles_are_given_and_taken(people: People):
    for role in (CHAIR, DESK, CHAIR):
        await people.give_role("lan", role, BY)
    assert await people.find("lan") == lan(CHAIR, DESK)
    assert await people.take_role("lan", CHAIR, BY)
    assert not await people.take_role("lan", CHAIR, BY)
    assert await people.find("lan") == lan(DESK)


async def test_nobody_unknown_gets_a_role(people: People):
    with pytest.raises(UnknownPerson):
        await people.give_role("hai", CHAIR, BY)


async def test_nobody_gets_another_communes_role(people: People):
    foreign = RoleHeld(Role.CLERK, "hop-hoa", None)
    with pytest.raises(ForeignRole):
        await people.give_role("lan", foreign, BY)
    with pytest.raises(ForeignRole):
        await people.add(Person("hai", "Hải", "dong-hoa", "hash", (foreign,)), BY)
    assert await people.find("lan") == lan()
    assert await people.find("hai") is None


async def test_a_person_comes_with_roles_and_unit(people: People):
    hai = Person("hai", "Hải", "dong-hoa", "hash", (CHAIR, DESK), "Địa chính", added_at=1)
    await people.add(hai, BY)
    assert await people.find("hai") == hai


async def test_a_unit_is_written_down_and_taken_out(people: People):
    await people.set_unit("lan", "Địa chính – xây dựng", BY)
    assert await people.find("lan") == lan(unit="Địa chính – xây dựng")
    await people.set_unit("lan", None, BY)
    assert await people.find("lan") == lan()


async def test_a_person_is_disabled_and_enabled(people: People):
    await people.disable("lan", By(Role.OPERATOR, "operator", 7))
    assert await people.find("lan") == lan(disabled_at=7)
    await people.enable("lan", By(Role.OPERATOR, "operator", 8))
    assert await people.find("lan") == lan()


async def test_a_commune_lists_its_own_and_nobody_elses(people: People):
    clerk = RoleHeld(Role.CLERK, "hop-hoa", None)
    mai = Person("mai", "Mai", "hop-hoa", "hash", (clerk,), added_at=1)
    an = Person("an", "An", "dong-hoa", "hash", (DESK,), added_at=1)
    for person in (mai, an):
        await people.add(person, BY)
    assert await people.of_commune("dong-hoa") == [an, lan()]
    assert await people.of_commune("hop-hoa") == [mai]
    assert await people.of_commune("dong") == []


@pytest.mark.parametrize(
    ("roles", "warned"),
    [
        ((Role.SUPERVISOR,), False),
        ((Role.MODERATOR, Role.CHAIR), False),
        *(
            ((Role.SUPERVISOR, role), role not in (Role.SEALED_BOX, Role.SUPERVISOR))
            for role in (
                Role.MODERATOR,
                Role.CHAIR,
                Role.SECRETARY,
                Role.CLERK,
                Role.UNIT_HEAD,
                Role.OFFICER,
                Role.APPROVER,
                Role.PUBLISHER,
                Role.ADMIN,
                Role.SEALED_BOX,
            )
        ),
    ],
)
def test_who_organises_and_supervises_is_on_both_sides(roles: tuple[Role, ...], *, warned: bool):
    assert lan(*(RoleHeld(role, "dong-hoa", None) for role in roles)).is_on_both_sides is warned


async def test_every_change_is_in_the_log(people: People, store: Store):
    await people.give_role("lan", CHAIR, By(Role.ADMIN, "hoa", 2))
    await people.give_role("lan", CHAIR, By(Role.ADMIN, "hoa", 3))
    await people.set_unit("lan", "Văn phòng", By(Role.ADMIN, "hoa", 4))
    own = By(Role.OWN_ACCOUNT, "lan", 5)
    replaced = [await people.replace_password("lan", "hash-1", h, own) for h in "hi"]
    assert replaced == [True, False]
    await people.take_role("lan", CHAIR, By(Role.ADMIN, "hoa", 6))
    await people.take_role("lan", CHAIR, By(Role.ADMIN, "hoa", 7))
    await people.disable("lan", By(Role.ADMIN, "hoa", 8))
    await people.enable("lan", By(Role.ADMIN, "hoa", 9))
    told = [(line.at, line.by.id, line.act, line.detail) for line in await accounts_told(store)]
    assert told == [
        (9, "hoa", AccountAct.ENABLED, None),
        (8, "hoa", AccountAct.DISABLED, None),
        (6, "hoa", AccountAct.ROLE_TAKEN, "chair · CAU"),
        (5, "lan", AccountAct.PASSWORD_CHANGED, None),
        (4, "hoa", AccountAct.UNIT_SET, "Văn phòng"),
        (2, "hoa", AccountAct.ROLE_GIVEN, "chair · CAU"),
        (1, "operator", AccountAct.ADDED, None),
    ]
    assert {line.name for line in await accounts_told(store)} == {"lan"}


async def test_a_change_that_fails_is_not_in_the_log(people: People, store: Store):
    with pytest.raises(ForeignRole):
        await people.give_role(
            "lan", RoleHeld(Role.CLERK, "hop-hoa", None), By(Role.ADMIN, "hoa", 2)
        )
    assert [line.act for line in await accounts_told(store)] == [AccountAct.ADDED]


async def test_a_commune_reads_its_own_lines_only(people: People, store: Store):
    await people.add(Person("mai", "Mai", "hop-hoa", "hash", ()), By(Role.OPERATOR, "operator", 2))
    assert [line.name for line in await accounts_told(store, "hop-hoa")] == ["mai"]
    assert [line.name for line in await accounts_told(store)] == ["lan"]
