"""The hall: what is told to whom, when, and never before the disk knows it."""

import asyncio
import json
from collections.abc import Callable
from itertools import count, pairwise
from typing import Any

import pytest

from conference import commands as c
from conference.commands import Command
from conference.records import Receipt
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Role
from realtime.audiences import CROWD, STAFF, Audience
from realtime.channel import Delta
from realtime.hall import Hall
from realtime.wire import COUNTS_BURST_BYTES, COUNTS_WAIT_MAX_SECONDS, Resync
from tests.realtime.conftest import House
from tests.realtime.journals import HeldJournal
from tests.story import AN, BINH, MODERATOR, OPERATOR, RULES, Story
from tests.virtual_time import in_virtual_time

TICK = 0.2
STREAM = "conference/dong-hoa/CAU"

SEE_VOTES = [audience for audience in Audience if audience is not Audience.SEALED_BOX]
"""The officer of the sealed box sees nothing but what lies in it."""


class Ear:
    """A listener that remembers what was told, and when."""

    idle = False

    def __init__(self) -> None:
        self.told: list[tuple[float, Audience, Any]] = []
        self.mine: list[dict[str, Any]] = []
        self.resyncs: list[Resync] = []
        self.busy: set[Audience] = set()

    def tell(self, audience: Audience, delta: Delta) -> None:
        now = asyncio.get_running_loop().time()
        self.told.append((now, audience, json.loads(delta.body)))

    def tell_mine(self, attendee_ids: set[str], view: Callable[[str], bytes]) -> None:
        self.mine.append({id: json.loads(view(id)) for id in attendee_ids})

    def resync(self, reason: Resync) -> None:
        self.resyncs.append(reason)

    def ready(self, audience: Audience) -> bool:
        return audience not in self.busy

    def take(self) -> list[tuple[Audience, Any]]:
        """Who was told since the last look, and what besides positions."""
        told, self.told = self.told, []
        return [(audience, _without_positions(delta)) for _, audience, delta in told]


def _without_positions(delta: dict[str, Any]) -> dict[str, Any]:
    return {part: value for part, value in delta.items() if part not in ("from", "to")}


class Told:
    """A live hall with a queued question, all told, and some quiet since."""

    def __init__(self, journal: HeldJournal) -> None:
        self.journal = journal
        self.saved: list[str] = []
        self.ear = Ear()
        self.story = Story()
        self.hall = Hall(STREAM, journal, RULES, saved=self.saved.append, tick_seconds=TICK)

    def command(self, actor: Actor, kind: type[Command], **fields: Any) -> Command:
        return self.story.command(actor, kind, **fields)

    async def does(self, actor: Actor, kind: type[Command], **fields: Any) -> Receipt:
        outcome = await self.hall.submit(self.command(actor, kind, **fields))
        assert isinstance(outcome, Receipt), outcome
        return outcome

    async def vote(self, voter: str = "x") -> Receipt:
        return await self.does(Actor(Role.ATTENDEE, voter), c.CastVote, question=1)


async def told() -> Told:
    told = Told(HeldJournal())
    await told.hall.open(epoch=7)
    await told.does(OPERATOR, c.CreateConference, code="CAU", commune="dong-hoa", title="Đối thoại")
    await told.does(OPERATOR, c.AnnounceConference)
    await told.does(AN, c.AskQuestion, text="một")
    await told.does(MODERATOR, c.ApproveQuestion, question=1)
    await asyncio.sleep(10)
    told.hall.listener = told.ear
    return told


@in_virtual_time
async def test_staff_are_told_at_once_and_the_crowd_on_the_tick() -> None:
    t = await told()
    await t.vote()
    t.ear.take()
    await t.does(MODERATOR, c.PinQuestion, question=1)
    assert {audience for audience, _ in t.ear.take()} == STAFF
    await asyncio.sleep(TICK)
    assert {audience for audience, _ in t.ear.take()} == CROWD
    await t.hall.close()


