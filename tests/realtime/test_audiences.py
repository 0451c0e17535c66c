"""Who sees what: for every command and every audience, and for random histories."""

import json
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given

from conference import commands as c
from conference.commands import Command
from conference.events import Event
from conference.lifecycle import PUBLIC
from conference.naming import EVENTS
from conference.permissions import TABLE
from conference.records import Question
from conference.state import ConferenceState
from conference.vocabulary import (
    DEFAULT_REASONS,
    DeclineReason,
    JoinMode,
    Moderation,
    Outcome,
    PassReason,
    QuestionStatus,
)
from realtime.audiences import (
    CROWD,
    Audience,
    changes,
    mere_counts,
    mine,
    shown,
    snapshot,
    whose_mine,
    with_changes,
)
from realtime.touched import TOUCHED, touched
from tests.histories import ATTENDEES, History, histories
from tests.story import (
    AN,
    BINH,
    CHAIR,
    MODERATOR,
    OPERATOR,
    SEALED_BOX,
    SECOND_MODERATOR,
    WATCH,
    Story,
    announced,
    created,
    live,
)


def _views(state: ConferenceState) -> dict[Audience, Any]:
    return {audience: snapshot(state, audience) for audience in Audience}


def _assert_follows(before: dict[Audience, Any], events: Iterable[Event], state: Any) -> None:
    """Every audience that lays the change over what it saw sees what a newcomer sees."""
    for audience, view in before.items():
        seen = {question["number"] for question in view["questions"]}
        change = changes(touched(events, state), state, audience, seen)
        assert with_changes(view, change) == snapshot(state, audience), audience


def _before(kind: type[Command]) -> Story:
    """A conference in which this command's example can be done."""
    if kind is c.CreateConference:
        return Story()
    if kind is c.AnnounceConference:
        return created()
    if kind is c.OpenConference:
        return announced()
    story = live()
    story.queue("một", "hai", "ba")
    story.ask(text="bốn")
    story.does(BINH, c.CastVote, question=1)
    if kind is c.ResumeConference:
        story.does(CHAIR, c.PauseConference)
    if kind in (c.AnswerQuestion, c.ClearFloor):
        story.does(CHAIR, c.CallQuestion, question=2)
    for actor, earlier, fields in EARLIER.get(kind, ()):
        story.does(actor, earlier, **fields)
    return story


def declined(question: int) -> tuple[Any, type[Command], dict[str, Any]]:
    return (MODERATOR, c.DeclineQuestion, {"question": question, "reason": "unclear"})


IN_QUARANTINE = (WATCH, c.QuarantineVotes, {"question": 1, "attendees": ("binh",)})

EARLIER: dict[type[Command], list[tuple[Any, type[Command], dict[str, Any]]]] = {
    c.UnpinQuestion: [(MODERATOR, c.PinQuestion, {"question": 3})],
    c.ReopenAsking: [(CHAIR, c.CloseAsking, {})],
    c.ReopenVoting: [(CHAIR, c.CloseVoting, {})],
    c.EnterCode: [(MODERATOR, c.SetJoinMode, {"mode": JoinMode.CODE, "code": "CAU7"})],
    c.RedeemPaperCode: [(MODERATOR, c.SetJoinMode, {"mode": JoinMode.PAPER})],
    c.ResubmitQuestion: [declined(4)],
    c.RequestReview: [declined(4)],
    c.ReviewQuestion: [declined(4), (AN, c.RequestReview, {"question": 4})],
    c.ReleaseVotes: [IN_QUARANTINE],
    c.DiscardVotes: [IN_QUARANTINE],
    c.ReleaseQuestion: [(MODERATOR, c.HoldQuestion, {"question": 4})],
    c.UnsealQuestion: [(MODERATOR, c.SealQuestion, {"question": 1})],
    c.UnmuteAsker: [(MODERATOR, c.MuteAsker, {"question": 1, "minutes": 5})],
    c.UnmergeQuestion: [(MODERATOR, c.MergeQuestions, {"question": 1, "into": 2})],
    c.AcknowledgeLine: [(MODERATOR, c.TellChair, {"text": "còn 5 phút"})],
}
"""What must have been done before."""


