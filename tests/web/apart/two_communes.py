"""Two communes in one house, each with a conference that is over and a casebook in which everything has happened.

Every word that somebody wrote ends in a letter for whom it is meant, after its commune's mark, so that a page that
shows it to anybody else gives itself away. A mark is no word of any language, and no part of a code or a token.

    kept    for whoever works on cases here, and the Front
    noted   internal notes, drafts, and what only the office and the Front read
    asker   who asked, and where they can be found
    boxed   sealed: for the officer of the sealed box alone
    typed   verbatim originals, before anything was masked
    named   people of the office
    told    public: on the hall's screens, in the open book, in what was published
"""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher

from archive.almanac_events import DaySet
from archive.calendar import CalendarDay, DayKind, day_of
from archive.casebook import commands as c
from archive.casebook.command import BookCommand
from archive.casebook.opening import open_cases
from archive.casebook.result import DeliveryChannel, Proof
from archive.casework import CaseOutcome, CaseState
from archive.evidence.shelf import EvidenceShelf
from archive.invitations import Invitation, Invitations
from archive.journal import Position, VaultRow
from archive.journal_sqlite import SqliteJournal
from archive.office_log import By
from archive.people import People, Person, RoleHeld
from archive.store import Store
from archive.streams import almanac_stream, casebook_stream, conference_stream
from conference import commands as live
from conference.event import Event
from conference.events import ConferenceClosed
from conference.vocabulary import Actor, Outcome, Role
from tests.archive.town import Town
from tests.casebook_story import (
    APPROVER,
    CHAIR,
    CITIZEN,
    CLERK,
    FRONT,
    HEAD,
    OWNER,
    PUBLISHER,
    ROADS,
    RULE,
    SEALED_BOX,
    SECOND_CLERK,
    SECRETARY,
)
from tests.casebook_trio import WAYS
from tests.story import MODERATOR, OPERATOR, Story, created
from tests.story import SECRETARY as HALL_SECRETARY

PASSWORD = "mot-mat-khau-dai"
CLASSES = ("kept", "noted", "asker", "boxed", "typed", "told", "named")
PEOPLE: dict[str, Role] = {
    "clerk": Role.CLERK,
    "head": Role.UNIT_HEAD,
    "officer": Role.OFFICER,
    "approver": Role.APPROVER,
    "chair": Role.CHAIR,
    "publisher": Role.PUBLISHER,
    "secretary": Role.SECRETARY,
    "moderator": Role.MODERATOR,
    "box": Role.SEALED_BOX,
    "front": Role.SUPERVISOR,
    "admin": Role.ADMIN,
}
"""One person for each role, in each commune: `clerk-a`, `clerk-b`, …"""
IN_UNIT = (Role.UNIT_HEAD, Role.OFFICER)
_WEAK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
_ACTORS = {
    actor.role: actor
    for actor in (CLERK, OWNER, HEAD, APPROVER, CHAIR, PUBLISHER, SECRETARY, SEALED_BOX)
}
_ACTORS |= {actor.role: actor for actor in (FRONT, RULE, CITIZEN)}

_FOR_OFFICE = (
    "words",
    "basis",
    "decision",
    "doer",
    "authority",
    "letter",
    "body",
    "by_whom",
    "name",
    "parts",
)
STATES = tuple(WAYS)
"""The question that is born in the queue for each state comes to stand there, in this order from 1."""
SEALED_LATER = STATES.index(CaseState.SEALED) + 1
MOST_LIVED = len(STATES) + 1
"""The question to whose case everything else happens."""
SEALED_ON_STAGE = MOST_LIVED + 1
AN = Actor(Role.ATTENDEE, "an")


@dataclass
class Commune:
    """What there is of one commune, and what it is called."""

    letter: str
    now: int = 0
    state_of: dict[CaseState, str] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    """By their SHA-256: shown to everybody, and kept in the office."""
    public_ids: list[str] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return f"xa-{self.letter}"

    @property
    def conference(self) -> str:
        return f"CAU{self.letter.upper()}"

    def mark(self, kind: str) -> str:
        return f"{'qazqux' if self.letter == 'a' else 'wubbux'}{kind}"

    def said(self, kind: str) -> str:
        """Some text of that kind."""
        return f"Lời {self.mark(kind)}"

    def reference(self, number: int) -> str:
        return f"{self.conference}-{number:04d}"

    def name(self, person: str) -> str:
        return f"{person}-{self.letter}"

    def kinds_in(self, text: str) -> set[str]:
        """For whom that was meant of this commune which stands there."""
        lower = text.casefold()
        return {kind for kind in CLASSES if self.mark(kind) in lower}


