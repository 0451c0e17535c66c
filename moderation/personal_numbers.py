"""Long numbers that belong to one person: phones, identity papers, insurance, tax, bank accounts.

People write them in groups, with dots, dashes, brackets, `o` for zero, even spelled out. Groups are
joined only as far as the number they would make is one that exists.
"""

from itertools import pairwise, takewhile
from typing import NamedTuple

from moderation.personal_cues import Cues, is_measured
from moderation.personal_kinds import Found, PersonalData
from moderation.words import Reading, Token

_SIGNS = frozenset(".-–—_()·•*~|/,")
_AS_DIGITS = str.maketrans("oil", "011")
_SAID_SIGNS = frozenset({"cham", "gach", "ngang", "phay", "cach"})
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
_SIGNS_IN_A_ROW = 3
_DIGITS_MAX = 19
_CARD_GROUPS = frozenset(
    {(12,), (3, 3, 3, 3), (4, 4, 4), (6, 6), (3, 3, 6), (3, 9), (3, 1, 2, 6), (3, 3, 2, 4)}
)
_PROVINCES_LAST = 96
_LENGTHS_BESIDE_CUE = {
    PersonalData.NATIONAL_ID: range(8, 14),
    PersonalData.SOCIAL_INSURANCE: range(8, 16),
    PersonalData.BANK_ACCOUNT: range(7, 20),
    PersonalData.PHONE: range(7, 13),
    PersonalData.TAX_CODE: range(10, 14),
}
_GROUPED_LENGTHS = {
    PersonalData.NATIONAL_ID: (9, 12),
    PersonalData.SOCIAL_INSURANCE: (10, 13),
    PersonalData.TAX_CODE: (10, 12, 13),
}
_LENGTHS_THAT_A_CUE_CLAIMS = {
    PersonalData.SOCIAL_INSURANCE: (10,),
    PersonalData.TAX_CODE: (10,),
    PersonalData.BANK_ACCOUNT: (10, 11),
}
"""Phones are as long: the cue tells them apart."""
_KIND_BY_LENGTH = {
    9: PersonalData.NATIONAL_ID,
    10: PersonalData.SOCIAL_INSURANCE,
    12: PersonalData.NATIONAL_ID,
}
_OLD_CARD_GROUPS = (3, 3, 3)
_PLAIN_SIGNS = frozenset({"", ".", "-", "–"})
_ABROAD_DIGITS = range(9, 16)
_MOBILE_DIGITS = 10
_PHONE_GROUP_MIN_AT_COMMA = 3
_DAY_DIGITS = 2
_YEAR_DIGITS = 4
_ROUND = "00000"
_PAPERS = frozenset(
    [
        "qd",
        "nd",
        "nq",
        "tt",
        "cv",
        "tb",
        "kh",
        "hd",
        "bc",
        "ttr",
        "ct",
        "bb",
        "pc",
        "gp",
        "gcn",
        "ubnd",
        "hdnd",
        "qh",
        "vbhn",
        "cp",
        "bttt",
    ]
)
_HOTLINES = ("1800", "1900")


class Group(NamedTuple):
    """Digits without a gap; `between` are the signs between them and the group before."""

    digits: str
    after: int
    between: str
    said: bool


def number_at(reading: Reading, place: int, cues: Cues) -> Found | None:
    """The personal number that begins at this token."""
    if not _begins_number(reading, place):
        return None
    groups = _groups(reading, place)
    if _names_paper(reading, groups[0].after):
        return None
    kind = cues.at(place)
    if kind and len(groups[0].digits) in _LENGTHS_THAT_A_CUE_CLAIMS.get(kind, ()):
        return Found(kind, place, groups[0].after)
    phone = _phone(reading, groups, place)
    written = list(takewhile(lambda group: not group.said, groups))
    if phone or not written:
        return phone
    return (
        _identity_card(written, place)
        or _beside_cue(reading, written, place, kind)
        or _bare(reading, written[0], place)
    )


def _begins_number(reading: Reading, place: int) -> bool:
    """A digit, an `o` that touches one, or `không` where it begins a number in words."""
    token = reading.tokens[place]
    if token.is_number:
        return True
    if place + 1 == len(reading.tokens):
        return False
    following = reading.tokens[place + 1]
    if _looks_like_digits(token):
        return following.is_number and token.end == following.start
    return token.folded == "khong" and (following.is_number or following.folded in _SAID_DIGITS)


def _group_at(reading: Reading, place: int) -> Group | None:
    """Digits that touch each other, `o` among them read as zero; or one digit in words."""
    if place == len(reading.tokens):
        return None
    said = _SAID_DIGITS.get(reading.tokens[place].folded)
    if said:
        return Group(said, place + 1, "", said=True)
    digits, end = "", reading.tokens[place].start
    while place < len(reading.tokens) and reading.tokens[place].start == end:
        token = reading.tokens[place]
        if not token.is_number and not _looks_like_digits(token):
            break
        digits += token.folded.translate(_AS_DIGITS)
        end = token.end
        place += 1
    return Group(digits, place, "", said=False) if digits else None


def _groups(reading: Reading, place: int) -> list[Group]:
    """As long as groups follow each other with a few signs between, up to the longest number."""
    groups: list[Group] = []
    group, between, digits = _group_at(reading, place), "", 0
    while group and digits <= _DIGITS_MAX:
        groups.append(group._replace(between=between))
        digits += len(group.digits)
        between, place = _signs(reading, group.after)
        group = _group_at(reading, place)
    return groups


