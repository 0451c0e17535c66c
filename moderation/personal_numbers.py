"""Long numbers that belong to one person: phones, identity papers, insurance, tax, bank accounts.

Groups of digits are joined only as far as the number they would make is one that exists.
"""

from collections.abc import Iterable, Iterator
from itertools import islice, pairwise, takewhile

from moderation.personal_cues import is_measured
from moderation.personal_groups import Group, Groups, Link
from moderation.personal_kinds import Found, PersonalData
from moderation.words import Reading

_CARD_GROUPS = frozenset(
    {(12,), (3, 3, 3, 3), (4, 4, 4), (6, 6), (3, 3, 6), (3, 9), (3, 1, 2, 6), (3, 3, 2, 4)}
)
_CARD_GROUP_MIN = 3
_CARD_GROUPS_MAX = 4
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
_ALONE_MIN = min(_KIND_BY_LENGTH)
_MOBILE_DIGITS = 10
_MOBILE_SECOND = "35789"
_FIXED_DIGITS = 11
_NEVER = range(0)
_UNKNOWN = range(_ABROAD_DIGITS.stop, _ABROAD_DIGITS.stop)
"""How long it is, before its first digits are all there."""
_COUNTRY = "84"
_THIRD_OF_OLD_MOBILES = "2689"
_PREFIX_DIGITS = 6
"""From so many digits on it is known whether they begin with the country's number."""
_PHONE_STARTS = ("01", "02", "03", "05", "07", "08", "09", "84", "0084")
_DIALLED_FIRST = ("0", "84")
_ON_THE_WAY = frozenset({"0", "00", "008"})

_PHONE_GROUP_MIN_AT_COMMA = 3
_DAY_DIGITS = 2
_YEAR_DIGITS = 4
_ROUND = "00000"
_PAPER_CODES = "qd nd nq tt cv tb kh hd bc ttr ct bb pc gp gcn ubnd hdnd qh vbhn cp bttt"
_PAPERS = frozenset(_PAPER_CODES.split())
_HOTLINES = ("1800", "1900")


def number_at(
    reading: Reading, groups: Groups, first: Group, place: int, kind: PersonalData | None
) -> Found | None:
    """The personal number that begins with the group at this token; `kind` is what a cue says of it."""
    dialled = first.digits.startswith(_DIALLED_FIRST) or reading.said(place - 1) == "+"
    if not (dialled or kind or len(first.digits) in _KIND_BY_LENGTH):
        return None  # most are no number of a person, which is seen at a glance
    found = _number(reading, groups, first, place, kind)
    return None if found and _names_something_else(reading, first.after) else found


def _number(
    reading: Reading, groups: Groups, first: Group, place: int, kind: PersonalData | None
) -> Found | None:
    # A digit in words begins a number only if it is the zero of a phone.
    if first.said and first.digits != "0":
        return None
    link = groups.following(first)
    if link is None and (first.said or (kind is None and len(first.digits) < _ALONE_MIN)):
        return None
    if kind and len(first.digits) in _LENGTHS_THAT_A_CUE_CLAIMS.get(kind, ()):
        return Found(kind, place, first.after)
    phone = _phone(reading, groups, first, link, place)
    if phone or first.said or (kind is None and len(first.digits) < _CARD_GROUP_MIN):
        return phone
    return (
        _identity_card(groups, first, place)
        or (kind and _beside_cue(reading, groups, first, place, kind))
        or _bare(reading, first, place)
    )


def _phone(
    reading: Reading, groups: Groups, begin: Group, link: Link | None, place: int
) -> Found | None:
    """The shortest way to join groups to a number that can be dialled; from abroad, a + stands before it."""
    abroad = reading.said(place - 1) == "+"
    joined, all_signs, group = begin.digits, "", begin
    size, begun, whole_at = len(joined), abroad, _UNKNOWN
    while True:
        if not begun:
            begun = joined.startswith(_PHONE_STARTS)
            if not (begun or joined in _ON_THE_WAY):
                return None
        if whole_at is _UNKNOWN and size >= _PREFIX_DIGITS:
            whole_at = _whole_at(joined, abroad=abroad)
        if size in whole_at and _is_whole(joined, abroad=abroad):
            break
        if link is None:
            return None
        signs, behind = link
        size += len(behind.digits)
        if size >= whole_at.stop or not (
            signs in _PLAIN_SIGNS or _belongs_to_phone(signs, group, behind)
        ):
            return None
        group = behind
        joined, all_signs = joined + group.digits, all_signs + signs
        link = groups.following(group)
    if _is_dated(groups.chain(begin)):
        return None
    return Found(PersonalData.PHONE, _lead(reading, place - abroad, all_signs), group.after)


