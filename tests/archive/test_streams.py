import pytest

from archive.streams import (
    StreamName,
    almanac_stream,
    casebook_stream,
    conference_stream,
    office_stream,
)


def test_names_say_what_whose_and_which():
    assert conference_stream("dong-hoa", "CAU") == "conference/dong-hoa/CAU"
    assert casebook_stream("dong-hoa", "CAU") == "casebook/dong-hoa/CAU"
    assert almanac_stream("dong-hoa") == "almanac/dong-hoa/ALMANAC"
    assert office_stream("dong-hoa") == "office/dong-hoa/LOG"


def test_a_name_is_read_back_into_its_parts():
    name = StreamName.parse("casebook/dong-hoa/CAU")
    assert name == StreamName("casebook", "dong-hoa", "CAU")
    assert str(name) == "casebook/dong-hoa/CAU"


@pytest.mark.parametrize("wrong", ["", "conference", "conference/dong-hoa", "a/b/c/d"])
def test_anything_else_is_no_stream(wrong: str):
    with pytest.raises(ValueError, match="values to unpack"):
        StreamName.parse(wrong)
