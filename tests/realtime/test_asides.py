"""Claims and similar questions, over sockets."""

import json
from typing import Any

import pytest

from conference.vocabulary import Actor, Role
from realtime.watch import SEARCHES_OF_PHONE_BURST
from tests.realtime.conftest import Served
from tests.realtime.raw_client import RawClient
from tests.story import AN, BINH

BRIDGE = "Bao giờ xã sửa cầu Bến Đò bị hỏng?"
LIKE_IT = "Cầu Bến Đò hỏng lâu rồi, bao giờ xã sửa?"


@pytest.fixture
async def asked(served: Served) -> Served:
    """Question 1 is public, question 2 waits; both ask for the same."""
    await served.house.live()
    await served.house.does(AN, "ask_question", text=BRIDGE)
    await served.house.does(Actor(Role.MODERATOR, "lan"), "approve_question", question=1)
    await served.house.does(BINH, "ask_question", text=LIKE_IT)
    return served


async def desk(served: Served, name: str, role: str = "moderator") -> RawClient:
    client = await RawClient.open(served.port, cookie=f"staff={name}:{role}")
    await client.join("/desk", **{"as": role, "token": None})
    return client


async def claims(client: RawClient) -> Any:
    """The next that is told of claims."""
    while not (text := await client.receive()).startswith('42/desk,["claims"'):
        assert text, "the connection ended"
    return json.loads(text.partition(",")[2])[1]


async def test_an_asker_is_offered_what_others_asked_in_public(asked: Served) -> None:
    phone = await RawClient.seated(asked.port, token="token-chi")
    answer = await phone.call("similar", {"text": LIKE_IT})
    ((number, likeness),) = answer["questions"]
    assert (answer["ok"], number, 0.5 <= likeness <= 1) == (True, 1, True)
    assert (await phone.call("similar", {"text": "Chợ có dời không?"}))["questions"] == []
    assert (await phone.call("similar", {"text": "\x00"}))["questions"] == []
    phone.close()


async def test_nobody_is_offered_their_own(asked: Served) -> None:
    phone = await RawClient.seated(asked.port, token="token-dung")
    for id, text in (("1", BRIDGE), ("2", LIKE_IT)):
        command = {"do": "ask_question", "id": id, "text": text}
        assert (await phone.call("command", command))["ok"]
    await asked.house.does(Actor(Role.MODERATOR, "lan"), "approve_question", question=3)
    answer = await phone.call("similar", {"text": LIKE_IT})
    assert [number for number, _ in answer["questions"]] == [1]
    phone.close()


async def test_a_moderator_is_shown_what_waits_as_well(asked: Served) -> None:
    lan = await desk(asked, "lan")
    answer = await lan.call("similar", {"question": 1}, namespace="/desk")
    assert [number for number, _ in answer["questions"]] == [2]
    lan.close()


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"question": 99}, {"refusal": "not_found"}),
        ({"question": "1"}, {"refusal": "malformed", "detail": "question"}),
        ({"question": True}, {"refusal": "malformed", "detail": "question"}),
        ({}, {"refusal": "malformed", "detail": "question"}),
    ],
)
async def test_a_question_that_is_none(
    asked: Served, fields: dict[str, Any], refusal: dict[str, Any]
) -> None:
    lan = await desk(asked, "lan")
    assert await lan.call("similar", fields, namespace="/desk") == {"ok": False, **refusal}
    lan.close()


async def test_searching_has_its_pace(asked: Served) -> None:
    phone = await RawClient.seated(asked.port, token="token-chi")
    answers = [await phone.call("similar", {"text": "cầu"}) for _ in range(40)]
    assert answers[:SEARCHES_OF_PHONE_BURST] == [{"ok": True, "questions": []}] * 10
    assert {"ok": False, "refusal": "too_fast"} in answers
    assert await phone.call("similar", {"words": 1}) == {
        "ok": False,
        "refusal": "malformed",
        "detail": "text",
    }
    phone.close()


async def test_the_chair_and_displays_neither_search_nor_claim(asked: Served) -> None:
    chair = await desk(asked, "hai", "chair")
    display = await RawClient.open(asked.port)
    await display.join(**{"as": "display", "token": None})
    refused = {"ok": False, "refusal": "not_allowed"}
    for event in ("similar", "claim"):
        assert await chair.call(event, {"question": 1}, namespace="/desk") == refused
        assert await display.call(event, {"question": 1}) == refused
    chair.close()
    display.close()


async def test_moderators_see_who_handles_what_until_they_let_go_or_leave(asked: Served) -> None:
    lan, minh = await desk(asked, "lan"), await desk(asked, "minh")
    assert await lan.call("claim", {"question": 2}, namespace="/desk") == {"ok": True}
    assert await claims(minh) == [[2, "Lan"]]
    await minh.call("claim", {"question": 2}, namespace="/desk")
    late = await desk(asked, "thu")
    assert await claims(late) == [[2, "Lan"], [2, "Minh"]]
    await minh.call("claim", {"question": None}, namespace="/desk")
    assert await claims(late) == [[2, "Lan"]]
    lan.close()
    assert await claims(late) == []
    for client in (minh, late):
        client.close()


@pytest.mark.parametrize(
    ("question", "refusal"),
    [
        (99, {"refusal": "not_found"}),
        ("2", {"refusal": "malformed", "detail": "question"}),
        (True, {"refusal": "malformed", "detail": "question"}),
    ],
)
async def test_only_a_question_can_be_claimed(
    asked: Served, question: Any, refusal: dict[str, Any]
) -> None:
    lan = await desk(asked, "lan")
    answer = await lan.call("claim", {"question": question}, namespace="/desk")
    assert answer == {"ok": False, **refusal}
    lan.close()
