"""The casebook's rows follow from its events alone: however they came, and whatever broke in between."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select, text

from archive import casebook_follower
from archive.case_queries import CaseQueries
from archive.casebook import commands as c
from archive.casebook.events_intake import NoteWritten
from archive.casework import CaseOutcome, CaseState
from archive.deadlines import ClockKind
from archive.journal import Position
from archive.journal_sqlite import SqliteJournal
from archive.projector import Projector
from archive.store import Store
from archive.streams import casebook_stream
from archive.tables_cases import CASEBOOK, case_clocks, case_moves, cases
from conference.event import Event
from tests.archive.town import Town
from tests.casebook_histories import lived, seeds
from tests.casebook_story import (
    CHAIR,
    CITIZEN,
    CLERK,
    FRONT,
    OWNER,
    PUBLISHER,
    RULE,
    SEALED_BOX,
)

STREAM = casebook_stream("dong-hoa", "CAU")
DAY = 86_400_000
Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture
def town(fresh: Town) -> Town:
    return fresh


async def rows(store: Store) -> Rows:
    """All that the tables hold of casebooks. The order in which texts arrived is not a fact about them."""
    async with store.reading() as connection:
        return {
            table.name: [
                tuple(row)
                for row in await connection.execute(
                    select(*(column for column in table.c if column.name != "id")).order_by(
                        *(column for column in table.primary_key if column.name != "id"),
                        *([table.c.code] if "code" in table.c else []),
                    )
                )
            ]
            for table in CASEBOOK
        }


async def follow(store: Store, events: list[Event], *ends: int) -> None:
    """Into the journal by these pages, each followed at once."""
    journal = SqliteJournal(store)
    projector = Projector(journal, store, lambda: 1)
    position = Position(7, 0)
    for start, end in zip([0, *ends], [*ends, len(events)], strict=True):
        if end > start:
            position = await journal.append(STREAM, position, events[start:end])
            await projector.catch_up()


async def test_every_table_is_filled_and_made_anew_the_same(town: Town, store: Store):
    await town.lives()
    first = await rows(store)
    assert [name for name, filled in first.items() if not filled] == []
    await town.projector.rebuild()
    assert await rows(store) == first


@pytest.mark.slow
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=seeds)
async def test_it_is_the_same_however_the_events_came(
    tmp_path_factory: pytest.TempPathFactory, seed: int
):
    """One by one, by the page, all at once; and when every state had to be read anew."""
    events = lived(seed, turns=60).events
    found = []
    for ends in (range(1, len(events)), range(7, len(events), 7), ()):
        store = await Store.open(tmp_path_factory.mktemp("data"))
        await follow(store, events, *ends)
        found.append(await rows(store))
        await store.close()
    assert found[0] == found[2]
    assert found[1] == found[2]


@pytest.mark.slow
async def test_states_that_were_forgotten_are_read_anew(
    store: Store, journal: SqliteJournal, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(casebook_follower, "STATES_MAX", 0)
    town = await Town.of(store, journal)
    await town.lives()
    first = await rows(store)
    await town.projector.rebuild()
    assert await rows(store) == first


# Sealed


async def test_nothing_anybody_wrote_about_a_sealed_case_is_in_any_row(town: Town, store: Store):
    await town.answers(4)
    await town.does(OWNER, c.WriteNote, 4)
    before = await told_of(store, "DONG4")
    await town.does(CITIZEN, c.ReopenCase, 4)
    await town.does(OWNER, c.AcceptCase, 4)
    await town.does(OWNER, c.SealCase, 4)
    after = await told_of(store, "DONG4")
    assert ([word in before for word in WRITTEN], [word in after for word in WRITTEN]) == (
        [True] * len(WRITTEN),
        [False] * len(WRITTEN),
    )
    assert (await town.queries.search("dong-hoa", "DONG4")).hits == ()
    left = {name: many for name, many in (await counts(store, "DONG4")).items() if many}
    assert {name: left[name] for name in ("cases", "case_steps")} == {"cases": 1, "case_steps": 1}
    assert left.keys() == {"cases", "case_steps", "case_moves"}


WRITTEN = ("lấy tiền", "tien", "Thôn", "Lời", "Quyết định", "Căn cứ", "Lĩnh vực", ".pdf", "khoa")
"""What people wrote, chose or were called."""


async def told_of(store: Store, code: str) -> str:
    """Every value in every row about this case."""
    tables = [table for table in CASEBOOK if "code" in table.c]
    async with store.reading() as connection:
        found = [
            repr(tuple(row))
            for table in tables
            for row in await connection.execute(select(table).where(table.c.code == code))
        ]
    return " ".join(found)


async def counts(store: Store, code: str) -> dict[str, int]:
    async with store.reading() as connection:
        return {
            table.name: len(
                (await connection.execute(select(table).where(table.c.code == code))).all()
            )
            for table in CASEBOOK
            if "code" in table.c
        }


async def test_what_passed_between_the_front_and_the_commune_stays_for_the_front_alone(
    town: Town, store: Store
):
    await town.does(FRONT, c.WriteSupervisionNote, 4)
    await town.does(FRONT, c.RecordFieldCheck, 4)
    await town.does(FRONT, c.AttachCheckFile, 4)
    await town.does(FRONT, c.MakeRecommendation, 4)
    before = await town.queries.fronts_own("dong-hoa", "DONG4")
    await town.does(CLERK, c.SealCase, 4)
    assert await town.queries.fronts_own("dong-hoa", "DONG4") == before
    page = await town.queries.case("dong-hoa", "DONG4")
    assert page
    assert [step.name for step in page.steps] == ["case_sealed"]
    assert ([one.words for one in page.recommendations], page.clocks) == ([""], ())
    await town.does(CHAIR, c.ReplyToRecommendation, 4)
    after = await town.queries.fronts_own("dong-hoa", "DONG4")
    assert [one.reply for one in after.recommendations] == ["Lời dong"]
    assert len(after.steps) == len(before.steps) + 1
    page = await town.queries.case("dong-hoa", "DONG4")
    assert page
    assert page.recommendations == ()
    kept = await rows(store)
    which = (case_clocks.c.code == "DONG4",)
    async with store.reading() as connection:
        clocks = await connection.execute(
            select(case_clocks.c.kind, case_clocks.c.stopped_at.is_(None)).where(*which)
        )
        assert clocks.all() == [("recommendation", False)]
    await town.projector.rebuild()
    assert await rows(store) == kept


async def test_a_case_that_comes_out_of_the_box_is_told_as_if_it_had_never_been_in(
    town: Town, store: Store
):
    await town.does(FRONT, c.MakeRecommendation, 4)
    await town.does(CLERK, c.ClassifyCase, 4)
    before = await rows(store)
    await town.does(CLERK, c.SealCase, 4)
    await town.does(FRONT, c.WriteSupervisionNote, 1)
    await town.does(SEALED_BOX, c.UnsealCase, 4)
    after = await rows(store)
    assert after["case_texts"] == before["case_texts"]
    assert after["case_recommendations"] == before["case_recommendations"]
    assert set(before["case_steps"]) <= set(after["case_steps"])
    await town.projector.rebuild()
    assert await rows(store) == after


async def test_a_case_can_be_sealed_twice(town: Town, store: Store):
    for _ in range(2):
        await town.does(CLERK, c.SealCase, 4)
        await town.does(SEALED_BOX, c.UnsealCase, 4)
    await town.does(CLERK, c.SealCase, 4)
    kept = await rows(store)
    assert (await counts(store, "DONG4"))["case_steps"] == 1
    await town.projector.rebuild()
    assert await rows(store) == kept


async def test_whatever_comes_after_the_sealing_tells_no_more(town: Town, store: Store):
    await town.does(CLERK, c.SealCase, 4)
    sealed = await rows(store)
    by = {"at": town.book.now, "by": CLERK, "cause": "late"}
    note = NoteWritten(**by, case="DONG4", words="Lời dong")
    town.book.happens(note)
    await town.saves(note)
    told = await rows(store)
    changed = [name for name, kept in told.items() if kept != sealed[name]]
    assert changed == ["cases"]
    line = await town.queries.line("dong-hoa", "DONG4")
    assert line
    assert line.steps == town.book.case("DONG4").steps


# Clocks


async def told(town: Town, number: int, kind: ClockKind) -> tuple[int, ...]:
    page = await town.queries.case("dong-hoa", town.code(number))
    assert page
    return next(one.steps for one in page.clocks if one.kind is kind)


async def test_of_a_new_last_day_everybody_is_warned_anew(town: Town):
    await town.does(CLERK, c.ClassifyCase, 1)
    await town.does(CLERK, c.AssignCase, 1, owner=OWNER.id)
    clock = town.book.case("DONG1").clocks[ClockKind.ANSWER]
    assert clock.due
    town.book.now = clock.due - DAY
    await town.does(RULE, c.EscalateCase, 1, clock=ClockKind.ANSWER, step=-2)
    await town.does(RULE, c.EscalateCase, 1, clock=ClockKind.ANSWER, step=0)
    assert await told(town, 1, ClockKind.ANSWER) == (-2, 0)
    await town.does(CHAIR, c.ExtendDeadline, 1, clock=ClockKind.ANSWER, days=1)
    assert await told(town, 1, ClockKind.ANSWER) == ()
    town.book.later(4)
    await town.does(RULE, c.EscalateCase, 1, clock=ClockKind.ANSWER, step=0)
    await town.does(RULE, c.EscalateCase, 1, clock=ClockKind.ANSWER, step=1)
    assert await told(town, 1, ClockKind.ANSWER) == (0, 1)


async def test_the_day_of_a_promise_is_the_one_that_it_was_put_off_to(town: Town):
    await town.does(CLERK, c.ClassifyCase, 1)
    await town.does(CLERK, c.AssignCase, 1, owner=OWNER.id)
    await town.does(OWNER, c.AcceptCase, 1)
    committed = {"outcome": CaseOutcome.COMMITTED, "due": "2026-12-10"}
    await town.does(OWNER, c.SubmitAnswer, 1, **committed)
    await town.does(CHAIR, c.ApproveAnswer, 1)
    await town.does(PUBLISHER, c.PublishCase, 1)
    assert await promised(town) == ("2026-12-10", "2026-12-10")
    await town.does(CHAIR, c.ExtendDeadline, 1, clock=ClockKind.PROMISE, days=3)
    assert await promised(town) == ("2026-12-15", "2026-12-15")
    await town.does(CITIZEN, c.RateAnswer, 1, solved=True)
    assert await promised(town) == ("2026-12-15", "2026-12-15")
    await town.does(CITIZEN, c.ReopenCase, 1)
    await town.does(OWNER, c.AcceptCase, 1)
    await town.does(OWNER, c.SubmitAnswer, 1, outcome=CaseOutcome.RESOLVED)
    await town.does(CHAIR, c.ApproveAnswer, 1)
    assert await promised(town) == (None, None)


async def promised(town: Town) -> tuple[str | None, str | None]:
    """As the office reads it, and as everybody does."""
    page = await town.queries.case("dong-hoa", "DONG1")
    assert page
    assert page.published
    return page.case.promised, page.published.promised


async def test_a_case_that_rests_has_no_deadline_of_the_communes(town: Town):
    await town.does(CLERK, c.VerifyCase, 1)
    await town.does(CLERK, c.RequestInformation, 1)
    line = await town.queries.line("dong-hoa", "DONG1")
    assert line
    assert (line.state, line.due, line.due_clock) == (CaseState.NEED_INFO, None, None)


async def test_reminders_are_counted_until_the_authority_returns_the_case(town: Town, store: Store):
    await town.does(CLERK, c.ClassifyCase, 1)
    await town.does(CHAIR, c.TransferCase, 1)
    town.book.later(20)
    await town.does(RULE, c.ChaseTransfer, 1)
    async with store.reading() as connection:
        found = await connection.execute(select(cases.c.chased).order_by(cases.c.code))
    assert found.scalars().all() == [1, 0, 0, 0]


# Whatever broke


class Crash(Exception):  # noqa: N818
    pass


async def test_rows_and_checkpoint_are_written_together(
    town: Town, store: Store, monkeypatch: pytest.MonkeyPatch
):
    before = await rows(store)

    async def crashes(*_args: object) -> None:
        raise Crash

    with monkeypatch.context() as broken:
        broken.setattr(casebook_follower.derived, "move_checkpoint", crashes)
        with pytest.raises(Crash):
            await town.does(CLERK, c.VerifyCase, 1)
    assert await rows(store) == before
    await town.projector.catch_up()
    line = await town.queries.line("dong-hoa", "DONG1")
    assert line
    assert line.state is CaseState.VERIFYING
    after = await rows(store)
    await town.projector.rebuild()
    assert await rows(store) == after


async def test_a_casebook_that_is_behind_waits_for_its_conference(
    store: Store, journal: SqliteJournal
):
    """By name it would come first, and every case would be without what was asked."""
    town = await Town.of(store, journal)
    first = await rows(store)
    async with store.transaction() as transaction:
        await transaction.run("DELETE FROM checkpoints", {})
        await transaction.run("DELETE FROM questions", {})
    await Projector(journal, store, lambda: 1).rebuild()
    assert await rows(store) == first
    assert len((await CaseQueries(store).inbox(town.commune, now=1)).cases) == 4


async def test_the_index_says_what_the_texts_say(town: Town, store: Store):
    """SQLite's own check of the index against the table that it was made from."""
    await town.lives()
    await town.does(SEALED_BOX, c.UnsealCase, 4)
    async with store.transaction() as transaction:
        await transaction.run(
            "INSERT INTO case_search (case_search, rank) VALUES ('integrity-check', 1)", {}
        )
    async with store.reading() as connection:
        words = "SELECT count(*) FROM case_search WHERE words MATCH :asked"
        asked = text(words).bindparams(asked="nothing")
        assert (await connection.execute(asked)).scalar_one() == 0


async def test_every_birth_and_every_change_of_state_is_a_move(town: Town, store: Store):
    await town.does(CLERK, c.VerifyCase, 1)
    await town.does(CLERK, c.WriteNote, 1)
    wanted = select(case_moves.c.was, case_moves.c.state).where(case_moves.c.code == "DONG1")
    async with store.reading() as connection:
        found = (await connection.execute(wanted.order_by(case_moves.c.sequence))).all()
    assert [tuple(row) for row in found] == [(None, "received"), ("received", "verifying")]
