import pytest

from archive.casebook import commands
from archive.casework import CaseState
from archive.journal import Position
from archive.journal_sqlite import SqliteJournal
from archive.projector import Projector
from archive.queries import Queries
from archive.records import CaseRecord, ConferenceRecord, Incomplete, QuestionRecord, Turn
from archive.store import Store
from conference.vocabulary import Channel, DeclineReason, Outcome, QuestionStatus, Stage
from tests.archive.meeting import STREAM, close, meeting, record
from tests.archive.town import Town
from tests.casebook_story import CLERK
from tests.story import Story, created


@pytest.fixture
def story() -> Story:
    return close(meeting())


@pytest.fixture
async def queries(store: Store, journal: SqliteJournal, story: Story) -> Queries:
    await record(journal, story)
    await Projector(journal, store, lambda: 1).catch_up()
    return Queries(store)


def at(story: Story, kind: str) -> int:
    """When the first such event happened."""
    return next(event.at for event in story.events if type(event).__name__ == kind)


def conference(story: Story) -> ConferenceRecord:
    return ConferenceRecord(
        commune="dong-hoa",
        code="CAU",
        title="Đối thoại năm 2026",
        place="",
        stage=Stage.CLOSED,
        starts_at=None,
        created_at=at(story, "ConferenceCreated"),
        announced_at=at(story, "ConferenceAnnounced"),
        opened_at=at(story, "ConferenceOpened"),
        closed_at=at(story, "ConferenceClosed"),
    )


def declined(story: Story) -> QuestionRecord:
    return QuestionRecord(
        number=3,
        text="Ai đó thật tệ",
        channel=Channel.PHONE,
        topic=None,
        name=None,
        place=None,
        receipt_code=story.state.questions[3].receipt_code,
        asked_at=story.state.questions[3].asked_at,
        status=QuestionStatus.DECLINED,
        support=0,
        reason=DeclineReason.OFFENSIVE,
        words="Xin hỏi lại",
    )


def promised(story: Story) -> Turn:
    numbers = [type(event).__name__ for event in story.events]
    call = len(numbers) - numbers[::-1].index("QuestionCalled")
    return Turn(
        turn=call,
        question=1,
        called_at=story.events[call - 1].at,
        support=2,
        ended_at=at(story, "QuestionAnswered"),
        ending=QuestionStatus.ANSWERED,
        outcome=Outcome.PROMISED,
        answered_by="Ông Hải",
        words="Trước mùa mưa",
        unit="Phòng Kinh tế",
        due="2027-04-30",
    )


async def test_a_conference_is_found_by_its_code_in_any_case(queries: Queries, story: Story):
    assert await queries.conference("cau") == conference(story)
    assert await queries.conference("SUOI") is None


async def test_conferences_are_listed_newest_first(
    queries: Queries, story: Story, store: Store, journal: SqliteJournal
):
    later = created(code="SUOI", commune="tay-hoa")
    later.events = later.events[:1]
    await journal.append("conference/tay-hoa/SUOI", Position(8, 0), later.events)
    await Projector(journal, store, lambda: 1).catch_up()
    found = await queries.conferences()
    assert [one.code for one in found] == ["CAU", "SUOI"]
    assert [one.code for one in await queries.conferences("tay-hoa")] == ["SUOI"]


async def test_questions_are_as_the_conference_left_them(queries: Queries, story: Story):
    found = await queries.questions(conference(story))
    assert [question.number for question in found] == [1, 2, 3, 4, 5]
    assert found[2] == declined(story)


async def test_the_transcript_tells_the_floor_in_order(queries: Queries, story: Story):
    transcript = await queries.transcript("cau")
    assert transcript
    assert transcript.conference == conference(story)
    assert [spoken.question.number for spoken in transcript.spoken] == [2, 1, 1]
    assert [spoken.turn.ending for spoken in transcript.spoken] == [
        QuestionStatus.DEFERRED,
        QuestionStatus.QUEUED,
        QuestionStatus.ANSWERED,
    ]
    assert transcript.spoken[2].turn == promised(story)
    assert [question.number for question in transcript.never_called] == [3, 4, 5]
    assert await queries.transcript("SUOI") is None


