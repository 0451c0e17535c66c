from dataclasses import dataclass

import msgspec
import pytest

from archive.nested_values import reading


@dataclass(frozen=True, slots=True)
class Screw:
    length: int
    thread: str = "metric"


@dataclass(frozen=True, slots=True)
class Shelf:
    screws: tuple[Screw, ...]
    spare: Screw | None
    names: tuple[str, ...] = ()


def read(body: str) -> object:
    shape, restore = reading(Shelf)
    assert restore
    return restore(msgspec.json.decode(body, type=shape))


def test_a_value_inside_of_values_is_what_it_was():
    body = '{"screws": [{"length": 3}, {"length": 4, "thread": "wood"}], "spare": {"length": 5}}'
    assert read(body) == Shelf((Screw(3), Screw(4, "wood")), Screw(5))


def test_nothing_is_nothing():
    assert read('{"screws": [], "spare": null, "names": ["a"]}') == Shelf((), None, ("a",))


@pytest.mark.parametrize(
    "body",
    [
        '{"screws": [], "spare": null, "colour": "red"}',
        '{"screws": [{"length": 3, "colour": "red"}], "spare": null}',
        '{"screws": [], "spare": {"length": 3, "colour": "red"}}',
        '{"screws": [], "spare": {}}',
        '{"screws": []}',
    ],
)
def test_what_it_does_not_know_or_misses_is_an_error(body: str):
    with pytest.raises(msgspec.ValidationError):
        read(body)


@pytest.mark.parametrize("plain", [int, str | None, tuple[str, ...], dict[str, int]])
def test_what_has_no_fields_is_read_as_it_is(plain: object):
    assert reading(plain) == (plain, None)


@pytest.mark.parametrize("kind", [Screw | Shelf, list[Screw], dict[str, Screw], tuple[Screw, int]])
def test_what_nobody_could_read_strictly_is_refused_before_anything_is_read(kind: object):
    with pytest.raises(TypeError):
        reading(kind)
