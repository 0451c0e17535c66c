"""The single writer: batches, receipts after the commit, and what happens when the disk fails."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest

from archive.journal import Position, StaleExpectation, VaultRow
from conference import commands as c
from conference.apply import replay
from conference.commands import Command
from conference.events import Event, QuestionAsked, VoteCast
from conference.records import Receipt
from conference.refusals import Code, Refusal
from conference.state import ConferenceState
from conference.vocabulary import Actor, Role
from realtime import writer as writer_module
from realtime.book import conference_book
from realtime.wire import BATCH_WINDOW_SECONDS, VOTES_WINDOW_SECONDS
from realtime.writer import Outcome, Writer
from tests.realtime.journals import HeldJournal
from tests.story import AN, BINH, MODERATOR, RULES, live
from tests.waiting import until

STREAM = "conference/dong-hoa/CAU"
EPOCH = 7


class Bench:
    """A writer on a running conference with one queued question, and what it told."""

    def __init__(self) -> None:
        self.journal = HeldJournal()
        self.told: list[Event] = []
        self.repeated: list[str] = []
        self.settled_when_told: list[bool] = []
        self.slept: list[float] = []
        self.story = live()
        self.story.queue("một")
        self.writer = Writer(
            STREAM, self.journal, conference_book(RULES), self._committed, sleep=self._sleep
        )

    async def start(self) -> None:
        await self.journal.append(STREAM, Position(EPOCH, 0), self.story.events)
        self.journal.batches.clear()
        await self.writer.start(EPOCH)

    def command(self, actor: Actor, kind: type[Command], **fields: Any) -> Command:
        return self.story.command(actor, kind, **fields)

    def post(self, command: Command, keep: Sequence[VaultRow] = ()) -> list[Outcome]:
        """A list that the answer will be put in."""
        answers: list[Outcome] = []
        self.writer.post(command, keep, answers.append)
        return answers

    def vote(self, voter: str) -> Command:
        return self.command(Actor(Role.ATTENDEE, voter), c.CastVote, question=1)

    async def journalled(self) -> ConferenceState:
        return replay(entry.event for entry in await self.journal.read(STREAM))

    def _committed(self, events: Sequence[Event], repeated: Sequence[str]) -> None:
        self.told += events
        self.repeated += repeated
        self.settled_when_told.append(self.writer.settled)

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(0)


@pytest.fixture
async def bench(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bench]:
    monkeypatch.setattr(writer_module, "BATCH_WINDOW_SECONDS", 0)
    monkeypatch.setattr(writer_module, "VOTES_WINDOW_SECONDS", 0)
    bench = Bench()
    await bench.start()
    yield bench
    bench.journal.release()
    bench.journal.disk_works = True
    await bench.writer.close()


async def test_a_command_gets_its_receipt_after_the_commit(bench: Bench) -> None:
    before = bench.writer.state.position
    bench.journal.hold()
    asked = bench.post(bench.command(AN, c.AskQuestion, text="hai"))
    await bench.journal.saving.wait()
    assert asked == []
    bench.journal.release()
    receipt = await bench.writer.submit(bench.vote("x"))
    assert asked == [Receipt(before + 1, 2, asked[0].receipt_code)]  # type: ignore[union-attr]
    assert receipt == Receipt(before + 2)
    assert [type(event) for event in bench.told] == [QuestionAsked, VoteCast]


async def test_what_comes_while_a_batch_is_saved_goes_into_the_next_together(bench: Bench) -> None:
    bench.journal.hold()
    first = bench.post(bench.vote("x"))
    await bench.journal.saving.wait()
    waiting = [bench.post(bench.vote(f"y{n}")) for n in range(300)]
    bench.journal.release()
    await bench.writer.submit(bench.vote("z"))
    assert bench.journal.batches == [1, 256, 45]
    answers = [first, *waiting]
    assert all(len(answer) == 1 and isinstance(answer[0], Receipt) for answer in answers)
    assert bench.writer.state.questions[1].support == 302


async def test_within_a_batch_each_command_sees_the_one_before(bench: Bench) -> None:
    vote = bench.vote("x")
    again = bench.vote("x")
    outcomes = await asyncio.gather(
        bench.writer.submit(vote), bench.writer.submit(vote), bench.writer.submit(again)
    )
    assert outcomes[0] == outcomes[1]
    assert isinstance(outcomes[0], Receipt)
    assert outcomes[2] == Refusal(Code.DUPLICATE, 1)
    assert bench.journal.batches == [1]


async def test_a_batch_of_refusals_writes_nothing(bench: Bench) -> None:
    outcome = await bench.writer.submit(bench.command(AN, c.ApproveQuestion, question=1))
    assert outcome == Refusal(Code.NOT_ALLOWED)
    assert bench.journal.batches == []


async def test_the_vault_rows_of_what_was_accepted_are_kept_with_it(bench: Bench) -> None:
    row = VaultRow.of("original", "hai…", b"salt")
    kept = bench.command(AN, c.AskQuestion, text="hai", original=row.key)
    refused = bench.command(BINH, c.ApproveQuestion, question=1)
    other = VaultRow.of("original", "ba…", b"salt")
    await asyncio.gather(bench.writer.submit(kept, [row]), bench.writer.submit(refused, [other]))
    assert list(bench.journal.vault) == [row.key]


async def test_the_state_is_settled_whenever_it_is_told(bench: Bench) -> None:
    bench.journal.hold()
    bench.post(bench.vote("x"))
    await bench.journal.saving.wait()
    assert not bench.writer.settled
    bench.journal.release()
    await bench.writer.submit(bench.vote("y"))
    assert bench.writer.settled
    assert bench.settled_when_told == [True, True]


async def test_a_full_inbox_is_busy(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "INBOX_MAX_COMMANDS", 2)
    bench.journal.hold()
    bench.post(bench.vote("x"))
    await bench.journal.saving.wait()
    taken = [bench.post(bench.vote(voter)) for voter in "abc"]
    assert taken == [[], [], [Refusal(Code.BUSY)]]


async def test_when_saving_fails_every_waiter_hears_so_and_nothing_stays(bench: Bench) -> None:
    bench.journal.hold()
    first = bench.post(bench.vote("x"))
    await bench.journal.saving.wait()
    later = bench.post(bench.vote("y"))
    bench.journal.disk_works = False
    bench.journal.release()
    await until(lambda: later)
    assert [first, later] == [[Refusal(Code.NOT_SAVED)]] * 2
    assert not bench.writer.saving_ok
    assert bench.post(bench.vote("z")) == [Refusal(Code.NOT_SAVED)]
    await until(lambda: bench.writer.settled)
    # The view of before is back although the disk is still bad.
    assert bench.writer.state == await bench.journalled()
    assert bench.writer.state.questions[1].support == 0


async def test_it_goes_on_when_the_disk_works_again(bench: Bench) -> None:
    bench.journal.disk_works = False
    vote = bench.vote("x")
    assert await bench.writer.submit(vote) == Refusal(Code.NOT_SAVED)
    await until(lambda: len(bench.slept) >= 4)
    assert bench.slept == [0.2, 0.4, 0.8, 1.6]
    bench.journal.disk_works = True
    await until(lambda: bench.writer.saving_ok)
    assert isinstance(await bench.writer.submit(vote), Receipt)
    assert bench.writer.state == await bench.journalled()


class ForgetfulJournal(HeldJournal):
    """Saves, and then says that it did not: a crash between the write and its answer."""

    lies = False

    async def append(self, *args: Any, **more: Any) -> Position:
        position = await super().append(*args, **more)
        if self.lies:
            self.lies = False
            raise StaleExpectation(args[0])
        return position


async def test_what_was_saved_without_an_answer_is_found_and_told(bench: Bench) -> None:
    bench.journal.__class__ = ForgetfulJournal
    bench.journal.lies = True  # type: ignore[attr-defined]
    vote = bench.vote("x")
    assert await bench.writer.submit(vote) == Refusal(Code.NOT_SAVED)
    await until(lambda: bench.writer.saving_ok)
    assert [type(event) for event in bench.told] == [VoteCast]
    # The same command again: its receipt, and no second vote.
    assert await bench.writer.submit(vote) == Receipt(bench.writer.state.position)
    assert bench.writer.state.questions[1].support == 1


async def test_a_failing_rule_refuses_its_command_and_spares_the_others(bench: Bench) -> None:
    def broken(_state: ConferenceState, _command: Any) -> Any:
        raise ZeroDivisionError

    bench.writer._book = conference_book({**RULES, c.CallQuestion: broken})
    bad = bench.command(MODERATOR, c.CallQuestion, question=1)
    outcomes = await asyncio.gather(bench.writer.submit(bad), bench.writer.submit(bench.vote("x")))
    assert outcomes == [Refusal(Code.NOT_SAVED, bad.id), Receipt(bench.writer.state.position)]


async def test_an_answer_or_an_audience_that_fails_stops_nobody(bench: Bench) -> None:
    def explode(_: Any) -> None:
        raise ZeroDivisionError

    bench.writer.post(bench.vote("x"), (), explode)
    bench.writer._committed = explode
    assert isinstance(await bench.writer.submit(bench.vote("y")), Receipt)
    assert bench.writer.state.questions[1].support == 2


async def test_closing_finishes_what_was_taken_in(bench: Bench) -> None:
    bench.journal.hold()
    first = bench.post(bench.vote("x"))
    await bench.journal.saving.wait()
    second = bench.post(bench.vote("y"))
    closing = asyncio.create_task(bench.writer.close())
    await asyncio.sleep(0)
    assert bench.post(bench.vote("z")) == [Refusal(Code.NOT_SAVED)]
    bench.journal.release()
    await closing
    assert [type(first[0]), type(second[0])] == [Receipt, Receipt]
    assert (await bench.journalled()).questions[1].support == 2


async def test_closing_does_not_wait_for_a_broken_disk(bench: Bench) -> None:
    bench.journal.disk_works = False
    await bench.writer.submit(bench.vote("x"))
    await bench.writer.close()
    assert not bench.writer.saving_ok


async def test_a_writer_reads_its_stream_over_many_pages(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "PAGE_ENTRIES", 2)
    again = Writer(STREAM, bench.journal, conference_book(RULES), lambda _: None)
    await again.start(EPOCH)
    assert again.state == bench.story.state
    assert again.position == Position(EPOCH, bench.story.state.position)
    await again.close()


async def test_a_lone_command_does_not_wait_and_many_share_a_window() -> None:
    bench = Bench()
    await bench.start()
    writer = bench.writer
    bench.post(bench.vote("x"))
    assert writer._begins_at == float("-inf")
    await until(lambda: bench.told)
    bench.post(bench.vote("y"))
    assert writer._begins_at - writer._last_batch == pytest.approx(VOTES_WINDOW_SECONDS)
    # Somebody works at the desk: the votes come along.
    bench.post(bench.command(MODERATOR, c.PinQuestion, question=1))
    assert writer._begins_at - writer._last_batch == pytest.approx(BATCH_WINDOW_SECONDS)
    bench.post(bench.vote("z"))
    await until(lambda: len(bench.told) == 4)
    assert bench.journal.batches == [1, 3]
    await writer.close()
