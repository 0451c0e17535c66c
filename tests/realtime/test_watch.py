"""The watch on a whole hall: what a crowd may do from one address, and what a crowd does not do.

Wishes go the way that sockets and forms take, in time that passes only here.
"""

import asyncio
from random import Random
from typing import Any

import pytest

from archive.journal_memory import MemoryJournal
from conference.records import Question, Receipt
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Role
from realtime.hall import Hall
from realtime.watch import (
    ASKS_OF_PHONE_BURST,
    SECONDS_BETWEEN_ASKS_OF_PHONE,
    SWEEP_SECONDS,
    Limits,
)
from realtime.whence import NOWHERE_KNOWN, Whence
from realtime.wire import VOTES_BURST, VOTES_PER_SECOND
from realtime.wishes import Wisher
from tests.realtime.conftest import House
from tests.story import AN, BINH, MODERATOR, OPERATOR
from tests.virtual_time import in_virtual_time

HERE = Whence("the hall's address", "android zalo")
ELSEWHERE = Whence("another address", "iphone")
CROWD = 1_000
OTHERS = [Actor(Role.ATTENDEE, f"asker-{n}") for n in range(8)]


def phone(n: int) -> Actor:
    return Actor(Role.ATTENDEE, f"phone-{n}")


class Evening:
    """A live conference with eight questions to support, and everything that watches it."""

    def __init__(self, house: House, hall: Hall) -> None:
        self.house = house
        self.hall = hall
        self._sent = 0

    @classmethod
    async def begin(cls) -> "Evening":
        house = House(now=asyncio.get_running_loop().time)
        await house.halls.start()
        hall = await house.live()
        await house.queued(*OTHERS)
        return cls(house, hall)

    async def wish(self, actor: Actor, whence: Whence, name: str, **fields: Any) -> Any:
        self._sent += 1
        wisher = Wisher(self.hall, actor, whence)
        return await self.house.wishes.submit(wisher, name, fields, f"wish-{self._sent}")

    async def question(self, number: int) -> Question:
        found: asyncio.Future[Question] = asyncio.get_running_loop().create_future()
        self.hall.consult(lambda state: found.set_result(state.questions[number]))
        return await found

    async def standing(self, number: int) -> tuple[int, int]:
        """Support, and what is not verified."""
        question = await self.question(number)
        return question.support, question.unverified

    @property
    def journal(self) -> MemoryJournal:
        return self.house.journal


@pytest.mark.slow
@in_virtual_time
async def test_a_thousand_fresh_phones_of_one_address_for_one_question_are_set_apart() -> None:
    evening = await Evening.begin()
    loop = asyncio.get_running_loop()
    began = loop.time()
    for n in range(CROWD):
        outcome = await evening.wish(phone(n), HERE, "cast_vote", question=3)
        assert isinstance(outcome, Receipt), "nobody is refused, nothing is dropped"
        await asyncio.sleep(max(0.0, began + (n + 1) * 60 / CROWD - loop.time()))
    _, unverified = await evening.standing(3)
    assert unverified > CROWD * 0.9, "caught while the minute lasts"
    await asyncio.sleep(SWEEP_SECONDS + 1)
    assert await evening.standing(3) == (0, CROWD)


@in_virtual_time
async def test_one_phone_votes_at_one_pace_however_it_comes() -> None:
    evening = await Evening.begin()
    whences = [HERE, NOWHERE_KNOWN] * VOTES_BURST
    votes = (evening.wish(phone(1), whence, "cast_vote", question=3) for whence in whences)
    outcomes = await asyncio.gather(*votes)
    assert isinstance(outcomes[0], Receipt)
    assert outcomes[1:] == [
        *[Refusal(Code.DUPLICATE, 3)] * (VOTES_BURST - 1),
        *[Refusal(Code.TOO_FAST)] * VOTES_BURST,
    ]
    assert isinstance(await evening.wish(phone(2), HERE, "cast_vote", question=3), Receipt)
    await asyncio.sleep(2 / VOTES_PER_SECOND)
    assert isinstance(await evening.wish(phone(1), HERE, "retract_vote", question=3), Receipt)


