"""What the pages of one case, of everybody, of reports and of rules ask of the casebook's read tables."""

import itertools
from typing import Any

import pytest

from archive.case_filter import CaseFilter
from archive.case_records import Completeness
from archive.casebook import commands as c
from archive.casebook.apply import replay
from archive.casebook.balance import open_before
from archive.casebook.events_front import SampleDrawn
from archive.casebook.samples import digest, draw
from archive.casework import CaseOutcome, CaseState
from conference.vocabulary import Actor, Role
from tests.archive.town import LATER, NOW, OURS, SOON, Town, references
from tests.casebook_story import CHAIR, CITIZEN, CLERK, FRONT, ROADS, SEALED_BOX

# One case


async def test_a_page_has_all_that_belongs_to_its_case(ours: Town):
    page = await ours.queries.case(OURS, "DONG1")
    assert page
    (answered,) = page.answers
    assert (answered.decision, answered.author, answered.approved_by) == (
        "Quyết định dong",
        "khoa",
        "tam",
    )
    (file,) = page.files
    assert (file.name, file.public, file.role, file.actor) == (
        "dong.pdf",
        False,
        Role.OFFICER,
        "khoa",
    )
    assert [step.event for step in page.steps] == [
        event for event in ours.book.events if getattr(event, "case", None) == "DONG1"
    ]
    running = [clock.clock for clock in page.clocks if clock.stopped_at is None]
    assert running == list(ours.book.case("DONG1").clocks.values())
    assert page.published
    assert (page.published.answer_text, page.case.public_id) == ("Đáp dong", "public-dong")
    (turn,) = page.turns
    assert (turn.words, page.minutes) == ("Sẽ dong", {})
    assert (page.recommendations, page.members, page.parts, page.parent) == ((), (), (), None)
    assert await ours.queries.case(OURS, "DONG9") is None


async def test_a_page_knows_the_cases_it_is_tied_to(ours: Town):
    page, member, part = [
        await ours.queries.case(OURS, code) for code in ("DONG2", "DONG3", ours_part(ours))
    ]
    assert page
    assert member
    assert part
    assert (references(page.members), references(page.parts)) == (["DONG-0003"], ["DONG-0002.2"])
    assert member.parent == page.case
    assert part.origin == page.case
    assert (part.case.text, page.case.text) == ("Phần hai dong", "Phần một dong")
    (made,) = page.recommendations
    assert (made.words, made.made_by, made.reply, made.settled_at) == (
        "Lời dong",
        "xuan",
        None,
        None,
    )


def ours_part(town: Town) -> str:
    (part,) = town.book.case("DONG2").parts
    return part


async def test_a_member_sees_the_answer_of_its_parent(fresh: Town):
    await fresh.does(CLERK, c.MergeCase, 3, into=fresh.code(1))
    await fresh.answers(1)
    page = await fresh.queries.case(OURS, "DONG3")
    assert page
    assert [answer.decision for answer in page.parent_answers] == ["Quyết định dong"]


async def test_corrected_minutes_stand_beside_the_first_wording(fresh: Town):
    first = await fresh.queries.case(OURS, "DONG1")
    assert first
    turn = first.turns[0].turn
    secretary = Actor(Role.SECRETARY, "thu")
    await fresh.does(secretary, c.CorrectMinutes, 1, turn=turn, words="Một")
    await fresh.does(secretary, c.CorrectMinutes, 1, turn=turn, words="Hai mươi")
    page = await fresh.queries.case(OURS, "DONG1")
    assert page
    assert (page.turns, page.minutes) == (first.turns, {turn: "Hai mươi"})
    (hit,) = (await fresh.queries.search(OURS, "hai muoi")).hits
    assert hit.case.code == "DONG1"


async def test_of_a_sealed_case_a_page_tells_that_it_is(ours: Town):
    page = await ours.queries.case(OURS, "DONG4")
    assert page
    assert [step.name for step in page.steps] == ["case_sealed"]
    assert page.steps[0].event.by == Actor(Role.CLERK, "")
    empty = (page.clocks, page.answers, page.files, page.recommendations, page.turns)
    assert empty == ((),) * len(empty)
    known = (page.case.text, page.case.topic, page.case.place, page.case.unit, page.case.channel)
    assert known == ("", None, None, None, None)


