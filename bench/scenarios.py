"""What is done to every server alike, and what is measured by it.

A scenario gets a server that has just been started and gives measures by name; `rows.py` says what they mean.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.crowd import Crowd, Result, crowd_for
from bench.servers import Hall

Measures = dict[str, float]

AT_ONCE = 64
QUESTIONS = 60
TOWN_HALL_QUESTIONS = 20
LEAVING_SECONDS = 2.0
FEW_VOTES, STEADY_VOTES, MANY_VOTES = 50, 200, 1_000
FAST_VOTES = 1_200
FAN_OUT_VOTES = 280
"""So many that a tick's delta is about 540 bytes."""
TOWN_HALL_VOTES = 400


class NotMeasuredError(RuntimeError):
    """A server could not even do what was to be measured."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How large everything is."""

    few: int
    many: int
    joining: int
    sizes: tuple[int, ...]
    town_hall: int
    restart: int
    storm: int
    spike: int
    spike_seconds: int
    storm_seconds: int
    traffic: int
    traffic_votes: int
    seconds: float
    warm: float
    """Before each measurement: just-in-time compilers and caches are as warm as in a real hall."""

    @property
    def crowd(self) -> int:
        return self.sizes[-1]


FULL = Scale(
    few=200,
    many=1_000,
    joining=2_000,
    sizes=(1_000, 2_000, 5_000, 10_000),
    town_hall=2_000,
    restart=500,
    storm=5_000,
    spike=5_000,
    spike_seconds=30,
    storm_seconds=5,
    traffic=1_000,
    traffic_votes=20_000,
    seconds=4,
    warm=1,
)
QUICK = Scale(
    few=150,
    many=300,
    joining=300,
    sizes=(200, 400),
    town_hall=300,
    restart=100,
    storm=300,
    spike=300,
    spike_seconds=1,
    storm_seconds=1,
    traffic=100,
    traffic_votes=1_000,
    seconds=0.8,
    warm=0.2,
)


@dataclass(frozen=True, slots=True)
class Scenario:
    """`once`: servers that are too slow, or too plain, for more than one repetition."""

    name: str
    run: Callable[[Hall, Scale], Measures]
    servers: Sequence[str]
    phones: Callable[[Scale], int]
    questions: int = QUESTIONS
    once: frozenset[str] = frozenset()


def work(hall: Hall, scale: Scale) -> Measures:
    """What a delta, a vote and a join cost."""
    with crowd_for(hall) as crowd:
        measures = costs(crowd, scale)
        crowd.do("leave")
        time.sleep(LEAVING_SECONDS)
        joined = join(crowd, scale.joining)
    return {
        **measures,
        "joins": joined["live"] / joined["seconds"],
        "join_p99": joined["join_ms"]["p99"],
    }


def costs(crowd: Crowd, scale: Scale) -> Measures:
    """A delta: the difference that more phones make. A vote: all that there is with many votes and not
    without any, but for the deltas; so a durable commit is in it, and whatever wakes up for it.
    """
    join(crowd, scale.few)
    vote(crowd, scale, FAST_VOTES)
    fast = vote(crowd, scale, FAST_VOTES)
    few = vote(crowd, scale, FAN_OUT_VOTES)
    idle = crowd.do("vote", rate=0, seconds=scale.seconds)
    join(crowd, scale.many - scale.few)
    many = vote(crowd, scale, FAN_OUT_VOTES)
    delta = (many["server_cpu"] - few["server_cpu"]) / (many["deltas"] - few["deltas"])
    voting = fast["server_cpu"] - idle["server_cpu"] * fast["seconds"] / idle["seconds"]
    return {
        "delta_us": delta * 1e6,
        "delta_bytes": many["delta_bytes"] / many["deltas"],
        "vote_us": (voting - fast["deltas"] * delta) / fast["acked"] * 1e6,
    }


def full_hall(hall: Hall, scale: Scale) -> Measures:
    """One full hall at three rates of votes."""
    before = hall.memory
    with crowd_for(hall) as crowd:
        join(crowd, scale.many)
        time.sleep(scale.warm)
        after = hall.memory
        # The few first: ours sends counts sparingly when votes have trickled in for long.
        few = vote(crowd, scale, FEW_VOTES)
        steady = vote(crowd, scale, STEADY_VOTES, times=1.5)
        many = vote(crowd, scale, MANY_VOTES)
    return {
        "memory": (after - before) / scale.many / 1024,
        **times("seen", steady, "seen_ms"),
        "ack_p99": steady["ack_ms"]["p99"],
        "cpu_few_votes": share(few),
        "cpu_steady_votes": share(steady),
        "cpu_many_votes": share(many),
        "messages_steady_votes": steady["deltas"] / steady["seconds"] / scale.many,
        "messages_many_votes": many["deltas"] / many["seconds"] / scale.many,
    }


def broadcast(hall: Hall, scale: Scale) -> Measures:
    """A crowd that grows, and then votes all at once."""
    measures: Measures = {}
    here = 0
    before = hall.memory
    with crowd_for(hall) as crowd:
        for size in scale.sizes:
            join(crowd, size - here)
            here = size
            longer = 2 if size == scale.crowd else 1
            steady = vote(crowd, scale, STEADY_VOTES, times=longer)
            measures[f"cpu_{size}"] = share(steady)
        measures |= times("crowd_seen", steady, "seen_ms")
        measures["crowd_unseen"] = steady["unseen"]
        measures["client_share"] = steady["client_cpu"] / steady["seconds"] * 100
        measures["crowd_memory"] = (hall.memory - before) / scale.crowd / 1024
        storm = crowd.do("storm", seconds=scale.storm_seconds)
    return {
        **measures,
        "storm_p99": storm["ack_ms"].get("p99", float("nan")),
        "storm_refused": sum(storm["refused"].values()),
        "storm_lost": storm["unanswered"],
    }


def town_hall(hall: Hall, scale: Scale) -> Measures:
    with crowd_for(hall) as crowd:
        join(crowd, scale.town_hall)
        busy = vote(crowd, scale, TOWN_HALL_VOTES, times=2)
    return {"town_seen_p99": busy["seen_ms"]["p99"], "town_cpu": share(busy)}


# What scenarios are made of


def join(crowd: Crowd, count: int) -> Result:
    joined = crowd.do("join", count=count, at_once=AT_ONCE)
    if joined["join_ms"]["count"] < count:
        raise NotMeasuredError(
            f"of {count} phones {joined['join_ms']['count']} joined; {joined['failures']}"
        )
    return joined


def vote(crowd: Crowd, scale: Scale, rate: float, times: float = 1) -> Result:
    voted = crowd.do("vote", rate=rate, seconds=scale.seconds * times, warm=scale.warm)
    if not voted["acked"] or not voted["deltas"] or not voted["seen_ms"]["count"]:
        raise NotMeasuredError(f"nothing came of {voted['sent']} votes; {voted['refused']}")
    return voted


def share(result: Result) -> float:
    """Per cent of the server's core."""
    used: float = result["server_cpu"] / result["seconds"]
    return used * 100


def times(name: str, result: Result, key: str) -> Measures:
    return {f"{name}_{rank}": result[key][rank] for rank in ("p50", "p95", "p99")}
