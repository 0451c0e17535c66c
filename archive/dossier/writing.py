"""Puts a dossier together, part by part, with no more of it in memory than a page.

The journals are read as their bytes, in one moment. Whatever else is in it comes from the read tables, of the
same moment: whoever asks for a dossier says where the streams stood, and when they have moved meanwhile
nothing is written and it is asked for again.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from archive.case_records import reference
from archive.casebook.attachments import ATTACHING, attachment
from archive.codec import CODEC
from archive.dossier.form import (
    EVIDENCE_FOLDER,
    EVIDENCE_LIST,
    FORM,
    LEFT_OUT,
    MANIFEST,
    READ_ME,
    TERMS,
    Copy,
    EvidenceTold,
    Manifest,
    PartTold,
    Withheld,
    as_json,
    digests_part,
    entries_part,
    result_of,
    told_of,
)
from archive.dossier.plain_zip import PlainZip
from archive.dossier.sealed import SealedMatter, seen
from archive.dossier.signed import checkpoint_parts
from archive.dossier.streams import StreamWriter
from archive.dossier.told_terms import terms_of
from archive.raw_entries import Head, RawEntry, entries, head, opened
from archive.records import QuestionRecord
from archive.streams import (
    CASEBOOK,
    StreamName,
    almanac_stream,
    casebook_stream,
    conference_stream,
)
from archive.transcript import Spoken, Transcript, as_csv
from archive.transcript import as_json as transcript_as_json
from archive.verify import FindFile
from conference.vocabulary import QuestionStatus

_BLOCK_BYTES = 1024 * 1024


class Moved(Exception):  # noqa: N818
    """The streams have moved since the read tables were asked. Ask again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which dossier, and what the read tables said. `at` is where each stream stood then (its name → sequence)."""

    commune: str
    conference: str
    copy: Copy
    at: Mapping[str, int]
    transcript: Transcript
    ledger: Mapping[str, bytes]
    """By the name of its part."""
    register: Mapping[str, Path]
    read_me: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that a case was given, and whether this copy holds it."""

    told: EvidenceTold
    withheld: bool


def write_dossier(out: BinaryIO, database: Path, find: FindFile, wanted: Wanted) -> Manifest:
    """Raises Moved, and FileNotFoundError when a file of evidence is not there."""
    with opened(database) as connection:
        _check_unmoved(connection, wanted.at)
        return _Writing(out, connection, find, wanted).write()


def _check_unmoved(connection: sqlite3.Connection, at: Mapping[str, int]) -> None:
    for stream, sequence in at.items():
        reached = head(connection, stream)
        if (reached.sequence if reached else 0) != sequence:
            raise Moved(stream)


