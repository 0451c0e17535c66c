"""The open book: true, complete, and silent about what is nobody's business."""

import csv
import io
import json
from collections import Counter
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from archive.casebook.naming import CASE_EVENTS
from archive.journal_sqlite import SqliteJournal
from archive.ledger import TELLS, entry_of
from archive.ledger_book import KEPT, Balance, Group, Ledger, Wanted
from archive.ledger_export import as_csv, as_json
from archive.projector import Projector
from archive.queries import Queries
from archive.store import Store
from conference import commands as c
from conference.naming import EVENTS
from conference.vocabulary import Channel, QuestionStatus
from tests.archive.meeting import close, meeting, record
from tests.histories import SECRETARY, History, histories
from tests.story import BINH, MODERATOR, Story, live


async def book(store: Store, journal: SqliteJournal, story: Story, **wanted: Any) -> Ledger:
    await record(journal, story)
    await Projector(journal, store, lambda: 1).catch_up()
    found = await Queries(store).ledger("cau", Wanted(**wanted))
    assert found
    return found


def test_every_registered_event_is_told_or_silent_on_purpose():
    assert set(TELLS) == {*EVENTS.values(), *CASE_EVENTS.values()}


async def test_it_tells_every_fate_by_whom_and_when(store: Store, journal: SqliteJournal):
    story = close(meeting())
    found = await book(store, journal, story)
    assert [
        (entry.number, entry.fate, entry.reason, entry.decided_by) for entry in found.entries
    ] == [
        (1, "answered", None, "chair"),
        (2, "deferred", None, "chair"),
        (3, "declined", "offensive", "moderator"),
        (4, "withdrawn", None, "attendee"),
        (5, "waiting", None, None),
    ]
    declined = next(e.at for e in story.events if type(e).__name__ == "QuestionDeclined")
    assert found.entries[2].decided_at == declined


async def test_it_tells_each_act_on_a_question_in_order(store: Store, journal: SqliteJournal):
    found = await book(store, journal, meeting())
    assert [(line.act, line.role, line.code, line.amount) for line in found.acts[1]] == [
        ("question_asked", "attendee", None, None),
        ("question_approved", "moderator", None, None),
        ("question_passed", "chair", "unstated", 2),
        ("question_called", "chair", None, 2),
        ("floor_cleared", "chair", None, None),
        ("question_deferred", "chair", None, None),
        ("question_called", "chair", None, 2),
        ("question_answered", "chair", "promised", None),
    ]
    assert [(line.act, line.question) for line in found.general] == [
        ("conference_announced", None),
        ("conference_opened", None),
        ("question_passed", 1),
    ]


async def test_what_is_not_public_has_neither_topic_nor_place(store: Store, journal: SqliteJournal):
    story = meeting()
    lamps = story.state.questions[5]
    assert (lamps.topic, lamps.place) == ("Điện", "Thôn Đông")
    found = await book(store, journal, story)
    assert [(entry.topic, entry.place) for entry in found.entries] == [
        ("", ""),
        ("", ""),
        (None, None),
        (None, None),
        (None, None),
    ]
    story.does(MODERATOR, c.ApproveQuestion, question=5)
    await record(journal, story, len(story.events) - 1)
    await Projector(journal, store, lambda: 1).catch_up()
    again = await Queries(store).ledger("CAU")
    assert again
    assert (again.entries[4].topic, again.entries[4].place) == ("Điện", "Thôn Đông")


async def test_who_took_part_is_counted_by_their_way_in(store: Store, journal: SqliteJournal):
    story = live()
    story.queue("Một")
    story.does(BINH, c.CastVote, question=1)
    story.does(SECRETARY, c.RecordQuestion, text="Nói tại chỗ", source="1", channel=Channel.HALL)
    found = await book(store, journal, story)
    assert [(one.mode, one.attendees, one.questions, one.votes) for one in found.joined] == [
        ("open", 2, 1, 1),
        ("staff", 0, 1, 0),
    ]
    assert [entry.mode for entry in found.entries] == ["open", "staff"]


def test_a_sealed_question_is_its_number_and_nothing_else():
    question = live_question()
    question.status = QuestionStatus.SEALED
    row = entry_of(question, "open", (7, "moderator"))
    assert {name: told for name, told in row.items() if told is not None} == {
        "number": 1,
        "fate": "sealed",
    }


async def test_a_sealed_question_leaves_no_line_and_a_muted_phone_no_number(
    store: Store, journal: SqliteJournal
):
    story = live()
    first, second = story.queue("Một", "Hai")
    story.does(MODERATOR, c.MuteAsker, question=first, minutes=5)
    story.does(MODERATOR, c.SealQuestion, question=second)
    found = await book(store, journal, story)
    assert [(entry.number, entry.fate, entry.decided_at) for entry in found.entries] == [
        (1, "queued", found.entries[0].decided_at),
        (2, "sealed", None),
    ]
    assert (set(found.acts), dict(found.counted)) == ({1}, {"asker_muted": 1})
    acts = [line.act for line in found.acts[1]]
    assert acts == ["question_asked", "question_approved"]
    assert "asker_muted" not in [line.act for line in found.general]