EXAMPLES: dict[type[Command], tuple[Any, dict[str, Any]]] = {
    c.CreateConference: (
        OPERATOR,
        {"code": "CAU", "commune": "dong-hoa", "title": "Đối thoại", "units": ("Địa chính",)},
    ),
    c.AnnounceConference: (OPERATOR, {}),
    c.OpenConference: (CHAIR, {}),
    c.PauseConference: (CHAIR, {}),
    c.ResumeConference: (CHAIR, {}),
    c.CloseConference: (CHAIR, {}),
    c.AskQuestion: (AN, {"text": "năm", "topic": "đường", "name": "An", "place": "thôn 2"}),
    c.RecordQuestion: (MODERATOR, {"text": "năm", "source": "phiếu 7"}),
    c.AmendQuestion: (AN, {"question": 4, "text": "bốn, rõ hơn"}),
    c.WithdrawQuestion: (AN, {"question": 2}),
    c.CastVote: (AN, {"question": 1}),
    c.RetractVote: (BINH, {"question": 1}),
    c.ApproveQuestion: (MODERATOR, {"question": 4}),
    c.DeclineQuestion: (
        MODERATOR,
        {"question": 1, "reason": DeclineReason.OTHER, "words": "trùng"},
    ),
    c.ReturnQuestion: (MODERATOR, {"question": 1}),
    c.MoveQuestion: (MODERATOR, {"question": 3, "to": 0}),
    c.PinQuestion: (MODERATOR, {"question": 3}),
    c.UnpinQuestion: (MODERATOR, {"question": 3}),
    c.AnnounceNotice: (MODERATOR, {"text": "nghỉ 10 phút"}),
    c.CloseAsking: (CHAIR, {}),
    c.ReopenAsking: (CHAIR, {}),
    c.CloseVoting: (CHAIR, {}),
    c.ReopenVoting: (CHAIR, {}),
    c.SetSlowMode: (MODERATOR, {"seconds": 60}),
    c.SetModeration: (MODERATOR, {"mode": Moderation.POST}),
    c.PublishReasons: (MODERATOR, {"reasons": DEFAULT_REASONS[1:]}),
    c.SetJoinMode: (MODERATOR, {"mode": JoinMode.CODE, "code": "CAU7"}),
    c.EnterCode: (AN, {"code": "CAU7"}),
    c.RedeemPaperCode: (AN, {"code": "118-x", "serial": 118}),
    c.ResubmitQuestion: (AN, {"question": 4, "text": "bốn, lần nữa"}),
    c.RequestReview: (AN, {"question": 4, "words": "xin xem lại"}),
    c.QuarantineVotes: (WATCH, {"question": 1, "attendees": ("binh",)}),
    c.ReleaseVotes: (MODERATOR, {"question": 1}),
    c.DiscardVotes: (MODERATOR, {"question": 1}),
    c.HoldQuestion: (MODERATOR, {"question": 1, "words": "chờ xác minh"}),
    c.ReleaseQuestion: (MODERATOR, {"question": 4}),
    c.EditQuestion: (MODERATOR, {"question": 1, "text": "một, rõ hơn"}),
    c.TagQuestion: (MODERATOR, {"question": 1, "tags": ("cầu",), "topic": "đường"}),
    c.GuideQuestion: (MODERATOR, {"question": 1, "words": "xin gửi đơn"}),
    c.SealQuestion: (MODERATOR, {"question": 1}),
    c.UnsealQuestion: (SEALED_BOX, {"question": 1, "words": "không phải tố cáo"}),
    c.ReviewQuestion: (SECOND_MODERATOR, {"question": 4, "uphold": False, "words": "đúng"}),
    c.MuteAsker: (MODERATOR, {"question": 1, "minutes": 5}),
    c.UnmuteAsker: (MODERATOR, {"question": 1}),
    c.MergeQuestions: (MODERATOR, {"question": 1, "into": 2}),
    c.UnmergeQuestion: (MODERATOR, {"question": 1}),
    c.SplitQuestion: (MODERATOR, {"question": 1, "parts": ("một a", "một b")}),
    c.TellChair: (MODERATOR, {"text": "còn 5 phút"}),
    c.AcknowledgeLine: (CHAIR, {}),
    c.CallQuestion: (CHAIR, {"question": 2, "pass_reason": PassReason.TIME}),
    c.AnswerQuestion: (
        CHAIR,
        {"question": 2, "outcome": Outcome.PROMISED, "by": "A", "unit": "B", "due": "2026-12-24"},
    ),
    c.DeferQuestion: (CHAIR, {"question": 1}),
    c.ClearFloor: (CHAIR, {}),
}