class _Writing:
    def __init__(
        self, out: BinaryIO, connection: sqlite3.Connection, find: FindFile, wanted: Wanted
    ) -> None:
        self._zip = PlainZip(out)
        self._told: list[PartTold] = []
        self._connection = connection
        self._find = find
        self._wanted = wanted
        self._conference = conference_stream(wanted.commune, wanted.conference)
        self._casebook = casebook_stream(wanted.commune, wanted.conference)
        self._sealed = SealedMatter(self._entries(self._conference), self._entries(self._casebook))

    def write(self) -> Manifest:
        wanted = self._wanted
        self._add(READ_ME, [wanted.read_me.encode()])
        streams = [self._write_stream(*known) for known in self._streams()]
        for name, content in checkpoint_parts(self._connection, [one.told() for one in streams]):
            self._add(name, [content])
        self._write_read_tables()
        attached = list(self._attached())
        withheld = len({one.told.file for one in attached if one.withheld})
        self._write_evidence([one.told for one in attached if not one.withheld])
        manifest = Manifest(
            form=FORM,
            copy=wanted.copy,
            commune=wanted.commune,
            conference=wanted.conference,
            streams=tuple(one.told() for one in streams),
            questions=self._born(self._conference),
            cases=self._born(self._casebook),
            evidence_withheld=withheld,
            left_out=LEFT_OUT,
            parts=tuple(self._told),
        )
        self._zip.add(MANIFEST, [as_json(manifest)])
        self._zip.close()
        return manifest

    def _streams(self) -> Iterator[tuple[StreamName, Head]]:
        for stream in (self._conference, self._casebook, almanac_stream(self._wanted.commune)):
            reached = head(self._connection, stream)
            if reached:
                yield StreamName.parse(stream), reached

    def _write_stream(self, name: StreamName, reached: Head) -> StreamWriter:
        writer = StreamWriter(
            name, reached, partial(self._entries, str(name)), partial(self._keep_back, name.kind)
        )
        self._add(entries_part(name.kind), writer.entries())
        self._add(digests_part(name.kind), writer.digests())
        return writer

    def _keep_back(self, kind: str, entry: RawEntry) -> Withheld | None:
        return self._sealed.withheld(kind, entry) if self._wanted.copy == "office" else None

    def _write_read_tables(self) -> None:
        transcript = _without(self._wanted.transcript, self._sealed)
        self._add("transcript.json", [transcript_as_json(transcript)])
        self._add("transcript.csv", [as_csv(transcript)])
        for name, content in sorted(self._wanted.ledger.items()):
            self._add(name, [content])
        for name, file in sorted(self._wanted.register.items()):
            with file.open("rb") as source:
                self._add(name, _blocks(source))
        known = terms_of(self._entries(almanac_stream(self._wanted.commune)))
        self._add(TERMS, [as_json(known)])

    def _attached(self) -> Iterator[Attached]:
        """In the order of the journal, by the numbers of cases."""
        numbers: dict[str, str] = {}
        for entry in self._entries(self._casebook):
            about = seen(entry.body)
            if about.born and about.case and about.question:
                code = self._wanted.conference
                numbers[about.case] = reference(code, about.question, about.which_part)
            if about.type not in ATTACHING:
                continue
            found = attachment(CODEC.decode(entry.body))
            if found:
                number = numbers.get(found.case or "", "")
                told = told_of(found, number if found.case else result_of(self._wanted.conference))
                yield Attached(told, self._keep_back(CASEBOOK, entry) is not None)

    def _write_evidence(self, told: list[EvidenceTold]) -> None:
        self._add(EVIDENCE_LIST, [as_json(told)])
        for file in sorted({one.file for one in told}):
            source = self._find(self._wanted.commune, file)
            if source is None:
                raise FileNotFoundError(f"evidence {file} of {self._wanted.commune} is missing")
            with source:
                self._add(EVIDENCE_FOLDER + file, _blocks(source))

    def _born(self, stream: str) -> int:
        return sum(seen(entry.body).born for entry in self._entries(stream))

    def _entries(self, stream: str) -> Iterator[RawEntry]:
        return entries(self._connection, stream)

    def _add(self, name: str, content: Iterable[bytes]) -> None:
        digest, size = hashlib.sha256(), 0

        def watched() -> Iterator[bytes]:
            nonlocal size
            for block in content:
                digest.update(block)
                size += len(block)
                yield block

        self._zip.add(name, watched())
        self._told.append(PartTold(name=name, size=size, sha256=digest.hexdigest()))


def _without(transcript: Transcript, sealed: SealedMatter) -> Transcript:
    """What was sealed after the conference is not told either, nor what was said in one speech with it."""

    def told(question: QuestionRecord) -> QuestionRecord:
        if question.number in sealed.questions:
            return replace(question, status=QuestionStatus.SEALED).kept()
        return replace(question, text="") if question.number in sealed.spoken_in else question

    def said(one: Spoken) -> Spoken:
        hidden = one.question.number in sealed.questions | sealed.spoken_in
        turn = replace(one.turn, words=None) if hidden else one.turn
        return Spoken(told(one.question), turn)

    return replace(
        transcript,
        spoken=tuple(said(one) for one in transcript.spoken),
        never_called=tuple(told(one) for one in transcript.never_called),
    )


def _blocks(source: BinaryIO) -> Iterator[bytes]:
    while block := source.read(_BLOCK_BYTES):
        yield block
