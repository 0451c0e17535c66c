"""Phrases to look for in a text, found by their first word: one step of reading costs the same however
many there are. It knows nothing of what they mean.
"""

from collections.abc import Iterable, Iterator

from moderation.words import read

Phrase = tuple[str, ...]


def phrase(line: str) -> Phrase:
    """The words of a line, spelled with their diacritics."""
    return tuple(read(line).spelled)


class Phrases:
    """Each with what it stands for."""

    __slots__ = ("_by_first",)

    def __init__(self, meanings: Iterable[tuple[Phrase, str]]) -> None:
        self._by_first: dict[str, list[tuple[list[str], int, str]]] = {}
        for words, meaning in sorted(meanings, key=lambda pair: -len(pair[0])):
            self._by_first.setdefault(words[0], []).append((list(words), len(words), meaning))

    @property
    def first_words(self) -> Iterable[str]:
        """What any of them begins with."""
        return self._by_first

    def at(self, spelled: list[str], place: int) -> tuple[int, str] | None:
        """The longest phrase that begins here: how many words, and what it stands for."""
        for words, size, meaning in self._by_first.get(spelled[place], ()):
            if spelled[place : place + size] == words:
                return size, meaning
        return None

    def all_in(self, spelled: list[str]) -> Iterator[tuple[int, int]]:
        """Where phrases begin and end, from left to right, none inside another."""
        for first, after, _ in self.said_in(spelled):
            yield first, after

    def said_in(self, spelled: list[str]) -> Iterator[tuple[int, int, str]]:
        """The same, with what each stands for."""
        if self._by_first.keys().isdisjoint(spelled):
            return
        behind = 0
        begun = [place for place, word in enumerate(spelled) if word in self._by_first]
        for place in begun:
            found = self.at(spelled, place) if place >= behind else None
            if found:
                behind = place + found[0]
                yield place, behind, found[1]
