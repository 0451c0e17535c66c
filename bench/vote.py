"""What one vote costs, stage by stage, beside the whole as a server spends it.

    python -m bench.vote [--votes N]

Each stage runs alone, in a loop, with nothing between it and the next. What the whole costs more is timers,
tasks, the ticks, and caches that are cold because there is so much else.
"""

import argparse
import statistics

from bench.crowd import crowd_for
from bench.machine import described
from bench.pinned import BUILT, run
from bench.scenarios import FAST_VOTES, FULL, QUESTIONS, Scale, costs
from bench.servers import our_hall
from bench.stages import ROUNDS, USUAL_BATCH, journal_stages, pure_stages, socket_stages
from bench.table import plain

REPETITIONS_OF_WHOLE = 3


async def measure(votes: int) -> None:
    if not (BUILT / "swarm").exists():
        raise SystemExit("bench.vote: scripts/bench --quick builds the crowd that this needs")
    print(f"a vote, stage by stage: {votes:,} votes, median of {ROUNDS}\n{described()}\n")
    *coming, going = await socket_stages()
    stages = [*coming, *pure_stages(votes), *await journal_stages(), going]
    whole = statistics.median([await end_to_end(FULL) for _ in range(REPETITIONS_OF_WHOLE)])
    total = sum(stage.microseconds for stage in stages if stage.counted)
    print(
        plain(
            [
                ["stage", "µs"],
                *([stage.title, f"{stage.microseconds:.2f}"] for stage in stages),
                [f"sum, with {USUAL_BATCH} at once", f"{total:.1f}"],
                [f"the whole, in a server at {FAST_VOTES:,} votes/s", f"{whole:.1f}"],
                ["… more than its stages", f"{whole - total:.1f}"],
            ]
        )
    )


async def end_to_end(scale: Scale) -> float:
    """As in the table of `scripts/bench`."""
    async with our_hall(scale.many, QUESTIONS) as hall:
        with crowd_for(hall) as crowd:
            return costs(crowd, scale)["vote_us"]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--votes", type=int, default=20_000)
    run(measure(options.parse_args().votes))


if __name__ == "__main__":
    main()