@pytest.mark.parametrize("typed", ["DONG-0002.2", " dong-2.2 ", "Dong-0002.02"])
async def test_a_case_is_found_by_the_number_on_paper(ours: Town, typed: str):
    found = await ours.queries.by_reference(OURS, typed)
    assert found
    assert found == await ours.queries.line(OURS, ours_part(ours))


@pytest.mark.parametrize("typed", ["", "DONG", "DONG-0009", "DONG-0002.3", "2", "DONG-" + "1" * 40])
async def test_another_number_finds_nothing(ours: Town, typed: str):
    assert await ours.queries.by_reference(OURS, typed) is None


# For everybody


async def test_what_is_published_is_listed_by_year(ours: Town):
    listed = await ours.queries.published(OURS, 2026)
    assert [case.public_id for case in listed.cases] == ["public-dong"]
    assert await ours.queries.public_case(OURS, "public-dong") == listed.cases[0]
    assert await ours.queries.published_years(OURS) == [2026]
    assert (await ours.queries.published(OURS, 2025)).cases == ()
    assert await ours.queries.public_case(OURS, "public-tay") is None


@pytest.mark.slow
async def test_the_public_list_goes_on_from_its_place(fresh: Town):
    for number in (1, 2, 3):
        await fresh.answers(number)
    whole = (await fresh.queries.published(OURS)).cases
    assert [case.published_at for case in whole] == sorted(
        (case.published_at for case in whole), reverse=True
    )
    after, cases = None, []
    for _ in whole:
        page = await fresh.queries.published(OURS, after=after, limit=1)
        cases += page.cases
        after = page.next
    assert (len(cases), tuple(cases), after) == (3, whole, None)


async def test_what_is_withheld_is_published_no_longer(ours: Town):
    await ours.does(CHAIR, c.WithholdCase, 1)
    assert (await ours.queries.published(OURS)).cases == ()


# Figures


async def test_the_dashboard_counts_replied_and_resolved_apart(fresh: Town):
    await fresh.answers(1, CaseOutcome.RESOLVED)
    await fresh.answers(2, CaseOutcome.EXPLAINED)
    await fresh.does(CLERK, c.SealCase, 4)
    board = await fresh.queries.dashboard(OURS, now=NOW, soon=SOON)
    assert (board.replied, board.resolved, board.tabs.sealed) == (2, 1, 1)
    (unit, none) = board.units
    assert (unit.name, unit.total, unit.open, unit.replied, unit.resolved) == (ROADS, 2, 2, 2, 1)
    assert (none.name, none.total, none.open, none.overdue, none.replied) == (None, 1, 1, 1, 0)
    assert [(group.name, group.total) for group in board.places] == [("Thôn dong", 3)]
    assert [(group.name, group.total) for group in board.topics] == [
        ("Lĩnh vực dong", 2),
        ("Việc dong", 1),
    ]
    assert (references(board.overdue), board.due_soon) == (["DONG-0003"], ())
    await fresh.does(CITIZEN, c.ReopenCase, 1)
    again = await fresh.queries.dashboard(OURS, now=NOW, soon=SOON)
    assert (again.replied, again.resolved) == (1, 0)


async def test_the_trend_tells_26_weeks(fresh: Town):
    await fresh.answers(1)
    trend = (await fresh.queries.dashboard(OURS, now=NOW, soon=SOON)).trend
    told = [(week.opened, week.answered, week.closed) for week in trend]
    assert told == [(0, 0, 0)] * 24 + [(4, 1, 0), (0, 0, 0)]
    assert {later.since - week.since for week, later in itertools.pairwise(trend)} == {
        7 * 86_400_000
    }


