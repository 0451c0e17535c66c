"""Personal data in what people write: where it stands, and what the public reads in its place.

What was published cannot be taken back, so a number that can hardly be anything else is masked without
a cue; a short or ambiguous one only beside a word that says what it is. Laws, dates, money, areas and
the names of places are what questions are about, and stay.

A mask says what was there, so that the sentence can still be read and answered. It holds no digit, and
nothing is looked for across one: masking what is masked changes nothing.
"""

from typing import NamedTuple

from moderation.personal_addresses import ADDRESS_WORDS, address_at
from moderation.personal_cues import CUE_WORDS, Cues
from moderation.personal_emails import EMAIL_SIGNS, email_at
from moderation.personal_groups import Groups
from moderation.personal_kinds import MASKS, Found, PersonalData
from moderation.personal_land import LAND_WORDS, land_at
from moderation.personal_numbers import number_at, places_of_numbers
from moderation.words import Reading

_BEFORE_PLACES = ADDRESS_WORDS | LAND_WORDS
_ANNOUNCING = EMAIL_SIGNS | _BEFORE_PLACES
_TELLING = _ANNOUNCING | CUE_WORDS
"""Most tokens tell nothing, and are passed by at once."""


class Span(NamedTuple):
    """`start` and `end` count code points of the original."""

    start: int
    end: int
    kind: PersonalData
    mask: str


def personal_data(reading: Reading) -> tuple[Span, ...]:
    """What in a text is personal, from left to right, without overlaps."""
    spans: list[Span] = []
    cues, groups = Cues(), Groups(reading)
    folded, free_from = reading.folded, 0
    for place in _places_to_look_at(reading, groups):
        if place < free_from:
            continue
        word = folded[place]
        if word in CUE_WORDS:
            cues.read(reading, place)
        group = groups.at(place)
        number = number_at(reading, groups, group, place, cues.at(place)) if group else None
        if number or word in _ANNOUNCING:
            for found in _found_at(reading, place, free_from, number):
                spans.append(_span(reading, found))
                free_from = found.after
                cues.spend()
    return tuple(spans)


def masked(text: str, spans: tuple[Span, ...]) -> str:
    """`text` as the public reads it."""
    parts: list[str] = []
    shown = 0
    for span in spans:
        parts += [text[shown : span.start], span.mask]
        shown = span.end
    return "".join([*parts, text[shown:]])


def _places_to_look_at(reading: Reading, groups: Groups) -> list[int]:
    """Beside a cue every group may be a number, else few."""
    folded = reading.folded
    telling = {place for place, word in enumerate(folded) if word in _TELLING}
    if not CUE_WORDS.isdisjoint(folded):
        return sorted(telling.union(groups.all_places()))
    return sorted(telling.union(places_of_numbers(reading, groups)))


def _found_at(reading: Reading, place: int, free_from: int, number: Found | None) -> list[Found]:
    """An address of letters comes before a number, and both before a place."""
    word = reading.folded[place]
    found = (email_at(reading, place, free_from) if word in EMAIL_SIGNS else None) or number
    if found:
        return [found]
    if word not in _BEFORE_PLACES:
        return []
    places = [address_at(reading, place)] if word in ADDRESS_WORDS else []
    if word in LAND_WORDS:
        places += land_at(reading, place)
    return [each for each in places if each and not _goes_on(reading, each.after)]


def _goes_on(reading: Reading, after: int) -> bool:
    """A short number that letters, digits or a mask touch is part of something else."""
    return reading.touches(after - 1) and (
        reading.folded[after].isalnum() or reading.folded[after] == "["
    )


def _span(reading: Reading, found: Found) -> Span:
    start, end = reading.spans[found.first][0], reading.spans[found.after - 1][1]
    return Span(start, end, found.kind, MASKS[found.kind])
