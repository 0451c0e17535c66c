"""What a page asked for and nobody handed it.

Jinja takes an unknown name for an empty one, so a list that nobody passes is a select with nothing to choose. Here it
is still drawn empty, for a page must not break in somebody's hands over a line that it lacks, but whoever runs the house
is told; in our tests it is an error. A key that a mapping does not have stays silent, because on the wire, and in a form
that nobody has filled in yet, an absent field means an empty one. Not so where a list is expected: those are always there.
"""

import inspect
from collections.abc import Iterator
from types import FrameType

import structlog
from jinja2 import Undefined
from jinja2.utils import missing

log = structlog.get_logger("web")


def told(place: str) -> None:
    """In the log, without the name: a key may be something that somebody typed."""
    log.error("page lacks something", place=place)


class Lacking(Undefined):
    __slots__ = ()

    def __str__(self) -> str:
        self._tell_unless_absent()
        return super().__str__()

    def __bool__(self) -> bool:
        self._tell_unless_absent()
        return super().__bool__()

    def __eq__(self, other: object) -> bool:
        self._tell_unless_absent()
        return super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = Undefined.__hash__

    def __iter__(self) -> Iterator[object]:
        told(place_of(inspect.currentframe()))
        return super().__iter__()

    def __len__(self) -> int:
        told(place_of(inspect.currentframe()))
        return super().__len__()

    def _tell_unless_absent(self) -> None:
        if not _has_keys(self._undefined_obj):
            told(place_of(inspect.currentframe()))


def _has_keys(owner: object) -> bool:
    return owner is not missing and hasattr(owner, "keys")


def place_of(frame: FrameType | None) -> str:
    """Template and line of the nearest of these frames that draws one."""
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return f"{template.name}:{template.get_corresponding_lineno(frame.f_lineno)}"
        frame = frame.f_back
    return "?"
