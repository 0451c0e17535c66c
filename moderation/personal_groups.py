"""Digits as people write them: in groups with dots and dashes, `o` for zero, spelled out.

One pass from the end finds every group and the one behind it, so that following a number from any place
costs no more than its own length. What a number means is not known here.
"""

from typing import NamedTuple

from moderation.words import Reading

DIGITS_MAX = 19
_SIGNS_IN_A_ROW = 3
_SIGNS = frozenset([*".-–—_()·•*~|/,", "cham", "gach", "ngang", "phay", "cach"])
_AS_DIGITS = str.maketrans("oil", "011")
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


Chain = list[tuple[str, Group]]
"""Groups that follow each other, each with the signs before it."""


class Groups:
    """All groups of one text, by the token that they begin at."""

    __slots__ = ("_at",)

    def __init__(self, reading: Reading) -> None:
        self._at: dict[int, tuple[Group, str, int]] = {}
        for place in range(len(reading.tokens) - 1, -1, -1):
            group = self._group(reading, place)
            if group:
                self._at[place] = (group, *self._behind(reading, group.after))

    def chain(self, place: int) -> Chain:
        """From the group that begins there, up to the longest number there is.

        Half a group is none: what is no number as a whole must not become one when its end is masked.
        """
        if place - 1 in self._at and self._at[place - 1][0].after > place:
            return []
        chain: Chain = []
        signs, digits = "", 0
        while place in self._at and digits <= DIGITS_MAX:
            group, signs_behind, following = self._at[place]
            chain.append((signs, group))
            digits += len(group.digits)
            signs, place = signs_behind, following
        return chain

    def _group(self, reading: Reading, place: int) -> Group | None:
        token = reading.tokens[place]
        said = _SAID_DIGITS.get(token.folded)
        if said:
            return Group(said, place + 1, said=True)
        digits = token.folded.translate(_AS_DIGITS)
        if not digits.isdecimal():
            return None
        behind = self._at.get(place + 1)
        if behind and not behind[0].said and token.end == reading.tokens[place + 1].start:
            return Group((digits + behind[0].digits)[: DIGITS_MAX + 1], behind[0].after, said=False)
        return Group(digits, place + 1, said=False) if token.folded[0].isdecimal() else None

    def _behind(self, reading: Reading, place: int) -> tuple[str, int]:
        """The signs there, and where the next group begins behind them; -1 if none does."""
        signs = ""
        for token in reading.tokens[place : place + _SIGNS_IN_A_ROW]:
            if token.folded not in _SIGNS:
                break
            signs += token.folded[0]
            place += 1
        return signs, (place if place in self._at else -1)
