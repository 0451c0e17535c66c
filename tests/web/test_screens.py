"""What the live screens' templates are given: order, pages, receipts, and how much is sent along."""

import pytest

from web.render import Renderer
from web.screens import FIRST_QUESTIONS_MAX, QUESTIONS_PER_PAGE, Screens

NOW = 1_794_000_000_000


@pytest.fixture
def screens():
    return Screens(Renderer(), lambda: "id")


def question(number, support=0, status="queued"):
    return {
        "number": number,
        "text": f"câu {number}",
        "support": support,
        "status": status,
        "at": 1,
    }


def snapshot(questions, mine=(), **conference):
    return {
        "at": [1, 1],
        "conference": {"code": "LS", "stage": "live", "paused": False, **conference},
        "floor": {"question": None, "since": None, "next": []},
        "questions": questions,
        "mine": {"questions": list(mine), "votes": []},
    }


def numbers(given):
    return [question["number"] for question in given["questions"]]


def test_the_most_supported_come_first_and_the_answered_sink(screens):
    view = snapshot([question(1, 2), question(2, 9, "answered"), question(3, 5), question(4, 2)])
    assert numbers(screens.phone(view, "vi", {}, NOW)) == [3, 1, 4, 2]
    assert numbers(screens.phone(view, "vi", {"sort": "recent"}, NOW)) == [4, 3, 2, 1]


@pytest.mark.parametrize(
    ("asked", "page", "shown", "more"),
    [("", 1, 20, 5), ("1", 1, 20, 5), ("2", 2, 5, 0), ("99", 2, 5, 0), ("0", 1, 20, 5), ("x", 1, 20, 5), ("9" * 99, 2, 5, 0)],
)  # fmt: skip
def test_a_page_without_script_shows_so_many_at_once(screens, asked, page, shown, more):
    view = snapshot([question(n) for n in range(1, QUESTIONS_PER_PAGE + 6)])
    given = screens.phone(view, "vi", {"page": asked}, NOW)
    assert (given["page"], len(given["questions"]), given["more"]) == (page, shown, more)


def test_only_ones_own_receipt_is_shown(screens):
    own = {**question(3, status="waiting"), "receipt_code": "ABC"}
    view = snapshot([question(1)], mine=[own])
    assert screens.phone(view, "vi", {"sent": "3"}, NOW)["sent"] == own
    assert screens.phone(view, "vi", {"sent": "1"}, NOW)["sent"] is None


def test_a_long_list_is_not_sent_along_with_the_page(screens):
    few = [question(n) for n in range(FIRST_QUESTIONS_MAX)]
    assert screens.phone(snapshot(few), "vi", {}, NOW)["first"]["snapshot"] is not None
    many = [*few, question(FIRST_QUESTIONS_MAX)]
    assert screens.phone(snapshot(many), "vi", {}, NOW)["first"]["snapshot"] is None


@pytest.mark.parametrize(
    ("conference", "open_", "said"),
    [
        ({"stage": "live"}, True, None),
        ({"stage": "announced"}, True, None),
        ({"stage": "live", "paused": True}, False, "tạm nghỉ"),
        ({"stage": "closed"}, False, "đã kết thúc"),
        ({"stage": "draft"}, False, "Trang này tự mở"),
        ({"stage": "draft", "starts_at": 1_793_941_200_000}, False, "12:00, 06/11/2026"),
    ],
)
def test_a_phone_is_told_why_it_cannot_ask(screens, conference, open_, said):
    given = screens.phone(snapshot([], **conference), "vi", {}, NOW)
    assert given["open"] is open_
    if said:
        assert said in given["closed_words"]
