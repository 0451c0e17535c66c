"""What goes wrong in a hall, done to ours only: kills, rushes, phones that read nothing."""

import time

from bench.crowd import Result, crowd_for
from bench.pinned import PINNED
from bench.scenarios import AT_ONCE, STEADY_VOTES, Measures, NotMeasuredError, Scale, join, vote
from bench.servers import Hall
from tests.faults.server import Server
from tests.faults.stored import receipts

VOTING_BEFORE_SECONDS = 2.0
PAUSE_SECONDS = 0.5
"""Before it is started again; with its start, it is away for about the 1.5 s that R14 speaks of."""
RUSH_AT_ONCE = 400
DEAF_ASK_TIMES = 8
"""Each is answered with a whole snapshot, which fills what a deaf phone may have waiting."""
DEAF_BUFFER_BYTES = 4_096
LONG_TIMES = 5


def kill(hall: Hall, scale: Scale) -> Measures:
    """Kill -9 while a full crowd votes; it is started again at once."""
    server = ours(hall)
    returned, acknowledged = killed(hall, scale.crowd, pause=0)
    server.stop()
    stored = receipts(server.data)
    return {
        "back": returned["back"],
        "away": returned["away"],
        "missing": returned["wanted"] - returned["live"],
        "lost_acks": len(acknowledged.items() - stored.items()),
        "kept_acks": len(acknowledged),
    }


def restarts(hall: Hall, scale: Scale) -> Measures:
    """R14 and R15: as many come back as a hall, and as a province's broadcast, has."""
    few, _ = killed(hall, scale.restart, pause=PAUSE_SECONDS)
    many, _ = killed(hall, scale.storm, pause=PAUSE_SECONDS)
    return {
        "restart_away": few["away"],
        "restart_p50": few["return_ms"]["p50"] / 1e3,
        "restart_max": few["return_ms"]["max"] / 1e3,
        "restart_missing": few["wanted"] - few["live"],
        "storm_back_p99": many["return_ms"]["p99"] / 1e3,
        "storm_missing": many["wanted"] - many["live"],
    }


def spike(hall: Hall, scale: Scale) -> Measures:
    """R16: a hall behind one address fills up."""
    with crowd_for(hall) as crowd:
        joined = crowd.do(
            "join",
            count=scale.spike,
            over=scale.spike_seconds,
            at_once=RUSH_AT_ONCE,
            one_address=1,
        )
    return {
        "spike_p99": joined["join_ms"]["p99"] / 1e3,
        "spike_refused": scale.spike - joined["join_ms"]["count"],
    }


def deaf(hall: Hall, scale: Scale) -> Measures:
    """As many phones that read nothing as there are others."""
    with crowd_for(hall) as crowd:
        join(crowd, scale.many)
        without = vote(crowd, scale, STEADY_VOTES, times=LONG_TIMES)
        files, memory = hall.process.num_fds(), [hall.memory]
        crowd.do(
            "join",
            count=scale.many,
            at_once=AT_ONCE,
            deaf=1,
            asks=DEAF_ASK_TIMES,
            buffer=DEAF_BUFFER_BYTES,
        )
        crowd.start("vote", rate=STEADY_VOTES, seconds=scale.seconds * LONG_TIMES)
        beside = crowd.result_while(lambda: memory.append(hall.memory))
        left = hall.process.num_fds() - files
    if not beside["seen_ms"]["count"]:
        raise NotMeasuredError("nobody saw a vote beside the deaf")
    return {
        "deaf_memory": (max(memory) - memory[0]) / scale.many / 1024,
        "deaf_left": left,
        "without_seen": without["seen_ms"]["p99"],
        "beside_seen": beside["seen_ms"]["p99"],
        "without_ack": without["ack_ms"]["p99"],
        "beside_ack": beside["ack_ms"]["p99"],
    }


def killed(hall: Hall, phones: int, pause: float) -> tuple[Result, dict[str, int]]:
    """Kill it under these phones; how they came back, and every receipt that they got."""
    server = ours(hall)
    with crowd_for(hall, run=f"killed-{phones}") as crowd:
        join(crowd, phones)
        crowd.start("return", rate=STEADY_VOTES)
        time.sleep(VOTING_BEFORE_SECONDS)
        server.kill()
        began = time.monotonic()
        time.sleep(pause)
        server.start(*PINNED)
        away = time.monotonic() - began
        return {**crowd.result(), "away": away}, crowd.acknowledged()


def ours(hall: Hall) -> Server:
    if hall.ours is None:
        raise NotMeasuredError("only ours can be broken")
    return hall.ours