async def test_cases_stand_in_the_order_of_their_questions(queries: Queries, story: Story):
    assert [
        (case.question, case.state, case.code) for case in await queries.cases(conference(story))
    ] == [
        (1, CaseState.ASSIGNED, story.state.questions[1].receipt_code),
        (2, CaseState.RECEIVED, story.state.questions[2].receipt_code),
        (3, CaseState.DECLINED, story.state.questions[3].receipt_code),
        (4, CaseState.WITHDRAWN, story.state.questions[4].receipt_code),
        (5, CaseState.RECEIVED, story.state.questions[5].receipt_code),
    ]


async def test_a_case_file_holds_all_that_belongs_to_its_code(queries: Queries, story: Story):
    code = story.state.questions[1].receipt_code
    file = await queries.case(code)
    assert file
    assert (file.conference, file.question.number) == (conference(story), 1)
    assert file.answers == (promised(story),)
    assert file.case == CaseRecord(
        question=1,
        code=code,
        state=CaseState.ASSIGNED,
        outcome=Outcome.PROMISED,
        unit="Phòng Kinh tế",
        due="2027-04-30",
        reason=None,
        opened_at=at(story, "ConferenceClosed"),
    )
    assert await queries.case("UNKNOWN") is None


async def test_a_code_is_good_before_there_is_a_case(store: Store, journal: SqliteJournal):
    story = meeting()
    await record(journal, story)
    await Projector(journal, store, lambda: 1).catch_up()
    file = await Queries(store).case(story.state.questions[5].receipt_code)
    assert file
    assert (file.question.status, file.case, file.answers) == (QuestionStatus.WAITING, None, ())


async def test_a_lost_case_is_reported(queries: Queries, store: Store):
    async with store.transaction() as transaction:
        await transaction.run("DELETE FROM cases WHERE question = :one", {"one": 3})
    assert await queries.incomplete() == [
        Incomplete(commune="dong-hoa", code="CAU", questions=5, cases=4)
    ]
    assert STREAM == "conference/dong-hoa/CAU"


async def test_nothing_anybody_wrote_in_a_sealed_question_leaves_the_tables(
    queries: Queries, store: Store, story: Story
):
    async with store.transaction() as transaction:
        await transaction.run("UPDATE questions SET status = 'sealed' WHERE number = 1", {})
    (sealed,) = [one for one in await queries.questions(conference(story)) if one.number == 1]
    file = await queries.case(story.state.questions[1].receipt_code)
    transcript = await queries.transcript("CAU")
    assert file
    assert transcript
    assert {sealed.text, file.question.text, transcript.spoken[1].question.text} == {""}
    assert {spoken.turn.words for spoken in transcript.spoken if spoken.question == sealed} == {
        None
    }
    assert (sealed.asked_text, sealed.topic, sealed.name, sealed.place, sealed.words) == (None,) * 5


async def test_a_case_that_was_sealed_afterwards_leaves_the_transcript_too(
    store: Store, journal: SqliteJournal
):
    """Its question as well, when only a part of it was sealed."""
    town = await Town.of(store, journal)
    await town.does(CLERK, commands.SplitCase, 1)
    (part,) = town.book.case("DONG1").parts
    await town.does(CLERK, commands.SealCase, 1, case=part)
    await town.does(CLERK, commands.SealCase, 4)
    queries = Queries(store)
    known = await queries.conference("DONG")
    transcript, file = await queries.transcript("DONG"), await queries.case("DONG4")
    page = await town.queries.case(town.commune, "DONG1")
    assert known
    assert transcript
    assert file
    assert page
    texts = [question.text for question in await queries.questions(known)]
    assert texts == ["", "Trường thiếu lớp học dong", "Đường làng lầy lội dong", ""]
    assert [(turn.question.text, turn.turn.words) for turn in transcript.spoken] == [("", None)]
    assert (file.question.text, file.question.place, file.answers) == ("", None, ())
    assert (page.case.text, page.turns) == ("Phần một dong", ())
