"""Who is asked, when, and who is given up: in time that the test makes."""

import asyncio

from realtime import pulse as pulse_module
from realtime.pulse import Pulse, Turns
from tests.virtual_time import in_virtual_time


class One:
    """A connection that remembers when it was asked."""

    def __init__(self, pulse: Pulse, *, answers: bool = True) -> None:
        self.pings: list[float] = []
        self.given_up: list[float] = []
        self._pulse = pulse
        self._answers = answers

    def ping(self) -> None:
        self.pings.append(_now())
        if self._answers:
            self._pulse.pong(self)

    def give_up(self) -> None:
        self.given_up.append(_now())
        self._pulse.end(self)


def _now() -> float:
    return asyncio.get_running_loop().time()


@in_virtual_time
async def test_everybody_is_asked_at_their_own_time() -> None:
    pulse = Pulse(interval=25, timeout=20, join_within=5)
    start = _now()
    first, second = One(pulse), One(pulse)
    for one in (first, second):
        pulse.begin(one)
        pulse.seated(one)
        await asyncio.sleep(1)
    await asyncio.sleep(79)
    assert [at - start for at in first.pings] == [25, 50, 75]
    assert [at - start for at in second.pings] == [26, 51, 76]
    assert (first.given_up, second.given_up) == ([], [])
    pulse.end(first)
    pulse.end(second)
    assert len(pulse) == 0


@in_virtual_time
async def test_whoever_does_not_answer_is_given_up_once() -> None:
    pulse = Pulse(interval=25, timeout=20, join_within=5)
    start = _now()
    silent = One(pulse, answers=False)
    pulse.begin(silent)
    pulse.seated(silent)
    await asyncio.sleep(100)
    assert [at - start for at in silent.pings + silent.given_up] == [25, 45]
    assert len(pulse) == 0


@in_virtual_time
async def test_an_answer_to_no_question_says_nothing() -> None:
    pulse = Pulse(interval=25, timeout=20, join_within=5)
    start = _now()
    eager = One(pulse, answers=False)
    pulse.begin(eager)
    pulse.seated(eager)
    await asyncio.sleep(20)
    pulse.pong(eager)
    await asyncio.sleep(100)
    assert [at - start for at in eager.pings + eager.given_up] == [25, 45]


@in_virtual_time
async def test_whoever_stands_about_is_given_up() -> None:
    pulse = Pulse(interval=25, timeout=20, join_within=5)
    start = _now()
    stays_away, leaves = One(pulse), One(pulse)
    pulse.begin(stays_away)
    pulse.begin(leaves)
    pulse.seated(leaves)
    await asyncio.sleep(10)
    pulse.stands(leaves)
    await asyncio.sleep(10)
    assert [one.given_up[0] - start for one in (stays_away, leaves)] == [5, 15]


@in_virtual_time
async def test_an_interval_below_a_second_is_kept() -> None:
    pulse = Pulse(interval=0.25, timeout=0.1)
    one = One(pulse)
    start = _now()
    pulse.begin(one)
    pulse.seated(one)
    await asyncio.sleep(0.8)
    assert [round(at - start, 6) for at in one.pings] == [0.25, 0.5, 0.75]
    pulse.end(one)


@in_virtual_time
async def test_thousands_that_are_due_at_once_leave_the_loop_to_others_in_between() -> None:
    called: list[object] = []
    turns = Turns(1, called.append)
    pulse = Pulse()
    for _ in range(3 * pulse_module._AT_ONCE):
        turns.put(One(pulse))
    sizes: list[int] = []
    await asyncio.sleep(1)
    while len(turns):
        sizes.append(len(called))
        await asyncio.sleep(0)
    assert len(called) == 3 * pulse_module._AT_ONCE
    assert len(set(sizes)) >= 2
