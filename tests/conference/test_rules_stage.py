"""The life of a conference, and what may be done at which stage."""

import pytest

from conference import commands as c
from conference import events as e
from conference.lifecycle import STAGE_MOVES
from conference.permissions import TABLE
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Stage
from tests.story import AN, CHAIR, MODERATOR, OPERATOR, Story, announced, any_fields, created, live

FRESH = {"code": "CAU", "commune": "dong-hoa", "title": "Đối thoại"}


def closed() -> Story:
    story = live()
    story.does(CHAIR, c.CloseConference)
    return story


AT = {Stage.DRAFT: created, Stage.ANNOUNCED: announced, Stage.LIVE: live, Stage.CLOSED: closed}
TO = {
    Stage.ANNOUNCED: c.AnnounceConference,
    Stage.LIVE: c.OpenConference,
    Stage.CLOSED: c.CloseConference,
}


def test_create_gives_a_draft_with_its_cleaned_fields() -> None:
    story = Story()
    events = story.does(
        OPERATOR,
        c.CreateConference,
        code="CAU-26",
        commune="dong-hoa",
        title="  Đối   thoại ",
        place="Hội trường\nUBND",
        starts_at=7,
        topics=("Đất đai", "Đất  đai", "Môi trường"),
        units=("Văn phòng",),
    )
    assert events == [
        e.ConferenceCreated(
            at=story.now,
            by=OPERATOR,
            cause="id-1",
            code="CAU-26",
            commune="dong-hoa",
            title="Đối thoại",
            place="Hội trường UBND",
            starts_at=7,
            topics=("Đất đai", "Môi trường"),
            units=("Văn phòng",),
        )
    ]
    assert story.state.stage is Stage.DRAFT


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"code": "cau"}, Refusal(Code.BAD_VALUE, "code")),
        ({"code": "C"}, Refusal(Code.BAD_VALUE, "code")),
        ({"code": "-AU"}, Refusal(Code.BAD_VALUE, "code")),
        ({"code": "A" * 33}, Refusal(Code.BAD_VALUE, "code")),
        ({"commune": "Đông Hòa"}, Refusal(Code.BAD_VALUE, "commune")),
        ({"title": " "}, Refusal(Code.EMPTY, "title")),
        ({"title": "t" * 201}, Refusal(Code.TOO_LONG, "title")),
        ({"topics": ("",)}, Refusal(Code.EMPTY, "topics")),
        ({"units": tuple(map(str, range(61)))}, Refusal(Code.TOO_MANY, "units")),
        ({"place": "p\x00"}, Refusal(Code.BAD_TEXT, "place")),
    ],
)
def test_create_refuses(fields: dict[str, object], refusal: Refusal) -> None:
    assert Story().tries(OPERATOR, c.CreateConference, **{**FRESH, **fields}) == refusal


def test_create_twice_is_a_duplicate() -> None:
    assert created().tries(OPERATOR, c.CreateConference, **FRESH) == Refusal(Code.DUPLICATE)


@pytest.mark.parametrize("to", TO)
@pytest.mark.parametrize("stage", AT)
def test_every_stage_move_is_as_the_table_says(stage: Stage, to: Stage) -> None:
    story = AT[stage]()
    decided = story.tries(OPERATOR, TO[to])
    assert isinstance(decided, list) is (to in STAGE_MOVES[stage])


@pytest.mark.parametrize("stage", AT)
@pytest.mark.parametrize("kind", [kind for kind in TABLE if kind is not c.CreateConference])
def test_out_of_stage_commands_are_refused(kind: type[c.Command], stage: Stage) -> None:
    allowed = TABLE[kind]
    if stage in allowed.stages:
        return
    story = AT[stage]()
    actor = Actor(min(allowed.roles), "somebody")
    expected = Code.CLOSED if stage is Stage.CLOSED else Code.NOT_OPEN
    assert story.tries(actor, kind, **any_fields(kind)) == Refusal(expected)


def test_commands_before_creation_find_nothing() -> None:
    assert Story().tries(OPERATOR, c.OpenConference) == Refusal(Code.NOT_FOUND)


def test_pause_stops_the_crowd_but_not_the_desk() -> None:
    story = live()
    [number] = story.queue()
    story.does(CHAIR, c.PauseConference)
    assert story.tries(AN, c.AskQuestion, text="x") == Refusal(Code.PAUSED)
    assert story.tries(AN, c.CastVote, question=number) == Refusal(Code.PAUSED)
    assert isinstance(story.tries(MODERATOR, c.PinQuestion, question=number), list)
    assert story.tries(CHAIR, c.PauseConference) == Refusal(Code.STALE)


def test_resume_lets_the_crowd_go_on() -> None:
    story = live()
    assert story.tries(CHAIR, c.ResumeConference) == Refusal(Code.STALE)
    story.does(CHAIR, c.PauseConference)
    story.does(CHAIR, c.ResumeConference)
    assert isinstance(story.tries(AN, c.AskQuestion, text="x"), list)


def test_close_first_clears_the_floor() -> None:
    story = live()
    [number] = story.queue()
    story.does(CHAIR, c.CallQuestion, question=number)
    events = story.does(CHAIR, c.CloseConference)
    meta = {"at": story.now, "by": CHAIR, "cause": events[0].cause}
    assert events == [e.FloorCleared(**meta, question=number), e.ConferenceClosed(**meta)]
    assert story.state.closed_at == story.now
    assert story.state.floor is None


def test_close_of_a_paused_conference_ends_the_pause() -> None:
    story = live()
    story.does(CHAIR, c.PauseConference)
    story.does(CHAIR, c.CloseConference)
    assert (story.state.stage, story.state.paused) == (Stage.CLOSED, False)
