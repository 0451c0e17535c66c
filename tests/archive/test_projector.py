import asyncio
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from archive import derived, projector
from archive.almanac_events import DaySet
from archive.calendar import CalendarDay, DayKind
from archive.casebook.events import CaseOpened, NothingAsked
from archive.casebook.opening import open_cases
from archive.journal import Position
from archive.journal_sqlite import SqliteJournal
from archive.projector import Projector
from archive.queries import Queries
from archive.store import Store
from archive.streams import almanac_stream
from archive.tables import DERIVED
from archive.tables_cases import CASEBOOK as CASEBOOK_TABLES
from conference import commands as c
from conference.apply import replay
from conference.commands import Command
from conference.events import ConferenceClosed, VoteCast
from conference.state import ConferenceState
from conference.vocabulary import Actor, DeclineReason, Outcome, Role
from tests.archive.meeting import CASEBOOK, STREAM, close, meeting, record
from tests.story import AN, BINH, CHAIR, MODERATOR, Story, live

CLOCK = iter(range(10**6)).__next__

Table = list[tuple[Any, ...]]


@pytest.fixture
def projected(store: Store, journal: SqliteJournal) -> Projector:
    return Projector(journal, store, CLOCK)


async def tables(store: Store) -> dict[str, Table]:
    """Every derived row, but not when it was derived."""
    async with store.reading() as connection:
        return {
            table.name: [
                tuple(row)
                for row in await connection.execute(
                    select(
                        *(column for column in table.c if column.name != "projected_at")
                    ).order_by(*table.primary_key)
                )
            ]
            for table in DERIVED
        }


async def test_the_tables_agree_with_the_state(
    store: Store, journal: SqliteJournal, projected: Projector
):
    story = meeting()
    await record(journal, story)
    await projected.catch_up()
    queries = Queries(store)
    conference = await queries.conference("CAU")
    assert conference
    state = replay(story.events)
    assert conference.stage == state.stage
    assert [
        (q.number, q.text, q.status, q.support, q.reason, q.words)
        for q in await queries.questions(conference)
    ] == [
        (q.number, q.text, q.status, q.support, q.reason, q.words) for q in state.questions.values()
    ]


async def test_it_goes_on_where_it_stopped(
    store: Store, journal: SqliteJournal, projected: Projector
):
    """One event at a time gives the same tables as all at once."""
    story = close(meeting())
    for count in range(len(story.events)):
        await journal.append(STREAM, Position(7, count), [story.events[count]])
        await projected.catch_up()
    step_by_step = await tables(store)
    await projected.rebuild()
    assert await tables(store) == step_by_step
    assert await derived.behind(store) == []


async def test_rebuilding_gives_the_same_tables(
    store: Store, journal: SqliteJournal, projected: Projector
):
    await record(journal, close(meeting()))
    await projected.catch_up()
    first = await tables(store)
    begins_later = {table.name for table in CASEBOOK_TABLES} - {"cases", "case_texts"}
    begins_later |= {"result_deliveries"}
    assert {name for name, rows in first.items() if not rows} == begins_later - {
        "case_steps",
        "case_moves",
    }
    await projected.rebuild()
    assert await tables(store) == first


async def test_closing_opens_one_case_per_question(
    store: Store, journal: SqliteJournal, projected: Projector
):
    story = close(meeting())
    await record(journal, story)
    await projected.catch_up()
    cases = open_cases(story.state, story.events[-1])
    assert [entry.event for entry in await journal.read(CASEBOOK)] == cases
    assert await journal.head(CASEBOOK) == Position(story.events[-1].at, 5)
    assert await Queries(store).incomplete() == []


