"""The shapes of messages, and that docs/PROTOCOL.md says the same."""

import json
import re
from pathlib import Path

import pytest

from conference.records import Receipt
from conference.refusals import Code, Refusal
from realtime import wire
from realtime.wire import (
    DESK,
    HALL,
    ROLES,
    Bye,
    Message,
    Rejoin,
    Resync,
    Unreadable,
    accepted,
    ack_packet,
    bye_body,
    connect_error_packet,
    decode,
    deltas_answer,
    event_packet,
    refused,
    snapshot_answer,
    with_mine,
)

PROTOCOL = (Path(__file__).parents[2] / "docs" / "PROTOCOL.md").read_text("utf-8")


def test_answers() -> None:
    assert json.loads(accepted(Receipt(7))) == {"ok": True, "position": 7}
    assert json.loads(accepted(Receipt(7, 3, "ABC"))) == {
        "ok": True,
        "position": 7,
        "question": 3,
        "receipt_code": "ABC",
    }
    assert json.loads(refused(Refusal(Code.PAUSED))) == {"ok": False, "refusal": "paused"}
    assert json.loads(refused(Refusal(Code.TOO_LONG, 1_000))) == {
        "ok": False,
        "refusal": "too_long",
        "detail": 1_000,
    }
    assert json.loads(deltas_answer([b'{"from":1}', b'{"from":2}'])) == {
        "deltas": [{"from": 1}, {"from": 2}]
    }
    assert json.loads(snapshot_answer(with_mine(b'{"at":[1,2]}', b'{"votes":[]}'))) == {
        "snapshot": {"at": [1, 2], "mine": {"votes": []}}
    }


def test_packets() -> None:
    assert event_packet(HALL, Message.DELTA, b"{}") == b'2/hall,["delta",{}]'
    assert ack_packet(DESK, 17, b'{"ok":true}') == b'3/desk,17[{"ok":true}]'
    assert connect_error_packet("/x", "no") == b'4/x,{"message":"no"}'
    assert json.loads(bye_body(Bye.SLOW)) == {"code": "slow", "rejoin": "soon"}


@pytest.mark.parametrize("text", ["", "[", "nan", '"\ud800"', "[" * 50_000])
def test_what_cannot_be_read_says_nothing_of_itself(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(text)
    assert re.fullmatch("[A-Za-z]+", str(caught.value))
    assert caught.value.__cause__ is None


def test_the_protocol_page_knows_every_bye_and_when_to_come_back() -> None:
    rows = re.findall(r"^\| `(\w+)` \| .* \| `(\w+)` \|$", PROTOCOL, re.MULTILINE)
    assert rows == [(bye.code, bye.rejoin.value) for bye in Bye]
    for rejoin in Rejoin:
        assert f"`{rejoin}`:" in PROTOCOL


def test_the_protocol_page_knows_every_message_and_reason() -> None:
    for message in Message:
        assert f"**`{message}`**" in PROTOCOL
    for reason in Resync:
        assert f"`{reason}` (" in PROTOCOL
    assert f"# Protocol, version {wire.PROTOCOL_VERSION}" in PROTOCOL


def test_the_protocol_page_knows_who_sits_where() -> None:
    for namespace, roles in ROLES.items():
        words = ", ".join(f"`{capacity}`" for capacity in roles)
        assert re.search(rf"^\| `{namespace}` \| .* \| {words} \|$", PROTOCOL, re.MULTILINE)


def test_the_protocol_page_knows_the_limits() -> None:
    for words in (
        f"at most {wire.FRAME_MAX_BYTES // 1024} KB",
        "closes the WebSocket with 1009",
        f"CONNECT within {wire.CONNECT_WITHIN_SECONDS:.0f} seconds",
        f"{wire.SOCKETS_PER_DEVICE_MAX} sockets a phone",
        f"{wire.SOCKETS_PER_PERSON_MAX} a staff member",
        f"{wire.EVENTS_PER_SECOND:.0f} events a second a socket (burst {wire.EVENTS_BURST})",
        f"{wire.VOTES_PER_SECOND:.0f} votes a second a phone (burst {wire.VOTES_BURST},",
        f"{wire.PENDING_PER_SOCKET_MAX}\ncommands of one socket",
        f"{wire.TICK_SECONDS * 1000:.0f} ms by default",
        f"at most every {wire.PRESENT_EVERY_SECONDS:.0f} seconds",
        f"{wire.COUNTS_BURST_BYTES // 1024} KB on them at once",
        f"{wire.COUNTS_BYTES_PER_SECOND:.0f} bytes a second from then on",
        f"at most {wire.COUNTS_WAIT_MAX_SECONDS:.0f} seconds",
        f"more than {wire.STORM_VOTES_PER_SECOND:.0f} votes a second",
        f"did not read for {wire.LAG_MAX_SECONDS:.0f} seconds",
    ):
        assert words in PROTOCOL
