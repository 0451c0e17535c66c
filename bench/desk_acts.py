"""From one moderator's act until the other moderator has it, in a full hall whose phones go on voting.

    python -m bench.desk_acts [--phones N] [--acts N] [--votes RATE]

Two desks act by turns, each act when the one before was acknowledged, and no faster than so many a second.
"seen" is from sending an act until the other desk's view stands at the receipt's position, the reading of its
delta counted; what a browser then takes to draw it is in `python -m bench.desk_screen`. "acknowledged" is
until the durable commit is known to whoever acted.
"""

import argparse
import asyncio
import time
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import Any, NamedTuple

from bench.crowd import crowd_for
from bench.machine import described
from bench.pinned import BUILT, run
from bench.scenarios import QUESTIONS
from bench.servers import our_hall
from bench.table import plain
from tests.faults.server import CODE, Server
from web.replay_crowd import join_staff, sign_in
from web.replay_figures import percentiles
from web.replay_phone import Phone
from web.replay_view import SharedViews, View

COMMUNE = "dong-hoa"
PASSWORD = "mot-mat-khau-dai"  # noqa: S105  of a hall that lives for a minute
NAMES = ("lan", "hanh")
TARGET_MILLISECONDS = 150
ACTS_PER_SECOND = 10
WAIT_SECONDS = 10.0
WAITING_PER_ROUND = 2
LAST_SECONDS = 2

Fields = dict[str, Any]


class Act(NamedTuple):
    kind: str
    do: str
    fields: Fields


class Took(NamedTuple):
    kind: str
    acknowledged: float
    seen: float


def round_of(one: int, other: int) -> Iterator[Act]:
    """What a desk does with two questions, each act that can be undone also taken back."""
    this = {"question": one}
    yield Act("approve", "approve_question", this)
    yield Act("undo", "return_question", this)
    yield Act("tag", "tag_question", {**this, "tags": ["gấp", "cầu"], "topic": "Giao thông"})
    yield Act("edit", "edit_question", {**this, "text": f"Bao giờ xã sửa cầu số {one}?"})
    yield Act("merge", "merge_questions", {"question": other, "into": one})
    yield Act("undo", "unmerge_question", {"question": other})
    yield Act("hold", "hold_question", {**this, "words": "Hỏi thôn đã"})
    yield Act("undo", "release_question", this)
    yield Act("approve", "approve_question", this)
    yield Act("pin", "pin_question", this)
    yield Act("undo", "unpin_question", this)
    yield Act("decline", "decline_question", {"question": other, "reason": "off_topic"})
    yield Act("undo", "return_question", {"question": other})
    yield Act("decline", "decline_question", {"question": other, "reason": "repeated"})


ACTS_PER_ROUND = len(list(round_of(1, 2)))


class Desk:
    """One moderator's socket, which notes when its view reached which position."""

    def __init__(self, phone: Phone) -> None:
        self._phone = phone
        self._positions: list[int] = []
        self._times: list[float] = []
        self._arrived = asyncio.Event()
        phone.on_view = self._look

    async def act(self, act: Act, id: str) -> int:
        """The position of its receipt."""
        receipt = await asyncio.wait_for(
            self._phone.command(act.do, id, **act.fields), WAIT_SECONDS
        )
        if not receipt["ok"]:
            raise RuntimeError(f"{act.do}: {receipt['refusal']}")
        position: int = receipt["position"]
        return position

    async def reached(self, position: int) -> float:
        """When it stood there."""
        while not self._positions or self._positions[-1] < position:
            self._arrived.clear()
            await asyncio.wait_for(self._arrived.wait(), WAIT_SECONDS)
        return self._times[bisect_left(self._positions, position)]

    def _look(self, view: View) -> None:
        self._positions.append(view.position)
        self._times.append(time.perf_counter())
        self._arrived.set()


async def measure(phones: int, acts: int, votes: int) -> None:
    if not (BUILT / "swarm").exists():
        raise SystemExit("bench.desk_acts: scripts/bench --quick builds the crowd that this needs")
    print(f"desk acts: {acts} of two desks, {phones:,} phones, {votes} votes/s\n{described()}\n")
    async with our_hall(phones, QUESTIONS) as hall:
        if hall.ours is None:
            raise RuntimeError("our hall has no server")
        rounds = -(-acts // ACTS_PER_ROUND)
        numbers = await waiting_questions(hall.ours, rounds * WAITING_PER_ROUND)
        desks = [await desk_of(hall.ours, name) for name in NAMES]
        with crowd_for(hall) as crowd:
            joined = crowd.do("join", count=phones)
            pace = acts / ACTS_PER_SECOND
            voting = crowd.start("vote", rate=votes, seconds=pace + LAST_SECONDS)
            took = await acting(desks, numbers, acts)
            voted = voting.result()
    print(plain(table(took)))
    print(f"\nphones in the hall {joined['live']:,.0f}, votes acknowledged {voted['acked']:,.0f}")


async def waiting_questions(server: Server, number: int) -> list[int]:
    rows = [
        {"text": f"Bao giờ xong việc số {n} của thôn?", "source": f"w{n}"} for n in range(number)
    ]
    told = await server.order(
        "commands", code=CODE, name="record_question", each=[{"fields": row} for row in rows]
    )
    return [outcome["question"] for outcome in told["outcomes"]]


async def desk_of(server: Server, name: str) -> Desk:
    await server.order(
        "add_person",
        name=name,
        display_name=name,
        password=PASSWORD,
        roles=["moderator"],
        commune=COMMUNE,
        conference=CODE,
    )
    cookie = await sign_in(server.url, name, PASSWORD)
    # Views of its own: the other's work is not to be had for nothing.
    return Desk((await join_staff(server.url, CODE, "moderator", cookie, SharedViews())).phone)


async def acting(desks: Sequence[Desk], numbers: Sequence[int], acts: int) -> list[Took]:
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    planned = (act for one, other in pairs for act in round_of(one, other))
    turns = cycle(zip(desks, reversed(desks), strict=True))
    took, began = [], time.perf_counter()
    for number, act, (hand, eye) in zip(range(acts), planned, turns, strict=False):
        await asyncio.sleep(max(0.0, began + number / ACTS_PER_SECOND - time.perf_counter()))
        sent = time.perf_counter()
        position = await hand.act(act, f"act-{number}")
        acknowledged = time.perf_counter() - sent
        took.append(Took(act.kind, acknowledged, await eye.reached(position) - sent))
    return took


def table(took: Sequence[Took]) -> list[list[str]]:
    kinds = dict.fromkeys(each.kind for each in took)
    return [
        ["act", "times", "p50 ms", "p95", "p99", "most", f"≤ {TARGET_MILLISECONDS} ms"],
        *(
            line(f"{kind}: seen", [each.seen for each in took if each.kind == kind])
            for kind in kinds
        ),
        line("all: seen", [each.seen for each in took]),
        line("all: acknowledged", [each.acknowledged for each in took]),
    ]


def line(title: str, seconds: Sequence[float]) -> list[str]:
    shown = [f"{value:.1f}" for value in percentiles(seconds).values()]
    in_time = sum(each * 1000 <= TARGET_MILLISECONDS for each in seconds) / len(seconds)
    return [title, str(len(seconds)), *shown, f"{in_time:.1%}"]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.desk_acts", description=__doc__)
    parser.add_argument("--phones", type=int, default=1_000)
    parser.add_argument("--acts", type=int, default=500)
    parser.add_argument("--votes", type=int, default=20, help="of all phones, a second")
    given = parser.parse_args()
    run(measure(given.phones, given.acts, given.votes))


if __name__ == "__main__":
    main()
