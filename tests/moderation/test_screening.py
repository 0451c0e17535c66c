"""The whole of it: one call, pure, and not slowed down by anything that can be typed."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.text import clean
from moderation import words
from moderation.cues import Suggestion
from moderation.offensive import DEFAULT_WORDS
from moderation.personal_data import Span
from moderation.personal_kinds import PersonalData
from moderation.screening import Flag, FlagKind, Screening, screen

QUESTIONS = Path(__file__).parents[3] / "shared/data/questions_vi/questions.jsonl"


def test_everything_at_once() -> None:
    text = "Tôi tố cáo ông Nguyễn Văn A. Đồ khốn! Gọi 0912 345 678."
    assert screen(text) == Screening(
        text="Tôi tố cáo ông Nguyễn Văn A. Đồ khốn! Gọi [số điện thoại].",
        spans=(Span(42, 54, PersonalData.PHONE, "[số điện thoại]"),),
        flags=(
            Flag(FlagKind.INSULT, 29, 36),
            Flag(FlagKind.DENUNCIATION, 4, 14, suggestion=Suggestion.SEAL),
        ),
    )
    assert screen(text).folded == "toi to cao ong nguyen van a do khon goi so dien thoai"
    assert screen(text).codes() == ("personal_data", "insult", "denunciation")


def test_nothing_to_say() -> None:
    text = "Khi nào sửa cầu, thưa Chủ tịch?"
    assert screen(text) == Screening(text, (), ())
    assert screen(text).folded == "khi nao sua cau thua chu tich"
    assert screen(text).codes() == ()


def test_a_complaint_is_guided() -> None:
    [flag] = screen("Tôi khiếu nại quyết định thu hồi đất").flags
    assert (flag.kind, flag.suggestion) == (FlagKind.COMPLAINT, Suggestion.GUIDE)


def test_a_commune_has_its_own_words() -> None:
    theirs = DEFAULT_WORDS.with_changes(added=["cầu"], removed=["đồ khốn"])
    text = "Đồ khốn, sửa cầu"
    assert [text[flag.start : flag.end] for flag in screen(text, theirs).flags] == ["cầu"]


@given(st.text(max_size=120))
def test_spans_and_flags_stand_in_the_text(text: str) -> None:
    screening = screen(text)
    found = [*screening.spans, *screening.flags]
    assert [one for one in found if not 0 <= one.start < one.end <= len(text)] == []


@given(st.text(max_size=120))
def test_how_it_was_composed_does_not_matter(text: str) -> None:
    composed, decomposed = (screen(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert composed.folded == decomposed.folded
    assert composed.codes() == decomposed.codes()


@given(st.text(max_size=120))
def test_what_is_shown_stays_clean(text: str) -> None:
    cleaned = clean(text, 1_000)
    if isinstance(cleaned, str):
        public = screen(cleaned).text
        assert clean(public, 10_000) == public


ATTACKS = [
    "0", "0 ", "09 ", "03 1 ", "1.", "0a", "+84 ", "(", "a@", "@.", "a-b.c@", "a.", "không một ", "stk ",
    "so nha ", "số 1 ngõ 1/", "k1/", "thửa 1,", "to ban do ", "đ.", "n g u ", "*", "l0", "c*c ", "địt ",
    "tố cáo ông ", "bao che ông ", "tôi khiếu nại ", "a\u0301", "\u1ecb", "ﷺ",
    "84.", "84 ", "|0", "1–0*", "c*c–", "đ.m•", "m,c·", ":/p1:@đ.m", "ﷺl0n0", "bà tham ô:",
    "㏂", "⑴", "…", "b\u0302\u03011", "0 9 ", "03,03,",
]  # fmt: skip


class CountedList(list[str]):
    """Counts how often something is looked at: work, whatever the machine."""

    looks = 0

    def __getitem__(self, place):  # type: ignore[no-untyped-def, override]
        found = super().__getitem__(place)
        CountedList.looks += len(found) if isinstance(place, slice) else 1
        return found


def looks_at(attack: str, length: int, monkeypatch: pytest.MonkeyPatch) -> int:
    def counted(text: str) -> words.Reading:
        reading = words.read(text)
        return words.Reading(
            reading.text,
            CountedList(reading.folded),
            CountedList(reading.spelled),
            CountedList(reading.spans),  # type: ignore[arg-type]
            reading.has_marks,
            reading.touching,
        )

    monkeypatch.setattr("moderation.screening.read", counted)
    CountedList.looks = 0
    screen((attack * length)[:length])
    return CountedList.looks


@pytest.mark.parametrize("attack", ATTACKS)
def test_twice_the_text_is_twice_the_work(attack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    short, long = (looks_at(attack, length, monkeypatch) for length in (1_000, 2_000))
    assert long <= 2.2 * short + 400


@pytest.mark.slow
@given(st.lists(st.sampled_from(ATTACKS), min_size=1, max_size=4).map("".join))
def test_no_mixture_is_work_without_end(attack: str) -> None:
    with pytest.MonkeyPatch.context() as patches:
        assert looks_at(attack, 1_000, patches) < 100_000


@pytest.mark.skipif(
    not QUESTIONS.exists(), reason="the shared data set is not beside this checkout"
)
def test_real_questions_are_not_taken_for_insults() -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    flagged = [row["id"] for row in rows if screen(row["text"]).flags]
    assert flagged == []
