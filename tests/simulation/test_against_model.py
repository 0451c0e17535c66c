"""The live shell against a plain model, driven by Hypothesis: any order of wishes, faults and crashes.

Ten thousand steps in CI. When it fails, Hypothesis prints the shortest story that still does, and the
blob to play it again.
"""

import asyncio
import os
from collections.abc import Awaitable
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from archive.journal import NotSaved, Position
from conference.apply import replay
from conference.commands import Command
from conference.records import Receipt
from conference.refusals import Code, Refusal
from conference.state import ConferenceState
from conference.vocabulary import Actor
from realtime.audiences import mine, snapshot
from tests.histories import ATTENDEES
from tests.simulation.model import Model
from tests.simulation.phones import Client, Wire
from tests.simulation.world import ChanceJournal, World
from tests.story import CHAIR, MODERATOR
from tests.virtual_time import VirtualLoop

EXAMPLES = 200 if os.environ.get("CI") == "true" else 30
STEPS_PER_EXAMPLE = 50
STREAM = "conference/dong-hoa/CAU"

T = TypeVar("T")
Act = tuple[str, int, int]

STAFF_ACTS = {
    "approve": ("approve_question", MODERATOR, {}),
    "decline": ("decline_question", MODERATOR, {"reason": "unclear"}),
    "give_back": ("return_question", MODERATOR, {}),
    "unmerge": ("unmerge_question", MODERATOR, {}),
    "seal": ("seal_question", MODERATOR, {}),
    "guide": ("guide_question", MODERATOR, {}),
    "pin": ("pin_question", MODERATOR, {}),
    "call": ("call_question", CHAIR, {}),
    "answer": ("answer_question", CHAIR, {"outcome": "answered", "by": "Chủ tịch"}),
    "defer": ("defer_question", CHAIR, {}),
}
OWN_ACTS = {"vote": "cast_vote", "retract": "retract_vote", "withdraw": "withdraw_question"}
PLAIN_ACTS = {
    "pause": ("pause_conference", MODERATOR),
    "resume": ("resume_conference", MODERATOR),
    "clear": ("clear_floor", CHAIR),
}
VERBS = ["ask", "vote", "approve", "call", "answer", "merge"] * 3
acts = st.tuples(
    st.sampled_from([*VERBS, *STAFF_ACTS, *OWN_ACTS, *PLAIN_ACTS]),
    st.integers(0, len(ATTENDEES) - 1),
    st.integers(1, 8),
)


class Disk(ChanceJournal):
    """Fails once when told to: before it writes, or after."""

    fails_after = False

    async def append(self, *args: Any, **more: Any) -> Position:
        position = await super().append(*args, **more)
        if self.fails_after:
            self.fails_after = False
            raise NotSaved(args[0])
        return position


