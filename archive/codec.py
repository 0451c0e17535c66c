"""Event ↔ bytes. What is written here is read for decades, so it may only ever grow.

The bytes are canonical JSON: sorted keys, no blanks, `type` and `v` beside the event's own fields, the
actor as [role, id]. The same event always gives the same bytes, which is what the digest chain rests on.

A field never changes its meaning. A new shape is a new version: raise it in `VERSIONS`, keep the old golden
file, and add an upcaster from the old version to the next. Reading is strict: an unknown type, version or
field, also of a value inside of an event, is an error and never a guess.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import lru_cache, reduce
from operator import attrgetter, or_
from typing import Any, Literal, cast, get_type_hints

import msgspec

from archive.almanac_events import ALMANAC_EVENTS
from archive.casebook.naming import CASE_EVENTS
from archive.nested_values import reading
from archive.office_events import OFFICE_EVENTS
from conference.events import Event
from conference.naming import EVENTS
from conference.vocabulary import Actor, Role

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]
"""The fields of one version, as plain JSON values → those of the next."""

VERSIONS: Mapping[str, int] = {
    "question_asked": 2,
    "question_amended": 2,
    "question_called": 2,
    "question_edited": 2,
    "question_split_off": 2,
    "case_opened": 2,
    "case_taken_up": 2,
    "field_check_recorded": 2,
    "sample_drawn": 2,
}
"""Of events that are past their first version."""


def _unscreened(fields: dict[str, Any]) -> dict[str, Any]:
    """There was no screening yet, so it noticed nothing."""
    return {**fields, "flags": []}


def _nobody_passed_over(fields: dict[str, Any]) -> dict[str, Any]:
    """Nobody noted down yet who was passed over."""
    return {**fields, "passed": None, "pass_reason": None}


def _staff_unscreened(fields: dict[str, Any]) -> dict[str, Any]:
    """What staff typed was not screened yet."""
    return {**fields, "original": None, "flags": []}


def _never_merged(fields: dict[str, Any]) -> dict[str, Any]:
    """Nothing could be merged yet."""
    return {**fields, "merged_into": None}


def _looked_and_no_more(fields: dict[str, Any]) -> dict[str, Any]:
    """A check was of the place itself; nobody noted down what its asker said or judged the answer."""
    return {**fields, "how": "visit", "asker": "not_asked", "answer_points": None}


def _unannounced(fields: dict[str, Any]) -> dict[str, Any]:
    """Samples were drawn without having been announced here."""
    return {**fields, "sample": None, "places": []}


def _urgency_unsaid(fields: dict[str, Any]) -> dict[str, Any]:
    """Whoever took a case up could not say yet how urgent it is."""
    return {**fields, "urgency": None}


UPCASTERS: Mapping[tuple[str, int], Upcaster] = {
    ("question_asked", 1): _unscreened,
    ("question_amended", 1): _unscreened,
    ("question_called", 1): _nobody_passed_over,
    ("question_edited", 1): _staff_unscreened,
    ("question_split_off", 1): _staff_unscreened,
    ("case_opened", 1): _never_merged,
    ("case_taken_up", 1): _urgency_unsaid,
    ("field_check_recorded", 1): _looked_and_no_more,
    ("sample_drawn", 1): _unannounced,
}
"""(type, version) → how to get to the version after it."""

_ACTORS_REMEMBERED = 65_536


class UnreadableEntry(ValueError):  # noqa: N818
    """These bytes are no event that this version of the programme knows."""


_ROLE_NAME: Any = Literal[tuple(role.value for role in Role)]
"""Plain strings: hashing an enum costs more than decoding a vote."""


@lru_cache(_ACTORS_REMEMBERED)
def _actor(role: str, id: str) -> Actor:
    """One object for all events of the same person: a hall of thousands sends the same few ids."""
    return Actor(Role(role), id)


class _Form:
    """How one event class is written and read in its current version."""

    def __init__(self, name: str, kind: type[Event], version: int) -> None:
        hints = get_type_hints(kind)
        hints.pop("by")
        names = tuple(hints)
        read = {field: reading(hint) for field, hint in hints.items()}
        fields: list[tuple[str, Any]] = [(field, each.shape) for field, each in read.items()]
        fields += [("by", tuple[_ROLE_NAME, str]), ("v", Literal[version])]
        self.shape = msgspec.defstruct(
            kind.__name__,
            fields,
            tag=name,
            tag_field="type",
            forbid_unknown_fields=True,
            gc=False,
        )
        self._kind = kind
        self._version = version
        self._names = names
        self._nested = {field: each.restore for field, each in read.items() if each.restore}
        self._values = cast(Callable[[object], tuple[Any, ...]], attrgetter(*names))

    def shaped(self, event: Event) -> msgspec.Struct:
        # By place: a keyword for each field would cost more than the encoding.
        return self.shape(*self._values(event), (event.by.role, event.by.id), self._version)

    def event(self, shaped: Any) -> Event:
        values = dict(zip(self._names, self._values(shaped), strict=True))
        for field, restore in self._nested.items():
            values[field] = restore(values[field])
        return self._kind(by=_actor(*shaped.by), **values)


class Codec:
    """Writes and reads the registered events."""

    def __init__(
        self,
        events: Mapping[str, type[Event]],
        versions: Mapping[str, int] = VERSIONS,
        upcasters: Mapping[tuple[str, int], Upcaster] = UPCASTERS,
    ) -> None:
        forms = {name: _Form(name, kind, versions.get(name, 1)) for name, kind in events.items()}
        self._by_kind = {events[name]: form for name, form in forms.items()}
        self._by_shape = {form.shape: form for form in forms.values()}
        self._upcasters = upcasters
        any_shape: Any = reduce(or_, (form.shape for form in forms.values()))
        self._encoder = msgspec.json.Encoder(order="sorted")
        self._one = msgspec.json.Decoder(any_shape)
        self._page = msgspec.json.Decoder(list[any_shape])

    def encode(self, event: Event) -> bytes:
        return self._encoder.encode(self._by_kind[type(event)].shaped(event))

    def decode(self, body: bytes) -> Event:
        """Raises UnreadableEntry."""
        with suppress(msgspec.MsgspecError, UnicodeDecodeError):
            return self._event(self._one.decode(body))
        return self._older(body)

    def _older(self, body: bytes) -> Event:
        try:
            current = msgspec.json.encode(self._upcast(msgspec.json.decode(body)))
            return self._event(self._one.decode(current))
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise UnreadableEntry(str(error)) from error

    def decode_all(self, bodies: Iterable[bytes]) -> list[Event]:
        """Many at once, at a fraction of the price. One by one where not all are of today's version."""
        bodies = list(bodies)
        try:
            shaped = self._page.decode(b"[" + b",".join(bodies) + b"]")
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return [self.decode(body) for body in bodies]
        return [self._event(one) for one in shaped]

    def _event(self, shaped: msgspec.Struct) -> Event:
        return self._by_shape[type(shaped)].event(shaped)

    def _upcast(self, fields: Any) -> Any:
        while isinstance(fields, dict):
            upcaster = self._upcasters.get((fields.get("type", ""), fields.get("v", 0)))
            if upcaster is None:
                break
            fields = {**upcaster(fields), "v": fields["v"] + 1}
        return fields


CODEC = Codec({**EVENTS, **CASE_EVENTS, **ALMANAC_EVENTS, **OFFICE_EVENTS})
