"""Has somebody asked this already? An index of one conference's open questions.

Offered to the asker before sending and to moderators as a hint; never acted upon by itself. Words are
compared folded, alone and in pairs (a Vietnamese word is mostly two syllables), rare ones counting
more. A query walks only as many entries as its budget, rarest words first, so that 2,000 questions and
the longest text stay within a few milliseconds. It knows numbers and texts, not questions.
"""

import heapq
from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise
from math import log, sqrt

from moderation.words import folded_words

SIMILAR = 0.45
"""From here on two texts are worth showing to a person side by side; docs/SCREENING.md tells why."""

_SHARED_MIN = 0.99 * SIMILAR**2
"""A little below the part of a text that it must at least share with a similar one."""

_SAID_BY_ALL = """toi em chau chung minh ba con nguoi dan nhan cong xin hoi cho biet muon duoc co khong chua la va
 cua o tai voi thi ma van da se bi do vi sao khi nao bao gio the nhu ra gi de nghi kinh mong thua gui quy vi cac
 nhung mot lanh dao xa phuong uy ban ubnd can bo quan tam xem xet giup som giai quyet xu ly thu tuc ho so bien phap
 ve viec hien nay qua rat lam nhieu lau a oi cam on tran trong dong chi ong anh chi den tu thoi gian vay sap ho"""
_POLITE = dict.fromkeys(_SAID_BY_ALL.split(), 0.15)
"""What they count. Courtesies fill half of a short question, and in a small meeting no word is rare."""
_ENTRIES_PER_QUERY = 12_000
_CANDIDATES = 16


class Duplicates:
    """Questions by number. All methods take time that does not grow with what is not looked at."""

    def __init__(self) -> None:
        self._features: dict[int, frozenset[str]] = {}
        self._holding: dict[str, set[int]] = {}

    def add(self, number: int, text: str) -> None:
        """Also for a text that was amended: the later one counts."""
        self.remove(number)
        features = _features_of(text)
        self._features[number] = features
        for feature in features:
            self._holding.setdefault(feature, set()).add(number)

    def remove(self, number: int) -> None:
        """A number that is not there is gone already."""
        for feature in self._features.pop(number, frozenset()):
            holding = self._holding[feature]
            holding.discard(number)
            if not holding:
                del self._holding[feature]

    def find(self, text: str, most: int) -> list[tuple[int, float]]:
        """The most similar questions, best first, none below `SIMILAR`."""
        features = _features_of(text)
        weight = cache(self._weight)
        whole = sum(map(weight, features))
        near: list[tuple[int, float]] = []
        for number in self._candidates(features, weight):
            other = self._features[number]
            shared = sum(map(weight, features & other))
            # What they share is a part of the other one, too: weighing all of that can often be spared.
            if shared > whole * _SHARED_MIN:
                score = shared / sqrt(whole * sum(map(weight, other)))
                near += [(number, round(score, 3))] if score >= SIMILAR else []
        return heapq.nsmallest(most, near, key=lambda pair: (-pair[1], pair[0]))

    def _candidates(self, features: Iterable[str], weight: Callable[[str], float]) -> list[int]:
        known = sorted(
            (len(self._holding[feature]), feature)
            for feature in features
            if feature in self._holding
        )
        shared: dict[int, float] = {}
        walked = 0
        for size, feature in known:
            walked += size
            if walked > _ENTRIES_PER_QUERY:
                break
            more = weight(feature)
            for number in self._holding[feature]:
                shared[number] = shared.get(number, 0.0) + more
        return heapq.nlargest(_CANDIDATES, shared, key=shared.__getitem__)

    def _weight(self, feature: str) -> float:
        rarity = log(1 + (len(self._features) + 1) / (len(self._holding.get(feature, ())) + 1))
        return rarity * _importance(feature)


def _features_of(text: str) -> frozenset[str]:
    words = folded_words(text)
    return frozenset([*words, *(f"{one} {two}" for one, two in pairwise(words))])


def _importance(feature: str) -> float:
    """A pair counts as the mean of its words."""
    one, _, two = feature.partition(" ")
    counts = _POLITE.get(one, 1.0)
    return (counts + _POLITE.get(two, 1.0)) / 2 if two else counts
