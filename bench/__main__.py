"""Ours, stock python-socketio, Node's Socket.IO and a bare C server, under one crowd and in one table.

    scripts/bench [--only NAME …] [--quick] [--repetitions N] [--markdown] [--soak HOURS]

A server has one core to itself, the crowd the other. Figures are medians of interleaved repetitions.
"""

import argparse

from bench.machine import described
from bench.pinned import run
from bench.rounds import Rounds
from bench.rows import SCENARIOS, rows, targets
from bench.scenarios import FULL, QUICK
from bench.soak import soak
from bench.table import markdown, medians_of, plain, results, verdicts

TRAFFIC = "traffic"
NAMES = [*(scenario.name for scenario in SCENARIOS), TRAFFIC]
REPETITIONS = 3


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES)
    parser.add_argument("--repetitions", type=int)
    parser.add_argument("--quick", action="store_true", help="few phones, once: to try it out")
    parser.add_argument("--markdown", action="store_true", help="for docs/PERFORMANCE.md")
    parser.add_argument("--soak", type=float, metavar="HOURS", help="only a hall with churn (R19)")
    return parser.parse_args()


async def measure(given: argparse.Namespace) -> None:
    scale = QUICK if given.quick else FULL
    machine = described()
    rounds = Rounds(scale, given.repetitions or (1 if given.quick else REPETITIONS))
    await rounds.run(given.only)
    if TRAFFIC in given.only:
        rounds.measure_traffic()
    shown = markdown if given.markdown else plain
    print(f"{machine}\n")
    if given.quick:
        print("Quick: it shows that everything works; the figures say nothing.\n")
    print(shown(results(rounds.measured, rows(scale))), "\n")
    medians = medians_of(rounds.measured)
    whole = given.only == NAMES
    asked = [each for each in targets(scale) if whole or each.met(medians) is not None]
    print(shown(verdicts(medians, asked)))
    for failure in rounds.failed:
        print(f"\nNot measured: {failure}")


def main() -> None:
    given = options()
    if given.soak:
        run(soak(given.soak))
    else:
        run(measure(given))


if __name__ == "__main__":
    main()
