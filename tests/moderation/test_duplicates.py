"""Questions that somebody asked already."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.duplicates import Duplicates

ASKED = {
    1: "Khi nào sửa đường thôn 3?",
    2: "Trường mầm non thiếu giáo viên, xã có biện pháp gì?",
    3: "Rác thải ở bãi rác đầu làng bốc mùi hôi, khi nào xử lý?",
    4: "Kính mong lãnh đạo xã quan tâm giải quyết nước sạch",
}


def index() -> Duplicates:
    duplicates = Duplicates()
    for number, text in ASKED.items():
        duplicates.add(number, text)
    return duplicates


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Khi nào sửa đường thôn 3?", [1]),
        ("duong thon 3 bao gio sua", [1]),
        ("Sao trường mầm non thiếu giáo viên mãi thế", [2]),
        ("Bãi rác đầu làng hôi thối quá, đề nghị xử lý rác thải", [3]),
        ("Kính mong lãnh đạo xã quan tâm giải quyết tiếng ồn", []),
        ("Hộ nghèo được hỗ trợ bao nhiêu?", []),
        ("", []),
        ("?!", []),
    ],
)
def test_find(text: str, numbers: list[int]) -> None:
    assert [number for number, _ in index().find(text, 3)] == numbers


def test_the_same_words_are_wholly_similar() -> None:
    assert index().find("KHI NÀO SỬA ĐƯỜNG THÔN 3", 1) == [(1, 1.0)]


def test_best_first_and_no_more_than_asked_for() -> None:
    duplicates = index()
    duplicates.add(5, "Khi nào sửa đường thôn 3 và cầu thôn 3?")
    duplicates.add(6, ASKED[1])
    found = duplicates.find(ASKED[1], 3)
    assert [number for number, _ in found] == [1, 6, 5]
    assert duplicates.find(ASKED[1], 2) == found[:2]


def test_what_was_amended_is_found_by_its_new_words_only() -> None:
    duplicates = index()
    duplicates.add(1, "Chợ Đông quá bẩn")
    assert duplicates.find(ASKED[1], 3) == []
    assert duplicates.find("chợ Đông bẩn", 3)[0][0] == 1


def test_what_was_removed_is_not_found() -> None:
    duplicates = index()
    duplicates.remove(1)
    duplicates.remove(1)
    assert duplicates.find(ASKED[1], 3) == []


def test_a_query_has_a_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that everybody uses are left out once the rarer ones have filled it."""
    monkeypatch.setattr("moderation.duplicates._ENTRIES_PER_QUERY", 50)
    duplicates = Duplicates()
    for number in range(60):
        duplicates.add(number, f"cầu sập{'' if number else ' gấp'}")
    assert duplicates.find("cầu sập gấp", 3) == [(0, 1.0)]


TEXTS = st.lists(
    st.sampled_from(["cầu", "đường", "chợ", "trường", "nước", "điện", "rác"]), max_size=6
).map(" ".join)


@given(st.lists(st.tuples(st.integers(0, 5), st.none() | TEXTS), max_size=20), TEXTS)
def test_added_bit_by_bit_is_the_same_as_at_once(
    steps: list[tuple[int, str | None]], asked: str
) -> None:
    grown, left = Duplicates(), {}
    for number, text in steps:
        if text is None:
            grown.remove(number)
            left.pop(number, None)
        else:
            grown.add(number, text)
            left[number] = text
    built = Duplicates()
    for number, text in left.items():
        built.add(number, text)
    assert grown.find(asked, 5) == built.find(asked, 5)


def test_what_shares_little_is_not_weighed_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts of many short words share some with everybody: weighing all of all of them took 25 ms."""
    duplicates = Duplicates()
    for number in range(20):
        own = [f"w{number}x{each}" for each in range(100)]
        duplicates.add(number, " ".join(["cầu", *own]))
    weighed: list[str] = []
    weight = Duplicates._weight

    def counted(self: Duplicates, feature: str) -> float:
        weighed.append(feature)
        return weight(self, feature)

    monkeypatch.setattr(Duplicates, "_weight", counted)
    assert duplicates.find("cầu đường chợ trường nước", 3) == []
    assert sorted(weighed) == sorted(
        [
            "cau",
            "duong",
            "cho",
            "truong",
            "nuoc",
            "cau duong",
            "duong cho",
            "cho truong",
            "truong nuoc",
        ]
    )
