"""Where one household lives; never the alley, street or village as such.

`Số nhà 12 ngõ 5` finds a door, `ngõ 5 ngập nước` is what the meeting is about. So a number is masked
behind a word that makes it a house's, and an alley's number only right behind "I live at".
"""

from collections.abc import Callable

from moderation.personal_kinds import Found, PersonalData
from moderation.words import Reading

_DIGITS_MAX = 5
_PARTS_MAX = 6
_FLAT_DIGITS_MIN = 3
_ALLEYS = frozenset({"ngo", "ngach", "hem", "kiet"})
_STREETS = frozenset({"duong", "pho", "dai"})
_NEIGHBOURHOODS = frozenset(
    ["to", "thon", "xom", "ap", "khu", "ban", "lang", "xa", "phuong", "doi", "cum"]
)
_BEFORE_NUMBER = frozenset({"so", "la", "nha", "tai", "o", ":", ".", ","})
_PAPERS = frozenset(
    [
        "dinh", "van", "tu", "luat", "dieu", "khoan", "trinh", "bao", "hoach", "phap", "lenh",
        "ket", "duong", "truong", "hoc", "non", "cho", "tram", "cong", "loc", "tuyen", "doi",
        "chuc", "khu", "cum", "to", "quy", "thu",
    ]
)  # fmt: skip
"""Words before `số 12` that make it another number than a house's: nghị định, công văn, trường …"""
_LIVES = frozenset(
    [
        ("thuong", "tru"), ("tam", "tru"), ("cu", "tru"), ("tru", "tai"), ("ngu", "tai"), ("song", "tai"),
        ("toi", "o"), ("em", "o"), ("chau", "o"), ("con", "o"), ("nha", "o"), ("noi", "o"),
        ("dia", "chi"), ("ho", "khau"), ("nha", "toi"), ("nha", "em"), ("nha", "chau"),
    ]
)  # fmt: skip


def address_at(reading: Reading, place: int) -> Found | None:
    """The house number that the word at this place announces."""
    for way in _WAYS_TO_WRITE[reading.folded[place]]:
        found = way(reading, place)
        if found:
            return found
    return None


def _house(reading: Reading, place: int) -> Found | None:
    """`số nhà 12`, `nhà số 12A`, `SN 12/3`; `số 12 ngõ 5`, `số 12 đường Lê Lợi`, `ngõ 5 số 12`."""
    word, following = reading.said(place), reading.said(place + 1)
    if (word, following) in {("so", "nha"), ("nha", "so")}:
        if reading.said(place - 1) == "tong":
            return None
        return _door(reading, _skip(reading, place + 2))
    if word == "sn":
        return _door(reading, _skip(reading, place + 1))
    if word == "so" and reading.said(place - 2) in _ALLEYS and _is_short_number(reading, place - 1):
        return _door(reading, place + 1)
    if word not in {"so", "nha"} or reading.said(place - 1) in _PAPERS:
        return None
    after = _number(reading, place + 1)
    street = reading.said(after)
    on_street = street in _STREETS and _is_capital(reading, after + 1)
    on_alley = street in _ALLEYS and _number(reading, after + 1)
    return _door(reading, place + 1) if after and (on_street or on_alley) else None


def _home(reading: Reading, place: int) -> Found | None:
    """`thường trú tại 12/3 Nguyễn Trãi`, `tôi ở hẻm 45`."""
    if (reading.said(place), reading.said(place + 1)) not in _LIVES:
        return None
    first = _skip(reading, place + 2)
    if reading.said(first) in _ALLEYS:
        return _door(reading, first + 1)
    after = _number(reading, first)
    if after == first + 1 and not _is_street(reading, after):
        return None
    return _door(reading, first)


def _is_street(reading: Reading, place: int) -> bool:
    """Whether a number before this word is a house's: `12 Nguyễn Trãi`, not `12 hộ` or `5 thôn`."""
    word = reading.said(place)
    if word in _ALLEYS | _STREETS:
        return True
    return word not in _NEIGHBOURHOODS and _is_capital(reading, place)


