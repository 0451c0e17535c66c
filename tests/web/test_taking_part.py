"""What a phone may do now: the server's page and the phone's script read the same cases."""

import json
from pathlib import Path
from typing import Any

import pytest

from conference import commands as c
from conference.refusals import Refusal
from conference.vocabulary import JoinMode
from realtime.audiences import mine
from realtime.views import Audience, conference_view
from tests.story import AN, MODERATOR, Story, live
from web.taking_part import may_appeal, why_not_ask, why_not_vote
from web.words import WHY_NOT

CASES = json.loads((Path(__file__).parent / "taking_part.json").read_text(encoding="utf-8"))
MINUTE = 60_000


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_why_a_phone_only_looks_on(case: dict[str, Any]) -> None:
    given = case["conference"], case["mine"]
    assert (why_not_ask(*given, case["now"]), why_not_vote(*given)) == (case["ask"], case["vote"])


def test_each_reason_has_its_words() -> None:
    reasons = {case[what] for case in CASES for what in ("ask", "vote")} - {None}
    assert reasons == set(WHY_NOT)


SETTINGS = [
    [],
    [(c.CloseAsking, {})],
    [(c.CloseVoting, {})],
    [(c.SetJoinMode, {"mode": JoinMode.CODE, "code": "LUA2026"})],
    [(c.SetJoinMode, {"mode": JoinMode.STAFF})],
    [(c.MuteAsker, {"question": 1, "minutes": 5})],
    [(c.MuteAsker, {"question": 1, "minutes": 0})],
]


@pytest.mark.parametrize("settings", SETTINGS)
def test_the_page_offers_what_the_rules_would_grant(settings: list[Any]) -> None:
    story = live()
    story.queue("Một")
    for kind, fields in settings:
        story.does(MODERATOR, kind, **fields)
    story.now += MINUTE
    conference, own = _seen(story)
    asked = story.tries(AN, c.AskQuestion, text="Hai")
    voted = story.tries(AN, c.CastVote, question=1)
    assert (why_not_ask(conference, own, story.now) is None) == (not isinstance(asked, Refusal))
    assert (why_not_vote(conference, own) is None) == (not isinstance(voted, Refusal))


def test_an_appeal_is_offered_once_each_and_only_when_declined() -> None:
    declined = {"status": "declined"}
    assert may_appeal(declined) == {"resubmit": True, "review": True}
    asked_for = {**declined, "review": {"state": "requested"}}
    assert may_appeal(asked_for) == {"resubmit": True, "review": False}
    assert may_appeal({**declined, "resubmitted": True}) == {"resubmit": False, "review": True}
    assert may_appeal({"status": "queued"}) == {"resubmit": False, "review": False}


def _seen(story: Story) -> tuple[dict[str, Any], dict[str, Any]]:
    conference = conference_view(story.state, Audience.ATTENDEES)
    return conference, mine(story.state, AN.id)