def _looks_like_digits(token: Token) -> bool:
    """`O9l2`: letters that people type for zero and one."""
    return token.folded.translate(_AS_DIGITS).isdecimal()


def _signs(reading: Reading, place: int) -> tuple[str, int]:
    signs = ""
    for token in reading.tokens[place : place + _SIGNS_IN_A_ROW]:
        if token.folded not in _SIGNS and token.folded not in _SAID_SIGNS:
            break
        signs += token.folded[0]
        place += 1
    return signs, place


def _phone(reading: Reading, groups: list[Group], place: int) -> Found | None:
    """The shortest way to join groups to a number that can be dialled."""
    abroad = place > 0 and reading.tokens[place - 1].folded == "+"
    if not (abroad or groups[0].digits.startswith(("0", "84"))) or _is_dated(groups):
        return None
    joined, signs = "", ""
    for count, group in enumerate(groups):
        if count and not _belongs_to_phone(groups[count - 1], group):
            break
        joined += group.digits
        signs += group.between
        ends = count + 1 == len(groups) and len(joined) in _ABROAD_DIGITS
        if _can_be_dialled(joined) or (abroad and ends and not joined.startswith("84")):
            first = _lead(reading, place - abroad, signs)
            return Found(PersonalData.PHONE, first, group.after)
    return None


def _lead(reading: Reading, first: int, signs: str) -> int:
    """Back over the bracket of `(024) 3825` and `(+84) 912`, which closes inside the number."""
    opens = first > 0 and reading.tokens[first - 1].folded == "("
    return first - (opens and ")" in signs)


def _belongs_to_phone(before: Group, group: Group) -> bool:
    """A comma or a slash also stands in lists and dates, whose parts are short."""
    if "," in group.between or "/" in group.between:
        return min(len(before.digits), len(group.digits)) >= _PHONE_GROUP_MIN_AT_COMMA
    return True


def _can_be_dialled(joined: str) -> bool:
    """Mobile `0[35789]` + 8, fixed `02` + 9, mobile of before 2018 `01[2689]` + 8; or with 84."""
    if joined.startswith(("84", "0084")):
        joined = "0" + joined.removeprefix("00").removeprefix("84").removeprefix("0")
    if len(joined) == _MOBILE_DIGITS:
        return joined[0] == "0" and joined[1] in "35789"
    fixed = joined.startswith("02") or (joined.startswith("01") and joined[2:3] in tuple("2689"))
    return fixed and len(joined) == _MOBILE_DIGITS + 1


def _identity_card(groups: list[Group], place: int) -> Found | None:
    """In groups and without a cue, only a number that begins as those of Vietnam's provinces do."""
    sizes: tuple[int, ...] = ()
    for group in groups:
        if group.between not in _PLAIN_SIGNS:
            break
        sizes += (len(group.digits),)
        if sizes in _CARD_GROUPS and _is_of_a_province(groups):
            return Found(PersonalData.NATIONAL_ID, place, group.after)
    if sizes == _OLD_CARD_GROUPS and groups[0].digits[0] == "0":
        return Found(PersonalData.NATIONAL_ID, place, groups[2].after)
    return None


def _is_of_a_province(groups: list[Group]) -> bool:
    begins = "".join(group.digits for group in groups[:3])[:3]
    return begins[0] == "0" and int(begins) <= _PROVINCES_LAST


def _beside_cue(
    reading: Reading, groups: list[Group], place: int, kind: PersonalData | None
) -> Found | None:
    """Behind a cue: as many groups as such a number may have."""
    if kind is None or _is_dated(groups) or groups[0].digits.startswith(_HOTLINES):
        return None
    lengths, digits, after = _LENGTHS_BESIDE_CUE[kind], 0, 0
    for count, group in enumerate(groups):
        if group.between not in _PLAIN_SIGNS or is_measured(reading, group.after):
            break
        digits += len(group.digits)
        if digits in lengths and (count == 0 or digits in _GROUPED_LENGTHS.get(kind, lengths)):
            after = group.after
    if not after or (kind is not PersonalData.NATIONAL_ID and _is_money(groups)):
        return None
    return Found(kind, place, after)


def _bare(reading: Reading, group: Group, place: int) -> Found | None:
    """In one piece and without a cue: by its length, unless it counts something or names a paper."""
    kind = _KIND_BY_LENGTH.get(len(group.digits))
    if kind is None or _is_round(group.digits) or is_measured(reading, group.after):
        return None
    return Found(kind, place, group.after)


def _names_paper(reading: Reading, after: int) -> bool:
    """`123456789/QĐ-UBND`, `123456789/2025`: the number of a document."""
    said = [token.folded for token in reading.tokens[after : after + 2]]
    if len(said) < len("/x") or said[0] != "/":
        return False
    return said[1] in _PAPERS or (len(said[1]) == _YEAR_DIGITS and said[1].startswith("20"))


def _is_dated(groups: list[Group]) -> bool:
    """`01-05-2026`, `05.2026`: a year behind a short group."""
    return any(
        len(before.digits) <= _DAY_DIGITS and group.digits.startswith(("19", "20"))
        for before, group in pairwise(groups)
        if len(group.digits) == _YEAR_DIGITS
    )


def _is_money(groups: list[Group]) -> bool:
    """`1.500.000`, or many zeros at the end."""
    head, *rest = groups
    in_thousands = [len(group.digits) == 3 and group.between in {".", ","} for group in rest]  # noqa: PLR2004
    return head.digits[0] != "0" and (all(in_thousands) if rest else _is_round(head.digits))


def _is_round(digits: str) -> bool:
    return digits[0] != "0" and digits.endswith(_ROUND)