async def test_the_figures_of_a_period_agree_with_its_moves(ours: Town):
    moves = await ours.queries.moves(OURS, 0, LATER)
    for at in sorted({move.at for move in moves} | {0, LATER}):
        assert await ours.queries.open_at(OURS, at) == open_before(moves, at)
    assert await ours.queries.open_at(OURS, LATER) == 3
    middle = moves[3].at
    assert [
        *await ours.queries.moves(OURS, 0, middle),
        *await ours.queries.moves(OURS, middle, LATER),
    ] == moves
    answered = [move for move in moves if move.to is CaseState.ANSWERED]
    assert [(move.code, move.outcome, move.topic) for move in answered] == [
        ("DONG1", CaseOutcome.RESOLVED, "Lĩnh vực dong")
    ]
    sealed = {(move.topic, move.place, move.channel) for move in moves if move.code == "DONG4"}
    assert sealed == {(None, None, None)}
    (rating,) = await ours.queries.ratings(OURS, 0, LATER)
    assert (rating.code, rating.stars) == ("DONG1", 4)
    assert await ours.queries.ratings(OURS, 0, rating.at) == []


async def test_the_clocks_that_ran_are_told_as_of_any_moment(ours: Town):
    """Each was found missing a second after the cases were opened, and began with them."""
    _, *later = sorted({event.at for event in ours.book.events})
    for at in later:
        told = {(clock.code, clock.kind) for clock in await ours.queries.running(OURS, at + 1)}
        assert told == {
            (code, kind) for code, kinds in clocks_then(ours, at).items() for kind in kinds
        }


async def test_the_clocks_that_a_new_calendar_can_move_are_those_of_the_rules(ours: Town):
    told = [(one.reference, one.clock) for one in await ours.queries.ticking(OURS)]
    lines = await ours.queries.lines(OURS, list(clocks_then(ours, LATER)))
    references = {line.code: line.reference for line in lines}
    held = [
        (references[code], clock)
        for code, clocks in clocks_then(ours, LATER).items()
        for clock in clocks.values()
    ]
    assert told == sorted(held, key=lambda one: (one[0], one[1].kind))
    assert len(told) > 1


def clocks_then(town: Town, at: int) -> dict[str, Any]:
    """By the rules' own state, but for what has been sealed since: nothing is told of that."""
    state = replay(event for event in town.book.events if event.at <= at)
    return {code: case.clocks for code, case in state.cases.items() if code != "DONG4"}


async def test_the_register_has_every_case_and_no_code(ours: Town):
    rows = [row async for row in ours.queries.register(OURS, now=NOW)]
    assert [row.reference for row in rows] == [
        "DONG-0001",
        "DONG-0002",
        "DONG-0002.2",
        "DONG-0003",
        "DONG-0004",
    ]
    first, _, part, merged, sealed = rows
    assert (first.decision, first.approved_by, first.files, first.name) == (
        "Quyết định dong",
        "tam",
        1,
        "dong",
    )
    assert (part.split_from, merged.merged_into) == ("DONG-0002", "DONG-0002")
    told = {name: getattr(sealed, name) for name in sealed.__dataclass_fields__}
    assert {name for name, value in told.items() if value not in (None, ())} == {
        "reference",
        "conference",
        "question",
        "part",
        "state",
    }
    codes = [*ours.book.state.cases]
    assert [code for code in codes if code in repr(rows)] == []


async def test_the_register_is_read_a_page_at_a_time(ours: Town, monkeypatch: pytest.MonkeyPatch):
    whole = [row async for row in ours.queries.register(OURS, now=NOW)]
    monkeypatch.setattr("archive.case_queries_register.PAGE_CASES", 2)
    assert [row async for row in ours.queries.register(OURS, now=NOW)] == whole


# For the Front and the rules


async def test_recommendations_are_listed_until_they_are_settled(ours: Town):
    (open_one,) = await ours.queries.recommendations(OURS)
    assert (open_one.case.reference, open_one.recommendation.number) == ("DONG-0002", 1)
    await ours.does(CHAIR, c.ReplyToRecommendation, 2)
    await ours.does(FRONT, c.SettleRecommendation, 2)
    assert await ours.queries.recommendations(OURS) == []
    (settled,) = await ours.queries.recommendations(OURS, unsettled=False)
    assert (settled.recommendation.reply, settled.recommendation.satisfied) == ("Lời dong", True)
    page = await ours.queries.case(OURS, "DONG2")
    assert page
    assert [
        (clock.stopped_at is None, clock.late)
        for clock in page.clocks
        if clock.kind == "recommendation"
    ] == [(False, False)]