def _whole_at(joined: str, *, abroad: bool) -> range:
    """How many digits a number that begins like this has, if it is one: its first digits say that."""
    if abroad and not joined.startswith(_COUNTRY):
        return _ABROAD_DIGITS
    national = _national(joined)
    if national.startswith("01") and national[2:3] not in _THIRD_OF_OLD_MOBILES:
        return _NEVER
    digits = _MOBILE_DIGITS if national[1] in _MOBILE_SECOND else _FIXED_DIGITS
    digits += len(joined) - len(national)
    return range(digits, digits + 1)


def _is_whole(joined: str, *, abroad: bool) -> bool:
    if abroad and len(joined) in _ABROAD_DIGITS and not joined.startswith(_COUNTRY):
        return True
    return _can_be_dialled(joined)


def _national(joined: str) -> str:
    """As it is dialled inside the country."""
    if joined.startswith(("84", "0084")):
        return "0" + joined.removeprefix("00").removeprefix("84").removeprefix("0")
    return joined


def _lead(reading: Reading, first: int, signs: str) -> int:
    """Back over the bracket of `(024) 3825` and `(+84) 912`, which closes inside the number."""
    return first - (reading.said(first - 1) == "(" and ")" in signs)


def _belongs_to_phone(signs: str, before: Group, behind: Group) -> bool:
    """A comma or a slash also stands in lists and dates, whose parts are short."""
    smaller = min(len(before.digits), len(behind.digits))
    return smaller >= _PHONE_GROUP_MIN_AT_COMMA or not ("," in signs or "/" in signs)


def _can_be_dialled(joined: str) -> bool:
    """Mobile `0[35789]` + 8, fixed `02` + 9, mobile of before 2018 `01[2689]` + 8; or with 84."""
    joined = _national(joined)
    if len(joined) == _MOBILE_DIGITS:
        return joined[0] == "0" and joined[1] in _MOBILE_SECOND
    old_mobile = joined.startswith("01") and joined[2:3] in _THIRD_OF_OLD_MOBILES
    return len(joined) == _FIXED_DIGITS and (joined.startswith("02") or old_mobile)


def _identity_card(groups: Groups, first: Group, place: int) -> Found | None:
    """In groups and without a cue, only a number that begins as those of Vietnam's provinces do."""
    if first.digits[0] != "0" or len(first.digits) < _CARD_GROUP_MIN:
        return None
    sizes: tuple[int, ...] = ()
    after = first.after
    for signs, group in islice(_written(groups, first), _CARD_GROUPS_MAX):
        if signs not in _PLAIN_SIGNS:
            break
        sizes, after = (*sizes, len(group.digits)), group.after
        if sizes in _CARD_GROUPS and int(first.digits[:3]) <= _PROVINCES_LAST:
            return Found(PersonalData.NATIONAL_ID, place, after)
    if sizes == _OLD_CARD_GROUPS:
        return Found(PersonalData.NATIONAL_ID, place, after)
    return None


def _written(groups: Groups, first: Group) -> Iterator[Link]:
    """The chain up to the first digit in words."""
    return takewhile(lambda link: not link[1].said, groups.chain(first))


def _beside_cue(
    reading: Reading, groups: Groups, first: Group, place: int, kind: PersonalData
) -> Found | None:
    """Behind a cue: as many groups as such a number may have."""
    chain = list(_written(groups, first))
    if _is_dated(chain) or first.digits.startswith(_HOTLINES):
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
    behind = reading.said(after)
    if behind != "/":
        return behind == "@"
    paper = reading.said(after + 1)
    return paper in _PAPERS or (len(paper) == _YEAR_DIGITS and paper.startswith("20"))


def _is_dated(chain: Iterable[Link]) -> bool:
    """`01-05-2026`, `05.2026`: a year behind a short group."""
    return any(
        len(before.digits) <= _DAY_DIGITS and group.digits.startswith(("19", "20"))
        for (_, before), (_, group) in pairwise(chain)
        if len(group.digits) == _YEAR_DIGITS
    )


def _is_money(chain: list[Link]) -> bool:
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
