"""E-mail addresses, also with blanks around the sign and in words (`a còng gmail chấm com`)."""

from moderation.personal_kinds import Found, PersonalData
from moderation.phrases import Phrases
from moderation.words import Reading

EMAIL_SIGNS = frozenset({"@", "a", "at", "acong", "(", "["})
_PARTS_MAX = 24
_LOCAL_SIGNS = frozenset("._%+-'")
_SAID_AT = Phrases(
    (tuple(said.split()), "@")
    for said in (
        *("a cong", "a moc", "a vong", "acong", "at"),
        *("( at )", "[ at ]", "( a )", "[ a ]", "( @ )", "[ @ ]", "( a cong )", "[ a cong ]"),
    )
)
_BRACKETS = frozenset({"(", "["})
_SAID_DOT = frozenset({".", "dot", "cham"})
_SAID_SECOND = frozenset({"cong", "moc", "vong", "at", "a", "@"})
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
    if not reading.said(place)[:1].isalnum():
        return 0
    known = reading.folded[place] in _PROVIDERS
    after, ends_well = place + 1, known
    while after < place + _PARTS_MAX:
        joint = _joint(reading, after)
        part = reading.said(after + joint)
        if not joint or not part[:1].isalnum():
            break
        last_is_top = reading.folded[after - 1] in _TOP_LEVELS
        touch = reading.touching[after - 1] and reading.touching[after]
        if not (part in _TOP_LEVELS or joint > 1 or (touch and not last_is_top)):
            break
        ends_well = known or (reading.folded[after] != "-" and part[0].isalpha())
        after += joint + 1
    return after if ends_well else 0


def _joint(reading: Reading, place: int) -> int:
    """How many tokens join two parts of a domain: `.` or `chấm`, or `[dot]`."""
    if reading.said(place) in _JOINTS:
        return 1
    bracketed = reading.said(place) in _BRACKETS and reading.said(place + 1) in _SAID_DOT
    return 3 if bracketed and reading.said(place + 2) in {")", "]"} else 0


def _said_domain(reading: Reading, place: int) -> int:
    """`a còng` and the like, only before a provider everybody knows; in brackets before any domain."""
    word = reading.folded[place]
    if word not in {"acong", "at"} and reading.said(place + 1) not in _SAID_SECOND:
        return 0
    said = _SAID_AT.at(reading.folded, place)
    after = place + said[0] if said else place
    if not said or (word not in _BRACKETS and reading.said(after) not in _PROVIDERS):
        return 0
    return _domain(reading, after)