class _Town(Town):
    """As in the tests of the read tables, with words that say for whom they are."""

    def __init__(self, store: Store, journal: SqliteJournal, commune: Commune) -> None:
        super().__init__(store, journal, commune.slug, commune.mark("kept"))
        self.its = commune
        self.conference = commune.conference
        self.hall = SqliteJournal(store)
        self.keep: list[VaultRow] = []
        self.waiting: list[Event] = []
        self._salts = count(1)

    def original(self, text: str) -> str:
        salt = f"{next(self._salts):016d}".encode()
        row = VaultRow.of("original", f"{text} 0912345678", salt)
        self.keep.append(row)
        return row.key

    def _marked(self, kind: type[BookCommand]) -> dict[str, Any]:
        its = self.its
        said: dict[str, Any] = {name: its.said("kept") for name in _FOR_OFFICE}
        said |= {"name": f"{its.mark('kept')}.pdf", "parts": (its.said("kept"),) * 2}
        said |= {"topic": its.said("told")}
        said |= {"question_text": its.said("told"), "answer_text": its.said("told")}
        said |= {"text": its.said("kept"), "source": its.said("told")}
        if kind is c.PublishCase:
            said["public_id"] = f"pub{its.letter}{len(its.public_ids):06d}"
            its.public_ids.append(said["public_id"])
        return {name: value for name, value in said.items() if name in kind.__dataclass_fields__}

    async def gathers(self) -> None:
        """The conference, with a question for each state of a case and some that end on stage."""
        its, story = self.its, created(code=self.conference, commune=self.commune)
        story.does(OPERATOR, live.AnnounceConference)
        story.does(CHAIR, live.OpenConference)
        for number in range(1, MOST_LIVED + 1):
            self._ask(story, number, "told")
            story.does(MODERATOR, live.ApproveQuestion, question=number)
        self._ask(story, SEALED_ON_STAGE, "boxed")
        story.does(MODERATOR, live.SealQuestion, question=SEALED_ON_STAGE)
        self._ask(story, SEALED_ON_STAGE + 1, "kept")
        story.does(
            MODERATOR,
            live.DeclineQuestion,
            question=SEALED_ON_STAGE + 1,
            reason="unclear",
            words=its.said("kept"),
        )
        self._ask(story, SEALED_ON_STAGE + 2, "kept")
        story.does(MODERATOR, live.GuideQuestion, question=SEALED_ON_STAGE + 2)
        story.does(CHAIR, live.CallQuestion, question=MOST_LIVED)
        answer = {"outcome": Outcome.REFERRED, "by": "Chủ tịch", "words": its.said("told")}
        story.does(CHAIR, live.AnswerQuestion, question=MOST_LIVED, **answer)
        (closed,) = story.does(CHAIR, live.CloseConference)
        stream = conference_stream(self.commune, self.conference)
        await self.hall.append(stream, Position(7, 0), story.events, self.keep)
        self.keep = []
        await self.projector.catch_up()
        assert isinstance(closed, ConferenceClosed)
        self.book.happens(*open_cases(story.state, closed))
        self.book.now = closed.at
        await self.saves(*self.book.reckons())

    def _ask(self, story: Story, number: int, kind: str) -> None:
        its = self.its
        # Codes have no I, L or O, which are read as digits.
        code = f"BXKEY{its.letter.upper()}{number:08d}"
        its.codes[number] = code
        boxed = kind == "boxed" or number == SEALED_LATER
        story.now += 60_000
        story.does(
            HALL_SECRETARY,
            live.RecordQuestion,
            text=its.said("boxed" if boxed else kind),
            source=f"desk {number}",
            channel="hall",
            name=its.said("boxed" if boxed else "asker"),
            place=f"Thôn {number}",
            receipt_code=code,
            original=self.original(its.said("boxed" if boxed else "typed")),
        )

    async def comes_to_stand_everywhere(self) -> None:
        await self.does(CLERK, c.WriteNote, SEALED_LATER, words=self.its.said("boxed"))
        for number, (state, way) in enumerate(WAYS.items(), 1):
            for actor, kind, fields in way:
                given = {**fields, **({"owner": OWNER.id} if kind is c.AssignCase else {})}
                if kind is c.MergeCase:
                    given["into"] = self.code(MOST_LIVED)
                who = _ACTORS[actor.role]
                who = SECOND_CLERK if kind is c.ConfirmDecline else who
                await self.does(who, kind, number, **given)
            assert self.book.case(self.code(number)).state is state
            self.its.state_of[state] = self.code(number)

    async def lives_fully(self, shelf: EvidenceShelf) -> None:
        """Everything that can happen to one case, and to a casebook."""
        number, its = MOST_LIVED, self.its
        await self.does(CLERK, c.ClassifyCase, number)
        await self.does(CLERK, c.AssignCase, number, to_unit=ROADS, owner=OWNER.id)
        await self.does(OWNER, c.AcceptCase, number)
        await self.does(OWNER, c.RequestInformation, number)
        original = self.original(its.said("typed"))
        await self.does(CITIZEN, c.AddInformation, number, original=original)
        for public in (True, False):
            await self._file(shelf, number, public=public)
        await self.does(CLERK, c.WriteNote, number, words=its.said("noted"))
        await self.does(OWNER, c.SubmitAnswer, number, decision=its.said("noted"))
        await self.does(CHAIR, c.RejectAnswer, number, words=its.said("noted"))
        await self.does(OWNER, c.SubmitAnswer, number, outcome=CaseOutcome.RESOLVED)
        await self.does(APPROVER, c.ApproveAnswer, number)
        await self.does(PUBLISHER, c.PublishCase, number)
        await self.does(SECRETARY, c.CorrectMinutes, number, words=its.said("told"))
        rated = {"stars": 2, "solved": False, "words": its.said("kept")}
        await self.does(CITIZEN, c.RateAnswer, number, **rated)
        for kind in (c.WriteSupervisionNote, c.RecordFieldCheck, c.MakeRecommendation):
            await self.does(FRONT, kind, number, words=its.said("noted"))
        await self.does(CHAIR, c.ReplyToRecommendation, number, words=its.said("noted"))
        await self.does(FRONT, c.SettleRecommendation, number, words=its.said("noted"))
        await self._photo(shelf, number)
        await self.does(FRONT, c.RemarkOnPeriod, words=its.said("noted"))
        await self.does(FRONT, c.AnnounceSample)
        self.book.later(1)
        await self.does(FRONT, c.DrawSample)
        await self.does(CLERK, c.SplitCase, STATES.index(CaseState.VERIFYING) + 1)
        await self._makes_known(shelf)

    async def _makes_known(self, shelf: EvidenceShelf) -> None:
        """Of the result, everybody reads where it was told; notes, reasons and proofs are the office's."""
        day, village = day_of(self.book.now).isoformat(), self.its.said("told")
        await self.does(CLERK, c.ListVillages, villages=(village,))
        proof = Proof(**await self._kept(shelf, "kept"))
        given = {"channel": DeliveryChannel.VILLAGE, "to": (village,), "day": day}
        for _ in range(2):
            await self.does(
                CLERK, c.RecordDelivery, **given, words=self.its.said("kept"), proof=proof
            )
        await self.does(CLERK, c.WithdrawDelivery, delivery=1, words=self.its.said("kept"))

    async def _file(self, shelf: EvidenceShelf, number: int, *, public: bool) -> None:
        facts = await self._kept(shelf, "told" if public else "noted")
        await self.does(OWNER, c.AttachFile, number, **facts)
        if public:
            shown = {"file": facts["file"], "public": True}
            await self.does(PUBLISHER, c.SetFilePublic, number, **shown)

    async def _photo(self, shelf: EvidenceShelf, number: int) -> None:
        await self.does(FRONT, c.AttachCheckFile, number, **await self._kept(shelf, "kept"))

    async def _kept(self, shelf: EvidenceShelf, kind: str) -> dict[str, Any]:
        its = self.its
        word = its.said(kind)

        async def chunks() -> AsyncIterator[bytes]:
            yield f"{word}\n".encode()

        kept = await shelf.take(its.slug, f"{its.mark(kind)}.txt", chunks(), of_case=0)
        its.files.append(kept.file)  # type: ignore[union-attr]
        return {name: getattr(kept, name) for name in ("file", "name", "media_type", "size")}

    async def saves(self, *events: Event) -> None:
        """Kept for `arrives`: one look at the disk is enough."""
        self.waiting += events

    async def arrives(self) -> None:
        stream = casebook_stream(self.commune, self.conference)
        head = await self.hall.head(stream)
        assert head
        await self.hall.append(stream, head, self.waiting, self.keep)
        await self.projector.catch_up()


