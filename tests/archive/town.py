"""Communes whose conference is over and whose cases are worked on, in a journal and in the read tables.

    town = await Town.of(store, journal)
    await town.does(CLERK, c.VerifyCase, 1)
    page = await town.queries.case(town.commune, town.code(1))

Every word that a commune writes carries its own mark, so that nobody can mistake it for another's.
"""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from archive.almanac import AlmanacState, terms
from archive.calendar import day_of
from archive.case_queries import CaseQueries
from archive.case_records import CaseLine
from archive.casebook import commands as c
from archive.casebook.command import BookCommand
from archive.casebook.opening import open_cases
from archive.casework import CaseOutcome
from archive.clocks import soon_until
from archive.journal import Position
from archive.journal_sqlite import SqliteJournal
from archive.projector import Projector
from archive.store import DATABASE_FILE, Store
from archive.streams import casebook_stream, conference_stream
from conference import commands as live
from conference.event import Event
from conference.vocabulary import Actor, Outcome
from tests.casebook_story import (
    APPROVER,
    CITIZEN,
    CLERK,
    FRONT,
    OWNER,
    PUBLISHER,
    ROADS,
    CasebookStory,
    any_fields,
)
from tests.story import CHAIR, MODERATOR, OPERATOR, created

QUESTIONS = ("Bao giờ sửa cầu?", "Trường thiếu lớp học", "Đường làng lầy lội", "Ai lấy tiền quỹ?")

NOW = 1_795_500_000_000
"""After the first clocks ran out: the cases were opened on a Saturday, and this is the Tuesday after it."""
SOON = soon_until(NOW, terms(AlmanacState()).calendar)
LATER = NOW + 400 * 86_400_000
OURS, THEIRS = "dong-hoa", "tay-hoa"
MARK_OF_THEIRS = "tay"


def references(cases: tuple[CaseLine, ...]) -> list[str]:
    return [case.reference for case in cases]


