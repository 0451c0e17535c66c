"""What the table says: its rows, and the targets beside what was measured."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bench.breakdowns import deaf, kill, restarts, spike
from bench.scenarios import (
    FAN_OUT_VOTES,
    FEW_VOTES,
    MANY_VOTES,
    STEADY_VOTES,
    TOWN_HALL_QUESTIONS,
    TOWN_HALL_VOTES,
    Scale,
    Scenario,
    broadcast,
    full_hall,
    town_hall,
    work,
)
from bench.servers import LIMIT, NODE, OURS, SERVERS, STOCK

TOO_MUCH_FOR = frozenset({STOCK, LIMIT})
"""One repetition will do: the one would take minutes, and of the other little is asked here."""

SCENARIOS = (
    Scenario("work", work, SERVERS, lambda scale: scale.joining),
    Scenario("hall", full_hall, SERVERS, lambda scale: scale.many),
    Scenario("broadcast", broadcast, SERVERS, lambda scale: scale.crowd, once=TOO_MUCH_FOR),
    Scenario(
        "townhall",
        town_hall,
        SERVERS,
        lambda scale: scale.town_hall,
        TOWN_HALL_QUESTIONS,
        once=TOO_MUCH_FOR,
    ),
    Scenario("kill", kill, (OURS,), lambda scale: scale.crowd),
    Scenario("deaf", deaf, (OURS,), lambda scale: 2 * scale.many),
    Scenario("restarts", restarts, (OURS,), lambda scale: scale.storm, once=frozenset({OURS})),
    Scenario("spike", spike, (OURS,), lambda scale: scale.spike, once=frozenset({OURS})),
)


class Row(NamedTuple):
    measure: str
    title: str
    digits: int = 1


Medians = Mapping[str, Mapping[str, float]]
"""Server → measure → median."""


@dataclass(frozen=True, slots=True)
class Target:
    """`value` of the medians should be at most `limit`, or at least, for what is better when it is more."""

    title: str
    value: Callable[[Medians], float]
    limit: float
    at_least: bool = False
    unit: str = ""

    def met(self, medians: Medians) -> bool | None:
        """None when it was not measured."""
        value = self.measured(medians)
        if math.isnan(value):
            return None
        return value >= self.limit if self.at_least else value <= self.limit

    def measured(self, medians: Medians) -> float:
        try:
            return self.value(medians)
        except (KeyError, ZeroDivisionError):
            return math.nan


def rows(scale: Scale) -> list[Row]:
    many, crowd, town = f"{scale.many:,} phones", f"{scale.crowd:,} phones", f"{scale.town_hall:,}"
    steady = f"{STEADY_VOTES} votes/s"
    return [
        Row("delta_us", "CPU of a delivered delta, µs"),
        Row("delta_bytes", f"… its size at {FAN_OUT_VOTES} votes/s, bytes", 0),
        Row("vote_us", "CPU of a vote with its ack (ours: durable), µs"),
        Row("joins", "joins a second (ours: known, with snapshot)", 0),
        Row("join_p99", "… p99, ms", 0),
        Row("seen_p50", f"vote → seen, {many}, {steady}: p50, ms", 0),
        Row("seen_p95", "… p95", 0),
        Row("seen_p99", "… p99", 0),
        Row("ack_p99", "… ack p99", 0),
        Row("crowd_seen_p50", f"vote → seen, {crowd}, {steady}: p50, ms", 0),
        Row("crowd_seen_p95", "… p95", 0),
        Row("crowd_seen_p99", "… p99", 0),
        Row("crowd_unseen", "… votes not seen after 10 s", 0),
        Row("storm_p99", f"{scale.crowd:,} votes in {scale.storm_seconds} s: ack p99, ms", 0),
        Row("storm_refused", "… refused", 0),
        Row("storm_lost", "… not answered after 10 s", 0),
        Row("town_seen_p99", f"{town} phones, {TOWN_HALL_VOTES} votes/s: seen p99, ms", 0),
        Row("town_cpu", "… % of the core"),
        Row("memory", f"memory of an idle phone ({many}), KB"),
        Row("crowd_memory", f"memory of a busy phone ({crowd}), KB"),
        *(Row(f"cpu_{size}", f"% of the core: {size:,} phones, {steady}") for size in scale.sizes),
        Row("cpu_few_votes", f"% of the core: {many}, {FEW_VOTES} votes/s"),
        Row("cpu_steady_votes", f"… {STEADY_VOTES} votes/s"),
        Row("cpu_many_votes", f"… {MANY_VOTES:,} votes/s"),
        Row("messages_many_votes", f"… deltas a phone and second at {MANY_VOTES:,} votes/s"),
        Row("client_share", f"% of the client's core with {crowd}", 0),
        *breakdown_rows(scale),
    ]


def breakdown_rows(scale: Scale) -> list[Row]:
    return [
        Row("back", f"kill -9: {scale.crowd:,} phones live again after, s"),
        Row("away", "… of these the server was away, s"),
        Row("missing", "… phones that never came back", 0),
        Row("kept_acks", "… receipts given before and after", 0),
        Row("lost_acks", "… of them not in the journal", 0),
        Row("restart_p50", f"kill -9, {scale.restart:,} phones: half are back after, s"),
        Row("restart_max", "… all, each with its snapshot, s"),
        Row("restart_away", "… of these the server was away, s"),
        Row("restart_missing", "… phones that never came back", 0),
        Row("storm_back_p99", f"kill -9, {scale.storm:,} phones: snapshot p99, s"),
        Row("storm_missing", "… phones that never came back", 0),
        Row("spike_p99", f"0 → {scale.spike:,} in {scale.spike_seconds} s: join p99, s", 2),
        Row("spike_refused", "… refused, all behind one address", 0),
        Row("deaf_memory", f"memory of each of {scale.many:,} phones that read nothing, KB"),
        Row("without_seen", "… seen p99 of the others without them, ms", 0),
        Row("beside_seen", "… beside them", 0),
        Row("without_ack", "… ack p99 of the others without them, ms", 0),
        Row("beside_ack", "… beside them", 0),
        Row("deaf_left", "… of them still connected at the end", 0),
        Row(
            "traffic",
            f"received in a meeting of an hour, {scale.traffic_votes:,} votes among"
            f" {scale.traffic:,} phones, KB",
            0,
        ),
        Row("traffic_even", "… when votes are spread evenly, KB", 0),
    ]


def targets(scale: Scale) -> list[Target]:
    small, large = scale.sizes[0], scale.crowd
    return [
        Target("delta ÷ C limit", _ratio("delta_us", OURS, LIMIT), 2.0),
        Target("delta ÷ Node", _ratio("delta_us", OURS, NODE), 0.8),
        Target("vote ÷ Node's", _ratio("vote_us", OURS, NODE), 1.0),
        Target("vote ÷ stock's", _ratio("vote_us", OURS, STOCK), 0.4),
        Target("joins ÷ Node's", _ratio("joins", OURS, NODE), 1.0, at_least=True),
        Target("joins ÷ stock's", _ratio("joins", OURS, STOCK), 2.5, at_least=True),
        Target(f"seen p99, {large:,} phones", _ours("crowd_seen_p99"), 500, unit="ms"),
        Target(
            f"{large:,} votes in {scale.storm_seconds} s: ack p99",
            _ours("storm_p99"),
            1_000,
            unit="ms",
        ),
        Target("… refused or lost", _sum("storm_refused", "storm_lost"), 0),
        Target(f"kill -9: {large:,} phones live again", _ours("back"), 15, unit="s"),
        Target("… receipts or phones lost", _sum("lost_acks", "missing"), 0),
        Target("town hall: seen p99", _ours("town_seen_p99"), 300, unit="ms"),
        Target("… % of the core", _ours("town_cpu"), 30),
        Target("memory of a phone", _ours("crowd_memory"), 40, unit="KB"),
        Target("received in a meeting of an hour", _ours("traffic"), 300, unit="KB"),
        Target("memory of a phone that reads nothing", _ours("deaf_memory"), 64, unit="KB"),
        Target("others' seen p99 ÷ without them", _of_ours("beside_seen", "without_seen"), 1.2),
        Target("others' ack p99 ÷ without them", _of_ours("beside_ack", "without_ack"), 1.2),
        Target(
            f"CPU of a phone, {large:,} ÷ {small:,} (linear)",
            lambda medians: (
                medians[OURS][f"cpu_{large}"] / medians[OURS][f"cpu_{small}"] * small / large
            ),
            1.2,
        ),
        Target(
            f"messages, {MANY_VOTES:,} ÷ {STEADY_VOTES} votes/s (flat)",
            _of_ours("messages_many_votes", "messages_steady_votes"),
            1.05,
        ),
        Target(f"R14 all {scale.restart:,} back", _ours("restart_max"), 6, unit="s"),
        Target(f"R15 snapshot p99, {scale.storm:,} back", _ours("storm_back_p99"), 10, unit="s"),
        Target("R16 refused", _ours("spike_refused"), 0),
        Target("R16 join p99", _ours("spike_p99"), 3, unit="s"),
        Target(f"R17 ack p99, {scale.many:,} phones", _ours("ack_p99"), 150, unit="ms"),
        Target(f"R17 seen p99, {scale.many:,} phones", _ours("seen_p99"), 500, unit="ms"),
        Target("R18 memory of an idle phone", _ours("memory"), 60, unit="KB"),
    ]


def _ours(measure: str) -> Callable[[Medians], float]:
    return lambda medians: medians[OURS][measure]


def _sum(*measures: str) -> Callable[[Medians], float]:
    return lambda medians: sum(medians[OURS][measure] for measure in measures)


def _ratio(measure: str, server: str, other: str) -> Callable[[Medians], float]:
    return lambda medians: medians[server][measure] / medians[other][measure]


def _of_ours(measure: str, other: str) -> Callable[[Medians], float]:
    return lambda medians: medians[OURS][measure] / medians[OURS][other]
