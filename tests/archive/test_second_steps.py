import asyncio

import pytest

from archive.office_events import AccountAct
from archive.office_log import By
from archive.people import People, Person, UnknownPerson
from archive.second_steps import SealedStep, SecondSteps
from archive.store import Store
from conference.vocabulary import Role
from tests.archive.accounts_told import accounts_told

BY = By(Role.OWN_ACCOUNT, "lan", 5)


@pytest.fixture
async def people(store: Store) -> People:
    known = People(store)
    for name in ("lan", "hai"):
        await known.add(
            Person(name, name.title(), "dong-hoa", "hash", ()), By(Role.OPERATOR, "operator", 1)
        )
    return known


@pytest.fixture
def steps(store: Store, people: People) -> SecondSteps:
    return SecondSteps(store)


async def test_a_proposal_asks_for_nothing_until_it_is_confirmed(
    steps: SecondSteps, people: People
):
    await steps.propose("lan", b"first", 2)
    await steps.propose("lan", b"second", 3)
    assert await steps.of("lan") == SealedStep(b"second", confirmed=False)
    assert not (await people.find("lan")).second_step
    assert await steps.confirm("lan", 100, [b"a", b"b"], BY)
    assert await steps.of("lan") == SealedStep(b"second", confirmed=True)
    assert (await people.find("lan")).second_step
    assert not (await people.find("hai")).second_step
    assert await steps.recovery_left("lan") == 2


async def test_what_is_confirmed_is_not_proposed_away(steps: SecondSteps):
    await steps.propose("lan", b"first", 2)
    await steps.confirm("lan", 100, [], BY)
    await steps.propose("lan", b"second", 6)
    assert await steps.of("lan") == SealedStep(b"first", confirmed=True)
    assert not await steps.confirm("lan", 101, [], BY)


async def test_a_step_is_used_once_and_none_before_it(steps: SecondSteps):
    await steps.propose("lan", b"first", 2)
    await steps.confirm("lan", 100, [], BY)
    used = [await steps.use_step("lan", step) for step in (100, 101, 101, 99, 102)]
    assert used == [False, True, False, False, True]


async def test_a_code_that_is_used_twice_at_once_counts_once(steps: SecondSteps):
    await steps.propose("lan", b"first", 2)
    await steps.confirm("lan", 100, [b"a"], BY)
    both = await asyncio.gather(steps.use_step("lan", 101), steps.use_step("lan", 101))
    assert sorted(both) == [False, True]
    both = await asyncio.gather(*(steps.use_recovery("lan", [b"a"], BY) for _ in range(2)))
    assert sorted(both) == [False, True]


async def test_a_recovery_code_is_its_owners_and_good_once(steps: SecondSteps):
    for name in ("lan", "hai"):
        await steps.propose(name, b"sealed", 2)
        await steps.confirm(name, 100, [name.encode(), b"both"], BY)
    assert not await steps.use_recovery("hai", [b"lan"], BY)
    assert await steps.use_recovery("lan", [b"old key", b"lan"], BY)
    assert not await steps.use_recovery("lan", [b"lan"], BY)
    assert await steps.use_recovery("hai", [b"both"], BY)
    assert [await steps.recovery_left(name) for name in ("lan", "hai")] == [1, 1]


async def test_new_codes_make_the_old_ones_worthless(steps: SecondSteps):
    await steps.propose("lan", b"sealed", 2)
    await steps.confirm("lan", 100, [b"old"], BY)
    await steps.renew_recovery("lan", [b"new"], BY)
    assert not await steps.use_recovery("lan", [b"old"], BY)
    assert await steps.use_recovery("lan", [b"new"], BY)


async def test_taken_away_nothing_is_left(steps: SecondSteps, people: People):
    await steps.propose("lan", b"sealed", 2)
    await steps.confirm("lan", 100, [b"code"], BY)
    await steps.remove("lan", By(Role.ADMIN, "hoa", 9))
    assert await steps.of("lan") is None
    assert not (await people.find("lan")).second_step
    assert not await steps.use_recovery("lan", [b"code"], BY)
    assert not await steps.use_step("lan", 101)


async def test_the_log_tells_each(steps: SecondSteps, store: Store):
    await steps.propose("lan", b"sealed", 2)
    await steps.confirm("lan", 100, [b"code"], BY)
    await steps.use_recovery("lan", [b"code"], By(Role.OWN_ACCOUNT, "lan", 6))
    await steps.use_recovery("lan", [b"code"], By(Role.OWN_ACCOUNT, "lan", 7))
    await steps.renew_recovery("lan", [b"new"], By(Role.OWN_ACCOUNT, "lan", 8))
    await steps.remove("lan", By(Role.ADMIN, "hoa", 9))
    told = [(each.at, each.by.id, each.act) for each in await accounts_told(store)]
    assert told[:4] == [
        (9, "hoa", AccountAct.SECOND_STEP_OFF),
        (8, "lan", AccountAct.RECOVERY_CODES_MADE),
        (6, "lan", AccountAct.RECOVERY_CODE_USED),
        (5, "lan", AccountAct.SECOND_STEP_ON),
    ]


async def test_nobody_unknown_has_a_second_step(steps: SecondSteps):
    for wish in (
        steps.propose("nobody", b"sealed", 1),
        steps.renew_recovery("nobody", [], BY),
        steps.remove("nobody", BY),
    ):
        with pytest.raises(UnknownPerson):
            await wish
    assert not await steps.confirm("nobody", 1, [], BY)
