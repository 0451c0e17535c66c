"""Digits as people write them: in groups with dots and dashes, `o` for zero, spelled out.

One pass finds every group; a number is followed from group to group only as far as somebody asks, and
never further than the longest number there is. What a number means is not known here.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from moderation.words import Reading

DIGITS_MAX = 19
_SIGNS_IN_A_ROW = 3
_SIGNS = frozenset([*".-–—_()·•*~|/,", "cham", "gach", "ngang", "phay", "cach"])
_DIGITS = frozenset("0123456789")
_AS_DIGITS = str.maketrans("oil", "011")
_PASSES_FOR_DIGIT = _DIGITS | frozenset("oil")
_SAID_DIGITS = {
    "khong": "0",
    "mot": "1",
    "hai": "2",
    "ba": "3",
    "bon": "4",
    "tu": "4",
    "nam": "5",
    "lam": "5",
    "sau": "6",
    "bay": "7",
    "tam": "8",
    "chin": "9",
}


class Group(NamedTuple):
    """Digits without a gap; `after` is the token behind them. `said`: one digit, in words."""

    digits: str
    after: int
    said: bool


_Row = tuple[str, int, bool]
"""A group before somebody asks for it: most are never looked at."""

Link = tuple[str, Group]
"""A group, and the signs before it."""


class Groups:
    """All groups of one text, by the token that they begin at.

    Half a group is none: what is no number as a whole must not become one when its end is masked.
    """

    __slots__ = ("_digits", "_ends", "_folded", "_links", "_offsets", "_rows")

    def __init__(self, reading: Reading) -> None:
        self._folded = reading.folded
        self._rows: dict[int, _Row] = {}
        self._find(reading)
        self._links: dict[int, tuple[str, int]] = {}
        self._offsets: dict[int, int] = {}
        self._ends: set[int] = set()
        self._digits = self._linked()

    def at(self, place: int) -> Group | None:
        """The group that begins there."""
        row = self._rows.get(place)
        return Group(*row) if row else None

    def following(self, group: Group) -> Link | None:
        """The signs behind a group and the group behind them, if they belong together."""
        link = self._links.get(group.after)
        return (link[0], Group(*self._rows[link[1]])) if link else None

    def all_places(self) -> Iterable[int]:
        return self._rows

    def places(self, least: int, beginnings: re.Pattern[str]) -> list[int]:
        """Groups of at least so many digits, and those that begin like this with what belongs to them."""
        begun = {found.start() for found in beginnings.finditer(self._digits)}
        return [
            place
            for (place, row), offset in zip(self._rows.items(), self._offsets.values(), strict=True)
            if offset in begun or len(row[0]) >= least
        ]

    def size_of(self, pattern: re.Pattern[str], place: int) -> int:
        """How many digits the pattern takes of this group and of all that belong to it, if no group is cut."""
        offset = self._offsets[place]
        found = pattern.match(self._digits, offset)
        return found.end() - offset if found and found.end() in self._ends else 0

    def begins(self, place: int, digits: str) -> bool:
        return self._digits.startswith(digits, self._offsets[place])

    def chain(self, group: Group) -> Iterator[Link]:
        """From this group up to the longest number there is."""
        link: Link | None = ("", group)
        digits = 0
        while link and digits <= DIGITS_MAX:
            yield link
            digits += len(link[1].digits)
            link = self.following(link[1])

    def _find(self, reading: Reading) -> None:
        folded, touching, rows = self._folded, reading.touching, self._rows
        behind = 0
        for place, word in enumerate(folded):
            if not (word[0] in _PASSES_FOR_DIGIT or word in _SAID_DIGITS) or place < behind:
                continue
            if word in _SAID_DIGITS:
                rows[place] = _SAID_DIGITS[word], place + 1, True
            elif touching[place] and folded[place + 1][0] in _PASSES_FOR_DIGIT:
                behind = self._take(reading, place)
            elif word[0] in _DIGITS:
                rows[place] = word[: DIGITS_MAX + 1], place + 1, False

    def _linked(self) -> str:
        """All digits; a blank between groups that do not belong together."""
        parts: list[str] = []
        behind, end = -_SIGNS_IN_A_ROW - 1, 0
        for place, (digits, after, _) in self._rows.items():
            signs = self._signs(behind, place)
            if signs is None:
                parts.append(" ")
                end += 1
            else:
                self._links[behind] = signs, place
            parts.append(digits)
            self._offsets[place] = end
            end += len(digits)
            self._ends.add(end)
            behind = after
        return "".join(parts)

    def _signs(self, first: int, after: int) -> str | None:
        """What stands between two groups, if it holds them together."""
        if first == after:
            return ""
        if after - first > _SIGNS_IN_A_ROW:
            return None
        between = self._folded[first:after]
        return "".join([sign[0] for sign in between]) if _SIGNS.issuperset(between) else None

    def _take(self, reading: Reading, first: int) -> int:
        """Note the group of this run of digits, which may begin with letters but not end with one.

        Gives back the place behind the run.
        """
        place, digits, taken, after = first, "", "", first
        while True:
            word = self._folded[place]
            written = word.translate(_AS_DIGITS)
            if not written.isdecimal() or word in _SAID_DIGITS:
                break
            if len(digits) <= DIGITS_MAX:
                digits += written
            place += 1
            if word[0] in _DIGITS:
                taken, after = digits, place
            if not reading.touching[place - 1]:
                break
        if taken:
            self._rows[first] = taken[: DIGITS_MAX + 1], after, False
        return place