async def test_a_sample_is_kept_as_it_was_drawn(ours: Town):
    (sample,) = (await ours.queries.samples(OURS)).announced
    assert (sample.source, sample.size, sample.digits) == ("Xổ số dong", 2, 5)
    assert sample.numbers == ours.book.state.samples[0].numbers
    assert sample.draw
    places = draw(sample.draw.seed, len(sample.numbers), 2)
    assert sample.draw.places == places
    listed = {
        line.reference: line.code for line in await ours.queries.lines(OURS, sample.draw.cases)
    }
    numbers = [f"DONG-{sample.numbers[place - 1]}" for place in places]
    assert sample.draw.cases == tuple(listed[number] for number in numbers)
    nothing = await ours.queries.samples(OURS, "OTHER")
    assert (nothing.announced, nothing.unannounced) == ((), ())


async def test_a_sample_waits_until_it_is_drawn(fresh: Town):
    await fresh.does(FRONT, c.AnnounceSample)
    (sample,) = (await fresh.queries.samples(OURS)).announced
    assert sample.draw is None
    assert sample.digest == digest(sample.salt, sample.numbers)


async def test_a_sample_of_the_time_before_announcements_is_still_told(fresh: Town):
    by = {"at": fresh.book.now, "by": FRONT, "cause": "old"}
    old = SampleDrawn(**by, sample=None, seed="Xổ số", places=(), cases=("DONG1",), out_of=4)
    await fresh.saves(old)
    (sample,) = (await fresh.queries.samples(OURS)).unannounced
    assert (sample.conference, sample.draw.seed, sample.draw.cases) == ("DONG", "Xổ số", ("DONG1",))


async def test_who_reopened_a_case_is_known_of_each(fresh: Town):
    await fresh.answers(1)
    await fresh.does(FRONT, c.ReopenCase, 1, words="Chưa làm.")
    found = await fresh.queries.steps_named(OURS, ["DONG1", "DONG2"], ["case_reopened"])
    assert {code: [step.by for step in steps] for code, steps in found.items()} == {
        "DONG1": [FRONT]
    }
    reopened = await fresh.queries.inbox(OURS, CaseFilter(reopened=True), now=fresh.book.now)
    assert [case.code for case in reopened.cases] == ["DONG1"]


async def test_a_remark_belongs_to_its_period(ours: Town):
    (remark,) = await ours.queries.remarks(OURS, "2026-10")
    assert (remark.conference, remark.words, remark.actor) == ("DONG", "Lời dong", "xuan")
    assert await ours.queries.remarks(OURS, "2026-11") == []


async def test_a_transferred_case_tells_to_whom_and_when(fresh: Town):
    for number in (2, 3, 4):
        await fresh.does(CITIZEN, c.WithdrawCase, number)
    await fresh.does(CLERK, c.ClassifyCase, 1)
    await fresh.does(CHAIR, c.TransferCase, 1)
    sent = fresh.book.case("DONG1").transferred_at
    assert sent
    line = await fresh.queries.line(OURS, "DONG1")
    assert line
    assert (line.authority, line.transferred_at) == ("Sở dong", sent)


async def test_every_question_has_its_case(ours: Town):
    assert await ours.queries.completeness(OURS, "DONG") == Completeness(
        questions=4, cases=5, parts=1
    )
    assert (await ours.queries.completeness(OURS, "DONG")).complete


async def test_what_comes_out_of_the_box_is_found_again(ours: Town):
    await ours.does(SEALED_BOX, c.UnsealCase, 4)
    (hit,) = (await ours.queries.search(OURS, "tien quy")).hits
    assert hit.case.place == "Thôn dong"
    page = await ours.queries.case(OURS, "DONG4")
    assert page
    assert [step.event for step in page.steps] == [
        event for event in ours.book.events if getattr(event, "case", None) == "DONG4"
    ]
