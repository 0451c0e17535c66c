"""Recordings turned into acts, and every recorded vote accounted for."""

import json
from pathlib import Path

import pytest

from web.replay_script import (
    Act,
    BadRecordingError,
    Kind,
    Script,
    at_speed,
    onto,
    read_call,
    read_votes,
)

SHARED = Path(__file__).parents[3] / "shared/data"
needs_shared = pytest.mark.skipif(
    not SHARED.exists(), reason="the shared data set is not beside this checkout"
)

COMMENTS = """timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
2000,x,1,a,1,0,0,"Sửa cầu, sớm"
1000,x,0,a,1,0,1,Sửa đường
3000,x,2,b,1,0,-1,Quảng cáo
"""


def conversation(tmp_path: Path, *votes: str) -> Path:
    (tmp_path / "comments.csv").write_text(COMMENTS)
    rows = "\n".join(["timestamp,datetime,comment-id,voter-id,vote", *votes])
    (tmp_path / "votes.csv").write_text(rows)
    return tmp_path


def test_comments_are_asked_in_order_with_what_the_moderator_decided(tmp_path):
    assert read_votes(conversation(tmp_path)) == Script(
        (
            Act(0.0, 0, Kind.ASK, "0", "Sửa đường"),
            Act(1.0, 0, Kind.ASK, "1", "Sửa cầu, sớm"),
            Act(2.0, 1, Kind.ASK, "2", "Quảng cáo", approved=False),
        ),
        phones=2,
        left_out={},
    )


def votes_of(script: Script) -> list[tuple[float, int, Kind, str]]:
    return [(a.at, a.phone, a.kind, a.key) for a in script.acts if a.kind is not Kind.ASK]


def test_agreement_is_a_vote_and_a_change_of_mind_takes_it_back(tmp_path):
    script = read_votes(
        conversation(tmp_path, "4000,x,0,v,1", "5000,x,0,v,-1", "6000,x,0,v,0", "7000,x,0,v,1")
    )
    assert votes_of(script) == [
        (3.0, 2, Kind.SUPPORT, "0"),
        (4.0, 2, Kind.UNSUPPORT, "0"),
        (6.0, 2, Kind.SUPPORT, "0"),
    ]
    assert script.left_out == {"pass or disagreement": 1}


def test_what_cannot_be_played_is_counted(tmp_path):
    script = read_votes(
        conversation(tmp_path, "4000,x,2,v,1", "4000,x,9,v,1", "4000,x,0,v,1", "5000,x,0,v,1")
    )
    assert votes_of(script) == [(3.0, 2, Kind.SUPPORT, "0")]
    assert script.left_out == {
        "vote for a declined comment": 1,
        "vote for an unknown comment": 1,
        "vote repeated on the same phone": 1,
    }


def test_vote_stamped_before_its_question_comes_with_it(tmp_path):
    assert votes_of(read_votes(conversation(tmp_path, "500,x,1,v,1"))) == [
        (1.0, 2, Kind.SUPPORT, "1")
    ]


def test_people_share_phones_when_there_are_fewer(tmp_path):
    script = read_votes(conversation(tmp_path, "4000,x,0,v,1", "5000,x,0,a,1"), phones=2)
    assert votes_of(script) == [(3.0, 0, Kind.SUPPORT, "0")]
    assert (script.phones, script.left_out) == (2, {"vote repeated on the same phone": 1})


def test_call_asks_messages_and_votes_with_reactions(tmp_path):
    events = [
        {"t": 10.0, "user": "u1", "type": "post", "post_id": "p0", "text": "gm"},
        {"t": 12.0, "user": "u2", "type": "reply", "post_id": "p1", "target": "p0", "text": "Gm"},
        {"t": 13.0, "user": "u2", "type": "react", "target": "p0", "emoji": "👍"},
        {"t": 14.0, "user": "u2", "type": "react", "target": "p0", "emoji": "❤️"},
        {"t": 15.0, "user": "u1", "type": "react", "target": None, "emoji": "👍"},
    ]
    (tmp_path / "events.jsonl").write_text("\n".join(map(json.dumps, events)))
    assert read_call(tmp_path) == Script(
        (
            Act(0.0, 0, Kind.ASK, "p0", "gm"),
            Act(2.0, 1, Kind.ASK, "p1", "Gm"),
            Act(3.0, 1, Kind.SUPPORT, "p0"),
        ),
        phones=2,
        left_out={"vote repeated on the same phone": 1, "reaction to an unknown message": 1},
    )


def test_speed_and_silence_shorten_the_time():
    acts = tuple(Act(at, 0, Kind.SUPPORT, "0") for at in (0.0, 10.0, 1000.0))
    played = at_speed(Script(acts, 1, {}), speed=10.0, longest_silence=60.0)
    assert [act.at for act in played.acts] == [0.0, 1.0, 7.0]


def test_questions_too_fast_for_one_phone_go_to_the_next():
    acts = tuple(Act(float(at), 0, Kind.ASK, str(at)) for at in range(5))
    assert [act.phone for act in at_speed(Script(acts, 2, {}), 1.0, 60.0).acts] == [0, 0, 0, 1, 1]
    late = tuple(Act(float(at * 40), 0, Kind.ASK, str(at)) for at in range(5))
    assert [act.phone for act in at_speed(Script(late, 2, {}), 1.0, 60.0).acts] == [0] * 5


def test_recording_is_laid_onto_questions_that_are_there():
    acts = (
        Act(0.0, 0, Kind.ASK, "a"),
        Act(1.0, 0, Kind.ASK, "b"),
        Act(2.0, 0, Kind.SUPPORT, "a"),
    )
    script, known = onto(Script(acts, 1, {}), [7])
    assert [act.key for act in script.acts] == ["b", "a"]
    assert known == {"a": 7}


@pytest.mark.parametrize("read", [read_votes, read_call])
def test_folder_without_a_recording_is_refused(tmp_path, read):
    with pytest.raises(BadRecordingError, match="holds no"):
        read(tmp_path)


@needs_shared
def test_every_vote_of_a_real_conversation_is_accounted_for():
    script = read_votes(SHARED / "votes_polis/scoop-hivemind.taxes")
    votes = len(votes_of(script)) + sum(script.left_out.values())
    assert (script.phones, len(script.acts) - len(votes_of(script)), votes) == (336, 148, 17_379)
