import asyncio
from dataclasses import replace

import pytest

from archive.invitations import Invitation, Invitations
from archive.office_events import AccountAct
from archive.office_log import By
from archive.people import NameTaken, People, Person, RoleHeld
from archive.store import Store
from conference.vocabulary import Role
from tests.archive.accounts_told import accounts_told

INVITATION = Invitation(
    key="key",
    commune="dong-hoa",
    roles=(Role.OFFICER, Role.CLERK),
    conference="CAU",
    unit="Địa chính",
    note="chị Hoa",
    made_by="an",
    made_at=1,
    expires_at=9,
)
HOA = Person("hoa", "Lê Thị Hoa", "", "hash", ())


@pytest.fixture
def invitations(store: Store) -> Invitations:
    return Invitations(store)


async def test_an_invitation_is_found_while_it_can_be_used(invitations: Invitations):
    await invitations.make(INVITATION, Role.ADMIN)
    assert await invitations.find("key", 8) == INVITATION
    assert await invitations.find("key", 9) is None
    assert await invitations.find("other", 2) is None
    assert await invitations.of_commune("dong-hoa") == [INVITATION]


async def test_who_accepts_gets_what_was_promised_and_no_more(
    invitations: Invitations, store: Store
):
    await invitations.make(INVITATION, Role.ADMIN)
    sly = replace(HOA, commune="hop-hoa", roles=(RoleHeld(Role.ADMIN, "hop-hoa", None),))
    assert await invitations.accept("key", sly, 5)
    assert await People(store).find("hoa") == Person(
        "hoa",
        "Lê Thị Hoa",
        "dong-hoa",
        "hash",
        (RoleHeld(Role.CLERK, "dong-hoa", "CAU"), RoleHeld(Role.OFFICER, "dong-hoa", "CAU")),
        "Địa chính",
        5,
    )
    assert await invitations.of_commune("dong-hoa") == [
        replace(INVITATION, used_at=5, used_by="hoa")
    ]


async def test_an_invitation_is_good_once_whoever_comes_at_once(
    invitations: Invitations, store: Store
):
    await invitations.make(INVITATION, Role.ADMIN)
    guests = (HOA, replace(HOA, name="hai"))
    both = await asyncio.gather(*(invitations.accept("key", guest, 5) for guest in guests))
    assert sorted(both) == [False, True]
    assert len(await People(store).of_commune("dong-hoa")) == 1
    assert await invitations.find("key", 5) is None


@pytest.mark.parametrize("now", [9, 100])
async def test_one_that_has_run_out_makes_nobody(invitations: Invitations, store: Store, now: int):
    await invitations.make(INVITATION, Role.ADMIN)
    assert not await invitations.accept("key", HOA, now)
    assert await People(store).find("hoa") is None


async def test_a_name_that_is_taken_uses_nothing_up(invitations: Invitations, store: Store):
    await People(store).add(replace(HOA, commune="hop-hoa"), By(Role.OPERATOR, "operator", 1))
    await invitations.make(INVITATION, Role.ADMIN)
    with pytest.raises(NameTaken):
        await invitations.accept("key", HOA, 5)
    assert await invitations.accept("key", replace(HOA, name="hoa2"), 6)


async def test_a_revoked_one_is_worth_nothing(invitations: Invitations, store: Store):
    await invitations.make(INVITATION, Role.ADMIN)
    by = By(Role.ADMIN, "an", 3)
    assert not await invitations.revoke("hop-hoa", "key", by)
    assert await invitations.find("key", 3) == INVITATION
    assert await invitations.revoke("dong-hoa", "key", by)
    assert not await invitations.revoke("dong-hoa", "key", by)
    assert not await invitations.revoke("dong-hoa", "other", by)
    assert not await invitations.accept("key", HOA, 4)
    assert await invitations.of_commune("dong-hoa") == [replace(INVITATION, revoked_at=3)]


async def test_a_commune_sees_its_own(invitations: Invitations):
    everywhere = replace(
        INVITATION, key="k2", commune="hop-hoa", conference=None, unit=None, made_at=2
    )
    for each in (INVITATION, everywhere):
        await invitations.make(each, Role.ADMIN)
    assert await invitations.of_commune("hop-hoa") == [everywhere]
    assert await invitations.of_commune("dong-hoa") == [INVITATION]


async def test_the_log_tells_what_became_of_it(invitations: Invitations, store: Store):
    for key in ("key", "k2"):
        await invitations.make(replace(INVITATION, key=key), Role.ADMIN)
    await invitations.accept("key", HOA, 5)
    await invitations.revoke("dong-hoa", "k2", By(Role.ADMIN, "an", 6))
    told = [(line.at, line.by.id, line.act, line.name) for line in await accounts_told(store)]
    assert told == [
        (6, "an", AccountAct.INVITATION_REVOKED, None),
        (5, "hoa", AccountAct.INVITATION_USED, "hoa"),
        (5, "hoa", AccountAct.ADDED, "hoa"),
        (1, "an", AccountAct.INVITED, None),
        (1, "an", AccountAct.INVITED, None),
    ]
