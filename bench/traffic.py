"""What an hour of a meeting costs a phone in bytes, and how late its counts are.

    python -m bench.traffic [--phones N] [--votes N]

Played in virtual time (`hour.py`), so an hour takes some seconds and is the same every time. A phone's
bytes are those of its WebSocket after the handshake, frame headers included.
"""

import argparse
import asyncio
import time
from collections.abc import Iterator

from bench.hour import HOUR, QUESTIONS, Meeting, Scenario, framed
from tests.virtual_time import VirtualLoop

PING_SECONDS = 25.0
SCENARIOS = (
    Scenario("a typical meeting", bursts=0.4, skew=1.0),
    Scenario("votes spread evenly", bursts=0.0, skew=0.0),
)
SHARES = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}


def report(scenario: Scenario, meeting: Meeting, phones: int, seconds: float) -> None:
    pings = HOUR / PING_SECONDS * framed(1)
    kinds = {kind: size / phones for kind, size in meeting.received.items()} | {"pings": pings}
    late = sorted(seen_after(meeting))
    words = [f"{name} {late[int((len(late) - 1) * share)]:.1f}" for name, share in SHARES.items()]
    print(f"\n{scenario.name}: {phones} phones, {len(late)} votes, {QUESTIONS} questions")
    for kind, size in sorted(kinds.items(), key=lambda item: -item[1]):
        print(f"  {kind:<12} {size / 1000:7.1f} KB a phone")
    print(f"  all          {sum(kinds.values()) / 1000:7.1f} KB received by a phone")
    print(f"               {meeting.sent / phones / 1000:7.1f} KB sent by it")
    print(f"  deltas       {len(meeting.told):7} in the hour")
    print(f"  counts late  {', '.join(words)} s; played in {seconds:.1f} s")


def seen_after(meeting: Meeting) -> Iterator[float]:
    """Seconds from each vote until a phone was told of it."""
    told = iter(meeting.told)
    moment, to = next(told)
    for voted_at, position in meeting.voted:
        while to < position:
            moment, to = next(told)
        yield max(0.0, moment - voted_at)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--phones", type=int, default=1_000)
    options.add_argument("--votes", type=int, default=20_000)
    given = options.parse_args()
    for scenario in SCENARIOS:
        began = time.monotonic()
        with asyncio.Runner(loop_factory=VirtualLoop) as runner:
            meeting = Meeting(scenario, given.phones, given.votes)
            runner.run(meeting.play())
        report(scenario, meeting, given.phones, time.monotonic() - began)


if __name__ == "__main__":
    main()
