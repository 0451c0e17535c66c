import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.evidence.judging import judge
from archive.evidence.kinds import BadFile, Kind
from tests.archive.evidence.corpus import (
    HONEST,
    HOSTILE,
    PHOTO,
    SCREENSHOT,
    SECRET,
    office,
    relation,
)


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_file_is_taken_for_what_it_is(name: str) -> None:
    data, media_type = HONEST[name]
    judged = judge(name, data)
    assert (judged.kind.media_type, judged.name) == (media_type, name.replace("JPG", "jpg"))


@pytest.mark.parametrize("name", [name for name in HONEST if not name.endswith((".JPG", ".png"))])
def test_a_document_is_kept_as_it_came(name: str) -> None:
    assert judge(name, HONEST[name][0]).content == HONEST[name][0]


@pytest.mark.parametrize("photo", [PHOTO, SCREENSHOT], ids=["jpeg", "png"])
def test_a_picture_is_kept_without_where_it_was_taken(photo: bytes) -> None:
    kept = judge("", photo).content
    assert (SECRET in photo, SECRET in kept) == (True, False)
    assert judge("", kept).content == kept


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_not_taken(case: str) -> None:
    name, data, fault = HOSTILE[case]
    with pytest.raises(BadFile) as bad:
        judge(name, data)
    assert bad.value.fault == fault


def test_a_name_without_an_ending_gets_the_right_one() -> None:
    assert judge("ảnh", PHOTO).name == "ảnh.jpg"


def test_ordinary_links_and_one_document_inside_another_are_taken() -> None:
    links = {"_rels/a.rels": relation("hyperlink", "https://xa.example/")}
    whole = office(extra={**links, "word/embeddings/a.xlsx": office()})
    assert judge("a.docx", whole).kind is Kind.DOCX


def test_a_template_of_the_own_machine_is_taken() -> None:
    at = relation("attachedTemplate", "file:///C:/Mau/mau.dotx")
    assert judge("a.docx", office(extra={"_rels/a.rels": at})).kind is Kind.DOCX


@pytest.mark.slow
@given(st.sampled_from(sorted(HONEST)), st.data())
def test_no_spoilt_file_breaks_anything(name: str, data: st.DataObject) -> None:
    """A byte changed, a piece cut out or put in: taken or refused, never an error."""
    whole = HONEST[name][0]
    at = data.draw(st.integers(0, len(whole) - 1))
    cut = data.draw(st.integers(0, 12))
    spoilt = whole[:at] + data.draw(st.binary(max_size=6)) + whole[at + cut :]
    try:
        judged = judge(name, spoilt)
    except BadFile:
        return
    assert judge(judged.name, judged.content).content == judged.content


@given(st.binary(max_size=200))
def test_nothing_at_all_breaks_anything(data: bytes) -> None:
    for start in (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"%PDF-1.4\n"):
        try:
            judge("", start + data)
        except BadFile:
            continue
