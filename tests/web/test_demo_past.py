"""The meeting before the demo's: lived through once, by the rules, and there to be looked after."""

from pathlib import Path

import pytest

from archive.casebook.result import missing
from archive.casework import CaseState
from archive.streams import casebook_stream
from conference.text import clean
from conference.vocabulary import QUESTION_MAX_CHARACTERS
from web.demo_past import CODE, live_the_past
from web.demo_past_words import STORIES
from web.demo_words import COMMUNE, TOPICS
from web.settings import Settings
from web.wiring import open_house

S = CaseState
NOW = 1_795_399_200_000
"""The morning of 23 November 2026 in Vietnam."""
LEFT = [
    *(S.CLOSED, S.IMPLEMENTING, S.ASSIGNED, S.TRANSFERRED, S.CLOSED, S.REOPENED, S.NEED_INFO),
    *(S.AWAITING_APPROVAL, S.ASSIGNED, S.RECEIVED, S.DECLINED, S.GUIDED, S.SEALED),
]
"""Where each story leaves its case."""


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.text[:30])
def test_what_was_asked_can_be_asked_as_it_stands(story):
    assert clean(story.text, QUESTION_MAX_CHARACTERS) == story.text
    assert story.topic in TOPICS
    assert list(story.steps) == sorted(story.steps, key=lambda step: step.day)


@pytest.mark.slow
async def test_it_is_lived_through_once(tmp_path: Path):
    settings = Settings(data=tmp_path)
    assert await live_the_past(settings, NOW)
    assert not await live_the_past(settings, NOW)
    async with open_house(settings, clock=lambda: NOW) as house:
        casebook = await house.casebooks.open(casebook_stream(COMMUNE, CODE))
        assert casebook is not None
        assert casebook.state is not None
        assert [case.state for case in casebook.state.cases.values()] == LEFT
        result = casebook.state.result
        lacks = missing(result.villages, result.deliveries)
        assert (lacks.channels, lacks.villages) == ((), ("Thôn Bãi",))
        assert await house.queries.incomplete() == []