def _short_house(reading: Reading, place: int) -> Found | None:
    """`K12/3`, `H5/4`: alley and house in one, as people in the middle provinces write."""
    if reading.said(place) not in {"k", "h"} or (place and reading.touches(place - 1)):
        return None
    after = _number(reading, place)
    has_parts = reading.said(place + 2) == "/" and after > place + 2
    return Found(PersonalData.ADDRESS, place, after) if has_parts else None


def _flat(reading: Reading, place: int) -> Found | None:
    """`căn hộ 1203`, `phòng 502 chung cư`; not `20 căn hộ` nor `căn hộ 3 phòng`."""
    words = (reading.said(place), reading.said(place + 1))
    if words == ("can", "ho"):
        first = _skip(reading, place + 2)
    elif words[0] == "phong":
        first = place + 1
    else:
        return None
    after = _number(reading, first)
    if not after or len(reading.folded[first]) < _FLAT_DIGITS_MIN:
        return None
    in_block = reading.said(after) in {"chung", "toa", "nha", "ct", "block", "lo"}
    return _door(reading, first) if in_block or words[0] == "can" else None


def _door(reading: Reading, first: int) -> Found | None:
    """The number here and the alleys behind it: `12`, `ngõ 5`, `ngách 5/3`."""
    after = _number(reading, first)
    if not after:
        return None
    for _ in range(_PARTS_MAX):
        alley = after + (reading.said(after) == ",")
        if reading.said(alley) not in _ALLEYS:
            break
        number = alley + 1 + (reading.said(alley + 1) == "so")
        after = _number(reading, number) or after
    return Found(PersonalData.ADDRESS, first, after)


def _skip(reading: Reading, place: int) -> int:
    """Over what may stand between the announcing word and the number."""
    for _ in range(_PARTS_MAX):
        if reading.said(place) not in _BEFORE_NUMBER:
            break
        place += 1
    return place


def _number(reading: Reading, place: int) -> int:
    """The token behind `12`, `12A`, `12/3`, `12-14`, `K12/H3/5`; 0 where no house number stands."""
    if reading.said(place) in {"k", "h"} and reading.touches(place):
        place += 1
    if not _is_short_number(reading, place):
        return 0
    after = _with_letter(reading, place + 1)
    for _ in range(_PARTS_MAX):
        part = after + 1
        if reading.said(after) not in {"/", "-"}:
            break
        part += reading.said(part) in {"k", "h"}
        if not _is_short_number(reading, part):
            break
        after = _with_letter(reading, part + 1)
    return after


def _is_short_number(reading: Reading, place: int) -> bool:
    said = reading.said(place)
    return said[:1].isdecimal() and len(said) <= _DIGITS_MAX


def _with_letter(reading: Reading, place: int) -> int:
    """`12A`, `12bis`: a letter that touches its number."""
    said = reading.said(place)
    is_letter = said.isalpha() and (len(said) == 1 or said == "bis")
    return place + (is_letter and reading.touches(place - 1))


def _is_capital(reading: Reading, place: int) -> bool:
    return place < len(reading.folded) and reading.text[reading.spans[place][0]].isupper()


_BEGINNINGS: dict[Callable[[Reading, int], Found | None], frozenset[str]] = {
    _house: frozenset({"so", "nha", "sn"}),
    _home: frozenset(said[0] for said in _LIVES),
    _short_house: frozenset({"k", "h"}),
    _flat: frozenset({"can", "phong"}),
}
ADDRESS_WORDS = frozenset(word for words in _BEGINNINGS.values() for word in words)
"""All that an address can begin with."""
_WAYS_TO_WRITE = {
    word: tuple(way for way, words in _BEGINNINGS.items() if word in words)
    for word in ADDRESS_WORDS
}
