from typing import Any

from archive.casebook.events import CaseOpened, NothingAsked
from archive.casebook.opening import nothing_asked, open_cases
from archive.casework import CaseState
from conference import commands as c
from conference.events import ConferenceClosed
from conference.vocabulary import DeclineReason, Outcome, QuestionStatus
from tests.story import AN, CHAIR, MODERATOR, SEALED_BOX, Story, live


def closed(story: Story) -> list[CaseOpened]:
    event = story.does(CHAIR, c.CloseConference)[-1]
    assert isinstance(event, ConferenceClosed)
    return open_cases(story.state, event)


def opened(story: Story, question: int, state: CaseState, **fields: Any) -> CaseOpened:
    """The case as it should be, at the moment and by the hand of the closing."""
    end = story.events[-1]
    empty = {"outcome": None, "unit": None, "due": None, "reason": None, "merged_into": None}
    code = story.state.questions[question].receipt_code
    return CaseOpened(
        at=end.at,
        by=end.by,
        cause=end.cause,
        case=code,
        question=question,
        state=state,
        **{**empty, **fields},
    )


def answer(story: Story, question: int, outcome: Outcome, **fields: Any) -> None:
    story.does(CHAIR, c.CallQuestion, question=question)
    story.does(CHAIR, c.AnswerQuestion, question=question, outcome=outcome, by="Ông Hải", **fields)


def test_no_questions_no_cases():
    assert closed(live()) == []


def test_where_nothing_was_asked_the_result_is_owed_all_the_same():
    story = live()
    event = story.does(CHAIR, c.CloseConference)[-1]
    assert isinstance(event, ConferenceClosed)
    assert nothing_asked(event) == NothingAsked(at=event.at, by=CHAIR, cause=event.cause)


def test_waiting_queued_and_deferred_questions_become_received_cases():
    story = live()
    story.ask()
    _, deferred = story.queue("Hai?", "Ba?")
    story.does(CHAIR, c.DeferQuestion, question=deferred)
    assert closed(story) == [opened(story, n, CaseState.RECEIVED) for n in (1, 2, 3)]


def test_an_answered_question_is_born_answered():
    story = live()
    (question,) = story.queue("Một?")
    answer(story, question, Outcome.ANSWERED, words="Rồi")
    assert closed(story) == [opened(story, question, CaseState.ANSWERED, outcome=Outcome.ANSWERED)]


def test_a_promise_is_assigned_to_its_unit_with_its_date():
    story = live()
    (question,) = story.queue("Một?")
    promise = {"unit": "Phòng Kinh tế", "due": "2027-04-30"}
    answer(story, question, Outcome.PROMISED, **promise)
    assert closed(story) == [
        opened(story, question, CaseState.ASSIGNED, outcome=Outcome.PROMISED, **promise)
    ]


def test_a_referral_is_received_and_says_where_to():
    story = live()
    (question,) = story.queue("Một?")
    answer(story, question, Outcome.REFERRED, unit="Sở Xây dựng")
    assert closed(story) == [
        opened(story, question, CaseState.RECEIVED, outcome=Outcome.REFERRED, unit="Sở Xây dựng")
    ]


def test_the_last_answer_counts():
    story = live()
    (question,) = story.queue("Một?")
    answer(story, question, Outcome.PROMISED, unit="Phòng Kinh tế", due="2027-04-30")
    answer(story, question, Outcome.ANSWERED, words="Vừa xong")
    assert closed(story) == [opened(story, question, CaseState.ANSWERED, outcome=Outcome.ANSWERED)]


def test_declined_and_withdrawn_questions_have_cases_too():
    story = live()
    first, second = story.ask(), story.ask(AN, "Hai?")
    story.does(MODERATOR, c.DeclineQuestion, question=first, reason=DeclineReason.OFF_TOPIC)
    story.does(AN, c.WithdrawQuestion, question=second)
    assert closed(story) == [
        opened(story, first, CaseState.DECLINED, reason=DeclineReason.OFF_TOPIC),
        opened(story, second, CaseState.WITHDRAWN),
    ]


def test_a_question_left_on_the_floor_is_received():
    story = live()
    (question,) = story.queue("Một?")
    story.does(CHAIR, c.CallQuestion, question=question)
    assert closed(story) == [opened(story, question, CaseState.RECEIVED)]


def test_whatever_a_question_has_become_a_case_can_be_born_of_it():
    for status in QuestionStatus:
        story = live()
        (question,) = story.queue("Một?")
        answer(story, question, Outcome.ANSWERED)
        story.state.questions[question].status = status
        assert len(closed(story)) == 1


def test_a_merged_question_names_the_root_that_goes_on_for_it():
    story = live()
    first, second, third = story.queue("Một?", "Hai?", "Ba?")
    story.does(MODERATOR, c.MergeQuestions, question=third, into=second)
    story.does(MODERATOR, c.MergeQuestions, question=second, into=first)
    answer(story, first, Outcome.ANSWERED)
    assert closed(story) == [
        opened(story, first, CaseState.ANSWERED, outcome=Outcome.ANSWERED),
        opened(story, second, CaseState.MERGED, merged_into=first),
        opened(story, third, CaseState.MERGED, merged_into=first),
    ]


def test_what_left_the_common_way_has_a_case_too():
    story = live()
    sealed, guided, unsealed = story.queue("Một?", "Hai?", "Ba?")
    story.does(MODERATOR, c.SealQuestion, question=sealed)
    story.does(MODERATOR, c.GuideQuestion, question=guided)
    story.does(MODERATOR, c.SealQuestion, question=unsealed)
    story.does(SEALED_BOX, c.UnsealQuestion, question=unsealed, words="Không phải tố cáo")
    assert closed(story) == [
        opened(story, sealed, CaseState.SEALED),
        opened(story, guided, CaseState.GUIDED),
        opened(story, unsealed, CaseState.RECEIVED),
    ]
