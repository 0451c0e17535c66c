"""Meetings of chance, and what must be true after each whatever happened.

The journal is the state; every view is a fresh one; every acknowledged command is in the journal, once;
nobody in the crowd was ever sent what was never public.
"""

import asyncio
import json
from typing import Any

import pytest

from archive.journal import Entry
from conference.apply import apply, replay
from conference.lifecycle import PUBLIC
from conference.records import Question
from conference.refusals import Refusal
from conference.state import ConferenceState
from conference.vocabulary import Actor
from realtime.audiences import CROWD, mine, snapshot
from realtime.watch import SECONDS_BETWEEN_ASKS_OF_PHONE
from tests.histories import ATTENDEES, standing_behind
from tests.simulation.phones import Client
from tests.simulation.world import World
from tests.story import (
    CHAIR,
    MODERATOR,
    SEALED_BOX,
    SECOND_MODERATOR,
    SECRETARY,
    WATCH,
)
from tests.virtual_time import VirtualLoop, in_virtual_time

WISHES = 60
MISFORTUNES = 6
SETTLED_AFTER_SECONDS = (2 * WISHES) * SECONDS_BETWEEN_ASKS_OF_PHONE
"""Two of the clients are one phone, which may have wished to ask each time."""
STREAM = "conference/dong-hoa/CAU"


class Meeting:
    def __init__(self, seed: int) -> None:
        self.world = World(seed)
        actors: list[Actor | None] = [*ATTENDEES, *ATTENDEES[:2], None]
        self.phones = [Client(self.world, actor) for actor in actors]
        staff = (MODERATOR, CHAIR, SECRETARY, SECOND_MODERATOR, SEALED_BOX)
        self.staff = [Client(self.world, actor) for actor in staff]
        self.clients = [*self.phones, *self.staff]

    async def play(self) -> None:
        """All at once: wishes, bad connections and misfortunes; then a quiet while for everybody."""
        await self.world.open()
        for client in self.clients:
            await client.connect()
        stage = self.staff[1]
        stage.want("open_conference", {})
        steady = [asyncio.create_task(c.stay_connected()) for c in self.clients]
        steady += [asyncio.create_task(c.insist()) for c in self.clients]
        unsteady = [asyncio.create_task(phone.suffer()) for phone in self.phones]
        await asyncio.gather(
            self.world.misfortunes(MISFORTUNES),
            self._watch(),
            *(self._wishes(c) for c in self.clients),
        )
        await _stop(unsteady)
        for client in self.clients:
            client.drop()
        await asyncio.sleep(SETTLED_AFTER_SECONDS)
        await _stop(steady)

    async def _wishes(self, client: Client) -> None:
        if client.actor is None:
            return
        for _ in range(WISHES):
            await asyncio.sleep(self.world.chance.uniform(0.01, 0.6))
            _, name, fields = self.world.wish([client.actor])
            client.want(name, fields)

    async def _watch(self) -> None:
        """Sets some votes apart, as if they came in a burst."""
        for _ in range(WISHES):
            await asyncio.sleep(self.world.chance.uniform(0.01, 0.6))
            _, name, fields = self.world.wish([WATCH])
            made = self.world.intake.command(name, fields, WATCH)
            assert not isinstance(made, Refusal), made
            (await self.world.hall()).post(*made, lambda _outcome: None)

    async def entries(self) -> list[Entry]:
        entries: list[Entry] = []
        while page := await self.world.journal.read(STREAM, len(entries)):
            entries += page
        return entries


async def _stop(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@pytest.mark.parametrize("seed", range(12))
@in_virtual_time
async def test_whatever_happens(seed: int) -> None:
    meeting = Meeting(seed)
    await meeting.play()
    entries = await meeting.entries()
    state = replay(entry.event for entry in entries)
    hall = await meeting.world.hall()
    assert hall._writer.state == state
    assert meeting.world.crashes > 0
    assert len(state.questions) > 10
    for client in meeting.clients:
        _assert_view(client, state)
        _assert_promises(client, entries)
    _assert_done_once(entries)
    _assert_votes(state)
    _assert_kept_apart(meeting, entries)
    await meeting.world.halls.close()


def _assert_view(client: Client, state: ConferenceState) -> None:
    """What the client shows is what a newcomer would be shown."""
    fresh = _as_sent(snapshot(state, client.audience))
    assert client.view == fresh
    assert client.outbox == {}
    if client.actor in ATTENDEES:
        own = _as_sent(mine(state, client.actor.id))
        assert _without_support(client.mine) == _without_support(own)


def _as_sent(view: Any) -> Any:
    return json.loads(json.dumps(view))


def _without_support(own: Any) -> Any:
    """Support comes with everybody's votes and is not told again."""
    return {**own, "questions": [{**q, "support": 0} for q in own["questions"]]}


def _assert_promises(client: Client, entries: list[Entry]) -> None:
    """Each acknowledged command stands in the journal where its receipt says."""
    for id, answer in client.answers.items():
        if answer["ok"]:
            event = entries[answer["position"] - 1].event
            assert (event.cause, event.by) == (id, client.actor)
            if "question" in answer:
                assert vars_of(event, "question", "receipt_code") == (
                    answer["question"],
                    answer["receipt_code"],
                )


def vars_of(event: Any, *names: str) -> tuple[Any, ...]:
    return tuple(getattr(event, name) for name in names)


def _assert_done_once(entries: list[Entry]) -> None:
    causes = [
        (event.by, event.cause, type(event), getattr(event, "question", None))
        for event in (entry.event for entry in entries)
    ]
    assert len(causes) == len(set(causes))


def _assert_votes(state: ConferenceState) -> None:
    for number, question in state.questions.items():
        if question.into is None:
            assert (question.support, question.unverified) == standing_behind(state, number)


def _assert_kept_apart(meeting: Meeting, entries: list[Entry]) -> None:
    """What was never public was never sent to the crowd, except an asker's own to the asker."""
    state = ConferenceState()
    ever_public: set[str] = set()
    known_to: dict[str, set[str]] = {}
    for entry in entries:
        apply(state, entry.event)
        for question in state.questions.values():
            for text in _for_its_asker(question):
                known_to.setdefault(text, set()).add(question.asker or "")
            for text in question.tags:
                known_to.setdefault(text, set())
            if question.status in PUBLIC:
                ever_public.add(question.text)
        known_to.setdefault(state.backstage.text, set())
    secrets = {text for text in known_to if text} - ever_public
    for client in meeting.phones:
        assert client.audience in CROWD
        own = client.actor.id if client.actor else ""
        hidden = {text for text in secrets if own not in known_to[text]}
        sent = b"\n".join(client.all_packets()).decode()
        assert [text for text in hidden if f'"{text}"' in sent] == []
        others = {attendee.id for attendee in ATTENDEES} - {own}
        assert [id for id in others if f'"{id}"' in sent] == []


def _for_its_asker(question: Question) -> list[str]:
    review = question.review
    texts = [question.text, question.asked_text, question.words, review and review.words]
    return [text for text in texts if text]


def _history(seed: int) -> list[bytes]:
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(_digests(seed))


async def _digests(seed: int) -> list[bytes]:
    meeting = Meeting(seed)
    await meeting.play()
    digests = [entry.digest for entry in await meeting.entries()]
    await meeting.world.halls.close()
    return digests


def test_the_same_seed_is_the_same_meeting() -> None:
    first = _history(99)
    assert first == _history(99)
    assert first != _history(100)
