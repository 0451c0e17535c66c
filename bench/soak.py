"""R19: a hall for hours, with phones that come and go; what grows that should not."""

import time

from bench.crowd import crowd_for
from bench.machine import described
from bench.scenarios import AT_ONCE, QUESTIONS, NotMeasuredError
from bench.servers import our_hall

PHONES = 1_000
VOTES = 20
COMING_AND_GOING = 2
"""Phones a second that leave and come back."""
ROUND_SECONDS = 60
HOUR = 3_600
SETTLING_HOURS = 0.5
"""Until then caches fill; the slope is taken afterwards."""


async def soak(hours: float) -> None:
    print(f"soak: {PHONES:,} phones, {VOTES} votes/s, {COMING_AND_GOING} a second come and go")
    print(f"{described()}\n\nminute   memory MB   files   threads   ack p99 ms   refused")
    async with our_hall(PHONES, QUESTIONS) as hall:
        with crowd_for(hall) as crowd:
            crowd.do("join", count=PHONES, at_once=AT_ONCE)
            began = time.monotonic()
            sampled: list[tuple[float, float]] = []
            while (elapsed := time.monotonic() - began) < hours * HOUR:
                result = crowd.do("vote", rate=VOTES, seconds=ROUND_SECONDS, churn=COMING_AND_GOING)
                megabytes = hall.memory / 2**20
                sampled.append((elapsed / HOUR, megabytes))
                print(
                    f"{elapsed / 60:6.0f} {megabytes:11.1f} {hall.process.num_fds():7}"
                    f" {hall.process.num_threads():9} {result['ack_ms'].get('p99', 0):12.0f}"
                    f"   {result['refused'] or 'none'}",
                    flush=True,
                )
    print(f"\nmemory grew by {slope_after_settling(sampled):.2f} MB an hour (R19: < 1)")


def slope_after_settling(sampled: list[tuple[float, float]]) -> float:
    """Megabytes an hour, once caches are full; of everything when it was too short for that."""
    settled = [each for each in sampled if each[0] >= SETTLING_HOURS]
    points = settled if len(settled) > 1 else sampled
    if len(points) < 2:  # noqa: PLR2004  a line
        raise NotMeasuredError("a soak of one minute has no slope")
    hours = [hour for hour, _ in points]
    middle = sum(hours) / len(hours)
    spread = sum((hour - middle) ** 2 for hour in hours)
    return sum((hour - middle) * megabytes for hour, megabytes in points) / spread
