import csv
import io
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.records import ConferenceRecord, QuestionRecord, Turn
from archive.transcript import Transcript, as_csv, as_json
from conference.vocabulary import Channel, Outcome, QuestionStatus, Stage
from tests.story import NOON

CONFERENCE = ConferenceRecord(
    commune="dong-hoa",
    code="CAU",
    title="Đối thoại năm 2026",
    place="Nhà văn hoá",
    stage=Stage.LIVE,
    starts_at=None,
    created_at=NOON,
    announced_at=None,
    opened_at=NOON + 1_000,
    closed_at=None,
)
BRIDGE = QuestionRecord(
    number=1,
    text="Bao giờ sửa cầu?",
    channel=Channel.PHONE,
    topic="Đường sá",
    name="Nguyễn Thị Ý",
    place=None,
    receipt_code="K7QM2XRT9D",
    asked_at=NOON + 2_000,
    status=QuestionStatus.ANSWERED,
    support=3,
    reason=None,
    words=None,
)
SCHOOL = replace(BRIDGE, number=2, text="Trường thiếu lớp?", status=QuestionStatus.WAITING)
CALL = Turn(
    turn=9,
    question=1,
    called_at=NOON + 3_000,
    support=2,
    ended_at=NOON + 4_999,
    ending=QuestionStatus.ANSWERED,
    outcome=Outcome.PROMISED,
    answered_by="Ông Hải",
    words="Trước mùa mưa",
    unit="Phòng Kinh tế",
    due="2027-04-30",
)
CLEARED = replace(CALL, turn=5, ending=QuestionStatus.QUEUED, outcome=None, words=None)

ASKED_LINE = {
    "number": 1,
    "text": "Bao giờ sửa cầu?",
    "topic": "Đường sá",
    "name": "Nguyễn Thị Ý",
    "place": None,
    "channel": "phone",
    "asked_at": "2026-11-21T12:00:02+07:00",
    "status": "answered",
    "support": 3,
    "reason": None,
    "reason_words": None,
    "case": "K7QM2XRT9D",
}
CALL_LINE = {
    "order": 1,
    **ASKED_LINE,
    "called_at": "2026-11-21T12:00:03+07:00",
    "support_when_called": 2,
    "ended_at": "2026-11-21T12:00:04+07:00",
    "ending": "answered",
    "outcome": "promised",
    "answered_by": "Ông Hải",
    "words": "Trước mùa mưa",
    "unit": "Phòng Kinh tế",
    "due": "2027-04-30",
}


def cells(transcript: Transcript) -> list[dict[str, str]]:
    text = as_csv(transcript).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_question_stands_once_for_each_time_on_the_floor():
    transcript = Transcript.of(CONFERENCE, [BRIDGE, SCHOOL], [CLEARED, CALL])
    assert [(one.question, one.turn) for one in transcript.spoken] == [
        (BRIDGE, CLEARED),
        (BRIDGE, CALL),
    ]
    assert transcript.never_called == (SCHOOL,)


def test_json_tells_it_all():
    transcript = Transcript.of(CONFERENCE, [BRIDGE, SCHOOL], [CALL])
    unspoken = dict.fromkeys(CALL_LINE) | ASKED_LINE
    assert msgspec.json.decode(as_json(transcript)) == {
        "conference": {
            "code": "CAU",
            "commune": "dong-hoa",
            "title": "Đối thoại năm 2026",
            "place": "Nhà văn hoá",
            "stage": "live",
            "opened_at": "2026-11-21T12:00:01+07:00",
            "closed_at": None,
        },
        "questions": [
            CALL_LINE,
            {**unspoken, "number": 2, "text": "Trường thiếu lớp?", "status": "waiting"},
        ],
    }


def test_csv_tells_the_same():
    (line,) = cells(Transcript.of(CONFERENCE, [BRIDGE], [CALL]))
    assert line == {name: "" if v is None else str(v) for name, v in CALL_LINE.items()}


def test_csv_opens_in_excel_with_its_accents():
    assert as_csv(Transcript.of(CONFERENCE, [], [])).startswith(b"\xef\xbb\xbforder,number,text")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0"])
def test_no_cell_is_a_formula(start: str):
    bad = f"{start}cmd|'/c calc'!A1"
    question = replace(BRIDGE, text=bad, topic=bad, name=bad, place=bad, words=bad)
    turn = replace(CALL, words=bad, answered_by=bad, unit=bad)
    (line,) = cells(Transcript.of(CONFERENCE, [question], [turn]))
    guarded = {name for name, cell in line.items() if cell == "'" + bad}
    assert guarded == {
        "text", "topic", "name", "place", "words", "answered_by", "unit", "reason_words",
    }  # fmt: skip


@given(st.text())
def test_whatever_is_said_stays_in_its_cell(text: str):
    transcript = Transcript.of(CONFERENCE, [replace(BRIDGE, text=text)], [])
    (line,) = cells(transcript)
    assert line["text"].removeprefix("'") == text.removeprefix("'")
    assert msgspec.json.decode(as_json(transcript))["questions"][0]["text"] == text
