"""A conference on a disk, with a denunciation among its questions and evidence in its cases; and its dossier."""

import hashlib
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from archive.case_records import reference
from archive.casebook import commands as cc
from archive.casebook.opening import open_cases
from archive.casework import CaseState
from archive.dossier.form import Copy, Manifest
from archive.dossier.writing import Wanted, write_dossier
from archive.evidence.shelf import EvidenceShelf, find_in
from archive.journal import Position
from archive.journal_sqlite import SqliteJournal
from archive.records import ConferenceRecord, QuestionRecord, Turn
from archive.register.columns import Reader
from archive.register.rows import RegisterRow
from archive.register.sheets import JsonSheet
from archive.store import Store
from archive.transcript import Transcript
from conference import commands as c
from conference.events import ConferenceClosed
from conference.vocabulary import Channel, Outcome, QuestionStatus, Stage
from tests.archive.evidence.corpus import PDF
from tests.archive.register.rows import PLAIN
from tests.casebook_story import CLERK, RULE, CasebookStory
from tests.story import AN, BINH, CHAIR, MODERATOR, SEALED_BOX, Story, live

COMMUNE, CODE = "dong-hoa", "CAU"
CONFERENCE_STREAM = f"conference/{COMMUNE}/{CODE}"
CASEBOOK_STREAM = f"casebook/{COMMUNE}/{CODE}"
NOTES = b"What the neighbour saw.\n"

DENOUNCED = "Ông X nhận tiền"
"""Words of every question and case that is sealed begin with this."""


@dataclass(frozen=True)
class Records:
    """What lies on the disk. `sealed` are the numbers of what is sealed."""

    data: Path
    conference: Story
    casebook: CasebookStory
    sealed: frozenset[int]

    @property
    def database(self) -> Path:
        return self.data / "doithoai.sqlite"

    def wanted(self, copy: Copy = "office") -> Wanted:
        folder = self.data / "register"
        folder.mkdir(exist_ok=True)
        return Wanted(
            commune=COMMUNE,
            conference=CODE,
            copy=copy,
            at={
                CONFERENCE_STREAM: len(self.conference.events),
                CASEBOOK_STREAM: len(self.casebook.events),
            },
            transcript=_transcript(self.conference),
            ledger={"ledger.json": b"{}\n", "ledger.csv": b"number\n"},
            register={"register.json": _register(self.casebook, folder / "register.json")},
            read_me="Đọc trước.\n",
        )

    def dossier(self, out: Path, copy: Copy = "office") -> Manifest:
        with out.open("w+b") as file:
            return write_dossier(file, self.database, find_in(self.data), self.wanted(copy))

    def bytes_of(self, copy: Copy = "office") -> bytes:
        out = io.BytesIO()
        write_dossier(out, self.database, find_in(self.data), self.wanted(copy))
        return out.getvalue()


def meeting() -> Story:
    """1 answered, 2 sealed in the hall, 3 supported and sealed as a case, 4 split into 5, 6 unsealed again."""
    story = live()
    story.queue("Bao giờ sửa cầu?")
    denounced = story.ask(BINH, f"{DENOUNCED} của tôi", name="Ông Y", place="Thôn Tây")
    story.does(MODERATOR, c.SealQuestion, question=denounced)
    (later,) = story.queue(f"{DENOUNCED} của hợp tác xã")
    story.does(AN, c.CastVote, question=later)
    story.ask(AN, f"Đèn đường? {DENOUNCED}, tôi biết")
    story.does(
        MODERATOR, c.SplitQuestion, question=4, parts=("Đèn đường?", f"{DENOUNCED}, tôi biết")
    )
    story.does(MODERATOR, c.SealQuestion, question=5)
    mistaken = story.ask(BINH, f"Nhận đơn ở đâu? {DENOUNCED} khi nhận đơn")
    story.does(MODERATOR, c.SealQuestion, question=mistaken)
    story.does(SEALED_BOX, c.UnsealQuestion, question=mistaken, words="Không phải tố cáo")
    story.does(CHAIR, c.CloseConference)
    return story


