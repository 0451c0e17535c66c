"""What the parts of a dossier must add up to: no question without a case, no file without its bytes.

Counted from the journals, entry by entry; of an entry that is kept back, only what stands in its place says
that it began a question or a case.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import msgspec

from archive.case_records import reference
from archive.casebook.attachments import attachment
from archive.casebook.events import CaseOpened, CaseSplitOff
from archive.casework import CaseState
from archive.dossier.form import (
    EVIDENCE_FOLDER,
    EVIDENCE_LIST,
    REGISTER,
    EvidenceTold,
    Manifest,
    Withheld,
    result_of,
    told_of,
)
from archive.dossier.packing import Packing
from archive.streams import CASEBOOK, CONFERENCE
from conference.event import Event
from conference.events import ConferenceClosed, QuestionAsked, QuestionSplitOff

_BLANK_WHEN_SEALED: Final = ("text", "decision", "name", "place", "topic", "contact")


class RegisterLine(msgspec.Struct, frozen=True):
    """What of a register's line is held against the journal."""

    question: int
    part: int
    state: CaseState
    text: str | None = None
    decision: str | None = None
    name: str | None = None
    place: str | None = None
    topic: str | None = None
    contact: str | None = None


@dataclass(slots=True)
class Contents:
    """Fed with every entry of the journals; then says what does not add up."""

    questions: Counter[int] = field(default_factory=Counter)
    cases: Counter[tuple[int, int]] = field(default_factory=Counter)
    kept_back: set[tuple[int, int]] = field(default_factory=set)
    closed: bool = False
    attached: list[EvidenceTold] = field(default_factory=list)
    _numbers: dict[str, tuple[int, int]] = field(default_factory=dict)

    def feed(self, kind: str, entry: Event | Withheld, conference: str) -> None:
        match entry:
            case Withheld(born=True, question=int(question), part=None) if kind == CONFERENCE:
                self.questions[question] += 1
            case Withheld(born=True, question=int(question), part=int(part)) if kind == CASEBOOK:
                self.cases[question, part] += 1
                self.kept_back.add((question, part))
            case QuestionAsked() | QuestionSplitOff():
                self.questions[entry.question] += 1
            case ConferenceClosed():
                self.closed = True
            case CaseOpened():
                self._open(entry.case, entry.question, 1)
            case CaseSplitOff():
                self._open(entry.case, entry.question, entry.part)
            case Event():
                self._attach(entry, conference)

    def _open(self, code: str, question: int, part: int) -> None:
        self.cases[question, part] += 1
        self._numbers[code] = (question, part)

    def _attach(self, event: Event, conference: str) -> None:
        found = attachment(event)
        if found:
            known = self._numbers.get(found.case or "")
            number = reference(conference, *known) if known else ""
            of = number if found.case else result_of(conference)
            self.attached.append(told_of(found, of))

    def faults(self, packing: Packing, manifest: Manifest) -> Iterator[str]:
        yield from self._count_faults(manifest)
        yield from self._register_faults(packing)
        yield from self._evidence_faults(packing, manifest)

    def _count_faults(self, manifest: Manifest) -> Iterator[str]:
        if sum(self.questions.values()) != manifest.questions:
            yield f"the manifest says {manifest.questions} questions, there are {sum(self.questions.values())}"
        if sum(self.cases.values()) != manifest.cases:
            yield f"the manifest says {manifest.cases} cases, there are {sum(self.cases.values())}"
        twice = [f"question {one}" for one, count in self.questions.items() if count > 1]
        twice += [f"case {q}.{part}" for (q, part), count in self.cases.items() if count > 1]
        yield from (f"{one} begins more than once" for one in twice)
        numbers = set(self.questions)
        yield from (f"question {one} is missing" for one in _gaps(numbers))
        if self.closed or self.cases:
            first = {question for question, part in self.cases if part == 1}
            yield from (f"question {one} has no case" for one in sorted(numbers - first))
            yield from (f"case {one} has no question" for one in sorted(first - numbers))

    def _register_faults(self, packing: Packing) -> Iterator[str]:
        try:
            lines = msgspec.json.decode(packing.content(REGISTER), type=list[RegisterLine])
        except msgspec.MsgspecError as broken:
            yield f"{REGISTER} cannot be read: {broken}"
            return
        known = Counter((line.question, line.part) for line in lines)
        for question, part in sorted((known | self.cases).keys()):
            if known[question, part] != self.cases[question, part]:
                yield f"case {question}.{part} is not in the register as it is in the journal"
        for line in lines:
            told = line.state is not CaseState.SEALED or any(
                getattr(line, name) for name in _BLANK_WHEN_SEALED
            )
            if (line.question, line.part) in self.kept_back and told:
                yield f"case {line.question}.{line.part} is sealed, and told in the register"

    def _evidence_faults(self, packing: Packing, manifest: Manifest) -> Iterator[str]:
        try:
            listed = msgspec.json.decode(packing.content(EVIDENCE_LIST), type=list[EvidenceTold])
        except msgspec.MsgspecError as broken:
            yield f"{EVIDENCE_LIST} cannot be read: {broken}"
            return
        if listed != self.attached:
            yield f"{EVIDENCE_LIST} is not what the journal says"
        there = {
            each.name: each for each in manifest.parts if each.name.startswith(EVIDENCE_FOLDER)
        }
        for one in self.attached:
            part = there.get(EVIDENCE_FOLDER + one.file)
            if part is None:
                yield f"evidence {one.file} of {one.case} is missing"
            elif (part.sha256, part.size) != (one.file, one.size):
                yield f"evidence {one.file} of {one.case} is another file"
        wanted = {EVIDENCE_FOLDER + one.file for one in self.attached}
        yield from (f"{name} belongs to no case" for name in sorted(there.keys() - wanted))


def _gaps(numbers: Iterable[int]) -> list[int]:
    known = set(numbers)
    return [number for number in range(1, max(known, default=0) + 1) if number not in known]
