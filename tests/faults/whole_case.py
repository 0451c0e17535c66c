"""The whole lives of a few cases in a process of its own, for tests that kill it at a chosen system call.

    python tests/faults/whole_case.py DIRECTORY

Plays the same casebook every time, from a conference that ends to closed cases, through the real store,
journal, casebooks, projector, rounds and shelf, with weeks passing. Each receipt is told the moment it is
there, and each file the moment it was kept. Started again on the same directory it sends everything again with
the same ids, and so plays on from wherever it was killed. The last line is `end`.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict
from functools import partial
from itertools import count
from pathlib import Path

from archive.casebook import commands as c
from archive.casebook.command import BookCommand
from archive.casework import CaseOutcome, Competence, Kind
from archive.evidence.shelf import EvidenceShelf
from archive.journal_sqlite import SqliteJournal
from archive.projector import Projector
from archive.store import Store
from conference import commands as live
from conference.commands import Command
from conference.refusals import Refusal
from conference.vocabulary import Actor, Role
from realtime.casebooks import Casebooks
from realtime.halls import Halls
from realtime.rounds import Rounds
from realtime.writer import Outcome
from tests.faults.whole_meeting import CODE, COMMUNE, RULES, tell

MORNING = 1_791_162_000_000
"""8:00 of Monday 5 October 2026 in Vietnam."""
DAY = 86_400_000
UNIT = "Phòng Kinh tế"
QUESTIONS = 5
PICTURE_BYTES = 40_000

OPERATOR = Actor(Role.OPERATOR, "operator")
CHAIR = Actor(Role.CHAIR, "hai")
MODERATOR = Actor(Role.MODERATOR, "lan")
CLERK = Actor(Role.CLERK, "van")
SECOND = Actor(Role.CLERK, "yen")
OWNER = Actor(Role.OFFICER, "khoa")
APPROVER = Actor(Role.APPROVER, "tam")
PUBLISHER = Actor(Role.PUBLISHER, "phuc")
FRONT = Actor(Role.SUPERVISOR, "xuan")
CITIZEN = Actor(Role.CITIZEN, "")

Tell = Callable[[str], None]


class Life:
    """Every command it will ever send, in order, with its own id and its own time."""

    def __init__(self, tell: Tell) -> None:
        self.now = MORNING
        self._tell = tell
        self._ids = count(1)

    def of(self, wish: type[Command], actor: Actor, /, **fields: object) -> Command:
        self.now += 60_000
        about = {"unit": UNIT} if issubclass(wish, BookCommand) else {}
        serial = next(self._ids)
        return wish(actor=actor, id=f"id-{serial}", at=self.now, **{**about, **fields})

    def told(self, command: Command, outcome: Outcome) -> None:
        if isinstance(outcome, Refusal):
            raise SystemExit(f"{command}: {outcome}")
        stream = "case" if isinstance(command, BookCommand) else "meeting"
        self._tell(f"{stream} {command.id} {outcome.position}")

    def kept(self, file: str) -> None:
        self._tell(f"file {file} 0")


class Casework:
    """What stays open while the cases are worked on."""

    def __init__(self, directory: Path, store: Store, life: Life) -> None:
        journal = SqliteJournal(store)
        self.life = life
        self.projector = Projector(journal, store, self.now)
        self.halls = Halls(
            journal, RULES, clock=self.now, saved=self.projector.wake, tick_seconds=0
        )
        self.casebooks = Casebooks(journal, clock=self.now, saved=self.projector.wake)
        self.shelf = EvidenceShelf(directory, partial(next, (f"upload-{n}" for n in count())))
        self.rounds = Rounds(journal, self.casebooks, self.now, sleep=lambda _: asyncio.sleep(0))

    def now(self) -> int:
        return self.life.now

    async def does(
        self, actor: Actor, kind: type[BookCommand], number: int, /, **fields: object
    ) -> None:
        command = self.life.of(kind, actor, case=f"MA-{number}", **fields)
        outcome = await self.casebooks.submit(COMMUNE, CODE, command)
        self.life.told(command, outcome)

    async def attaches(self, number: int) -> None:
        """A text file, since it is kept as it came: the same bytes have the same name on every run."""
        taken = await self.shelf.take(COMMUNE, "bien-ban.txt", _minutes(), of_case=0)
        if isinstance(taken, Refusal):
            raise SystemExit(f"{taken}")
        self.life.kept(taken.file)
        await self.does(OWNER, c.AttachFile, number, **asdict(taken))

    async def passes(self, days: int) -> None:
        """Some days go by, and with each the rules go round."""
        for _ in range(days):
            self.life.now += DAY
            await self.rounds.go()

    async def close(self) -> None:
        await self.halls.close()
        await self.casebooks.close()
        await self.projector.catch_up()


async def play(directory: Path, tell: Tell = tell) -> None:
    store = await Store.open(directory)
    casework = Casework(directory, store, Life(tell))
    casework.shelf.sweep()
    await casework.projector.catch_up()
    await _meet(casework)
    await casework.projector.catch_up()
    await _work(casework)
    await casework.close()
    await store.close()
    tell("end")


async def _meet(casework: Casework) -> None:
    life, halls = casework.life, casework.halls
    await halls.start()
    created = life.of(
        live.CreateConference, OPERATOR, code=CODE, commune=COMMUNE, title="Đối thoại năm 2026"
    )
    life.told(created, await halls.create(created))
    hall = await halls.open(CODE)
    wishes = [
        life.of(live.AnnounceConference, OPERATOR),
        life.of(live.OpenConference, CHAIR),
        *(_asked(life, number) for number in range(1, QUESTIONS + 1)),
        life.of(live.SealQuestion, MODERATOR, question=5),
        life.of(live.CloseConference, CHAIR),
    ]
    for wish in wishes:
        life.told(wish, await hall.submit(wish))


def _asked(life: Life, number: int) -> Command:
    phone = Actor(Role.ATTENDEE, f"phone-{number}")
    text = f"Bao giờ sửa cầu số {number}?"
    return life.of(live.AskQuestion, phone, text=text, receipt_code=f"MA-{number}")


async def _work(casework: Casework) -> None:
    """Answered and closed; transferred and back; declined, appealed, taken up again; in two parts, overdue."""
    does = casework.does
    await does(CLERK, c.SplitCase, 4, parts=("Sửa cầu", "Sửa đường"), codes=("MA-4-2",))
    for number in (1, 2, 4):
        await does(CLERK, c.VerifyCase, number)
        await does(
            CLERK,
            c.ClassifyCase,
            number,
            kind=Kind.QUESTION,
            topic="Giao thông",
            competence=Competence.COMMUNE,
        )
    await does(CLERK, c.ProposeDecline, 3, reason="off_topic", words="Không thuộc nội dung")
    await does(SECOND, c.ConfirmDecline, 3)
    await does(CLERK, c.AssignCase, 1, to_unit=UNIT, owner=OWNER.id)
    await does(OWNER, c.AcceptCase, 1)
    await casework.attaches(1)
    await casework.passes(2)
    await does(CHAIR, c.TransferCase, 2, authority="Sở Xây dựng", letter="12/PC-UBND")
    await _answered(casework, OWNER, 1, CaseOutcome.RESOLVED)
    await does(CITIZEN, c.AppealCase, 3, words="Đề nghị xem lại")
    await does(CHAIR, c.ReviveCase, 3, words="Nhận lại")
    await casework.passes(16)
    await _answered(casework, CLERK, 2, CaseOutcome.FORWARDED_RESULT)
    await does(FRONT, c.MakeRecommendation, 4, words="Cần trả lời sớm")
    await does(CHAIR, c.ReplyToRecommendation, 4, recommendation=1, words="Sẽ trả lời")
    await casework.passes(3)


async def _answered(casework: Casework, author: Actor, number: int, outcome: CaseOutcome) -> None:
    said = {"decision": "Đã sửa", "basis": "Quyết định 12"}
    await casework.does(author, c.SubmitAnswer, number, outcome=outcome, **said)
    await casework.does(APPROVER, c.ApproveAnswer, number)
    await casework.does(
        PUBLISHER,
        c.PublishCase,
        number,
        question_text="Bao giờ sửa cầu?",
        answer_text="Đã sửa",
        public_id=f"public-{number}",
    )


async def _minutes() -> AsyncIterator[bytes]:
    line = "Đã nghiệm thu cầu.\n".encode()
    for _ in range(PICTURE_BYTES // len(line)):
        yield line


if __name__ == "__main__":
    asyncio.run(play(Path(sys.argv[1])))
