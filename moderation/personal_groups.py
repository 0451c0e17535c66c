"""Digits as people write them: in groups with dots and dashes, `o` for zero, spelled out.

One pass finds every group; a number is followed from group to group only as far as somebody asks, and
never further than the longest number there is. What a number means is not known here.
"""

from collections.abc import Iterator
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


Link = tuple[str, Group]
"""A group, and the signs before it."""


class Groups:
    """All groups of one text, by the token that they begin at.

    Half a group is none: what is no number as a whole must not become one when its end is masked.
    """

    __slots__ = ("_at", "_folded", "_links")

    def __init__(self, reading: Reading) -> None:
        self._folded = reading.folded
        self._at: dict[int, Group] = {}
        self._links: dict[int, Link | None] = {}
        after = 0
        for place, word in enumerate(self._folded):
            if place < after:
                continue
            if word in _SAID_DIGITS:
                self._at[place] = Group(_SAID_DIGITS[word], place + 1, said=True)
            elif word[0] in _PASSES_FOR_DIGIT:
                if reading.touching[place] and self._folded[place + 1][0] in _PASSES_FOR_DIGIT:
                    after = self._take(reading, place)
                elif word[0] in _DIGITS:
                    self._at[place] = Group(word[: DIGITS_MAX + 1], place + 1, said=False)

    def at(self, place: int) -> Group | None:
        """The group that begins there."""
        return self._at.get(place)

    def following(self, group: Group) -> Link | None:
        """The signs behind a group and the group behind them, if they belong together."""
        place = group.after
        if place not in self._links:
            self._links[place] = self._behind(place)
        return self._links[place]

    def _behind(self, place: int) -> Link | None:
        signs = ""
        found = self._at.get(place)
        if found:
            return signs, found
        for word in self._folded[place : place + _SIGNS_IN_A_ROW]:
            if word not in _SIGNS:
                break
            signs += word[0]
            place += 1
        found = self._at.get(place)
        return (signs, found) if found else None

    def chain(self, group: Group) -> Iterator[Link]:
        """From this group up to the longest number there is."""
        link: Link | None = ("", group)
        digits = 0
        while link and digits <= DIGITS_MAX:
            yield link
            digits += len(link[1].digits)
            link = self.following(link[1])

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
            self._at[first] = Group(taken[: DIGITS_MAX + 1], after, said=False)
        return place
