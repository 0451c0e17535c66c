"""Offensive language: marks words for a moderator's eye. It never blocks, and a person decides.

A list that each commune may edit knows words that are always meant to hurt, also under the usual
disguises; a trained model hears the rest. A false alarm shames a citizen who was polite, a miss costs a
moderator one glance: so both speak up only when they are nearly sure.
"""

import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice
from math import exp
from typing import NamedTuple

from conference.folding import fold
from moderation.disguises import ANY_LETTER, disguised, fits
from moderation.insult_model import judge, plain_words
from moderation.phrases import Phrase, Phrases, phrase
from moderation.words import Reading

SURE = 1.25
"""Log odds from which the model speaks up; docs/SCREENING.md tells how it was chosen."""

_BEFORE_NAMES = frozenset(
    [
        "thon", "xom", "ap", "ban", "lang", "buon", "khu", "to", "xa", "cho", "cau", "deo", "doi", "nui", "doc",
        "suoi", "song", "ho", "dap", "dong", "hang", "ong", "ba", "anh", "chi", "chu", "bac", "co", "thi", "van",
    ]
)  # fmt: skip
_HIDDEN_MAX = 30
"""So many in one text are enough to look at it; a text made of nothing else would take twice as long."""
_SHARE_TO_BLAME = 0.5
"""A word is marked when it adds at least this part of what the worst word adds."""
_SUREST = 0.999
_HIDDEN_LETTERS_MIN = 3
_LISTS_REMEMBERED = 256


class Hit(NamedTuple):
    """Code points of the original, and how sure: 1 for what stands in the list."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class WordList:
    """What is looked for. `with_changes` makes a commune's own."""

    always: frozenset[Phrase]
    with_marks: frozenset[Phrase]
    disguised: frozenset[Phrase]
    removed: frozenset[Phrase] = frozenset()

    def with_changes(self, added: Iterable[str], removed: Iterable[str]) -> "WordList":
        """What is removed is no longer held against anybody by the model either."""
        more = frozenset(phrase(line) for line in added) - {()}
        gone = frozenset(phrase(line) for line in removed) - more - {()}
        return WordList(
            self.always - gone | more,
            self.with_marks - gone - more,
            self.disguised - gone,
            self.removed - more | gone,
        )


def word_list(lines: Iterable[str]) -> WordList:
    """`#` begins a comment; `~` asks for a text with diacritics, `!` for a disguise."""
    said: dict[str, set[Phrase]] = {"": set(), "~": set(), "!": set(), "#": set()}
    for line in filter(None, map(str.strip, lines)):
        sign = line[0] if line[0] in said else ""
        said[sign].add(phrase(line.removeprefix(sign)))
    return WordList(frozenset(said[""]), frozenset(said["~"]), frozenset(said["!"]))


def offensive(reading: Reading, words: WordList) -> list[Hit]:
    """What stands in the list and what the model minds besides, from left to right."""
    plain = plain_words(reading)
    wanted = _wanted(words)
    names = set(_names(reading, plain, wanted))
    hidden = islice(_hidden(reading, wanted), _HIDDEN_MAX)
    listed = [*_listed(reading, plain, wanted), *hidden]
    listed = [found for found in listed if names.isdisjoint(range(*found[:2]))]
    taken = {place for first, after, _ in listed for place in range(first, after)}
    minded = _minded(reading, plain, wanted, taken, names)
    hits = {(first, after): score for first, after, score in [*minded, *listed]}
    return [
        Hit(reading.spans[first][0], reading.spans[after - 1][1], score)
        for (first, after), score in sorted(hits.items())
    ]


class _Wanted(NamedTuple):
    """A word list made ready for looking up."""

    always: Phrases
    in_marked_text: Phrases
    removed: Phrases
    single: frozenset[str]
    single_folded: frozenset[str]
    alike: dict[tuple[int, str, str], list[str]]
    """By length, first and last letter, which no disguise hides."""


@lru_cache(maxsize=_LISTS_REMEMBERED)
def _wanted(words: WordList) -> _Wanted:
    single = frozenset(
        each[0] for each in words.always | words.with_marks | words.disguised if len(each) == 1
    )
    folded = frozenset(fold(word) for word in single if len(fold(word)) >= _HIDDEN_LETTERS_MIN)
    return _Wanted(
        _phrases(words.always),
        _phrases(words.always | words.with_marks),
        _phrases(words.removed),
        single,
        folded,
        _alike(folded),
    )


def _alike(words: Iterable[str]) -> dict[tuple[int, str, str], list[str]]:
    found: dict[tuple[int, str, str], list[str]] = {}
    for word in words:
        found.setdefault((len(word), word[0], word[-1]), []).append(word)
    return found


def _phrases(wanted: frozenset[Phrase]) -> Phrases:
    return Phrases((each, "") for each in sorted(wanted))


_Found = tuple[int, int, float]
"""First token, the one after the last, score."""


def _listed(reading: Reading, plain: list[str], wanted: _Wanted) -> Iterator[_Found]:
    phrases = wanted.in_marked_text if reading.has_marks else wanted.always
    yield from ((first, after, 1.0) for first, after in phrases.all_in(plain))


def _names(reading: Reading, plain: list[str], wanted: _Wanted) -> Iterator[int]:
    """Words of the list that are written like a name behind what only names follow: `xóm Ngu`, `Thị Đĩ`."""
    for place, word in enumerate(plain[1:], 1):
        if word in wanted.single and reading.folded[place - 1] in _BEFORE_NAMES:
            start, end = reading.spans[place]
            if reading.text[start:end].istitle():
                yield place


def _hidden(reading: Reading, wanted: _Wanted) -> Iterator[_Found]:
    for word, first, after, is_folded in disguised(reading):
        known = wanted.single_folded if is_folded else wanted.single
        outside = (len(word), word[0], word[-1])
        may_be = wanted.alike.get(outside, ()) if ANY_LETTER in word else ()
        if word in known or any(fits(each, word) for each in may_be):
            yield first, after, 1.0


def _minded(
    reading: Reading, plain: list[str], wanted: _Wanted, taken: set[int], names: set[int]
) -> Iterator[_Found]:
    """Stretches of the words that make the model sure."""
    forgiven = names | {
        place
        for first, after in wanted.removed.all_in(reading.spelled)
        for place in range(first, after)
    }
    judgement = judge(plain, forgiven)
    if judgement.score < SURE:
        return
    score = min(round(1 / (1 + exp(-judgement.score)), 3), _SUREST)
    worst = max(share for _, share in judgement.shares)
    to_blame = [
        place
        for place, share in judgement.shares
        if share >= worst * _SHARE_TO_BLAME and reading.folded[place].isalnum()
    ]
    for first, after in _runs(to_blame):
        if taken.isdisjoint(range(first, after)):
            yield first, after, score


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    """Neighbours as one stretch."""
    for _, run in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
        stretch = [place for _, place in run]
        yield stretch[0], stretch[-1] + 1


_SHIPPED = (pkgutil.get_data("moderation", "offensive_words.txt") or b"").decode()
DEFAULT_WORDS = word_list(_SHIPPED.splitlines())
