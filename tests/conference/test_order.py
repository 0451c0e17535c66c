"""The fair order: the cases are shared with the phone's script, which must order the same."""

import json
from pathlib import Path
from typing import Any

import pytest

from conference.order import fair_rank, fair_share

CASES = json.loads((Path(__file__).parent / "fair_order.json").read_text(encoding="utf-8"))
MINUTE = 60_000


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_fair_order(case: dict[str, Any]):
    ranked = sorted(
        case["questions"],
        key=lambda one: fair_rank(
            one["number"],
            one["status"],
            one["support"],
            one.get("shown_at", one["at"]),
            case["now"],
        ),
    )
    assert [one["number"] for one in ranked] == case["order"]


def test_the_formula_is_the_one_that_is_published():
    assert fair_share(support=9, shown_at=0, now=15 * MINUTE) == 10 / 25