class HallAgainstModel(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner(loop_factory=VirtualLoop)
        self.model = Model()
        self.latest: tuple[Command, Receipt] | None = None
        self.runner.run(self._begin())

    async def _begin(self) -> None:
        self.world = World(seed=1)
        self.disk = self.world.journal = Disk(self.world.chance)
        self.world._begin()
        await self.world.open()
        self.watchers = [
            Client(self.world, actor) for actor in (None, ATTENDEES[0], MODERATOR, CHAIR)
        ]
        for watcher in self.watchers:
            await watcher.connect()
        assert await self._submit(self._command(CHAIR, "open_conference", {})) is None

    def teardown(self) -> None:
        try:
            self.runner.run(self._end())
        finally:
            self.runner.close()

    async def _end(self) -> None:
        await self._look()
        await self.world.halls.close()

    # Steps

    @rule(act=acts)
    def wishes(self, act: Act) -> None:
        self._run(self._does(act))

    @rule(act=acts)
    def wishes_on_a_full_disk(self, act: Act) -> None:
        self._run(self._does_on_a_full_disk(act))

    @rule(act=acts)
    def wishes_and_the_answer_is_lost(self, act: Act) -> None:
        self.disk.fails_after = True
        self._run(self._insists(act))
        self.disk.fails_after = False

    @rule(act=acts, after=st.floats(0, 0.06))
    def wishes_and_the_process_dies(self, act: Act, after: float) -> None:
        self._run(self._does_and_crashes(act, after))

    @rule(voters=st.sets(st.integers(0, len(ATTENDEES) - 1)), number=st.integers(1, 8))
    def many_vote_at_once(self, voters: set[int], number: int) -> None:
        self._run(self._vote_at_once(sorted(voters), number))

    @precondition(lambda self: self.latest is not None)
    @rule()
    def sends_the_latest_again(self) -> None:
        assert self.latest is not None
        command, receipt = self.latest
        assert self._run(self._hall_submits(command)) == receipt

    @rule(which=st.integers(0, 3), seconds=st.sampled_from([0.1, 1.0, 30.0]))
    def somebody_is_slow(self, which: int, seconds: float) -> None:
        wire = self.watchers[which]._wire
        if wire is not None:
            self._run(self._is_slow(wire, seconds))

    @rule(which=st.integers(0, 3))
    def somebody_loses_the_connection(self, which: int) -> None:
        self._run(self._drops(self.watchers[which]))

    @rule()
    def everybody_looks(self) -> None:
        self._run(self._look())

    @invariant()
    def memory_is_the_model(self) -> None:
        state = self._run(self._state())
        assert {n: (q.status, q.pinned, q.into) for n, q in state.questions.items()} == {
            n: (q.status, q.pinned, q.into) for n, q in self.model.questions.items()
        }
        assert {n: q.support for n, q in state.questions.items() if q.into is None} == {
            n: len(self.model.people(n)) for n, q in self.model.questions.items() if q.into is None
        }
        assert (state.queue, state.floor, state.paused) == (
            self.model.queue,
            self.model.floor,
            self.model.paused,
        )

    # How

    def _run(self, work: Awaitable[T]) -> T:
        async def run() -> T:
            return await work

        return self.runner.run(run())

    def _command(self, actor: Actor, name: str, fields: dict[str, Any]) -> Command:
        made = self.world.intake.command(name, fields, actor)
        assert not isinstance(made, Refusal), made
        return made[0]

    def _wish(self, act: Act) -> Command:
        verb, who, number = act
        if verb == "ask":
            return self._command(ATTENDEES[who], "ask_question", {"text": f"text-{number}"})
        if verb in OWN_ACTS:
            return self._command(ATTENDEES[who], OWN_ACTS[verb], {"question": number})
        if verb in PLAIN_ACTS:
            name, actor = PLAIN_ACTS[verb]
            return self._command(actor, name, {})
        if verb == "merge":
            into = {"question": number, "into": who + 1}
            return self._command(MODERATOR, "merge_questions", into)
        name, actor, fields = STAFF_ACTS[verb]
        return self._command(actor, name, {"question": number, **fields})

    def _expected(self, act: Act) -> str | None:
        verb, who, number = act
        attendee = ATTENDEES[who].id
        if verb == "ask":
            return self.model.ask(attendee, f"text-{number}")
        if verb in OWN_ACTS:
            granted: str | None = getattr(self.model, verb)(attendee, number)
            return granted
        arguments = () if verb in PLAIN_ACTS else (number,)
        if verb == "merge":
            arguments = (number, who + 1)
        refusal: str | None = getattr(self.model, verb)(*arguments)
        return refusal

    async def _hall_submits(self, command: Command) -> Receipt | Refusal:
        return await (await self.world.hall()).submit(command)

    async def _submit(self, command: Command) -> str | None:
        outcome = await self._hall_submits(command)
        if isinstance(outcome, Refusal):
            return outcome.code
        self.latest = command, outcome
        return None

    async def _does(self, act: Act) -> None:
        assert await self._submit(self._wish(act)) == self._expected(act)

    async def _does_on_a_full_disk(self, act: Act) -> None:
        """What would have been refused anyway may be; nothing is granted."""
        command = self._wish(act)
        self.disk.disk_works = False
        refusal = await self._submit(command)
        self.disk.disk_works = True
        if refusal != Code.NOT_SAVED.code:
            assert refusal == self._expected(act) is not None
        await asyncio.sleep(10)

    async def _insists(self, act: Act) -> None:
        command = self._wish(act)
        if (refusal := await self._submit(command)) == Code.NOT_SAVED.code:
            await asyncio.sleep(10)
            refusal = await self._submit(command)
        assert refusal == self._expected(act)

    async def _does_and_crashes(self, act: Act, after: float) -> None:
        command = self._wish(act)
        first = asyncio.create_task(self._hall_submits(command))
        await asyncio.sleep(after)
        await self.world.crash()
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        assert await self._submit(command) == self._expected(act)

    async def _vote_at_once(self, voters: list[int], number: int) -> None:
        wishes: list[Act] = [("vote", who, number) for who in voters]
        commands = [self._wish(act) for act in wishes]
        refusals = await asyncio.gather(*(self._submit(command) for command in commands))
        assert refusals == [self._expected(act) for act in wishes]

    async def _is_slow(self, wire: Wire, seconds: float) -> None:
        wire.full = True
        await asyncio.sleep(seconds)
        wire.drain()

    async def _drops(self, watcher: Client) -> None:
        watcher.drop()

    async def _state(self) -> ConferenceState:
        """What is in memory, after comparing it with what is in the journal."""
        hall = await self.world.hall()
        entries = await self.world.journal.read(STREAM)
        assert hall._writer.state == replay(entry.event for entry in entries)
        return hall._writer.state

    async def _look(self) -> None:
        """After a quiet while everybody who is connected, or comes back, sees what there is."""
        for watcher in self.watchers:
            await watcher.connect()
        await asyncio.sleep(30)
        for watcher in self.watchers:
            await watcher.connect()
        await asyncio.sleep(1)
        state = await self._state()
        for watcher in self.watchers:
            assert watcher.view == snapshot(state, watcher.audience)
        own, fresh = self.watchers[1].mine, mine(state, ATTENDEES[0].id)
        assert own["votes"] == fresh["votes"]
        assert [q["status"] for q in own["questions"]] == [q["status"] for q in fresh["questions"]]


HallAgainstModel.TestCase.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=STEPS_PER_EXAMPLE, deadline=None
)


@pytest.mark.slow
class TestHallAgainstModel(HallAgainstModel.TestCase):  # type: ignore[misc,valid-type]
    """Collected by pytest."""
