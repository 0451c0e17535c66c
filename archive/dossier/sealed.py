"""Which entries a copy keeps back, because a denunciation is in them.

Of a sealed question and of a sealed case every entry is kept back, whoever's it is: who supported a denunciation
is nobody's business either. A part that was sealed after one speech was split was spoken in the whole speech
too, so the wordings of the question it came from are kept back with it. Any entry that names a sealed case by
its code, such as a sample drawn of many, is kept back for the code.

What counts is how things stand now: what was unsealed is told.
"""

from collections.abc import Iterable
from typing import Final

import msgspec

from archive.casework import CaseState
from archive.dossier.form import Withheld
from archive.raw_entries import RawEntry
from archive.streams import CASEBOOK, CONFERENCE
from archive.tree import leaf

_BIRTHS: Final = ("question_asked", "question_split_off", "case_opened", "case_split_off")
_WORDINGS: Final = (
    "question_asked",
    "question_amended",
    "question_edited",
    "question_resubmitted",
    "question_split_off",
)


class Seen(msgspec.Struct, frozen=True):
    """What of any entry says which question or case it is about. All other fields are passed over."""

    type: str
    question: int | None = None
    case: str | None = None
    part: int | None = None
    state: str | None = None
    receipt_code: str | None = None
    split_from: int | str | None = None
    file: str | None = None

    @property
    def born(self) -> bool:
        return self.type in _BIRTHS

    @property
    def which_part(self) -> int:
        return self.part or 1


_DECODER = msgspec.json.Decoder(Seen)


def seen(body: bytes) -> Seen:
    return _DECODER.decode(body)


class SealedMatter:
    """Learns from all entries of both streams first; then says of each whether it is kept back."""

    def __init__(self, conference: Iterable[RawEntry], casebook: Iterable[RawEntry]) -> None:
        self._questions: set[int] = set()
        self._origins: dict[int, int] = {}
        self._codes_of: dict[int, str] = {}
        self._cases: dict[str, tuple[int, int]] = {}
        self._codes: set[str] = set()
        for entry in conference:
            self._learn_question(seen(entry.body))
        for entry in casebook:
            self._learn_case(seen(entry.body))
        self._conclude()

    @property
    def questions(self) -> frozenset[int]:
        """Their numbers."""
        return frozenset(self._questions)

    @property
    def spoken_in(self) -> frozenset[int]:
        """Questions whose case was split, and of which another part is sealed: their words hold it too."""
        return frozenset(self._spoken_in)

    def withheld(self, kind: str, entry: RawEntry) -> Withheld | None:
        """What stands in its place; None when it is told."""
        about = seen(entry.body)
        if not (
            self._is_sealed(kind, about) or any(code in entry.body for code in self._raw_codes)
        ):
            return None
        place = Withheld(sequence=entry.sequence, leaf=leaf(entry.body).hex())
        if not about.born:
            return place
        part = about.which_part if kind == CASEBOOK else None
        return msgspec.structs.replace(place, question=about.question, part=part, born=True)

    def _is_sealed(self, kind: str, about: Seen) -> bool:
        if kind == CASEBOOK:
            return about.case in self._codes
        if kind != CONFERENCE:
            return False
        wording = about.type in _WORDINGS and about.question in self._whole_speeches
        return about.question in self._questions or wording

    def _learn_question(self, about: Seen) -> None:
        match about.type:
            case "question_sealed" if about.question:
                self._questions.add(about.question)
            case "question_unsealed" if about.question:
                self._questions.discard(about.question)
            case "question_split_off" if about.question and isinstance(about.split_from, int):
                self._origins[about.question] = about.split_from
        if about.born and about.question and about.receipt_code:
            self._codes_of[about.question] = about.receipt_code

    def _learn_case(self, about: Seen) -> None:
        if about.case is None:
            return
        if about.born and about.question:
            self._cases[about.case] = (about.question, about.which_part)
        if about.type == "case_sealed" or (about.born and about.state == CaseState.SEALED):
            self._codes.add(about.case)
        if about.type == "case_unsealed":
            self._codes.discard(about.case)

    def _conclude(self) -> None:
        """Once there are cases, they say what is sealed; and the codes of all of it are the asker's secret."""
        opened = {question for question, _ in self._cases.values()}
        sealed = {self._cases[code] for code in self._codes if code in self._cases}
        self._questions = (self._questions - opened) | {q for q, part in sealed if part == 1}
        self._codes |= {self._codes_of[q] for q in self._questions if q in self._codes_of}
        self._raw_codes = tuple(code.encode() for code in sorted(self._codes))
        self._spoken_in = {q for q, part in sealed if part > 1} - self._questions
        spoken = set(self._spoken_in)
        waiting = [self._origins[q] for q in self._questions | spoken if q in self._origins]
        while waiting:
            origin = waiting.pop()
            if origin not in spoken:
                spoken.add(origin)
                waiting += [self._origins[origin]] if origin in self._origins else []
        self._whole_speeches = spoken
