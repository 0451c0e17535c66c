"""Casebooks and almanacs alive: opened when somebody acts, one writer each, and rounds that forget nothing."""

import asyncio
from typing import Any

import pytest

from archive.almanac_commands import SetDay
from archive.calendar import CalendarDay, DayKind, day_of
from archive.casebook import commands as c
from archive.casebook.command import BookCommand
from archive.casebook.events import CaseEscalated, ClockSet
from archive.casework import CaseState
from archive.deadlines import ClockKind
from archive.journal import Position
from archive.journal_memory import MemoryJournal
from archive.streams import casebook_stream
from conference.records import Receipt
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor
from realtime import casebooks as casebooks_module
from realtime.casebooks import Casebooks
from realtime.rounds import Rounds
from tests.casebook_story import CHAIR, CLERK, DAY
from tests.casebook_trio import AN, BINH, MONDAY, all_fields, opened
from tests.realtime.journals import HeldJournal

STREAM = casebook_stream("dong-hoa", "CAU")


class Office:
    """A commune's casebooks on a journal in memory, with a clock that the test turns."""

    def __init__(self) -> None:
        self.journal: MemoryJournal = MemoryJournal()
        self.now = MONDAY
        self.ids = 0
        self.begin()

    def begin(self) -> None:
        """Also after a restart: nothing is kept but the journal."""
        self.saved: list[str] = []
        self.casebooks = Casebooks(self.journal, clock=lambda: self.now, saved=self._saved)
        self.rounds = Rounds(
            self.journal, self.casebooks, lambda: self.now, sleep=lambda _: asyncio.sleep(0)
        )

    def _saved(self, stream: str) -> None:
        self.saved.append(stream)
        self.rounds.note(stream)

    async def closing(self, *codes: str, stream: str = STREAM) -> None:
        """What the projector does when a conference has ended."""
        cases = [opened(code, number) for number, code in enumerate(codes, 1)]
        await self.journal.append(stream, Position(MONDAY, 0), cases)

    def command(self, actor: Actor, kind: type[BookCommand], **fields: Any) -> Any:
        self.ids += 1
        about = {"case": AN} if issubclass(kind, c.CaseCommand) else {}
        facts = {"actor": actor, "id": f"id-{self.ids}", "at": self.now}
        return kind(**{**facts, **about, **all_fields(kind), **fields})

    async def ask(self, actor: Actor, kind: type[BookCommand], **fields: Any) -> Any:
        return await self.casebooks.submit("dong-hoa", "CAU", self.command(actor, kind, **fields))

    async def events(self, stream: str = STREAM) -> list[Any]:
        return [entry.event for entry in await self.journal.read(stream)]


@pytest.fixture
async def office():
    office = Office()
    yield office
    await office.casebooks.close()


async def test_a_casebook_that_nobody_began_is_none(office: Office) -> None:
    assert await office.ask(CLERK, c.VerifyCase) == Refusal(Code.NOT_FOUND, "case")
    assert await office.journal.streams() == []


async def test_an_act_is_saved_before_it_is_acknowledged(office: Office) -> None:
    await office.closing(AN, BINH)
    receipt = await office.ask(CLERK, c.VerifyCase)
    assert isinstance(receipt, Receipt)
    head = await office.journal.head(STREAM)
    assert head is not None
    assert head.sequence == receipt.position
    assert office.saved == [STREAM]


async def test_the_same_act_again_gives_the_same_receipt(office: Office) -> None:
    await office.closing(AN)
    command = office.command(CLERK, c.VerifyCase)
    first = await office.casebooks.submit("dong-hoa", "CAU", command)
    assert await office.casebooks.submit("dong-hoa", "CAU", command) == first


async def test_of_two_who_act_at_once_one_is_told_that_the_page_is_old(office: Office) -> None:
    await office.closing(AN)
    one, other = await asyncio.gather(
        office.ask(CLERK, c.VerifyCase, seen=1),
        office.ask(Actor(CLERK.role, "ngoc"), c.ClassifyCase, seen=1),
    )
    assert isinstance(one, Receipt)
    assert other == Refusal(Code.STALE, CaseState.VERIFYING)