async def test_it_tells_what_the_desk_did_and_under_which_rules(
    store: Store, journal: SqliteJournal
):
    story = live()
    story.queue("Một", "Hai")
    story.does(MODERATOR, c.SetSlowMode, seconds=30)
    story.does(MODERATOR, c.EditQuestion, question=2, text="Hai?")
    story.does(MODERATOR, c.MergeQuestions, question=2, into=1)
    found = await book(store, journal, story)
    assert (found.entries[1].fate, found.entries[1].into) == ("merged", 1)
    assert [(line.act, line.amount) for line in found.acts[2][2:]] == [
        ("question_edited", None),
        ("question_merged", 1),
    ]
    assert (found.general[-1].act, found.general[-1].amount) == ("slow_mode_set", 30)
    assert (found.rules["slow_mode"], found.rules["moderation"]) == (30, "pre")
    assert found.rules["reasons"][0] == ["off_topic", "Ngoài nội dung hội nghị", False]


def live_question():
    story = live()
    story.ask(topic="Đất đai", place="Thôn Đông", name="Ý")
    return story.state.questions[1]


async def test_it_can_be_searched_and_leafed_through(store: Store, journal: SqliteJournal):
    found = await book(store, journal, meeting(), fate="declined", reason="offensive")
    assert ([entry.number for entry in found.entries], found.matching) == ([3], 1)
    assert found.balance.received == 5
    some = await Queries(store).ledger("CAU", limit=2, skip=2)
    assert some
    assert ([entry.number for entry in some.entries], some.matching) == ([3, 4], 5)
    assert set(some.acts) == {3, 4}
    assert await Queries(store).ledger("SUOI") is None


async def test_it_has_no_words_no_names_and_no_device(store: Store, journal: SqliteJournal):
    """Every text in the story, and every id of an attendee, is looked for in every byte."""
    story = meeting()
    found = await book(store, journal, story)
    told = msgspec.json.encode(found).decode() + as_json(found).decode() + as_csv(found).decode()
    texts = {question.text for question in story.state.questions.values()}
    codes = {question.receipt_code for question in story.state.questions.values()}
    secrets = {*texts, *codes, "Xin hỏi lại", "Trước mùa mưa", "Ông Hải", "Bình", '"binh"', '"an"'}
    assert sorted(secret for secret in secrets if secret in told) == []


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=histories)
async def test_whatever_happens_the_sums_add_up(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Any]
):
    history = History()
    for step in steps:
        history.take(step)
    store = await Store.open(tmp_path_factory.mktemp("data"))
    journal = SqliteJournal(store)
    found = await book(store, journal, history.story)
    questions = history.story.state.questions.values()
    assert (found.balance.closes, found.balance.received) == (True, len(questions))
    assert found.balance.by_fate == Counter(question.status.value for question in questions)
    assert [entry.fate for entry in found.entries] == [
        question.status for question in sorted(questions, key=lambda one: one.number)
    ]
    await store.close()


def test_a_lost_question_shows_in_the_sums():
    group = Group(
        fate="waiting", reason=None, channel="phone", topic=None, place="", mode="open", questions=3
    )
    sound, lost = Balance.of([group], 3), Balance.of([group], 4)
    assert (sound.closes, lost.closes) == (True, False)
    assert (sound.by_topic, sound.by_place, sound.by_reason) == ({KEPT: 3}, {"": 3}, {})


async def test_the_spreadsheet_has_a_line_for_each_act(store: Store, journal: SqliteJournal):
    found = await book(store, journal, meeting())
    lines = list(csv.DictReader(io.StringIO(as_csv(found).decode("utf-8-sig"))))
    acts = sum(len(acts) for acts in found.acts.values())
    of_the_conference = [line for line in found.general if line.question is None]
    assert len(lines) == acts + len(of_the_conference)
    third = [line for line in lines if line["number"] == "3"]
    assert [(line["fate"], line["reason"], line["act"], line["code"]) for line in third] == [
        ("declined", "offensive", "question_asked", ""),
        ("declined", "offensive", "question_declined", "offensive"),
    ]


async def test_a_spreadsheet_runs_nothing_that_somebody_typed(store: Store, journal: SqliteJournal):
    story = live()
    for sign in "=+-@":
        number = story.ask(BINH, f"{sign}1", place=f"{sign}SUM(A1)")
        story.does(MODERATOR, c.ApproveQuestion, question=number)
    found = await book(store, journal, story)
    cells = [cell for row in csv.reader(io.StringIO(as_csv(found).decode())) for cell in row]
    assert [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\0"))] == []
    assert "'=SUM(A1)" in cells


async def test_the_data_holds_the_sums_and_the_rules(store: Store, journal: SqliteJournal):
    found = await book(store, journal, close(meeting()))
    told = json.loads(as_json(found))
    assert told["balance"]["by_channel"] == {Channel.PHONE: 5}
    assert told["balance"]["closes"] is True
    assert [question["number"] for question in told["questions"]] == [1, 2, 3, 4, 5]
    assert told["joined"] == [{"mode": "open", "attendees": 2, "questions": 5, "votes": 2}]
