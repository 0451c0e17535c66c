"""One hall full of phones on one core.

    python -m bench.hall [--phones N] [--seconds S]

Two slopes say what things cost. A vote: the server's CPU over the rate of votes, with the same phones and
ticks at every rate. A delta: its CPU over the number of phones, at the same rate. Beside them stands the
plain quotient, with everything that goes on in a hall laid upon the votes.
"""

import argparse
import asyncio
import statistics
import time

from bench.load import Interval, Load
from bench.machine import described
from bench.pinned import cpu_seconds, pinned_server, run

RATES = (25, 100, 200, 400)
QUESTIONS = 60
IDLE_SECONDS = 5
IN_FLIGHT = 200
COMPARED_RATE = 100
FEW = 40


async def measure(phones: int, seconds: float) -> None:
    print(f"hall: {phones} phones, {seconds:.0f} s per rate\n{described()}\n")
    async with pinned_server() as (server, process):
        tokens = await server.prepare(QUESTIONS, phones + FEW)
        others = await server.phones(tokens[phones:])
        few = await Load(others, QUESTIONS, process).at_rate(COMPARED_RATE, seconds)
        for line in others:
            line.close()
        memory = process.memory_info().rss
        began = time.monotonic()
        lines = await server.phones(tokens[:phones])
        joining = time.monotonic() - began
        await asyncio.sleep(2)
        grown = (process.memory_info().rss - memory) / phones
        idle = cpu_seconds(process)
        await asyncio.sleep(IDLE_SECONDS)
        idle = (cpu_seconds(process) - idle) / IDLE_SECONDS
        print(f"joined         {phones / joining:.0f} phones/s, each with a snapshot")
        print(f"memory         {grown / 1024:.1f} KB a phone, {memory / 2**20:.0f} MB without them")
        print(f"idle           {idle:.1%} of a core")
        load = Load(lines, QUESTIONS, process)
        intervals = [await load.at_rate(rate, seconds) for rate in RATES]
        for rate, interval in zip(RATES, intervals, strict=True):
            print_interval(f"{rate} votes/s", interval, phones)
        print_slopes(intervals, few)
        print_interval(f"{IN_FLIGHT} at once", await load.at_once(IN_FLIGHT, seconds), phones)
        print(f"\nmemory         {process.memory_info().rss / 2**20:.0f} MB at the end")


def print_interval(title: str, interval: Interval, phones: int) -> None:
    ticks = interval.deltas / phones
    print(
        f"\n{title}: {interval.votes} votes in {interval.seconds:.1f} s "
        f"({interval.votes_per_second:.0f}/s), refused {interval.refused or 'none'}\n"
        f"  server CPU   {interval.server_cpu / interval.seconds:.1%} of its core, "
        f"{interval.server_cpu / interval.votes * 1e6:.0f} µs a vote with all its fan-out\n"
        f"  other CPU    {interval.client_cpu / interval.seconds:.1%} of a core for the phones, "
        f"{interval.others_cpu / interval.seconds:.1%} for whatever else ran\n"
        f"  messages     {interval.deltas} deltas = {phones} phones × {ticks:.1f} ticks "
        f"(votes × phones would be {interval.votes * phones})\n"
        f"  ack ms       {_times(interval.ack)}\n"
        f"  seen ms      {_times(interval.seen)}"
    )


def print_slopes(intervals: list[Interval], few: Interval) -> None:
    rates = [interval.votes_per_second for interval in intervals]
    busy = [interval.server_cpu / interval.seconds for interval in intervals]
    vote = statistics.linear_regression(rates, busy).slope
    many = intervals[RATES.index(COMPARED_RATE)]
    delta = (many.server_cpu - few.server_cpu) / (many.deltas - few.deltas)
    # With ten thousand phones the fan-out's own ups and downs are larger than all the votes.
    cost = (
        f"{vote * 1e6:.0f} µs CPU more" if vote > 0 else "nothing that can be told from the fan-out"
    )
    print(
        f"\na vote         {cost}, with its durable commit\n"
        f"a delta        {delta * 1e6:.1f} µs CPU more, for each phone and tick"
    )


def _times(times: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.1f}" for name, value in times.items())


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--phones", type=int, default=1_000)
    options.add_argument("--seconds", type=float, default=15.0)
    given = options.parse_args()
    run(measure(given.phones, given.seconds))


if __name__ == "__main__":
    main()
