from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_type_hints

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.casebook.naming import CASE_EVENTS
from archive.codec import CODEC, Codec, UnreadableEntry
from conference.events import Event, VoteCast
from conference.naming import EVENTS
from conference.vocabulary import Actor, Role

VOTE = VoteCast(at=5, by=Actor(Role.ATTENDEE, "an"), cause="id-1", question=7)
BODY = b'{"at":5,"by":["attendee","an"],"cause":"id-1","question":7,"type":"vote_cast","v":1}'

WHOLE = st.integers(-(2**53), 2**53)
STRATEGIES: dict[Any, st.SearchStrategy[Any]] = {int: WHOLE, int | None: st.none() | WHOLE}


def values(hint: Any) -> st.SearchStrategy[Any]:
    return STRATEGIES[hint] if hint in STRATEGIES else st.from_type(hint)


def events() -> st.SearchStrategy[Event]:
    kinds = [*EVENTS.values(), *CASE_EVENTS.values()]
    return st.one_of(
        st.builds(kind, **{name: values(hint) for name, hint in get_type_hints(kind).items()})
        for kind in kinds
    )


def changed(**fields: Any) -> bytes:
    return msgspec.json.encode({**msgspec.json.decode(BODY), **fields})


def test_writes_canonical_bytes():
    assert CODEC.encode(VOTE) == BODY


@given(events())
def test_whatever_is_written_is_read_again(event: Event):
    assert CODEC.decode(CODEC.encode(event)) == event


@pytest.mark.slow
@given(st.lists(events()))
def test_a_page_is_read_like_its_entries(page: list[Event]):
    assert CODEC.decode_all(CODEC.encode(event) for event in page) == page


def test_the_same_person_is_one_object_in_all_their_events():
    first, second = CODEC.decode_all([BODY, BODY])
    assert first.by is second.by


@pytest.mark.parametrize(
    "body",
    [
        changed(type="vote_bought"),
        changed(v=2),
        changed(v=0),
        changed(weight=2),
        changed(question="7"),
        changed(question=None),
        changed(by=["mayor", "an"]),
        changed(by=["attendee"]),
        b'{"at":5,"by":["attendee","an"],"cause":"id-1","type":"vote_cast","v":1}',
        b"[]",
        b"",
        b'{"at":',
        b'"\xff"',
    ],
)
def test_what_it_does_not_know_fails_loudly(body: bytes):
    with pytest.raises(UnreadableEntry):
        CODEC.decode(body)
    with pytest.raises(UnreadableEntry):
        CODEC.decode_all([BODY, body])


def _unknown_within(value: Any) -> Iterator[Any]:
    """The same with one unknown field, in every place in turn where there are fields."""
    if isinstance(value, dict):
        yield {**value, "new": 1}
    within = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in within:
        if isinstance(inner, dict | list):
            for changed_within in _unknown_within(inner):
                copy = value.copy()
                copy[key] = changed_within
                yield copy


@given(events())
def test_an_unknown_field_of_a_value_inside_fails_loudly_too(event: Event):
    for told in _unknown_within(msgspec.json.decode(CODEC.encode(event))):
        with pytest.raises(UnreadableEntry):
            CODEC.decode(msgspec.json.encode(told))


@dataclass(frozen=True, slots=True, kw_only=True)
class LampLit(Event):
    """Version 1 said `on`, version 2 `bright`, version 3 adds the room."""

    bright: bool
    room: str


def lamps() -> Codec:
    return Codec(
        {"lamp_lit": LampLit},
        versions={"lamp_lit": 3},
        upcasters={
            ("lamp_lit", 1): lambda was: {**without(was, "on"), "bright": was["on"]},
            ("lamp_lit", 2): lambda was: {**was, "room": "hall"},
        },
    )


def without(fields: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if key != name}


def test_old_versions_are_brought_up_step_by_step():
    old = {"at": 5, "by": ["attendee", "an"], "cause": "id-1", "type": "lamp_lit"}
    bodies = [
        msgspec.json.encode({**old, "v": 1, "on": True}),
        msgspec.json.encode({**old, "v": 2, "bright": True}),
        msgspec.json.encode({**old, "v": 3, "bright": True, "room": "hall"}),
    ]
    lit = LampLit(at=5, by=Actor(Role.ATTENDEE, "an"), cause="id-1", bright=True, room="hall")
    assert lamps().decode_all(bodies) == [lit, lit, lit]


def test_an_old_version_with_a_field_it_never_had_fails_loudly():
    body = changed(type="lamp_lit", v=1, on=True)
    with pytest.raises(UnreadableEntry):
        lamps().decode(body)
