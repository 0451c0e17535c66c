"""What our reader takes from a client, and what it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtime.packets import Kind, Packet, read_packet


@pytest.mark.parametrize(
    ("text", "packet"),
    [
        ("0/hall,", Packet(Kind.CONNECT, "/hall")),
        ("0/hall", Packet(Kind.CONNECT, "/hall")),
        ("0", Packet(Kind.CONNECT, "/")),
        ('0/hall,{"as":"display"}', Packet(Kind.CONNECT, "/hall", None, {"as": "display"})),
        ("0/hall?x=1,", Packet(Kind.CONNECT, "/hall")),
        ("1/desk,", Packet(Kind.DISCONNECT, "/desk")),
        ('2/hall,["sync",{}]', Packet(Kind.EVENT, "/hall", None, ["sync", {}])),
        ('2/hall,17["sync",{}]', Packet(Kind.EVENT, "/hall", 17, ["sync", {}])),
        ('2["sync"]', Packet(Kind.EVENT, "/", None, ["sync"])),
        ("3/hall,4[]", Packet(Kind.ACK, "/hall", 4, [])),
    ],
)
def test_what_clients_send(text: str, packet: Packet) -> None:
    assert read_packet(text) == packet


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7",
        "abc",
        "4/hall,{}",
        '51-/hall,["command",{"_placeholder":true,"num":0}]',
        "599999999-[]",
        "6/hall,1[]",
        "2/hall,",
        "2/hall,[]",
        "2/hall,[{}]",
        "2/hall,{}",
        '2/hall,[""]',
        '2/hall,["' + "x" * 33 + '"]',
        "2/hall," + "1" * 200 + '["sync"]',
        "2/hall,1234567890[]",
        '2/hall,["sync",' + "[" * 100_000,
        '2/hall,["sync",' + "9" * 5_000 + "]",
        '2/hall,["sync","\\ud800"]',
        '2/hall,["sync","\ud800"]',
        '2/hall,["sync",NaN]',
        '2/hall,["sync"] ["sync"]',
        "2/" + "x" * 100 + ',["sync"]',
        '2/ha\x00ll,["sync"]',
        "0/hall,[]",
        '0/hall,"x"',
        "1/hall,{}",
        "3/hall,4{}",
        "2/hall,²" + '["sync"]',
    ],
)
def test_what_is_malformed(text: str) -> None:
    assert read_packet(text) is None


@given(st.text() | st.from_regex(r"\A[0-6](/[a-z]*,)?[0-9]*[\[{\"0-9].*\Z"))
def test_nothing_that_is_sent_raises(text: str) -> None:
    packet = read_packet(text)
    assert packet is None or packet.kind in Kind
