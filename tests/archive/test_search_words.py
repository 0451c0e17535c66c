"""How typed words become a question to the index, and where they stand in a text."""

import pytest

from archive.case_records import Piece
from archive.search_words import (
    QUERY_MAX_WORDS,
    SNIPPET_CHARACTERS,
    asked_of_index,
    mark,
    searched_words,
    snippet,
)

OURS = mark("dong-hoa")


def asked(typed: str) -> str | None:
    """Without the commune's mark, to be read."""
    found = asked_of_index("dong-hoa", typed)
    return found and found.replace(OURS, "")


def shown(text: str, typed: str) -> str:
    """With what was found in brackets."""
    return "".join(f"[{each.text}]" if each.found else each.text for each in snippet(text, typed))


def test_communes_have_marks_of_one_length():
    marks = {mark(f"xa-{number}") for number in range(100)}
    assert len(marks) == 100
    assert {(len(each), each.isalnum(), each.islower() or each.isdigit()) for each in marks} == {
        (5, True, True)
    }


def test_every_word_carries_the_mark_of_its_commune():
    assert searched_words("dong-hoa", ["Đường số 9,", None, "", "CAU-0007.2"]) == " ".join(
        OURS + word for word in ("duong", "so", "9", "cau", "0007", "2")
    )


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("Đường làng", '"duong" AND "lang" *'),
        ("a", '"a"'),
        ("ao", '"ao" *'),
        ('"đường làng" ao', '"duong lang" AND "ao" *'),
        ('ao "đường làng"', '"ao" AND "duong lang"'),
        ('"đường làng', '"duong lang"'),
        ('"ao"', '"ao"'),
        ("a OR b*", '"a" AND "or" AND "b"'),
        ("x) NEAR(y", '"x" AND "near" AND "y"'),
        ("", None),
        ('" "', None),
        ("?!.*", None),
    ],
)
def test_what_is_typed_is_never_a_command(typed: str, question: str | None):
    assert asked(typed) == question


def test_a_long_text_is_asked_for_in_part():
    found = asked(" ".join(f"w{number}" for number in range(40)))
    assert found
    assert found.count('"') == 2 * QUERY_MAX_WORDS


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("Bao giờ sửa cầu?", "cau", "Bao giờ sửa [cầu]?"),
        ("Bao giờ sửa cầu?", "CẦU sua", "Bao giờ [sửa] [cầu]?"),
        ("Cầu, cậu và câu", "cau", "[Cầu], [cậu] và [câu]"),
        ("Dưới đường", "duon", "Dưới [đường]"),
        ("Dưới đường", "duon lang", "Dưới đường"),
        ("Bao giờ?", "", "Bao giờ?"),
        ("", "cau", ""),
        ("ﬁle ổ", "file", "[ﬁle] ổ"),
        ("cầu e\u0302 đò", "e", "cầu [e\u0302] đò"),
    ],
)
def test_what_was_found_is_marked_in_the_text_as_it_was_written(text: str, typed: str, found: str):
    assert shown(text, typed) == found


def test_a_snippet_of_a_long_text_stands_around_what_was_found():
    text = "một " * 60 + "cầu " + "hai " * 80
    pieces = snippet(text, "cau")
    assert pieces[0] == Piece("… ", found=False)
    assert [piece.text for piece in pieces if piece.found] == ["cầu"]
    assert pieces[-1].text.endswith(" …")
    assert len("".join(piece.text for piece in pieces)) == SNIPPET_CHARACTERS + len("… ") + len(
        " …"
    )


def test_a_snippet_without_what_was_found_is_the_beginning():
    text = "hai " * 80
    assert snippet(text, "cau") == (Piece(text[:SNIPPET_CHARACTERS] + " …", found=False),)