async def test_a_case_is_looked_at_as_soon_as_what_is_being_saved_is_saved(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.journal = journal = HeldJournal()
    office.begin()
    await office.closing(AN)
    casebook = await office.casebooks.open(STREAM)
    assert casebook is not None
    journal.hold()
    asking = asyncio.create_task(office.ask(CLERK, c.VerifyCase))
    await journal.saving.wait()
    looking = asyncio.create_task(casebook.case(AN))
    await asyncio.sleep(0)
    monkeypatch.setattr(casebooks_module, "LOOK_MAX_SECONDS", 0)
    assert await casebook.case(AN) is None
    journal.release()
    seen = await looking
    assert seen is not None
    assert seen.state is CaseState.VERIFYING
    assert await casebook.case(AN) == seen
    assert await casebook.case(AN) is not seen
    assert isinstance(await asking, Receipt)


async def test_many_casebooks_are_lent_in_turn(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(casebooks_module, "CASEBOOKS_OPEN_MAX", 2)
    streams = [casebook_stream("dong-hoa", f"CAU-{n}") for n in range(5)]
    for stream in streams:
        await office.closing(AN, stream=stream)
    for stream in (*streams, *streams):
        name = stream.rpartition("/")[2]
        await office.casebooks.submit(
            "dong-hoa", name, office.command(Actor(CLERK.role, name), c.WriteNote)
        )
    notes = [len(await office.events(stream)) - 1 for stream in streams]
    assert len(set(notes)) == 1
    assert notes[0] >= 2


async def test_a_changed_calendar_puts_running_clocks_right_in_the_next_round(
    office: Office,
) -> None:
    await office.closing(AN)
    await office.rounds.go()
    before = {e.clock.kind: e.clock.due for e in await office.events() if isinstance(e, ClockSet)}
    tomorrow = day_of(office.now + DAY)
    closed = CalendarDay(tomorrow, DayKind.LOCAL_CLOSURE, "Bão", "Quyết định số 7", verified=True)
    storm = SetDay(actor=CHAIR, id="storm", at=office.now, day=closed)
    assert isinstance(await office.casebooks.change_terms("dong-hoa", storm), Receipt)
    await office.rounds.go()
    moved = [e for e in await office.events() if isinstance(e, ClockSet) and e.was is not None]
    triage = next(e for e in moved if e.clock.kind is ClockKind.TRIAGE)
    assert triage.was == before[ClockKind.TRIAGE]
    assert triage.clock.due == before[ClockKind.TRIAGE] + DAY
    assert triage.clock.calendar.endswith("+1")


async def test_terms_of_one_commune_are_none_of_another(office: Office) -> None:
    closed = CalendarDay(
        day_of(office.now + DAY), DayKind.LOCAL_CLOSURE, "Bão", "Quyết định số 7", verified=True
    )
    storm = SetDay(actor=CHAIR, id="storm", at=office.now, day=closed)
    await office.casebooks.change_terms("dong-hoa", storm)
    there = await office.casebooks.terms("tay-hoa")
    assert closed.date not in there.calendar.days
    assert closed.date in (await office.casebooks.terms("dong-hoa")).calendar.days


def _escalations(events: list[Any]) -> list[tuple[ClockKind, int]]:
    return [(e.clock, e.step) for e in events if isinstance(e, CaseEscalated)]


async def test_rounds_after_a_restart_do_nothing_twice(office: Office) -> None:
    await office.closing(AN)
    await office.rounds.go()
    office.now += 3 * DAY
    await office.rounds.go()
    told = _escalations(await office.events())
    assert told
    await office.casebooks.close()
    office.begin()
    await office.rounds.go()
    await office.rounds.go()
    assert _escalations(await office.events()) == told


async def test_a_casebook_where_all_rests_is_left_alone(office: Office) -> None:
    await office.closing(AN)
    await office.rounds.go()
    await office.rounds.go()
    position = len(await office.events())
    office.saved.clear()
    await office.rounds.go()
    assert office.saved == []
    assert len(await office.events()) == position


async def test_one_bad_casebook_does_not_stop_the_round(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = casebook_stream("an-hoa", "HONG")
    await office.closing(AN, stream=bad)
    await office.closing(AN)
    opening = office.casebooks.open

    async def refuse_one(stream: str) -> Any:
        if stream == bad:
            raise RuntimeError("broken")
        return await opening(stream)

    monkeypatch.setattr(office.casebooks, "open", refuse_one)
    await office.rounds.go()
    assert any(isinstance(e, ClockSet) for e in await office.events())
