"""Land plots and map sheets: with the two numbers anyone can look up whose land it is.

Folded, `thửa` (plot) is also `thưa` (dear …) and `thua` (lost), and `tờ` (sheet) is also `tổ` (a group of
households): with its marks a word must be the right one, without any it needs a neighbour that tells.
"""

from moderation.personal_cues import is_measured
from moderation.personal_kinds import Found, PersonalData
from moderation.words import Reading, spelled

_PLOT, _SHEET = spelled("thửa"), spelled("tờ")
LAND_WORDS = frozenset({"thua", "to", "tbd"})
_DIGITS_MAX = 6
_FILLERS_MAX = 8
_LIST_MAX = 12
_NEAR = 14
_FILLERS = frozenset(
    [
        "dat", "ruong", "vuon", "lua", "o", "so", "la", "thu", "cua", "toi", "nha", "gia", "dinh",
        "ong", "ba", "chung", "em", "ban", "do", "bd", "dia", "chinh", ":", ".", "(", ")", ",",
    ]
)  # fmt: skip
_ANNOUNCES = frozenset({"so", ":", "."})
_AND = frozenset({",", "va", "+", ";", "&", "-", "/"})
_BEHIND_A_LIST = frozenset({"to", "tbd", "thuoc", "tai", "thua", "ban", "xa", "o", "dien"})


def land_at(reading: Reading, place: int) -> list[Found]:
    """The plots or sheets that the word at this place announces."""
    kind = _announced(reading, place)
    if kind is None:
        return []
    first, announced = place + 1, False
    for word in reading.folded[first : first + _FILLERS_MAX]:
        if word not in _FILLERS:
            break
        announced = word in _ANNOUNCES or (announced and word not in {"cua", "dat"})
        first += 1
    if not _is_plot(reading, first) or (not announced and is_measured(reading, first + 1)):
        return []
    return _list(reading, kind, first)


def _list(reading: Reading, kind: PersonalData, first: int) -> list[Found]:
    """`12`, `12-1`, `12, 13 và 14`: more numbers as long as they are no quantity."""
    found = [Found(kind, first, first + 1)]
    place = first + 1
    while (
        len(found) < _LIST_MAX
        and place + 1 < len(reading.folded)
        and reading.folded[place] in _AND
        and _is_plot(reading, place + 1)
        and not _counts_something(reading, place + 2)
    ):
        found.append(Found(kind, place + 1, place + 2))
        place += 2
    return found


def _counts_something(reading: Reading, place: int) -> bool:
    if place == len(reading.folded) or not reading.folded[place][0].isalpha():
        return False
    return reading.folded[place] not in _BEHIND_A_LIST | _AND


def _announced(reading: Reading, place: int) -> PersonalData | None:
    word = reading.folded[place]
    if word == "thua" and _says_plot(reading, place):
        return PersonalData.LAND_PLOT
    if word == "tbd" or (word == "to" and _says_sheet(reading, place)):
        return PersonalData.MAP_SHEET
    return None


def _says_plot(reading: Reading, place: int) -> bool:
    written = reading.spelled[place]
    neighbours = {reading.said(place - 1), reading.said(place + 1)}
    sheet_follows = (
        _is_plot(reading, place + 1)
        and reading.said(place + 2) == "to"
        and _is_plot(reading, place + 3)
    )
    return written == _PLOT or (
        written == "thua" and (sheet_follows or bool(neighbours & {"so", "dat", "ruong"}))
    )


def _says_sheet(reading: Reading, place: int) -> bool:
    written = reading.spelled[place]
    if written not in {_SHEET, "to"}:
        return False
    following = (reading.said(place + 1), reading.said(place + 2))
    return following == ("ban", "do") or _near_a_plot(reading, place)


def _near_a_plot(reading: Reading, place: int) -> bool:
    near = range(max(0, place - _NEAR), min(len(reading.folded), place + _NEAR))
    return any(reading.folded[each] == "thua" and _says_plot(reading, each) for each in near)


def _is_plot(reading: Reading, place: int) -> bool:
    said = reading.said(place)
    return said[:1].isdecimal() and len(said) <= _DIGITS_MAX
