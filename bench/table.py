"""From measures to text: medians with their spread, one column a server, and the targets beside them."""

import math
import statistics
from collections.abc import Mapping, Sequence

from bench.rows import Medians, Row, Target
from bench.scenarios import Measures
from bench.servers import LIMIT, NODE, OURS, SERVERS, STOCK

NOTHING = "–"
HEADINGS = {OURS: "ours", STOCK: "stock", NODE: "Node", LIMIT: "C limit"}
WORDS = {True: "yes", False: "no", None: "not measured"}

Measured = Mapping[str, Sequence[Measures]]
"""Server → what each repetition measured."""


def medians_of(measured: Measured) -> Medians:
    return {
        server: {name: statistics.median(values) for name, values in _values(each).items()}
        for server, each in measured.items()
    }


def results(measured: Measured, rows: Sequence[Row]) -> list[list[str]]:
    """The rows that anything was measured for, under their heading."""
    values = {server: _values(each) for server, each in measured.items()}
    lines = [["", *(HEADINGS[server] for server in SERVERS)]]
    for row in rows:
        cells = [
            _cell(values.get(server, {}).get(row.measure, []), row.digits) for server in SERVERS
        ]
        if any(cell != NOTHING for cell in cells):
            lines.append([row.title, *cells])
    return lines


def verdicts(medians: Medians, targets: Sequence[Target]) -> list[list[str]]:
    lines = [["target", "limit", "measured", "met"]]
    for target in targets:
        sign = "≥" if target.at_least else "≤"
        value = target.measured(medians)
        shown = NOTHING if math.isnan(value) else f"{value:.4g} {target.unit}".rstrip()
        limit = f"{sign} {target.limit:g} {target.unit}".rstrip()
        lines.append([target.title, limit, shown, WORDS[target.met(medians)]])
    return lines


def plain(lines: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if index == 0 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def markdown(lines: Sequence[Sequence[str]]) -> str:
    head, *rest = lines
    return "\n".join(
        [
            _markdown_line(head),
            _markdown_line(["---", *["---:"] * (len(head) - 1)]),
            *map(_markdown_line, rest),
        ]
    )


def _markdown_line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _values(repetitions: Sequence[Measures]) -> dict[str, list[float]]:
    values: dict[str, list[float]] = {}
    for measures in repetitions:
        for name, value in measures.items():
            if not math.isnan(value):
                values.setdefault(name, []).append(value)
    return values


def _cell(values: Sequence[float], digits: int) -> str:
    if not values:
        return NOTHING
    middle = f"{statistics.median(values):,.{digits}f}"
    least, most = (f"{value:,.{digits}f}" for value in (min(values), max(values)))
    return middle if least == most else f"{middle} ({least}–{most})"
