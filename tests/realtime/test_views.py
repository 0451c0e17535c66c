"""What each audience is shown of a question, of its family, and of the conference."""

from typing import Any

from conference import commands as c
from conference.state import ConferenceState
from conference.vocabulary import DEFAULT_REASONS, DeclineReason, JoinMode, Outcome
from realtime.audiences import STAFF, Audience, changes, mine, snapshot, whose_mine
from realtime.touched import MERE_COUNTS, touched
from tests.story import AN, BINH, CHAIR, MODERATOR, SEALED_BOX, WATCH, Story, live


def one_queued_one_declined() -> Story:
    story = live()
    story.queue("Bao giờ sửa cầu?")
    story.ask(BINH, "Ai thu tiền?")
    story.does(
        MODERATOR, c.DeclineQuestion, question=2, reason=DeclineReason.UNCLEAR, words="Tiền gì?"
    )
    story.does(BINH, c.CastVote, question=1)
    return story


def queued_view(state: ConferenceState) -> dict[str, Any]:
    return {
        "number": 1,
        "text": "Bao giờ sửa cầu?",
        "support": 1,
        "status": "queued",
        "at": state.questions[1].asked_at,
        "shown_at": state.questions[1].shown_at,
    }


def test_the_whole_view_of_the_crowd() -> None:
    state = one_queued_one_declined().state
    assert snapshot(state, Audience.ATTENDEES) == {
        "conference": {
            "code": "CAU",
            "title": "Đối thoại năm 2026",
            "commune": "dong-hoa",
            "opened_at": state.opened_at,
            "stage": "live",
            "paused": False,
            "asking": True,
            "voting": True,
            "moderation": "pre",
            "join_mode": "open",
            "topics": [],
            "notice": None,
            "counts": {
                "received": 2,
                "waiting": 0,
                "queued": 1,
                "answered": 0,
                "declined": 1,
                "withdrawn": 0,
                "deferred": 0,
                "merged": 0,
                "sealed": 0,
                "guided": 0,
                "held": 0,
            },
        },
        "floor": {"question": None, "since": None, "next": [1]},
        "questions": [queued_view(state)],
    }
    assert snapshot(state, Audience.DISPLAY) == snapshot(state, Audience.ATTENDEES)


def test_the_whole_view_of_staff_and_of_the_asker() -> None:
    state = one_queued_one_declined().state
    public = queued_view(state)
    declined = {
        "number": 2,
        "text": "Ai thu tiền?",
        "support": 0,
        "status": "declined",
        "at": state.questions[2].asked_at,
        "channel": "phone",
        "reason": "unclear",
        "words": "Tiền gì?",
    }
    assert snapshot(state, Audience.CHAIR)["questions"] == [{**public, "channel": "phone"}]
    assert snapshot(state, Audience.MODERATORS)["questions"] == [
        {**public, "channel": "phone"},
        declined,
    ]
    assert [snapshot(state, audience)["queue"] for audience in sorted(STAFF)] == [[1], [1]]
    assert mine(state, BINH.id) == {
        "questions": [
            {
                "number": 2,
                "text": "Ai thu tiền?",
                "status": "declined",
                "at": state.questions[2].asked_at,
                "support": 0,
                "receipt_code": state.questions[2].receipt_code,
                "reason": "unclear",
                "reason_label": "Nội dung chưa rõ",
                "words": "Tiền gì?",
            }
        ],
        "votes": [1],
    }


def test_a_merged_family_is_one_question_to_the_crowd() -> None:
    story = live()
    story.queue("một", "hai")
    story.ask(BINH, "ba")
    for voter in (AN, BINH):
        story.does(voter, c.CastVote, question=2)
    story.does(MODERATOR, c.MergeQuestions, question=3, into=2)
    events = story.does(MODERATOR, c.MergeQuestions, question=2, into=1)
    crowd = changes(touched(events, story.state), story.state, Audience.ATTENDEES, {1, 2})
    assert [(q["number"], q["support"], q["merged"]) for q in crowd["questions"]] == [
        (1, 2, [2, 3])
    ]
    assert crowd["gone"] == [2]
    assert whose_mine(events, story.state) == {"an", "binh"}
    assert mine(story.state, "an")["votes"] == [1]
    [own] = mine(story.state, "binh")["questions"]
    assert (own["status"], own["text"], own["into"], own["parent"]) == (
        "merged",
        "ba",
        1,
        {"number": 1, "status": "queued"},
    )


def test_a_merged_questions_asker_follows_the_answer() -> None:
    story = live()
    story.queue("một")
    story.ask(BINH, "hai")
    story.does(MODERATOR, c.MergeQuestions, question=2, into=1)
    story.does(CHAIR, c.CallQuestion, question=1)
    events = story.does(
        CHAIR, c.AnswerQuestion, question=1, outcome=Outcome.ANSWERED, by="A", words="Rồi"
    )
    assert "binh" in whose_mine(events, story.state)
    [own] = mine(story.state, "binh")["questions"]
    answers = [{"at": story.now, "outcome": "answered", "by": "A", "words": "Rồi"}]
    assert own["parent"] == {"number": 1, "status": "answered", "answers": answers}


