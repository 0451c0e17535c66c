"""What happened to a case, in words: nothing that staff may know is silently left out."""

from archive.casebook.naming import CASE_EVENTS
from archive.casebook.sight import SIGHTS, Reader, fields_of
from conference.naming import wire_name
from tests.web.cases.conftest import Enter, case, does
from web.cases.timeline import LABELS
from web.cases.words import TOLD

MACHINES = {
    "question", "part", "original", "file", "media_type", "size", "answer", "public_id",
    "change", "clock",
}  # fmt: skip
"""Told by other parts of the page, or of no use to anybody: hashes, keys, and numbers in the journal."""


def test_every_step_has_its_words() -> None:
    assert {wire_name(kind) for kind in SIGHTS} - TOLD.keys() == set()
    assert CASE_EVENTS.keys() - TOLD.keys() == set()


def test_every_fact_that_staff_are_told_has_a_label() -> None:
    told = {field for kind in SIGHTS for field in fields_of(kind, Reader.STAFF) or ()}
    assert told - LABELS.keys() - MACHINES == set()


async def test_the_latest_stands_first_with_who_and_in_what_role(enter: Enter) -> None:
    van = await enter("van")
    await does(van, 3, "verify_case")
    await does(van, 3, "write_note", words="Đã gọi\ncho người hỏi")
    page = (await van.get(case(3))).text
    story = page.partition('id="steps-head"')[2]
    places = [story.index(word) for word in ("Ghi chú nội bộ", "Bắt đầu xác minh", "Mở hồ sơ")]
    assert places == sorted(places)
    assert ("Lê Thị Vân" in story, "Văn thư" in story) == (True, True)
    assert "rounds" not in story
