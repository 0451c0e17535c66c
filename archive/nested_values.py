"""Values inside of events that have fields themselves, read as strictly as the events: an unknown field is an error.

msgspec reads dataclasses leniently: what it does not know it drops in silence. So they are read as structs that
forbid it, and then made into what the rules know. Events without such values cost nothing more.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec

Restore = Callable[[Any], Any]
"""What was read → the value."""


class Reading(NamedTuple):
    """As what a type is read. `restore` is None where that is the value already."""

    shape: Any
    restore: Restore | None

    def given(self, read: Any) -> Any:
        """The value."""
        return self.restore(read) if self.restore else read


def reading(kind: Any) -> Reading:
    """Raises TypeError for a type of which it cannot say how to read it strictly."""
    if is_dataclass(kind) and isinstance(kind, type):
        return _struct(kind)
    inner = [reading(each) for each in get_args(kind) if each is not Ellipsis]
    if all(each.restore is None for each in inner):
        return Reading(kind, None)
    if get_origin(kind) in (Union, UnionType):
        return _optional(inner)
    if get_origin(kind) is tuple and get_args(kind)[1:] == (Ellipsis,):
        return _tuple(*inner)
    raise TypeError(f"{kind} cannot be read strictly")


@cache
def _struct(kind: type) -> Reading:
    hints = get_type_hints(kind)
    each = {field.name: reading(hints[field.name]) for field in fields(kind)}
    shape = msgspec.defstruct(
        kind.__name__,
        [_field(field, each[field.name].shape) for field in fields(kind)],
        forbid_unknown_fields=True,
        kw_only=True,
    )

    def restore(read: Any) -> Any:
        return kind(**{name: inner.given(getattr(read, name)) for name, inner in each.items()})

    return Reading(shape, restore)


def _field(field: Field[Any], shape: Any) -> Any:
    if field.default is not MISSING:
        return field.name, shape, field.default
    return field.name, shape


def _tuple(each: Reading) -> Reading:
    shape = tuple.__class_getitem__((each.shape, ...))
    return Reading(shape, lambda values: tuple(map(each.given, values)))


def _optional(inner: list[Reading]) -> Reading:
    """One of them, or nothing."""
    held = [each for each in inner if each.shape is not type(None)]
    if len(held) != 1:
        raise TypeError(f"of {inner} nobody can tell which was written")
    shape: Any = held[0].shape | None
    return Reading(shape, lambda value: None if value is None else held[0].given(value))
