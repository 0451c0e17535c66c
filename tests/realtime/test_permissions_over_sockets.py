"""Every command × every role × own and other conference, through a real socket: the table and nothing else."""

import dataclasses
from typing import Any

import pytest

from conference import commands as c
from conference.commands import Command
from conference.naming import wire_name
from conference.permissions import TABLE
from conference.vocabulary import Actor, Role
from realtime.wire import DESK, HALL, ROLES
from tests.histories import STEPS
from tests.realtime.conftest import Served
from tests.realtime.raw_client import RawClient

CAPACITIES = [(namespace, capacity) for namespace, roles in ROLES.items() for capacity in roles]


def _fields(kind: type[Command]) -> dict[str, Any]:
    if kind is c.CreateConference:
        return {"code": "NEW", "commune": "dong-hoa", "title": "Đối thoại"}
    _, fields = STEPS[kind]
    minted = {each.name for each in dataclasses.fields(kind) if each.metadata.get("minted")}
    return {
        name: value
        for name, value in fields(1, 1).items()
        if value is not None and name not in minted
    }


async def _open(served: Served, namespace: str, capacity: str, code: str) -> tuple[RawClient, Any]:
    client = await RawClient.open(served.port, cookie=f"device=an; staff=lan:{capacity}@CAU")
    auth = {"as": capacity, "token": None, "conference": code}
    return client, await client.join(namespace, **auth)


@pytest.mark.parametrize(("namespace", "capacity"), CAPACITIES)
async def test_each_role_may_ask_for_exactly_what_the_table_says(
    served: Served, namespace: str, capacity: str
) -> None:
    await served.house.live()
    client, _ = await _open(served, namespace, capacity, "CAU")
    allowed: set[type[Command]] = set()
    for kind in TABLE:
        fields = {"do": wire_name(kind), "id": kind.__name__, **_fields(kind)}
        answer = await client.call("command", fields, namespace=namespace)
        if answer.get("refusal") != "not_allowed":
            allowed.add(kind)
    role = ROLES[namespace][capacity]
    assert allowed == {kind for kind, who in TABLE.items() if role in who.roles}
    client.close()


@pytest.mark.parametrize(("namespace", "capacity"), CAPACITIES)
async def test_staff_have_no_seat_in_a_conference_that_is_not_theirs(
    served: Served, namespace: str, capacity: str
) -> None:
    await served.house.live("CAU")
    await served.house.live("OTHER")
    client, answer = await _open(served, namespace, capacity, "OTHER")
    assert (answer == {"message": "not_allowed"}) == (namespace == DESK)
    client.close()


@pytest.mark.parametrize(("namespace", "capacity"), CAPACITIES)
@pytest.mark.parametrize("event", ["connect", "disconnect", "message", "snapshot", "emit", "*"])
async def test_there_are_no_other_events(
    served: Served, namespace: str, capacity: str, event: str
) -> None:
    await served.house.live()
    client, _ = await _open(served, namespace, capacity, "CAU")
    assert await client.call(event, {}, namespace=namespace) == {
        "ok": False,
        "refusal": "malformed",
        "detail": "event",
    }
    client.close()


async def test_who_looks_behind_the_seal_is_written_down_and_nobody_else(served: Served) -> None:
    await served.house.live()
    for namespace, capacity in CAPACITIES:
        client, _ = await _open(served, namespace, capacity, "CAU")
        client.close()
    keeper = Actor(Role.SEALED_BOX, "lan")
    assert served.doorkeeper.looked == [(keeper, "dong-hoa", "CAU")]


async def test_a_look_that_cannot_be_written_down_shows_nothing(served: Served) -> None:
    await served.house.live()
    served.doorkeeper.full = True
    client, answer = await _open(served, DESK, "sealed_box", "CAU")
    assert answer == {"message": "not_saved"}
    client.close()
    other, answer = await _open(served, DESK, "moderator", "CAU")
    assert "message" not in answer
    other.close()


def test_nobody_on_the_network_is_the_operator() -> None:
    roles = {role for capacities in ROLES.values() for role in capacities.values()}
    assert Role.OPERATOR not in roles
    assert set(ROLES) == {HALL, DESK}
