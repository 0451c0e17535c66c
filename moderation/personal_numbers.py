"""Long numbers that belong to one person: phones, identity papers, insurance, tax, bank accounts.

Groups of digits are joined only as far as the number they would make is one that exists.
"""

import re
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
_PHONE = re.compile(
    r"(?:(?:00)?840?+|0)"  # inside the country, or with its number before it
    r"(?:[35789][0-9]{8}|2[0-9]{9}|1[2689][0-9]{8})"  # mobile, fixed, mobile of before 2018
)
_COUNTRY = "84"
_NONE = range(0)
_PHONE_AHEAD = re.compile(f"(?={_PHONE.pattern})")
_ABROAD_DIGITS = range(10, 16)
_DIALLED_FIRST = ("0", "84")

_PHONE_GROUP_MIN_AT_COMMA = 3
_BRANCH_DIGITS = 3
_PASSPORT_DIGITS = 7
_DAY_DIGITS = 2
_YEAR_DIGITS = 4
_ROUND = "00000"
_PAPER_CODES = "qd nd nq tt cv tb kh hd bc ttr ct bb pc gp gcn ubnd hdnd qh vbhn cp bttt"
_PAPERS = frozenset(_PAPER_CODES.split())
_HOTLINES = ("1800", "1900")


def places_of_numbers(reading: Reading, groups: Groups) -> set[int]:
    """Where a number may begin without a cue: the groups that are long, or begin like a phone's."""
    places = groups.places(_CARD_GROUP_MIN, _PHONE_AHEAD)
    behind_plus = (place for place, word in enumerate(reading.folded[:-1], 1) if word == "+")
    return {*places, *behind_plus}


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
    if first.said:
        return _in_words(reading, groups, first, place, kind)
    if kind and len(first.digits) in _LENGTHS_THAT_A_CUE_CLAIMS.get(kind, ()):
        return Found(kind, place, _with_branch(groups, first, kind))
    phone = _phone(reading, groups, first, place)
    if phone or (kind is None and len(first.digits) < _CARD_GROUP_MIN):
        return phone
    return (
        _identity_card(groups, first, place)
        or (kind and _beside_cue(reading, groups, first, place, kind))
        or _bare(reading, first, place)
    )


def _in_words(
    reading: Reading, groups: Groups, first: Group, place: int, kind: PersonalData | None
) -> Found | None:
    """A phone, if its zero is said; behind the cue of another number, as many digits as that has."""
    if kind in _GROUPED_LENGTHS:
        said = [*takewhile(lambda group: group.said, (group for _, group in groups.chain(first)))]
        if len(said) in _GROUPED_LENGTHS[kind]:
            return Found(kind, place, said[-1].after)
    return _phone(reading, groups, first, place) if first.digits == "0" else None


def _with_branch(groups: Groups, first: Group, kind: PersonalData) -> int:
    """Behind a tax code: `-001` is a branch of the same."""
    link = groups.following(first)
    is_branch = (
        kind is PersonalData.TAX_CODE
        and link
        and link[0] == "-"
        and len(link[1].digits) == _BRANCH_DIGITS
    )
    return link[1].after if link and is_branch else first.after


def _phone(reading: Reading, groups: Groups, begin: Group, place: int) -> Found | None:
    """The shortest way to join groups to a number that can be dialled; from abroad, a + stands before it."""
    abroad = reading.said(place - 1) == "+"
    wanted = _phone_digits(groups, begin, place, abroad=abroad)
    size, all_signs, group = len(begin.digits), "", begin
    while size not in wanted:
        link = groups.following(group) if size < wanted.stop else None
        if link is None or not _goes_on(group, *link):
            return None
        signs, group = link
        size, all_signs = size + len(group.digits), all_signs + signs
    if _is_dated(groups.chain(begin)):
        return None
    return Found(PersonalData.PHONE, _lead(reading, place - abroad, all_signs), group.after)


def _phone_digits(groups: Groups, begin: Group, place: int, *, abroad: bool) -> range:
    """How many digits the phone number has that begins here: its first digits say that."""
    if abroad and not groups.begins(place, _COUNTRY):
        return _ABROAD_DIGITS
    if not abroad and not begin.digits.startswith(_DIALLED_FIRST):
        return _NONE
    size = groups.size_of(_PHONE, place)
    return range(size, size + 1) if size else _NONE


def _lead(reading: Reading, first: int, signs: str) -> int:
    """Back over the bracket of `(024) 3825` and `(+84) 912`, which closes inside the number."""
    return first - (reading.said(first - 1) == "(" and ")" in signs)


def _goes_on(before: Group, signs: str, behind: Group) -> bool:
    """Whether a phone number does; a comma or a slash also stands in lists and dates, whose parts are short."""
    if signs in _PLAIN_SIGNS:
        return True
    if before.said and behind.said:
        return True
    smaller = min(len(before.digits), len(behind.digits))
    return smaller >= _PHONE_GROUP_MIN_AT_COMMA or not ("," in signs or "/" in signs)


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
    if (
        kind is PersonalData.NATIONAL_ID
        and len(first.digits) == _PASSPORT_DIGITS
        and reading.touches(place - 1)
    ):
        return Found(kind, place, first.after)  # a letter stands before it
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