async def furnish(data: Path) -> tuple[Commune, Commune]:
    """Fill a data directory with both."""
    store = await Store.open(data)
    journal, communes = SqliteJournal(store), (Commune("a"), Commune("b"))
    password = _WEAK.hash(PASSWORD)
    tokens = iter(range(1_000))
    for its in communes:
        town = _Town(store, journal, its)
        shelf = EvidenceShelf(data, lambda: f"incoming{next(tokens)}")
        await town.gathers()
        await town.comes_to_stand_everywhere()
        await town.lives_fully(shelf)
        await town.arrives()
        await _settle_down(store, journal, its, password, town.book.now)
        its.now = town.book.now
    await store.close()
    return communes


async def _settle_down(
    store: Store, journal: SqliteJournal, its: Commune, password: str, now: int
) -> None:
    people, by = People(store), By(Role.OPERATOR, "operator", now)
    for person, role in PEOPLE.items():
        held = (RoleHeld(role, its.slug, None),)
        unit = ROADS if role in IN_UNIT else None
        shown = f"{person.title()} {its.mark('named')}"
        await people.add(Person(its.name(person), shown, its.slug, password, held, unit), by)
    closed = CalendarDay(
        date(2026, 12, 3), DayKind.LOCAL_CLOSURE, its.said("kept"), its.said("kept"), verified=True
    )
    day = DaySet(at=now, by=Actor(Role.OPERATOR, "operator"), cause="day-1", day=closed)
    await journal.append(almanac_stream(its.slug), Position(9, 0), [day])
    await Invitations(store).make(
        Invitation(
            hashlib.sha256(its.slug.encode()).hexdigest(),
            its.slug,
            (Role.CLERK,),
            None,
            None,
            its.said("named"),
            its.name("admin"),
            now,
            now + 86_400_000,
        ),
        Role.ADMIN,
    )
