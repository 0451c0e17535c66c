"""Which cases keep their askers waiting, and which clocks run in many cases at once."""

from datetime import date

import pytest

from archive.calendar import end_of
from archive.casebook import commands as c
from archive.deadlines import OWED_TO_ASKER, WAITS_FOR_CITIZEN, ClockKind
from tests.archive.town import OURS, Town
from tests.casebook_story import CLERK, DAY, FRONT, OWNER, ROADS

OF_THE_FRONT = end_of(date(2026, 12, 7))
OF_THE_ASKER = end_of(date(2026, 12, 14))


@pytest.fixture
async def town(fresh: Town) -> Town:
    """The Front waits for a reply about the first case, and its asker, from later on, for an answer."""
    await fresh.does(FRONT, c.MakeRecommendation, 1)
    fresh.book.later(9)
    for number in range(1, 5):
        await fresh.does(CLERK, c.ClassifyCase, number)
        await fresh.does(CLERK, c.AssignCase, number, to_unit=ROADS, owner=OWNER.id)
    return fresh


async def test_what_is_owed_to_the_front_makes_nobody_late_to_an_asker(town: Town):
    line = await town.queries.line(OURS, town.code(1))
    assert line
    assert (line.due, line.due_clock) == (OF_THE_FRONT, ClockKind.RECOMMENDATION)
    assert await town.queries.late_to_askers(OURS, OF_THE_ASKER - 1) == []


async def test_an_older_recommendation_hides_no_late_answer(town: Town):
    late = await town.queries.late_to_askers(OURS, OF_THE_ASKER + 30 * DAY)
    assert [case.reference for case in late] == [f"DONG-000{number}" for number in range(1, 5)]
    assert {(case.kind, case.due) for case in late} == {(ClockKind.ANSWER, OF_THE_ASKER)}
    assert {(case.unit, case.topic, case.place) for case in late} == {
        (ROADS, "Lĩnh vực dong", "Thôn dong")
    }


async def test_what_rests_or_is_over_keeps_nobody_waiting(town: Town):
    await town.does(OWNER, c.AcceptCase, 1)
    await town.does(OWNER, c.RequestInformation, 1)
    late = await town.queries.late_to_askers(OURS, OF_THE_ASKER, conference="DONG")
    assert [case.reference for case in late] == ["DONG-0002", "DONG-0003", "DONG-0004"]
    assert await town.queries.late_to_askers(OURS, OF_THE_ASKER, conference="TAY") == []


async def test_the_clocks_of_many_cases_come_at_once(town: Town):
    codes = [town.code(1), town.code(2)]
    found = await town.queries.running_clocks(OURS, codes)
    kinds = {code: [one.kind for one in records] for code, records in found.items()}
    assert kinds == {
        codes[0]: [ClockKind.ANSWER, ClockKind.RECOMMENDATION],
        codes[1]: [ClockKind.ANSWER],
    }


def test_every_clock_waits_for_somebody():
    others = {ClockKind.RECOMMENDATION, ClockKind.RESULT}
    assert OWED_TO_ASKER | WAITS_FOR_CITIZEN | others == set(ClockKind)
    assert not OWED_TO_ASKER & (WAITS_FOR_CITIZEN | others)
