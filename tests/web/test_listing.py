"""The public list stands still while a question is answered; the phone's script orders the same."""

import json
from pathlib import Path

import pytest

from conference.records import StillOrder
from web.listing import as_called, in_order

CASES = json.loads((Path(__file__).parent / "still_order.json").read_text(encoding="utf-8"))
MUCH_LATER = 999_000_000


def still_of(case):
    return StillOrder(
        case["since"], {int(number): support for number, support in case["then"].items()}
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_order_when_the_question_was_called(case):
    listed = in_order(case["questions"], case["sort"], MUCH_LATER, still_of(case))
    assert [question["number"] for question in listed] == case["order"]


def test_what_is_shown_is_of_now():
    [question] = in_order([{"number": 1, "support": 5, "status": "queued", "at": 0}], "popular", 0, StillOrder(0, {1: 2}))  # fmt: skip
    assert question["support"] == 5


def test_a_script_is_told_only_what_moved():
    [case] = [case for case in CASES if case["floor"] == 4]
    assert as_called(case["questions"], still_of(case)) == {
        "since": 3_600_000,
        "moved": [[1, 5], [2, 3], [6, None], [5, None]],
    }