def months_after(meeting: Story, evidence: tuple[str, str]) -> CasebookStory:
    """One file to an ordinary case, one to a case that is sealed afterwards; and a part that is sealed."""
    book = CasebookStory()
    closed = meeting.events[-1]
    assert isinstance(closed, ConferenceClosed)
    book.now = closed.at
    book.happens(*open_cases(meeting.state, closed))
    codes = {case.question: case.code for case in book.state.cases.values()}
    for number, file, name, media_type in (
        (1, evidence[0], "bien ban.pdf", "application/pdf"),
        (3, evidence[1], "ghi chep.txt", "text/plain"),
    ):
        size = len(PDF) if number == 1 else len(NOTES)
        facts = {"name": name, "file": file, "media_type": media_type, "size": size}
        book.does(CLERK, cc.AttachFile, codes[number], **facts)
    book.does(CLERK, cc.WriteNote, codes[3], words=f"{DENOUNCED}: chuyển cơ quan")
    book.does(CLERK, cc.SealCase, codes[3])
    parts = ("Nhận đơn ở đâu?", f"{DENOUNCED} khi nhận đơn")
    book.does(CLERK, cc.SplitCase, codes[6], parts=parts)
    (split_off,) = (case.code for case in book.state.cases.values() if case.split_from)
    book.does(CLERK, cc.SealCase, split_off)
    book.does(RULE, cc.ReckonClocks)
    return book


async def on_disk(store: Store) -> Records:
    data = store.file.parent
    tokens = (f"token-{n}" for n in count())
    shelf = EvidenceShelf(data, tokens.__next__)

    async def sent(content: bytes) -> AsyncIterator[bytes]:
        yield content

    for name, content in (("a.pdf", PDF), ("a.txt", NOTES)):
        await shelf.take(COMMUNE, name, sent(content), of_case=0)
    conference = meeting()
    hashes = (hashlib.sha256(PDF).hexdigest(), hashlib.sha256(NOTES).hexdigest())
    casebook = months_after(conference, hashes)
    journal = SqliteJournal(store)
    await journal.append(CONFERENCE_STREAM, Position(7, 0), conference.events)
    await journal.append(CASEBOOK_STREAM, Position(8, 0), casebook.events)
    return Records(data, conference, casebook, frozenset({2, 3, 5}))


def _transcript(story: Story) -> Transcript:
    conference = ConferenceRecord(
        commune=COMMUNE,
        code=CODE,
        title="Đối thoại",
        place="",
        stage=Stage.CLOSED,
        starts_at=None,
        created_at=1,
        announced_at=None,
        opened_at=2,
        closed_at=3,
    )
    questions = [
        QuestionRecord(
            number=one.number,
            text=one.text,
            channel=Channel.PHONE,
            topic=one.topic,
            name=one.name,
            place=one.place,
            receipt_code=one.receipt_code,
            asked_at=one.asked_at,
            status=one.status,
            support=0,
            reason=None,
            words=None,
        ).kept()
        for one in story.state.questions.values()
    ]
    heard = Turn(
        turn=9,
        question=3,
        called_at=2,
        support=1,
        ended_at=3,
        ending=QuestionStatus.ANSWERED,
        outcome=Outcome.ANSWERED,
        answered_by="Ông Hải",
        words=f"{DENOUNCED}: đã nghe",
        unit=None,
        due=None,
    )
    return Transcript.of(conference, questions, [heard])


def _register(book: CasebookStory, file: Path) -> Path:
    sheet = JsonSheet(file, PLAIN, Reader.STAFF)
    parts: dict[int, int] = {}
    for case in book.state.cases.values():
        part = parts[case.question] = parts.get(case.question, 0) + 1
        text = None if case.state is CaseState.SEALED else "Nội dung"
        sheet.add(
            RegisterRow(
                reference=reference(CODE, case.question, part),
                conference=CODE,
                question=case.question,
                part=part,
                state=case.state,
                text=text,
            )
        )
    sheet.close()
    return file