@in_virtual_time
async def test_one_phone_that_never_stops_asking_leaves_its_hall_their_share() -> None:
    """New wordings of a waiting question are free by the rules; at the edge they have a pace."""
    evening = await Evening.begin()
    await evening.wish(AN, HERE, "ask_question", text="Bao giờ sửa cầu?")
    flood = range(Limits().asks_per_minute + 100)
    outcomes = await asyncio.gather(
        *(evening.wish(AN, HERE, "amend_question", question=9, text=f"Cầu {n}?") for n in flood)
    )
    done = [outcome for outcome in outcomes if isinstance(outcome, Receipt)]
    assert len(done) == ASKS_OF_PHONE_BURST - 1
    assert outcomes[-1] == Refusal(Code.TOO_FAST, SECONDS_BETWEEN_ASKS_OF_PHONE)
    question = await evening.wish(BINH, HERE, "ask_question", text="Bao giờ có nước?")
    assert isinstance(question, Receipt), "a neighbour behind the same address"
    await asyncio.sleep(SECONDS_BETWEEN_ASKS_OF_PHONE)
    again = await evening.wish(AN, HERE, "amend_question", question=9, text="Cầu nào sửa?")
    assert isinstance(again, Receipt)


@in_virtual_time
async def test_phones_whose_tokens_the_operator_issued_are_no_strangers() -> None:
    evening = await Evening.begin()
    for n in range(CROWD):
        await evening.wish(phone(n), NOWHERE_KNOWN, "cast_vote", question=3)
    await asyncio.sleep(SWEEP_SECONDS + 1)
    assert await evening.standing(3) == (CROWD, 0)


@in_virtual_time
async def test_votes_set_apart_count_again_when_a_moderator_releases_them() -> None:
    evening = await Evening.begin()
    for n in range(100):
        await evening.wish(phone(n), HERE, "cast_vote", question=3)
    await asyncio.sleep(SWEEP_SECONDS + 1)
    assert await evening.standing(3) == (0, 100)
    await evening.house.does(MODERATOR, "release_votes", question=3)
    assert await evening.standing(3) == (100, 0)


@pytest.mark.slow
@in_virtual_time
async def test_a_thousand_honest_phones_behind_one_address_are_neither_refused_nor_set_apart() -> (
    None
):
    evening = await Evening.begin()
    chance = Random(7)  # noqa: S311  a crowd that can be had again

    async def person(n: int) -> list[Any]:
        await asyncio.sleep(chance.uniform(0, 60))
        evening.house.watch.came(evening.hall, phone(n), HERE)
        wishes = chance.sample(range(1, 9), k=chance.randint(1, 4))
        outcomes = []
        for question in wishes:
            await asyncio.sleep(chance.uniform(0, 10))
            outcomes.append(await evening.wish(phone(n), HERE, "cast_vote", question=question))
        if n % 2:
            asked = {"text": f"Câu hỏi thứ {n}"}
            outcomes.append(await evening.wish(phone(n), HERE, "ask_question", **asked))
        return outcomes

    lived = await asyncio.gather(*(person(n) for n in range(CROWD)))
    await asyncio.sleep(SWEEP_SECONDS + 1)
    refused = [each for outcomes in lived for each in outcomes if isinstance(each, Refusal)]
    assert refused == []
    assert [(await evening.standing(n))[1] for n in range(1, 9)] == [0] * 8


@pytest.mark.slow
@in_virtual_time
async def test_a_thousand_phones_may_all_do_something_in_the_same_second() -> None:
    evening = await Evening.begin()
    votes = (evening.wish(phone(n), HERE, "cast_vote", question=n % 8 + 1) for n in range(CROWD))
    asks = (evening.wish(phone(n), HERE, "ask_question", text=f"Câu {n}") for n in range(CROWD))
    outcomes = await asyncio.gather(*votes, *asks)
    assert [outcome for outcome in outcomes if isinstance(outcome, Refusal)] == []


@pytest.mark.slow
@in_virtual_time
async def test_a_flood_from_one_address_is_slowed_and_no_other_address_with_it() -> None:
    evening = await Evening.begin()
    votes = (evening.wish(phone(n % 900), HERE, "retract_vote", question=1) for n in range(13_000))
    asks = (evening.wish(phone(n), HERE, "ask_question", text=f"Câu {n}") for n in range(1_300))
    outcomes = await asyncio.gather(*votes)
    slowed = [outcome for outcome in outcomes if outcome == Refusal(Code.TOO_FAST)]
    assert len(slowed) == 13_000 - Limits().votes_per_second * 25
    outcomes = await asyncio.gather(*asks)
    slowed = [outcome for outcome in outcomes if outcome == Refusal(Code.TOO_FAST)]
    assert len(slowed) == 1_300 - Limits().asks_per_minute
    vote = await evening.wish(AN, ELSEWHERE, "cast_vote", question=1)
    question = await evening.wish(BINH, ELSEWHERE, "ask_question", text="Bao giờ sửa cầu?")
    assert (type(vote), type(question)) == (Receipt, Receipt)