def test_there_is_an_example_of_every_command() -> None:
    assert set(EXAMPLES) == set(TABLE)


def test_every_event_says_what_it_touches() -> None:
    assert set(TOUCHED) == set(EVENTS.values())


@pytest.mark.parametrize("kind", EXAMPLES, ids=lambda kind: kind.__name__)
def test_a_change_laid_over_the_view_is_the_new_view(kind: type[Command]) -> None:
    story = _before(kind)
    before = _views(story.state)
    actor, fields = EXAMPLES[kind]
    events = story.does(actor, kind, **fields)
    _assert_follows(before, events, story.state)


@pytest.mark.slow
@given(histories)
def test_changes_follow_any_history_in_any_portions(history: list[Any]) -> None:
    told = History()
    before = _views(told.story.state)
    waiting: list[Event] = []
    for step in history:
        waiting += told.take(step)
        if step[2] % 3 == 0:
            _assert_follows(before, waiting, told.story.state)
            before, waiting = _views(told.story.state), []
    _assert_follows(before, waiting, told.story.state)


def _bytes(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _is_told(text: str, in_bytes: str) -> bool:
    """Whether these very words stand there; `text-1` is not in `text-12`."""
    return f'"{text}"' in in_bytes


@pytest.mark.slow
@given(histories)
def test_the_crowd_never_gets_what_is_not_public(history: list[Any]) -> None:
    told = History()
    state = told.story.state
    for step in history:
        seen = {audience: shown(state, audience) for audience in CROWD}
        events = told.take(step)
        secrets = _secrets(state)
        for audience in CROWD:
            change = changes(touched(events, state), state, audience, seen[audience])
            sent = _bytes([snapshot(state, audience), change])
            assert [text for text in secrets if _is_told(text, sent)] == []
            assert "attendee-" not in sent
            assert "CODE-" not in sent


def _secrets(state: ConferenceState) -> set[str]:
    """Every text that the crowd must not read now."""
    public = {q.text for q in state.questions.values() if q.status in PUBLIC}
    texts: set[str | None] = {state.backstage.text, state.join_code}
    for question in state.questions.values():
        texts |= {question.text, question.asked_text, question.words, *question.tags}
        texts.add(question.review.words if question.review else None)
    return {text for text in texts if text} - public


def _sealed(state: ConferenceState) -> list[Question]:
    return [q for q in state.questions.values() if q.status is QuestionStatus.SEALED]


@pytest.mark.slow
@given(histories)
def test_only_the_sealed_box_reads_what_is_sealed(history: list[Any]) -> None:
    told = History()
    state = told.story.state
    for step in history:
        events = told.take(step)
        texts = {text for q in _sealed(state) for text in (q.text, q.asked_text) if text}
        texts -= {q.text for q in state.questions.values() if q not in _sealed(state)}
        others = [audience for audience in Audience if audience is not Audience.SEALED_BOX]
        views = [snapshot(state, audience) for audience in others]
        views += [changes(touched(events, state), state, audience, set()) for audience in others]
        views += [mine(state, attendee.id) for attendee in ATTENDEES]
        sent = _bytes(views)
        assert [text for text in texts if _is_told(text, sent)] == []
        in_the_box = snapshot(state, Audience.SEALED_BOX)["questions"]
        assert [view["text"] for view in in_the_box] == [q.text for q in _sealed(state)]


@pytest.mark.parametrize("status", [s for s in QuestionStatus if s not in PUBLIC])
@pytest.mark.parametrize("audience", [*sorted(CROWD), Audience.CHAIR])
def test_no_status_but_the_public_ones_is_shown(status: QuestionStatus, audience: Audience) -> None:
    story = live()
    (number,) = story.queue("một")
    story.state.questions[number].status = status
    assert snapshot(story.state, audience)["questions"] == []
    assert "một" not in _bytes(snapshot(story.state, audience))


@pytest.mark.slow
@given(histories)
def test_an_attendee_sees_all_of_their_own_and_nothing_of_others(history: list[Any]) -> None:
    told = History()
    for step in history:
        told.take(step)
    state = told.story.state
    for attendee in ATTENDEES:
        own = mine(state, attendee.id)
        asked = [q for q in state.questions.values() if q.asker == attendee.id]
        assert [q["number"] for q in own["questions"]] == [q.number for q in asked]
        assert [q["status"] for q in own["questions"]] == [q.status for q in asked]
        supported = {state.root(number) for number in state.attendee(attendee.id).votes}
        assert own["votes"] == sorted(supported)


@pytest.mark.slow
@given(histories)
def test_whoever_is_not_told_mine_has_an_unchanged_one(history: list[Any]) -> None:
    """But for their votes, of which they have receipts, and the support of their questions."""

    def own_view(state: ConferenceState, attendee_id: str) -> Any:
        view = mine(state, attendee_id)
        questions = [{**q, "support": None} for q in view["questions"]]
        return {**view, "questions": questions, "votes": None}

    told = History()
    state = told.story.state
    for step in history:
        before = {a.id: own_view(state, a.id) for a in ATTENDEES}
        told_mine = whose_mine(told.take(step), state)
        changed = {a.id for a in ATTENDEES if own_view(state, a.id) != before[a.id]}
        assert changed <= told_mine


def test_a_vote_changes_a_number_and_nothing_else() -> None:
    story = live()
    story.queue("một")
    events = story.does(BINH, c.CastVote, question=1)
    everybody = [audience for audience in Audience if audience is not Audience.SEALED_BOX]
    what = touched(events, story.state)
    assert [changes(what, story.state, audience, {1}) for audience in everybody] == [
        {"votes": [[1, 1]]}
    ] * len(everybody)


def _mere_counts(events: Iterable[Event], story: Story) -> set[Audience]:
    """The audiences for which these change nothing but numbers."""
    state = story.state
    seen = {audience: shown(state, audience) for audience in Audience}
    what = touched(events, state)
    return {audience for audience in Audience if mere_counts(what, state, audience, seen[audience])}


def test_what_is_nothing_but_counts() -> None:
    story = live()
    story.queue("một")
    everybody, all_but_the_desk = set(Audience), set(Audience) - {Audience.MODERATORS}
    assert _mere_counts(story.does(BINH, c.CastVote, question=1), story) == everybody
    asked = story.does(BINH, c.AskQuestion, text="hai")
    assert _mere_counts(asked, story) == all_but_the_desk
    declined = story.does(MODERATOR, c.DeclineQuestion, question=2, reason=DeclineReason.UNCLEAR)
    assert _mere_counts(declined, story) == all_but_the_desk
    returned = story.does(MODERATOR, c.ReturnQuestion, question=2)
    assert _mere_counts([*asked, *returned], story) == all_but_the_desk
    approved = story.does(MODERATOR, c.ApproveQuestion, question=2)
    assert _mere_counts(approved, story) == {Audience.SEALED_BOX}
    assert _mere_counts(story.does(CHAIR, c.PauseConference), story) == set()
    seen = shown(story.state, Audience.ATTENDEES)
    gone = touched(story.does(MODERATOR, c.ReturnQuestion, question=2), story.state)
    assert not mere_counts(gone, story.state, Audience.ATTENDEES, seen)


def test_what_the_crowd_never_saw_is_not_gone_for_it() -> None:
    story = live()
    number = story.ask()
    events = story.does(MODERATOR, c.DeclineQuestion, question=number, reason=DeclineReason.UNCLEAR)
    what = touched(events, story.state)
    assert sorted(changes(what, story.state, Audience.ATTENDEES, set())) == ["counts", "floor"]
    assert changes(what, story.state, Audience.ATTENDEES, {number})["gone"] == [number]