class Town:
    """One commune, its conference and its casebook."""

    def __init__(self, store: Store, journal: SqliteJournal, commune: str, mark: str) -> None:
        self.store = store
        self.commune = commune
        self.mark = mark
        self.conference = mark.upper()
        self.queries = CaseQueries(store)
        self.projector = Projector(journal, store, lambda: 1)
        self.book = CasebookStory(terms(AlmanacState()))
        self._journal = journal

    @classmethod
    async def of(
        cls,
        store: Store,
        journal: SqliteJournal,
        commune: str = "dong-hoa",
        mark: str = "dong",
        questions: tuple[str, ...] = QUESTIONS,
    ) -> "Town":
        town = cls(store, journal, commune, mark)
        await town.meets(questions)
        return town

    def again(self, store: Store, journal: SqliteJournal) -> "Town":
        """As it stands, in a copy of its store."""
        town = Town(store, journal, self.commune, self.mark)
        town.book = self.book.again()
        return town

    async def meets(self, questions: tuple[str, ...]) -> None:
        """The conference: the first question is called and put off, the others never come up."""
        units = (f"Công an {self.mark}",)
        story = created(code=self.conference, commune=self.commune, units=units)
        story.does(OPERATOR, live.AnnounceConference)
        story.does(CHAIR, live.OpenConference)
        own = {"place": f"Thôn {self.mark}", "topic": f"Việc {self.mark}", "name": self.mark}
        for number, text in enumerate(questions, 1):
            code = f"{self.mark.upper()}{number}"
            story.ask(text=f"{text} {self.mark}", receipt_code=code, **own)
            story.does(MODERATOR, live.ApproveQuestion, question=number)
        story.does(CHAIR, live.CallQuestion, question=1)
        said = {"outcome": Outcome.REFERRED, "by": f"Ông {self.mark}", "words": f"Sẽ {self.mark}"}
        story.does(CHAIR, live.AnswerQuestion, question=1, **said)
        (closed,) = story.does(CHAIR, live.CloseConference)
        stream = conference_stream(self.commune, self.conference)
        await self._journal.append(stream, Position(7, 0), story.events)
        await self.projector.catch_up()
        self.book.happens(*open_cases(story.state, closed))
        self.book.now = closed.at
        await self.saves(*self.book.reckons())

    def code(self, number: int) -> str:
        return self.book.state.numbers[number]

    async def does(
        self, actor: Actor, kind: type[BookCommand], number: int | None = None, **fields: Any
    ) -> list[Event]:
        """About the case of this question, or of this code."""
        case = fields.pop("case", None if number is None else self.code(number))
        given = {**any_fields(kind), **self._marked(kind), **fields}
        if kind is c.AnnounceSample:
            given |= {"size": 2, "day": later(self.book.now, 1)}
        decided = self.book.does(actor, kind, case, **given)
        await self.saves(*decided)
        return decided

    async def saves(self, *events: Event) -> None:
        stream = casebook_stream(self.commune, self.conference)
        head = await self._journal.head(stream)
        assert head
        if events:
            await self._journal.append(stream, head, list(events))
        await self.projector.catch_up()

    def _marked(self, kind: type[BookCommand]) -> dict[str, Any]:
        """Every word of its own."""
        said = {
            "words": f"Lời {self.mark}",
            "text": f"Thêm {self.mark}",
            "topic": f"Lĩnh vực {self.mark}",
            "reason": f"reason-{self.mark}",
            "body": f"Thanh tra {self.mark}",
            "authority": f"Sở {self.mark}",
            "letter": f"1/{self.mark}",
            "name": f"{self.mark}.pdf",
            "decision": f"Quyết định {self.mark}",
            "basis": f"Căn cứ {self.mark}",
            "question_text": f"Hỏi {self.mark}",
            "answer_text": f"Đáp {self.mark}",
            "source": f"Xổ số {self.mark}",
            "public_id": f"public-{self.mark}",
            "parts": (f"Phần một {self.mark}", f"Phần hai {self.mark}"),
        }
        return {name: value for name, value in said.items() if name in kind.__dataclass_fields__}

    async def answers(self, number: int, outcome: CaseOutcome = CaseOutcome.RESOLVED) -> None:
        """From received to answered and published, with a file and a rating."""
        await self.does(CLERK, c.ClassifyCase, number)
        await self.does(CLERK, c.AssignCase, number, to_unit=ROADS, owner=OWNER.id)
        await self.does(OWNER, c.AcceptCase, number)
        await self.does(OWNER, c.AttachFile, number, file=f"{self.mark}{number}".ljust(64, "0"))
        await self.does(OWNER, c.SubmitAnswer, number, outcome=outcome)
        await self.does(APPROVER, c.ApproveAnswer, number)
        await self.does(PUBLISHER, c.PublishCase, number)
        await self.does(CITIZEN, c.RateAnswer, number, stars=4, solved=False)

    async def lives(self) -> None:
        """Something in every table, and the last case sealed."""
        await self.answers(1)
        await self.does(CLERK, c.SplitCase, 2)
        await self.does(FRONT, c.MakeRecommendation, 2)
        await self.does(FRONT, c.RecordFieldCheck, 2)
        await self.does(FRONT, c.AttachCheckFile, 2)
        await self.does(FRONT, c.RemarkOnPeriod)
        await self.does(FRONT, c.AnnounceSample)
        self.book.later(1)
        await self.does(FRONT, c.DrawSample)
        await self.does(CLERK, c.MergeCase, 3, into=self.code(2))
        await self.does(CLERK, c.SealCase, 4)


class Told(NamedTuple):
    """Towns that were told once, and the folders of their stores."""

    fresh: tuple[Path, Town]
    ours: tuple[Path, Town]
    neighbours: tuple[Path, Town]
    """Ours, and another commune beside it."""


async def tell(folder: Path) -> Told:
    """Each goes on from the one before."""
    steps = folder / "fresh", folder / "ours", folder / "neighbours"
    steps[0].mkdir()
    async with _opened(steps[0]) as store:
        fresh = await Town.of(store, SqliteJournal(store), OURS, "dong")
    copy_store(steps[0], steps[1])
    async with _opened(steps[1]) as store:
        ours = fresh.again(store, SqliteJournal(store))
        await ours.lives()
    copy_store(steps[1], steps[2])
    async with _opened(steps[2]) as store:
        theirs = await Town.of(store, SqliteJournal(store), THEIRS, MARK_OF_THEIRS)
        await theirs.lives()
    return Told((steps[0], fresh), (steps[1], ours), (steps[2], theirs))


@asynccontextmanager
async def _opened(folder: Path) -> AsyncIterator[Store]:
    store = await Store.open(folder)
    yield store
    await store.close()


def copy_store(closed: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    shutil.copyfile(closed / DATABASE_FILE, folder / DATABASE_FILE)


def later(now: int, days: int) -> str:
    """The ISO date so many days after this moment."""
    return (day_of(now) + timedelta(days=days)).isoformat()