@in_virtual_time
async def test_no_address_is_ever_in_the_journal() -> None:
    evening = await Evening.begin()
    for n in range(100):
        await evening.wish(phone(n), HERE, "cast_vote", question=3)
    await asyncio.sleep(SWEEP_SECONDS + 1)
    kept = str([await evening.journal.read(evening.hall.stream, 0, 1_000)])
    assert "VotesQuarantined" in kept
    assert [word for word in (HERE.address, HERE.kind) if word in kept] == []


# A muted phone that comes back


@in_virtual_time
async def test_a_muted_phone_that_comes_back_waits_for_a_moderator_and_no_other_does() -> None:
    evening = await Evening.begin()
    await evening.house.does(MODERATOR, "set_moderation", mode="post")
    first = await evening.wish(AN, HERE, "ask_question", text="Câu hỏi của kẻ quấy rối")
    await evening.house.does(MODERATOR, "mute_asker", question=first.question, minutes=60)
    await asyncio.sleep(1)
    statuses = []
    for actor, whence in ((phone(1), HERE), (phone(2), ELSEWHERE)):
        asked = await evening.wish(actor, whence, "ask_question", text=f"Xin hỏi xã {actor.id}")
        statuses.append((await evening.question(asked.question)).status.value)
    assert statuses == ["waiting", "queued"]


@in_virtual_time
async def test_who_was_there_before_the_mute_is_nobody_come_back() -> None:
    evening = await Evening.begin()
    await evening.house.does(MODERATOR, "set_moderation", mode="post")
    await evening.wish(BINH, HERE, "cast_vote", question=1)
    first = await evening.wish(AN, HERE, "ask_question", text="Câu hỏi của kẻ quấy rối")
    await evening.house.does(MODERATOR, "mute_asker", question=first.question, minutes=60)
    asked = await evening.wish(BINH, HERE, "ask_question", text="Bao giờ sửa cầu?")
    assert (await evening.question(asked.question)).status.value == "queued"


# Codes


@in_virtual_time
async def test_a_whole_hall_may_enter_the_right_code_at_once() -> None:
    evening = await Evening.begin()
    await evening.wish(OPERATOR, HERE, "set_join_mode", mode="code", code="SEN88")
    outcomes = await asyncio.gather(
        *(evening.wish(phone(n), HERE, "enter_code", code="sen88") for n in range(CROWD))
    )
    assert [outcome for outcome in outcomes if isinstance(outcome, Refusal)] == []


@in_virtual_time
async def test_guesses_of_one_phone_are_few() -> None:
    evening = await Evening.begin()
    await evening.wish(OPERATOR, HERE, "set_join_mode", mode="code", code="SEN88")
    outcomes = [
        (await evening.wish(AN, HERE, "enter_code", code=f"SEN{n}")).reason for n in range(12)
    ]
    assert outcomes == [Code.BAD_VALUE] * 10 + [Code.TOO_FAST] * 2
    await asyncio.sleep(60)
    assert isinstance(await evening.wish(AN, HERE, "enter_code", code="SEN88"), Receipt)


@in_virtual_time
async def test_guesses_of_one_address_are_few_whatever_the_number_of_phones() -> None:
    evening = await Evening.begin()
    await evening.house.does(OPERATOR, "set_join_mode", mode="paper")
    outcomes = []
    for n in range(100):
        outcome = await evening.wish(phone(n), HERE, "redeem_paper_code", code="0000-0000-0000")
        outcomes.append(outcome.reason)
    assert outcomes.count(Code.BAD_VALUE) <= Limits().guesses_per_minute + 1
    assert set(outcomes) == {Code.BAD_VALUE, Code.TOO_FAST}
    good = await evening.wish(AN, ELSEWHERE, "redeem_paper_code", code="paper-7")
    assert isinstance(good, Receipt)


@in_virtual_time
async def test_a_paper_code_lets_one_phone_in() -> None:
    evening = await Evening.begin()
    await evening.house.does(OPERATOR, "set_join_mode", mode="paper")
    vote = {"name": "cast_vote", "question": 1}
    before = await evening.wish(AN, HERE, **vote)
    assert before == Refusal(Code.CODE_NEEDED, "paper")
    assert isinstance(await evening.wish(AN, HERE, "redeem_paper_code", code="paper-7"), Receipt)
    assert isinstance(await evening.wish(AN, HERE, **vote), Receipt)
    again = await evening.wish(BINH, HERE, "redeem_paper_code", code="paper-7")
    assert again.reason is Code.DUPLICATE
    wrong = await evening.wish(BINH, HERE, "redeem_paper_code", code=7)
    assert wrong == Refusal(Code.BAD_VALUE, "code")
