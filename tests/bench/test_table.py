"""What the bench prints, from figures that are given."""

from collections import Counter

import pytest

from bench.rows import Row, Target, rows, targets
from bench.scenarios import FULL, QUICK, NotMeasuredError, Scale
from bench.servers import NODE, OURS, STOCK
from bench.soak import slope_after_settling
from bench.table import markdown, medians_of, plain, results, verdicts

MEASURED = {
    OURS: [{"vote_us": 30.0}, {"vote_us": 10.0}, {"vote_us": 20.0, "joins": 4_000.0}],
    STOCK: [],
    NODE: [{"vote_us": 40.0, "joins": float("nan")}],
}
ROWS = [Row("vote_us", "a vote"), Row("joins", "joins", 0), Row("never", "never measured")]


def test_a_cell_is_the_median_and_its_spread() -> None:
    assert results(MEASURED, ROWS) == [
        ["", "ours", "stock", "Node", "C limit"],
        ["a vote", "20.0 (10.0–30.0)", "–", "40.0", "–"],
        ["joins", "4,000", "–", "–", "–"],
    ]


def test_a_target_is_met_or_not_or_was_not_measured() -> None:
    def ratio(medians):
        return medians[OURS]["vote_us"] / medians[NODE]["vote_us"]

    asked = [
        Target("at most", ratio, 0.5),
        Target("at least", ratio, 0.6, at_least=True, unit="ms"),
        Target("nobody measured it", lambda medians: medians[STOCK]["vote_us"], 1),
    ]
    assert verdicts(medians_of(MEASURED), asked)[1:] == [
        ["at most", "≤ 0.5", "0.5", "yes"],
        ["at least", "≥ 0.6 ms", "0.5 ms", "no"],
        ["nobody measured it", "≤ 1", "–", "not measured"],
    ]


def test_lines_are_a_table_for_people_and_for_pages() -> None:
    lines = [["", "ours"], ["a vote", "1"]]
    assert plain(lines) == "        ours\na vote     1"
    assert markdown(lines) == "|  | ours |\n| --- | ---: |\n| a vote | 1 |"


@pytest.mark.parametrize("scale", [FULL, QUICK])
def test_no_row_and_no_target_stands_there_twice(scale: Scale) -> None:
    names = Counter(row.measure for row in rows(scale))
    titles = Counter(target.title for target in targets(scale))
    assert [each for each, times in (names + titles).items() if times > 1] == []


def test_a_soak_is_judged_by_what_came_after_half_an_hour() -> None:
    assert slope_after_settling([(0.0, 0.0), (0.5, 100.0), (1.0, 101.0), (1.5, 102.0)]) == 2.0
    with pytest.raises(NotMeasuredError):
        slope_after_settling([(0.0, 100.0)])
