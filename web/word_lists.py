"""Each commune's own changes to the list of offensive words, and what screening says by it.

The shipped list is the program's; a commune adds what is said in its own region, and takes out what is
nobody's offence there. The changes are one small file in the data directory, read at start and replaced
whole with each change, so that they are in force with the next question and survive everything. The words
themselves are in no log.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from conference.refusals import Refusal
from conference.text import clean
from moderation.offensive import DEFAULT_WORDS, WordList
from moderation.screening import screen
from realtime.intake import Screened

FILE_NAME: Final = "words.json"
WORD_MAX_CHARACTERS: Final = 60
WORDS_MAX: Final = 2_000
"""Added and removed together, of one commune."""


class BadWords(ValueError):  # noqa: N818  what they are
    """The file or the wish cannot be taken; the text says why."""


class Changes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one commune changed."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def with_added(self, words: tuple[str, ...]) -> "Changes":
        return Changes(_joined(self.added, words), _without(self.removed, words))

    def with_removed(self, words: tuple[str, ...]) -> "Changes":
        """What the commune added itself is simply gone; a shipped word is taken out."""
        shipped = tuple(word for word in words if word not in self.added)
        return Changes(_without(self.added, words), _joined(self.removed, shipped))


class WordLists:
    def __init__(self, data: Path) -> None:
        self._path = data / FILE_NAME
        self._changes = _read(self._path)
        self._lists = {commune: _made(changes) for commune, changes in self._changes.items()}

    def screen(self, commune: str, text: str) -> Screened:
        """What the intake asks of every citizen's words."""
        found = screen(text, self._lists.get(commune))
        return Screened(found.text, found.codes())

    def of(self, commune: str) -> Changes:
        return self._changes.get(commune, Changes())

    def add(self, commune: str, words: tuple[str, ...]) -> Changes:
        return self._keep(commune, self.of(commune).with_added(_tidied(words)))

    def remove(self, commune: str, words: tuple[str, ...]) -> Changes:
        return self._keep(commune, self.of(commune).with_removed(_tidied(words)))

    def _keep(self, commune: str, changes: Changes) -> Changes:
        _check(changes)
        now = {**self._changes, commune: changes}
        _write(self._path, now)
        self._changes = now
        self._lists[commune] = _made(changes)
        return changes


def _made(changes: Changes) -> WordList:
    return DEFAULT_WORDS.with_changes(changes.added, changes.removed)


def _tidied(words: tuple[str, ...]) -> tuple[str, ...]:
    cleaned = [clean(word.lower(), WORD_MAX_CHARACTERS, lines=False) for word in words]
    wrong = [cleaned.index(word) + 1 for word in cleaned if isinstance(word, Refusal)]
    if wrong:
        raise BadWords(f"word {wrong[0]} is none: it has 1 to {WORD_MAX_CHARACTERS} letters")
    return tuple(dict.fromkeys(word for word in cleaned if isinstance(word, str)))


def _check(changes: Changes) -> None:
    if len(changes.added) + len(changes.removed) > WORDS_MAX:
        raise BadWords(f"one commune's list takes {WORDS_MAX} words at most")
    for word in (*changes.added, *changes.removed):
        if _tidied((word,)) != (word,):
            raise BadWords(f"the list has a word that is not written plainly: {word!r}")


def _joined(words: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*words, *more}))


def _without(words: tuple[str, ...], fewer: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in fewer)


def _read(path: Path) -> dict[str, Changes]:
    try:
        told = msgspec.json.decode(path.read_bytes(), type=dict[str, Changes])
        for changes in told.values():
            _check(changes)
    except FileNotFoundError:
        return {}
    except (msgspec.MsgspecError, UnicodeError, BadWords) as error:
        raise BadWords(
            f"{path} is no list of words ({error}): mend it, or delete it to begin anew"
        ) from None
    return told


def _write(path: Path, changes: Mapping[str, Changes]) -> None:
    """Whole or not at all."""
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(changes)))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