@in_virtual_time
async def test_counts_wait_for_the_tick_everywhere_and_come_together() -> None:
    t = await told()
    await t.vote("x")
    assert t.ear.take() == [(audience, {"votes": [[1, 1]]}) for audience in SEE_VOTES]
    await t.vote("y")
    await t.vote("z")
    assert t.ear.take() == []
    await asyncio.sleep(TICK)
    assert t.ear.take() == [(audience, {"votes": [[1, 3]]}) for audience in SEE_VOTES]
    await t.hall.close()


@in_virtual_time
async def test_ticks_keep_their_distance_and_an_idle_hall_has_none() -> None:
    t = await told()
    for serial in range(100):
        await t.vote(f"voter-{serial}")
    await asyncio.sleep(10)
    times = [now for now, audience, _ in t.ear.told if audience is Audience.ATTENDEES]
    gaps = [round(later - now, 6) for now, later in pairwise(times)]
    assert min(gaps) >= TICK
    assert len(times) < 100
    t.ear.take()
    await asyncio.sleep(3_600)
    assert t.ear.take() == []
    assert t.hall._timer is None
    await t.hall.close()


@in_virtual_time
async def test_nothing_is_told_or_shown_before_it_is_saved() -> None:
    t = await told()
    t.journal.hold()
    submitted = asyncio.create_task(t.does(MODERATOR, c.PinQuestion, question=1))
    snapshot = asyncio.create_task(t.hall.snapshot(Audience.MODERATORS))
    mine = asyncio.create_task(t.hall.mine(AN.id))
    await t.journal.saving.wait()
    late_snapshot = asyncio.create_task(t.hall.snapshot(Audience.CHAIR))
    await asyncio.sleep(10)
    assert t.ear.take() == []
    # Asked before the batch began, so answered at once, with what was saved then.
    assert "pinned" not in (await snapshot)["questions"][0]
    assert (await mine)["votes"] == []
    assert not late_snapshot.done()
    t.journal.release()
    await submitted
    assert (await late_snapshot)["questions"][0]["pinned"]
    await t.hall.close()


@in_virtual_time
async def test_who_joins_is_where_the_others_are() -> None:
    t = await told()
    await t.vote("x")
    await t.vote("y")
    (_, _, first) = t.ear.told[0]
    # Told with the next tick, the second vote is not in it, and is in what comes after it.
    view = await t.hall.snapshot(Audience.ATTENDEES, AN.id)
    await asyncio.sleep(TICK)
    (_, _, second) = t.ear.told[-1]
    assert (view["at"], view["questions"][0]["support"]) == ([7, first["to"]], 1)
    assert (second["from"], second["votes"]) == (first["to"], [[1, 2]])
    assert [question["number"] for question in view["mine"]["questions"]] == [1]
    await t.hall.close()


@in_virtual_time
async def test_mine_is_told_once_a_tick_to_whom_it_concerns() -> None:
    t = await told()
    await t.vote("x")
    t.ear.mine.clear()
    await t.vote("y")
    await t.does(BINH, c.AskQuestion, text="hai")
    await t.does(MODERATOR, c.ReturnQuestion, question=1)
    await asyncio.sleep(TICK)
    (mine,) = t.ear.mine
    assert sorted(mine) == sorted(["y", BINH.id, AN.id])
    assert mine["y"] == {"questions": [], "votes": [1]}
    assert mine[AN.id]["questions"][0]["status"] == "waiting"
    await t.hall.close()


@in_virtual_time
async def test_an_audience_still_being_served_gets_its_next_delta_later() -> None:
    t = await told()
    t.ear.busy = {Audience.ATTENDEES}
    await t.vote("x")
    assert {audience for audience, _ in t.ear.take()} == set(SEE_VOTES) - {Audience.ATTENDEES}
    await asyncio.sleep(10)
    await t.vote("y")
    t.ear.take()
    t.ear.busy = set()
    t.hall.nudge()
    await asyncio.sleep(TICK)
    assert t.ear.take() == [(Audience.ATTENDEES, {"votes": [[1, 2]]})]
    await t.hall.close()