async def test_a_case_that_is_missing_when_the_conference_has_closed_is_told_of(
    store: Store,
    journal: SqliteJournal,
    projected: Projector,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    def all_but_one(state: ConferenceState, closed: ConferenceClosed) -> list[CaseOpened]:
        return open_cases(state, closed)[1:]

    monkeypatch.setattr(projector, "open_cases", all_but_one)
    await record(journal, close(meeting()))
    await projected.catch_up()
    assert "dong-hoa/CAU has 5 questions and 4 cases" in caplog.text


async def test_a_conference_without_questions_has_a_casebook_without_cases(
    store: Store, journal: SqliteJournal, projected: Projector
):
    """Its result is owed to the people all the same."""
    story = close(live())
    await record(journal, story)
    await projected.catch_up()
    (entry,) = await journal.read(CASEBOOK)
    closed = story.events[-1]
    assert entry.event == NothingAsked(at=closed.at, by=closed.by, cause=closed.cause)
    assert await Queries(store).incomplete() == []
    assert await derived.behind(store) == []


class Crash(Exception):  # noqa: N818
    pass


async def test_an_almanac_is_passed_over(
    store: Store, journal: SqliteJournal, projected: Projector
):
    """No table tells of it, and it is not behind."""
    stream = almanac_stream("dong-hoa")
    day = CalendarDay(date(2026, 9, 9), DayKind.LOCAL_CLOSURE, "Bão", "Quyết định", verified=True)
    event = DaySet(at=1, by=Actor(Role.CHAIR, "hai"), cause="a", day=day)
    await projected._follow(stream)  # nothing was written into it yet
    await journal.append(stream, Position(1, 0), [event, event])
    assert await derived.behind(store) == [stream]
    await projected.catch_up()
    assert await derived.behind(store) == []
    assert await derived.checkpoint(store, stream) == 2
    told = {name: rows for name, rows in (await tables(store)).items() if rows}
    assert list(told) == ["checkpoints"]
    await projected.rebuild()
    assert await derived.checkpoint(store, stream) == 2


async def _crashes(*_args: object) -> None:
    raise Crash


@pytest.mark.parametrize("after", ["_open_casebook", "_project"])
async def test_a_crash_between_closing_and_the_cases_heals(
    store: Store, journal: SqliteJournal, after: str, monkeypatch: pytest.MonkeyPatch
):
    """Before the casebook began; or when it had, but its rows and checkpoint were not written."""
    await record(journal, close(meeting()))
    with monkeypatch.context() as broken:
        broken.setattr(Projector, after, _crashes)
        with pytest.raises(Crash):
            await Projector(journal, store, CLOCK).catch_up()
    begun = await journal.streams("casebook/")
    assert begun == ([] if after == "_open_casebook" else [CASEBOOK])
    await Projector(journal, store, CLOCK).catch_up()
    assert len(await journal.read(CASEBOOK)) == 5
    assert await Queries(store).incomplete() == []
    assert await derived.behind(store) == []


async def test_rows_and_checkpoint_are_written_together(
    store: Store, journal: SqliteJournal, monkeypatch: pytest.MonkeyPatch
):
    await record(journal, meeting())
    empty = await tables(store)
    monkeypatch.setattr(projector.derived, "move_checkpoint", _crashes)
    with pytest.raises(Crash):
        await Projector(journal, store, CLOCK).catch_up()
    assert await tables(store) == empty


async def test_it_follows_what_wakes_it(store: Store, journal: SqliteJournal):
    rested = asyncio.Event()

    async def rest(_seconds: float) -> None:
        rested.set()
        await asyncio.Event().wait()

    following = Projector(journal, store, CLOCK, sleep=rest)
    task = asyncio.create_task(following.run())
    await record(journal, close(meeting()))
    following.wake(STREAM)
    await rested.wait()
    task.cancel()
    await asyncio.wait([task])
    assert await derived.behind(store) == []


async def test_it_recovers_from_a_bad_disk_and_tries_again(store: Store, journal: SqliteJournal):
    rests: list[float] = []
    done = asyncio.Event()

    async def rest(seconds: float) -> None:
        rests.append(seconds)
        if not await derived.behind(store):
            done.set()
            await asyncio.Event().wait()

    following = Projector(journal, store, CLOCK, sleep=rest)
    await record(journal, meeting())
    store.broken = True
    following.wake(STREAM)
    task = asyncio.create_task(following.run())
    await done.wait()
    task.cancel()
    await asyncio.wait([task])
    assert rests == [projector.RETRY_SECONDS, projector.PAUSE_SECONDS, projector.PAUSE_SECONDS]
    assert not store.broken


async def test_after_mere_votes_it_rests_longer(store: Store, journal: SqliteJournal):
    rests: list[float] = []
    rested = asyncio.Event()

    async def rest(seconds: float) -> None:
        rests.append(seconds)
        rested.set()

    story = live()
    (open_one,) = story.queue("một")
    await record(journal, story)
    following = Projector(journal, store, CLOCK, sleep=rest)
    task = asyncio.create_task(following.run())
    for kind in (None, c.CastVote, c.RetractVote):
        if kind is not None:
            head = await journal.head(STREAM)
            assert head is not None
            voter = Actor(Role.ATTENDEE, "newcomer")
            await journal.append(STREAM, head, story.does(voter, kind, question=open_one))
        rested.clear()
        following.wake(STREAM)
        await rested.wait()
    task.cancel()
    await asyncio.wait([task])
    assert rests == [projector.PAUSE_SECONDS, *[projector.VOTES_PAUSE_SECONDS] * 2]
    assert await derived.behind(store) == []
    step_by_step = await tables(store)
    await following.rebuild()
    assert await tables(store) == step_by_step


async def test_hurried_it_rests_no_longer(store: Store, journal: SqliteJournal):
    resting = asyncio.Event()

    async def rest(_seconds: float) -> None:
        resting.set()
        await asyncio.Event().wait()

    story = live()
    (open_one,) = story.queue("một")
    await record(journal, story)
    following = Projector(journal, store, CLOCK, sleep=rest)
    task = asyncio.create_task(following.run())
    following.wake(STREAM)
    await resting.wait()
    head = await journal.head(STREAM)
    assert head is not None
    await journal.append(STREAM, head, story.does(BINH, c.CastVote, question=open_one))
    resting.clear()
    following.wake(STREAM)
    following.hurry()
    await resting.wait()
    task.cancel()
    await asyncio.wait([task])
    assert await derived.behind(store) == []


async def test_a_bug_in_one_conference_does_not_stop_the_others(
    store: Store, journal: SqliteJournal, caplog: pytest.LogCaptureFixture
):
    rested = asyncio.Event()

    async def rest(_seconds: float) -> None:
        rested.set()
        await asyncio.Event().wait()

    bad = "conference/dong-hoa/BAD"
    stray = VoteCast(at=1, by=AN, cause="id-1", question=99)
    await journal.append(bad, Position(7, 0), [stray])
    await record(journal, meeting())
    following = Projector(journal, store, CLOCK, sleep=rest)
    following.wake(bad)
    following.wake(STREAM)
    task = asyncio.create_task(following.run())
    await rested.wait()
    task.cancel()
    await asyncio.wait([task])
    assert await derived.behind(store) == [bad]
    assert f"{bad} cannot be projected" in caplog.text


CHANCES: list[tuple[Actor, type[Command], dict[str, Any]]] = [
    (AN, c.CastVote, {}),
    (BINH, c.CastVote, {}),
    (BINH, c.RetractVote, {}),
    (AN, c.WithdrawQuestion, {}),
    (MODERATOR, c.ApproveQuestion, {}),
    (MODERATOR, c.ApproveQuestion, {}),
    (MODERATOR, c.DeclineQuestion, {"reason": DeclineReason.OFF_TOPIC}),
    (MODERATOR, c.ReturnQuestion, {}),
    (CHAIR, c.CallQuestion, {}),
    (CHAIR, c.AnswerQuestion, {"outcome": Outcome.ANSWERED, "by": "Ông Hải", "words": "Có"}),
    (CHAIR, c.DeferQuestion, {}),
    (CHAIR, c.ClearFloor, {}),
]


@pytest.mark.slow
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    asked=st.integers(0, 5),
    steps=st.lists(st.tuples(st.sampled_from(CHANCES), st.integers(1, 5)), max_size=40),
    pages=st.sets(st.integers(1, 60), max_size=4),
)
async def test_no_question_is_lost_on_the_way_to_its_case(
    tmp_path_factory: pytest.TempPathFactory,
    asked: int,
    steps: list[tuple[tuple[Actor, type[Command], dict[str, Any]], int]],
    pages: set[int],
):
    story = _told(asked, steps)
    store = await Store.open(tmp_path_factory.mktemp("data"))
    journal = SqliteJournal(store)
    following = Projector(journal, store, CLOCK)
    ends = [*sorted(end for end in pages if end < len(story.events)), len(story.events)]
    for start, end in zip([0, *ends], ends, strict=False):
        await journal.append(STREAM, Position(7, start), story.events[start:end])
        await following.catch_up()
    begun = [entry.event for entry in await journal.read(CASEBOOK)]
    cases = [event for event in begun if not isinstance(event, NothingAsked)]
    assert len(begun) == max(asked, 1)
    assert [event.question for event in cases] == list(range(1, asked + 1))
    assert await Queries(store).incomplete() == []
    kept = await tables(store)
    assert (len(kept["questions"]), len(kept["cases"])) == (asked, asked)
    await following.rebuild()
    assert await tables(store) == kept
    await store.close()


def _told(
    asked: int, steps: list[tuple[tuple[Actor, type[Command], dict[str, Any]], int]]
) -> Story:
    """Whatever of these wishes the rules allow, and the end."""
    story = live()
    for _ in range(asked):
        story.ask()
    for (actor, kind, fields), question in steps:
        about = {} if kind is c.ClearFloor else {"question": question}
        if isinstance(story.tries(actor, kind, **about, **fields), list):
            story.does(actor, kind, **about, **fields)
    return close(story)