def test_what_moderators_see_of_a_question() -> None:
    story = live()
    story.ask(AN, "một", original="hash", flags=("insult",))
    story.does(MODERATOR, c.EditQuestion, question=1, text="một, rõ hơn")
    story.does(MODERATOR, c.TagQuestion, question=1, tags=("cầu",), topic="Đường")
    story.does(MODERATOR, c.HoldQuestion, question=1, words="chờ")
    story.does(MODERATOR, c.MuteAsker, question=1, minutes=5)
    until = story.now + 300_000
    assert snapshot(story.state, Audience.MODERATORS)["questions"] == [
        {
            "number": 1,
            "text": "một, rõ hơn",
            "support": 0,
            "status": "waiting",
            "at": story.state.questions[1].asked_at,
            "topic": "Đường",
            "edited": True,
            "channel": "phone",
            "tags": ["cầu"],
            "flags": ["insult"],
            "original": True,
            "asked_text": "một",
            "held": True,
            "note": "chờ",
            "muted": True,
            "muted_until": until,
        }
    ]
    own = mine(story.state, "an")
    assert own["muted_until"] == until
    [question] = own["questions"]
    assert (question["edited"], question["asked_text"], question["held"]) == (True, "một", True)


def test_a_note_on_why_it_is_held_is_never_for_its_asker() -> None:
    story = live()
    for text in ("một", "hai"):
        story.ask(AN, text)
    notes = []
    story.does(MODERATOR, c.HoldQuestion, question=2, words="hỏi công an đã")
    notes.append(mine(story.state, "an"))
    story.does(MODERATOR, c.MergeQuestions, question=2, into=1)
    notes.append(mine(story.state, "an"))
    story.does(MODERATOR, c.UnmergeQuestion, question=2)
    [_, held] = snapshot(story.state, Audience.MODERATORS)["questions"]
    story.does(MODERATOR, c.ReleaseQuestion, question=2)
    [_, released] = snapshot(story.state, Audience.MODERATORS)["questions"]
    assert [view for view in notes if "công an" in str(view)] == []
    assert (held["note"], "note" in released) == ("hỏi công an đã", False)


def test_a_sealed_question_is_a_number_to_all_but_the_sealed_box() -> None:
    story = live()
    story.queue("một")
    story.does(MODERATOR, c.SealQuestion, question=1)
    asked = story.state.questions[1]
    stub = {"number": 1, "status": "sealed", "at": asked.asked_at}
    assert snapshot(story.state, Audience.MODERATORS)["questions"] == [{**stub, "channel": "phone"}]
    assert snapshot(story.state, Audience.CHAIR)["questions"] == []
    assert mine(story.state, "an")["questions"] == [{**stub, "receipt_code": asked.receipt_code}]
    [in_the_box] = snapshot(story.state, Audience.SEALED_BOX)["questions"]
    assert in_the_box["text"] == "một"
    assert in_the_box["sealed"] == {"at": story.now, "role": "moderator", "by": "lan"}
    story.does(SEALED_BOX, c.UnsealQuestion, question=1, words="là câu hỏi")
    assert story.state.questions[1].sealed is None


def test_the_line_to_the_chair_is_for_the_desk_and_the_chair() -> None:
    story = live()
    told = story.does(MODERATOR, c.TellChair, text="còn 5 phút")
    line = {"text": "còn 5 phút", "at": story.now, "by": "lan"}
    seen = {
        audience: changes(touched(told, story.state), story.state, audience, set())
        for audience in Audience
    }
    assert seen == {
        audience: {"backstage": line} if audience in STAFF else {} for audience in Audience
    }
    read = story.does(CHAIR, c.AcknowledgeLine)
    acknowledged = {"backstage": {**line, "acknowledged_at": story.now}}
    assert (
        changes(touched(read, story.state), story.state, Audience.MODERATORS, set()) == acknowledged
    )
    down = story.does(MODERATOR, c.TellChair, text="")
    assert changes(touched(down, story.state), story.state, Audience.CHAIR, set()) == {
        "backstage": None
    }


def test_the_rules_of_a_conference_are_seen_by_everybody_and_its_code_by_staff() -> None:
    story = live()
    story.does(MODERATOR, c.SetSlowMode, seconds=60)
    story.does(MODERATOR, c.SetJoinMode, mode=JoinMode.CODE, code="CAU7")
    story.does(CHAIR, c.CloseVoting)
    crowd = snapshot(story.state, Audience.ATTENDEES)["conference"]
    rules = ("asking", "voting", "slow_mode", "moderation", "join_mode", "join_code", "reasons")
    assert {name: crowd[name] for name in rules if name in crowd} == {
        "asking": True,
        "voting": False,
        "slow_mode": 60,
        "moderation": "pre",
        "join_mode": "code",
    }
    staff = snapshot(story.state, Audience.MODERATORS)["conference"]
    assert staff["join_code"] == "CAU7"
    assert staff["reasons"] == [list(reason) for reason in DEFAULT_REASONS]


def test_who_joined_and_who_is_muted_for_good_is_told_so() -> None:
    story = live()
    story.ask(AN)
    story.does(MODERATOR, c.SetJoinMode, mode=JoinMode.CODE, code="CAU7")
    assert whose_mine(story.does(AN, c.EnterCode, code="CAU7"), story.state) == {"an"}
    story.does(MODERATOR, c.MuteAsker, question=1, minutes=0)
    own = mine(story.state, "an")
    assert (own["joined"], own["muted"]) == ("code", True)


def test_votes_in_quarantine_are_shown_apart() -> None:
    story = live()
    story.queue("một")
    story.does(BINH, c.CastVote, question=1)
    events = story.does(WATCH, c.QuarantineVotes, question=1, attendees=("binh",))
    [shown_now] = changes(touched(events, story.state), story.state, Audience.ATTENDEES, {1})[
        "questions"
    ]
    assert (shown_now["support"], shown_now["unverified"]) == (0, 1)
    assert not set(touched(events, story.state)) <= MERE_COUNTS