@in_virtual_time
async def test_a_vote_is_told_to_its_voter_by_its_receipt_alone() -> None:
    t = await told()
    vote = t.command(BINH, c.CastVote, question=1)
    receipts: list[Any] = []
    t.hall.post(vote, (), receipts.append)
    await asyncio.sleep(10)
    assert (len(receipts), t.ear.mine) == (1, [])
    # Sent again after who knows what: the same receipt, and what has become of it since.
    await t.does(BINH, c.RetractVote, question=1)
    t.ear.mine.clear()
    t.hall.post(vote, (), receipts.append)
    await asyncio.sleep(10)
    assert receipts[0] == receipts[1]
    assert t.ear.mine == [{BINH.id: {"questions": [], "votes": []}}]
    await t.hall.close()


def _heard_by(t: Told, audience: Audience) -> list[float]:
    return [round(now, 6) for now, who, _ in t.ear.told if who is audience]


async def _empty_the_purse(t: Told) -> int:
    """Vote once a tick until phones have just been told of votes that had to wait; how many there were."""
    for votes in count(1):
        await t.vote(f"early-{votes}")
        t.ear.take()
        await asyncio.sleep(TICK)
        told = {audience for audience, _ in t.ear.take()}
        if votes > COUNTS_BURST_BYTES // 30 and Audience.ATTENDEES in told:
            break
    return votes


@pytest.mark.slow
@in_virtual_time
async def test_votes_that_trickle_in_reach_phones_together_and_the_display_at_once() -> None:
    t = await told()
    before = await _empty_the_purse(t)
    votes = 300
    for serial in range(votes):
        await t.vote(f"voter-{serial}")
        await asyncio.sleep(TICK)
    assert len(_heard_by(t, Audience.DISPLAY)) >= votes
    seldom = _heard_by(t, Audience.ATTENDEES)
    assert len(seldom) < votes * TICK
    assert max(b - a for a, b in pairwise(seldom)) <= COUNTS_WAIT_MAX_SECONDS + TICK
    await asyncio.sleep(COUNTS_WAIT_MAX_SECONDS + TICK)
    (*_, latest) = (delta for _, who, delta in t.ear.told if who is Audience.ATTENDEES)
    assert latest["votes"] == [[1, before + votes]]
    assert t.hall._timer is None
    await t.hall.close()


@pytest.mark.slow
@in_virtual_time
async def test_what_is_more_than_counts_takes_the_waiting_counts_along() -> None:
    t = await told()
    before = await _empty_the_purse(t)
    await t.vote("x")
    await asyncio.sleep(TICK)
    assert Audience.ATTENDEES not in {audience for audience, _ in t.ear.take()}
    await t.does(MODERATOR, c.PinQuestion, question=1)
    await asyncio.sleep(TICK)
    ((_, delta),) = (one for one in t.ear.take() if one[0] is Audience.ATTENDEES)
    assert (delta["questions"][0]["pinned"], delta["questions"][0]["support"]) == (True, before + 1)
    assert t.hall._timer is None
    await t.hall.close()


@pytest.mark.slow
@in_virtual_time
async def test_a_storm_of_votes_keeps_to_the_tick_whatever_it_costs() -> None:
    t = await told()
    before = await _empty_the_purse(t)
    start = asyncio.get_running_loop().time()
    votes = [
        t.command(Actor(Role.ATTENDEE, f"s-{n}"), c.CastVote, question=1) for n in range(2_000)
    ]
    for first in range(0, len(votes), 20):
        for vote in votes[first : first + 20]:
            t.hall.post(vote, (), lambda _outcome: None)
        await asyncio.sleep(0.1)
    heard = [now for now in _heard_by(t, Audience.ATTENDEES) if now > start + 1]
    assert max(b - a for a, b in pairwise(heard)) < 2 * TICK
    # And the last of it waits for nothing.
    await asyncio.sleep(TICK)
    (*_, latest) = (delta for _, who, delta in t.ear.told if who is Audience.ATTENDEES)
    assert latest["votes"] == [[1, before + len(votes)]]
    await t.hall.close()


