"""Who is measured when: scenario by scenario, the servers of each by turns, so that a slow minute hits all."""

import re
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from subprocess import run

from bench.rows import SCENARIOS
from bench.scenarios import Measures, Scale, Scenario
from bench.servers import OURS, SERVERS, Hall, our_hall, peer_hall, snapshot_of

TRAFFIC = re.compile(r"^ *all +([\d.]+) KB received", re.MULTILINE)
TRAFFIC_MEASURES = ("traffic", "traffic_even")
"""Of a typical meeting, and of one whose votes are spread as evenly as can be."""


class Rounds:
    """Collects what every repetition measured, and why some could not."""

    def __init__(self, scale: Scale, repetitions: int) -> None:
        self.measured: dict[str, list[Measures]] = {server: [] for server in SERVERS}
        self.failed: list[str] = []
        self._scale = scale
        self._repetitions = repetitions

    async def run(self, names: Sequence[str]) -> None:
        for scenario in SCENARIOS:
            if scenario.name in names:
                for repetition in range(self._repetitions):
                    await self._one_round(scenario, repetition)

    async def _one_round(self, scenario: Scenario, repetition: int) -> None:
        if repetition and scenario.once >= set(scenario.servers):
            return
        began = time.monotonic()
        phones = scenario.phones(self._scale)
        with self._going_on_after(scenario, OURS):
            # Ours always runs: what its phones are told is what the peers tell theirs.
            async with our_hall(phones, scenario.questions) as hall:
                snapshot = snapshot_of(hall)
                self._measure(scenario, hall)
        for peer in scenario.servers:
            if peer == OURS or (repetition and peer in scenario.once):
                continue
            with (
                self._going_on_after(scenario, peer),
                peer_hall(peer, snapshot, hall.tokens, scenario.questions) as other,
            ):
                self._measure(scenario, other)
        print(
            f"{scenario.name} {repetition + 1} took {time.monotonic() - began:.0f} s",
            file=sys.stderr,
            flush=True,
        )

    def _measure(self, scenario: Scenario, hall: Hall) -> None:
        self.measured[hall.name].append(scenario.run(hall, self._scale))

    @contextmanager
    def _going_on_after(self, scenario: Scenario, server: str) -> Iterator[None]:
        """One that breaks down must not take with it what the others measured in half an hour."""
        try:
            yield
        except Exception as failure:  # noqa: BLE001  it is told at the end
            self.failed.append(f"{scenario.name}, {server}: {failure!r}")

    def measure_traffic(self) -> None:
        """Bytes are counted under virtual time, which needs an event loop, and so a program, of its own."""
        scale = self._scale
        size = [f"--phones={scale.traffic}", f"--votes={scale.traffic_votes}"]
        command = [sys.executable, "-m", "bench.traffic", *size]
        told = run(command, capture_output=True, text=True, check=False)
        received = [float(size) for size in TRAFFIC.findall(told.stdout)]
        if len(received) == len(TRAFFIC_MEASURES):
            measures = dict(zip(TRAFFIC_MEASURES, received, strict=True))
            self.measured[OURS].append(measures)
        else:
            self.failed.append(f"traffic: {told.stderr.strip()[-200:] or told.stdout}")
