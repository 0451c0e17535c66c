"""Insults: the list, its disguises, a commune's changes, and the model's ear."""

import pytest

from moderation.offensive import DEFAULT_WORDS, WordList, offensive, word_list
from moderation.words import read

LIST = word_list(["# a comment", "", "đồ ngốc", "~ngu", "!vl", "quạ", "cặc"])


def marked(text: str, words: WordList = LIST) -> list[str]:
    return [text[hit.start : hit.end] for hit in offensive(read(text), words) if hit.score == 1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ĐỒ NGỐC nói", ["ĐỒ NGỐC"]),
        ("đò\u0302 ngốc", ["đò\u0302 ngốc"]),
        ("quạạạ", ["quạạạ"]),
        ("qụa", ["qụa"]),
        ("quа\u0323", ["quа\u0323"]),
        ("sao ngu the", []),
        ("sao ngú thế, ngu", ["ngu"]),
        ("v~l quá", ["v~l"]),
        ("n g u, ừ", ["n g u"]),
        ("n.g.u", ["n.g.u"]),
        ("c.ặ.c", ["c.ặ.c"]),
        ("c@c, c4c, qu@", ["c@c", "c4c"]),
        ("c*c, c**", ["c*c"]),
        ("qu\u200bạ", ["qu\u200bạ"]),
    ],
)
def test_the_list_under_its_disguises(text: str, found: list[str]) -> None:
    assert marked(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "vl xây dựng",
        "Ông N.G.U",
        "n g",
        "xn.g.u",
        "n.g.ux",
        "a b c d",
        "c@",
        "c#c",
        "cac ho dan",
        "l@b@",
    ],
)
def test_what_no_disguise_is(text: str) -> None:
    assert marked(text) == []


def test_a_hidden_letter_may_be_any_but_those_seen_must_fit() -> None:
    words = word_list(["trộm"])
    assert marked("bọn tr*m, t**m", words) == ["tr*m", "t**m"]
    assert marked("bọn th*m, tr*n", words) == []


def test_a_long_row_of_letters_ends() -> None:
    assert marked("n g u " * 10) == []
    assert marked("c@" * 20 + "c") == []


def test_a_text_made_of_disguises_is_pointed_out_thirty_times() -> None:
    assert marked("c*c " * 250) == ["c*c"] * 30


def test_a_commune_changes_its_list() -> None:
    theirs = LIST.with_changes(added=["quỷ sứ", "ngu", ""], removed=["đồ ngốc", "ngu", "vl", ""])
    assert marked("đồ ngốc, quỷ sứ, v~l", theirs) == ["quỷ sứ"]
    assert marked("sao ngu", theirs) == ["ngu"]
    again = theirs.with_changes(added=["đồ ngốc"], removed=[])
    assert marked("đồ ngốc", again) == ["đồ ngốc"]
    assert again.removed == theirs.removed - again.always


def test_the_model_hears_what_no_list_holds() -> None:
    text = "chúng mày là lũ chó"
    hits = offensive(read(text), DEFAULT_WORDS)
    assert [text[hit.start : hit.end] for hit in hits] == ["mày", "lũ chó"]
    assert [0.9 < hit.score < 1 for hit in hits] == [True, True]


def test_what_a_commune_removed_the_model_forgives() -> None:
    text = "mày là đồ chó"
    theirs = DEFAULT_WORDS.with_changes(added=[], removed=["mày", "đồ chó", "chó"])
    assert offensive(read(text), DEFAULT_WORDS) != []
    assert offensive(read(text), theirs) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Con lợn nhà tôi chết vì dịch, bao giờ được hỗ trợ?",
        "Chó thả rông cắn người, đề nghị xã xử lý",
        "Cán bộ tắc trách, làm ăn quá tệ, dân mất lòng tin",
        "cac ho dan trong thon chua co nuoc sach",
        "Vật liệu VL xây dựng đổ tràn lòng đường",
    ],
)
def test_anger_and_cattle_are_no_insults(text: str) -> None:
    assert offensive(read(text), DEFAULT_WORDS) == []


def test_an_insult_at_the_end_of_a_long_question_is_heard() -> None:
    calm = "Đề nghị xã sửa đường liên thôn vì trời mưa rất lầy lội. " * 12
    assert marked(calm + "Cán bộ ngu", DEFAULT_WORDS) == ["ngu"]