@in_virtual_time
async def test_a_thousand_votes_of_one_phone_at_once_are_one() -> None:
    t = await told()
    votes = [t.command(BINH, c.CastVote, question=1) for _ in range(1_000)]
    outcomes = await asyncio.gather(*(t.hall.submit(vote) for vote in votes))
    assert [type(outcome) for outcome in outcomes].count(Receipt) == 1
    assert (await t.hall.snapshot(Audience.DISPLAY))["questions"][0]["support"] == 1
    race = [c.RetractVote, c.CastVote] * 100
    await asyncio.gather(*(t.hall.submit(t.command(BINH, kind, question=1)) for kind in race))
    await asyncio.sleep(TICK)
    assert (await t.hall.snapshot(Audience.DISPLAY))["questions"][0]["support"] == 1
    await t.hall.close()


@in_virtual_time
async def test_a_failed_disk_leaves_the_old_view_and_no_trace_of_the_new() -> None:
    t = await told()
    before = await t.hall.snapshot(Audience.MODERATORS)
    t.journal.disk_works = False
    outcome = await t.hall.submit(t.command(MODERATOR, c.PinQuestion, question=1))
    assert outcome == Refusal(Code.NOT_SAVED)
    assert not t.hall.saving_ok
    await asyncio.sleep(1)
    assert await t.hall.snapshot(Audience.MODERATORS) == before
    t.journal.disk_works = True
    await asyncio.sleep(10)
    assert t.hall.saving_ok
    assert t.ear.take() == []
    await t.does(MODERATOR, c.PinQuestion, question=1)
    await t.hall.close()


@in_virtual_time
async def test_a_journal_that_lost_its_end_is_told_to_everybody() -> None:
    t = await told()
    await t.vote()
    kept = t.journal._streams[STREAM]
    del kept.bodies[-1], kept.digests[-1]
    t.journal.disk_works = False
    await t.hall.submit(t.command(BINH, c.CastVote, question=1))
    t.journal.disk_works = True
    await asyncio.sleep(10)
    assert t.ear.resyncs == [Resync.RESTORED]
    assert (await t.hall.snapshot(Audience.DISPLAY))["questions"][0]["support"] == 0
    await t.hall.close()


async def test_who_slept_while_something_was_sealed_afterwards_begins_anew(house: House) -> None:
    await house.live()
    await house.queued(AN)
    await house.does(OPERATOR, "close_conference")
    hall = await house.hall()
    asleep = (await hall.snapshot(Audience.ATTENDEES))["at"]
    assert hall.channels[Audience.ATTENDEES].since(*asleep) == []
    seen = [asleep]
    for kept_back in ([1], []):
        hall.keep_back(kept_back)
        assert hall.channels[Audience.ATTENDEES].since(*seen[-1]) is None
        seen.append((await hall.snapshot(Audience.ATTENDEES))["at"])
    # The same after a restart: what is kept back names the channel, not the moment.
    hall.keep_back([1])
    assert hall.channels[Audience.ATTENDEES].since(*seen[1]) == []


@in_virtual_time
async def test_closing_tells_what_was_saved_last() -> None:
    t = await told()
    await t.vote("x")
    t.ear.take()
    voted = asyncio.create_task(t.vote("y"))
    await asyncio.sleep(0)
    await t.hall.close()
    await voted
    assert t.ear.take() == [(audience, {"votes": [[1, 2]]}) for audience in SEE_VOTES]
    assert t.saved == [STREAM] * len(t.saved)


@in_virtual_time
async def test_the_name_of_the_stream_is_the_address() -> None:
    t = await told()
    assert (t.hall.commune, t.hall.code, t.hall.epoch) == ("dong-hoa", "CAU", 7)
    await t.hall.close()
