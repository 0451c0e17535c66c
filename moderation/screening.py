"""What is known about a text before a person reads it: what the public may see of it, and what to look at.

One call for everything, pure and fast enough to stand in the path of every question. It decides nothing:
personal data is masked because publishing cannot be undone, all else is a hint to a moderator. Nothing
here knows of questions, conferences or who asks.
"""

from dataclasses import dataclass
from enum import StrEnum

from moderation.cues import Suggestion, cues
from moderation.offensive import DEFAULT_WORDS, WordList, offensive
from moderation.personal_data import Span, masked, personal_data
from moderation.words import Reading, read, squeezed


class FlagKind(StrEnum):
    INSULT = "insult"
    DENUNCIATION = "denunciation"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True)
class Flag:
    """Something for a moderator to look at; `start` and `end` count code points of the original."""

    kind: FlagKind
    start: int
    end: int
    score: float = 1.0
    suggestion: Suggestion | None = None


@dataclass(frozen=True, slots=True)
class Screening:
    """`text` is what the public may read."""

    text: str
    spans: tuple[Span, ...]
    flags: tuple[Flag, ...]

    @property
    def folded(self) -> str:
        """What search and comparison use: masked as well."""
        return squeezed(self.text)

    def codes(self) -> tuple[str, ...]:
        """What a moderator is shown, each once."""
        found = ["personal_data"] if self.spans else []
        return tuple(dict.fromkeys([*found, *(flag.kind.value for flag in self.flags)]))


_KIND_OF = {Suggestion.SEAL: FlagKind.DENUNCIATION, Suggestion.GUIDE: FlagKind.COMPLAINT}


def screen(text: str, words: WordList | None = None) -> Screening:
    """`text` is cleaned already; `words` is the commune's list, the shipped one without."""
    reading = read(text)
    spans = personal_data(reading)
    public = masked(text, spans)
    return Screening(public, spans, _flags(reading, words or DEFAULT_WORDS))


def _flags(reading: Reading, words: WordList) -> tuple[Flag, ...]:
    insults = [
        Flag(FlagKind.INSULT, hit.start, hit.end, hit.score) for hit in offensive(reading, words)
    ]
    hints = [
        Flag(_KIND_OF[cue.suggestion], cue.start, cue.end, suggestion=cue.suggestion)
        for cue in cues(reading)
    ]
    return (*insults, *hints)
