"""Long numbers that belong to one person: phones, identity papers, insurance, tax, bank accounts.

Groups of digits are joined only as far as the number they would make is one that exists.
"""

from itertools import pairwise, takewhile

from moderation.personal_cues import is_measured
from moderation.personal_groups import Chain, Group, Groups
from moderation.personal_kinds import Found, PersonalData
from moderation.words import Reading

_CARD_GROUPS = frozenset(
    {(12,), (3, 3, 3, 3), (4, 4, 4), (6, 6), (3, 3, 6), (3, 9), (3, 1, 2, 6), (3, 3, 2, 4)}
)
_CARD_GROUP_MIN = 3
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
_ABROAD_DIGITS = range(10, 16)
_MOBILE_DIGITS = 10
_PHONE_STARTS = ("01", "02", "03", "05", "07", "08", "09", "84", "0084")

_PHONE_GROUP_MIN_AT_COMMA = 3
_DAY_DIGITS = 2
_YEAR_DIGITS = 4
_ROUND = "00000"
_PAPER_CODES = "qd nd nq tt cv tb kh hd bc ttr ct bb pc gp gcn ubnd hdnd qh vbhn cp bttt"
_PAPERS = frozenset(_PAPER_CODES.split())
_HOTLINES = ("1800", "1900")


def number_at(
    reading: Reading, groups: Groups, place: int, kind: PersonalData | None
) -> Found | None:
    """The personal number that begins at this token; `kind` is what a cue before it says."""
    chain = groups.chain(place)
    if not chain or not _begins(chain) or _names_something_else(reading, chain[0][1].after):
        return None
    first = chain[0][1]
    if kind and len(first.digits) in _LENGTHS_THAT_A_CUE_CLAIMS.get(kind, ()):
        return Found(kind, place, first.after)
    phone = _phone(reading, chain, place)
    written = list(takewhile(lambda link: not link[1].said, chain))
    if phone or not written:
        return phone
    return (
        _identity_card(written, place)
        or _beside_cue(reading, written, place, kind)
        or _bare(reading, first, place)
    )


def _begins(chain: Chain) -> bool:
    """A digit in words begins a number only if it is the zero of a phone."""
    return not chain[0][1].said or (chain[0][1].digits == "0" and len(chain) > 1)


def _phone(reading: Reading, chain: Chain, place: int) -> Found | None:
    """The shortest way to join groups to a number that can be dialled."""
    abroad = reading.said(place - 1) == "+"
    if not (abroad or chain[0][1].digits.startswith(("0", "84"))) or _is_dated(chain):
        return None
    joined, all_signs, size = "", "", 0
    for signs, group in chain:
        if joined and not _belongs_to_phone(signs, min(size, len(group.digits))):
            break
        joined, all_signs, size = joined + group.digits, all_signs + signs, len(group.digits)
        foreign = abroad and len(joined) in _ABROAD_DIGITS and not joined.startswith("84")
        if foreign or _can_be_dialled(joined):
            first = _lead(reading, place - abroad, all_signs)
            return Found(PersonalData.PHONE, first, group.after)
        if not abroad and not _may_become_phone(joined):
            break
    return None


def _may_become_phone(joined: str) -> bool:
    return joined.startswith(_PHONE_STARTS) or any(
        start.startswith(joined) for start in _PHONE_STARTS
    )


def _lead(reading: Reading, first: int, signs: str) -> int:
    """Back over the bracket of `(024) 3825` and `(+84) 912`, which closes inside the number."""
    return first - (reading.said(first - 1) == "(" and ")" in signs)


def _belongs_to_phone(signs: str, smaller: int) -> bool:
    """A comma or a slash also stands in lists and dates, whose parts are short."""
    return smaller >= _PHONE_GROUP_MIN_AT_COMMA or not {",", "/"} & set(signs)


def _can_be_dialled(joined: str) -> bool:
    """Mobile `0[35789]` + 8, fixed `02` + 9, mobile of before 2018 `01[2689]` + 8; or with 84."""
    if joined.startswith(("84", "0084")):
        joined = "0" + joined.removeprefix("00").removeprefix("84").removeprefix("0")
    if len(joined) == _MOBILE_DIGITS:
        return joined[0] == "0" and joined[1] in "35789"
    fixed = joined.startswith("02") or (joined.startswith("01") and joined[2:3] in tuple("2689"))
    return fixed and len(joined) == _MOBILE_DIGITS + 1


def _identity_card(chain: Chain, place: int) -> Found | None:
    """In groups and without a cue, only a number that begins as those of Vietnam's provinces do."""
    if chain[0][1].digits[0] != "0" or len(chain[0][1].digits) < _CARD_GROUP_MIN:
        return None
    sizes: tuple[int, ...] = ()
    for signs, group in chain:
        if signs not in _PLAIN_SIGNS:
            break
        sizes = (*sizes, len(group.digits))
        if sizes in _CARD_GROUPS and int(chain[0][1].digits[:3]) <= _PROVINCES_LAST:
            return Found(PersonalData.NATIONAL_ID, place, group.after)
    if sizes == _OLD_CARD_GROUPS:
        return Found(PersonalData.NATIONAL_ID, place, chain[2][1].after)
    return None


def _beside_cue(
    reading: Reading, chain: Chain, place: int, kind: PersonalData | None
) -> Found | None:
    """Behind a cue: as many groups as such a number may have."""
    if kind is None or _is_dated(chain) or chain[0][1].digits.startswith(_HOTLINES):
        return None
    lengths, digits, after = _LENGTHS_BESIDE_CUE[kind], 0, 0
    for signs, group in chain:
        if signs not in _PLAIN_SIGNS or is_measured(reading, group.after):
            break
        in_one_piece = not digits
        digits += len(group.digits)
        if digits in lengths and (in_one_piece or digits in _GROUPED_LENGTHS.get(kind, lengths)):
            after = group.after
    if not after or (kind is not PersonalData.NATIONAL_ID and _is_money(chain)):
        return None
    return Found(kind, place, after)


def _bare(reading: Reading, group: Group, place: int) -> Found | None:
    """In one piece and without a cue: by its length, unless it counts something."""
    kind = _KIND_BY_LENGTH.get(len(group.digits))
    if kind is None or _is_round(group.digits) or is_measured(reading, group.after):
        return None
    return Found(kind, place, group.after)


def _names_something_else(reading: Reading, after: int) -> bool:
    """`123456789/QĐ-UBND`, `123456789/2025`: a document. `0912345678@gmail.com`: an address."""
    paper = reading.said(after + 1)
    is_year = len(paper) == _YEAR_DIGITS and paper.startswith("20")
    behind = reading.said(after)
    return behind == "@" or (behind == "/" and (paper in _PAPERS or is_year))


def _is_dated(chain: Chain) -> bool:
    """`01-05-2026`, `05.2026`: a year behind a short group."""
    return any(
        len(before.digits) <= _DAY_DIGITS and group.digits.startswith(("19", "20"))
        for (_, before), (_, group) in pairwise(chain)
        if len(group.digits) == _YEAR_DIGITS
    )


def _is_money(chain: Chain) -> bool:
    """`1.500.000`, or many zeros at the end."""
    head, rest = chain[0][1].digits, chain[1:]
    if not rest:
        return _is_round(head)
    in_thousands = all(
        len(group.digits) == len("000") and signs in {".", ","} for signs, group in rest
    )
    return head[0] != "0" and in_thousands


def _is_round(digits: str) -> bool:
    return digits[0] != "0" and digits.endswith(_ROUND)
