"""A commune's own list: kept in one file, in force at once, and never taken when it is no list."""

from pathlib import Path

import pytest

from web.word_lists import FILE_NAME, WORDS_MAX, BadWords, WordLists

SAID = "Đồ cá rô phi mắc cạn"


def test_an_added_word_is_marked_from_the_next_question_on_and_after_a_restart(
    tmp_path: Path,
) -> None:
    lists = WordLists(tmp_path)
    assert lists.screen("an-binh", SAID).flags == ()
    lists.add("an-binh", ("Cá rô  phi",))
    for each in (lists, WordLists(tmp_path)):
        assert each.screen("an-binh", SAID) == (SAID, ("insult",))
        assert each.screen("dong-hoa", SAID).flags == ()
    assert lists.of("an-binh").added == ("cá rô phi",)


def test_a_word_added_by_mistake_is_simply_gone_again(tmp_path: Path) -> None:
    lists = WordLists(tmp_path)
    lists.add("an-binh", ("cá rô phi", "cá mè"))
    now = lists.remove("an-binh", ("cá rô phi",))
    assert (now.added, now.removed) == (("cá mè",), ())
    assert lists.screen("an-binh", SAID).flags == ()


def test_a_shipped_word_can_be_taken_out_and_put_back(tmp_path: Path) -> None:
    lists = WordLists(tmp_path)
    assert lists.remove("an-binh", ("ngu",)).removed == ("ngu",)
    now = lists.add("an-binh", ("ngu",))
    assert (now.added, now.removed) == (("ngu",), ())


def test_personal_data_is_masked_whatever_the_list_says(tmp_path: Path) -> None:
    found = WordLists(tmp_path).screen("an-binh", "Gọi tôi số 0912 345 678 nhé")
    assert ("0912 345" in found.text, found.flags) == (False, ("personal_data",))


@pytest.mark.parametrize("word", ["", "   ", "x" * 61, "a\x00b"])
def test_what_is_no_word_changes_nothing(tmp_path: Path, word: str) -> None:
    lists = WordLists(tmp_path)
    with pytest.raises(BadWords, match="word 2 is none"):
        lists.add("an-binh", ("cá mè", word))
    assert (lists.of("an-binh").added, (tmp_path / FILE_NAME).exists()) == ((), False)


def test_a_list_has_an_end(tmp_path: Path) -> None:
    lists = WordLists(tmp_path)
    with pytest.raises(BadWords, match="2000 words at most"):
        lists.add("an-binh", tuple(f"từ {n}" for n in range(WORDS_MAX + 1)))


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"an-binh": {"add": ["x"]}}',
        '{"an-binh": {"added": "x"}}',
        '{"an-binh": {"added": ["  X "]}}',
        '{"an-binh": {"added": [""]}}',
    ],
)
def test_a_file_that_is_no_list_is_named_at_start(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE_NAME).write_text(content)
    with pytest.raises(BadWords, match=FILE_NAME):
        WordLists(tmp_path)
