"""Drawing pages: languages, numbers, dates, and data that cannot break out of its block."""

import json

import pytest
from babel.messages.catalog import Catalog
from markupsafe import Markup

from web.render import Renderer, Speech, json_block

NOON = 1_793_941_200_000
"""12:00 in Vietnam on 06/11/2026, 05:00 in Greenwich."""


@pytest.fixture
def english():
    catalog = Catalog(locale="en")
    catalog.add("Chào {name}", "Hello {name}")
    catalog.add(("{n} câu", "{n} câu"), ("{n} question", "{n} questions"))
    catalog.add("chưa dịch", "")
    return Speech("en", catalog)


@pytest.fixture
def vietnamese():
    return Speech("vi", None)


def test_the_source_language_needs_no_catalogue(vietnamese):
    assert vietnamese.text("Chào {name}", name="Lan") == "Chào Lan"
    assert vietnamese.plural("{n} câu", 1_234) == "1.234 câu"


def test_values_are_escaped_and_markup_is_not(english):
    assert english.text("Chào {name}", name="<b>") == Markup("Hello &lt;b&gt;")
    assert english.text("Chào {name}", name=Markup("<b>")) == Markup("Hello <b>")


@pytest.mark.parametrize(
    ("n", "said"),
    [(0, "0 questions"), (1, "1 question"), (2, "2 questions"), (1_234, "1,234 questions")],
)
def test_plurals_follow_the_language(english, n, said):
    assert english.plural("{n} câu", n) == said


def test_what_has_no_translation_is_said_in_the_source_language(english):
    assert english.text("chưa dịch") == "chưa dịch"
    assert english.text("không có") == "không có"


def test_a_script_gets_only_its_messages_plurals_by_category(english, vietnamese):
    assert english.for_script(["Chào {name}", "{n} câu"]) == {
        "Chào {name}": "Hello {name}",
        "{n} câu": {"one": "{n} question", "other": "{n} questions"},
    }
    assert vietnamese.for_script(["Chào {name}"]) == {}


def test_times_are_vietnams_in_either_language(english, vietnamese):
    for speech in (english, vietnamese):
        assert speech.minute(NOON) == "12:00, 06/11/2026"
        assert speech.clock(NOON) == "12:00"
        assert speech.day("2026-11-06") == "06/11/2026"
        assert (speech.minute(None), speech.day(None)) == ("", "")
    assert (vietnamese.weekday(NOON), english.weekday(NOON)) == ("Thứ Sáu", "Friday")


def test_data_cannot_end_its_block_nor_start_markup():
    hostile = {"text": "</script><script>alert(1)</script><!-- & \u2028"}
    block = json_block(hostile)
    assert json.loads(block) == hostile
    assert not set(block) & set("<>&\u2028")


def test_without_a_build_it_says_what_to_do(tmp_path):
    with pytest.raises(FileNotFoundError, match="npm --prefix frontend run build"):
        Renderer(dist=tmp_path)
