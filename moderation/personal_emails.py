"""E-mail addresses, also with blanks around the sign and in words (`a còng gmail chấm com`)."""

from moderation.personal_kinds import Found, PersonalData
from moderation.phrases import Phrases
from moderation.words import Reading

EMAIL_SIGNS = frozenset({"@", "a", "acong", "(", "["})
_PARTS_MAX = 24
_LOCAL_SIGNS = frozenset("._%+-'")
_SAID_AT = Phrases(
    (tuple(said.split()), "@")
    for said in ("a cong", "a moc", "a vong", "acong", "( at )", "[ at ]", "( a )")
)
_SAID_SECOND = frozenset({"cong", "moc", "vong", "at", "a"})
_PROVIDERS = frozenset(
    ["gmail", "yahoo", "hotmail", "outlook", "icloud", "email", "mail", "live", "zoho", "proton"]
)
_JOINTS = frozenset({".", "-", "cham", "dot"})
_TOP_LEVELS = frozenset(["com", "vn", "net", "org", "edu", "gov", "info"])


def email_at(reading: Reading, place: int, free_from: int) -> Found | None:
    """The address whose @ stands here; it reaches back no further than `free_from`."""
    if reading.folded[place] == "@":
        after = _domain(reading, place + 1)
    else:
        after = _said_domain(reading, place)
    if not after:
        return None
    first = _local(reading, place, free_from)
    return Found(PersonalData.EMAIL, first, after) if first < place else None


def _local(reading: Reading, place: int, free_from: int) -> int:
    """Back over parts that touch; the blank before @ is forgiven."""
    first = place
    while first > max(free_from, place - _PARTS_MAX):
        word = reading.folded[first - 1]
        if first < place and not reading.touching[first - 1]:
            break
        if not word[0].isalnum() and word not in _LOCAL_SIGNS:
            break
        first -= 1
    return first


def _domain(reading: Reading, place: int) -> int:
    """The token behind `name.tld`, or behind a provider everybody knows; 0 if this is no domain."""
    if place >= len(reading.folded) or not reading.folded[place][0].isalnum():
        return 0
    known = reading.folded[place] in _PROVIDERS
    after, ends_well = place + 1, known
    while after + 1 < min(len(reading.folded), place + _PARTS_MAX):
        sign, part = reading.folded[after], reading.folded[after + 1]
        last_is_top = reading.folded[after - 1] in _TOP_LEVELS
        goes_on = sign in _JOINTS and part[0].isalnum()
        touch = reading.touching[after - 1] and reading.touching[after]
        if not goes_on or not (part in _TOP_LEVELS or (touch and not last_is_top)):
            break
        ends_well = known or (sign != "-" and part[0].isalpha())
        after += 2
    return after if ends_well else 0


def _said_domain(reading: Reading, place: int) -> int:
    """`a còng` and the like, only before a provider everybody knows."""
    if reading.folded[place] != "acong" and reading.said(place + 1) not in _SAID_SECOND:
        return 0
    said = _SAID_AT.at(reading.folded, place)
    after = place + said[0] if said else place
    return _domain(reading, after) if said and reading.said(after) in _PROVIDERS else 0
