"""What happened to a case, in words: nothing that staff may know is silently left out."""

import re

from archive.casebook.commands import EscalateCase
from archive.casebook.naming import CASE_EVENTS
from archive.casebook.sight import SIGHTS, Reader, fields_of
from archive.deadlines import ClockKind
from archive.streams import casebook_stream
from conference.naming import wire_name
from conference.records import Receipt
from conference.refusals import Code, Refusal
from tests.casebook_story import RULE
from tests.web.cases.conftest import Enter, case, does, hidden_of
from tests.web.cases.office_house import COMMUNE
from tests.web.conftest import Clock
from web.cases.timeline import LABELS
from web.cases.words import TOLD
from web.context import House

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


async def test_what_others_did_meanwhile_is_that_alone(
    enter: Enter, house: House, clock: Clock
) -> None:
    """Clocks start and stop with every step, and ran out before the page was drawn: none of that is a step."""
    clock.now += 7 * 86_400_000
    van, yen = await enter("van"), await enter("yen")
    await does(van, 3, "verify_case")
    book = await house.casebooks.open(casebook_stream(COMMUNE, "CAU"))
    assert book
    late = {"case": "CAU3", "clock": ClockKind.CLASSIFY, "step": 0, "at": clock.now}
    outcome = await book.submit(EscalateCase(actor=RULE, id="late", **late))
    # The house's own rounds may have been here before.
    assert isinstance(outcome, Receipt) or outcome == Refusal(Code.DUPLICATE, 0)
    action = f"{case(3)}/classify_case"
    form = hidden_of((await van.get(case(3))).text, action)
    told = {"kind": "report", "topic": "Đường", "competence": "commune"}
    await does(yen, 3, "write_note", words="Đã gọi cho tổ trưởng")
    await does(yen, 3, "classify_case", **{**told, "topic": "Cầu"})
    page = (await van.post(action, data={**form, **told})).text
    meanwhile = page.partition('id="meanwhile-head"')[2].partition("</section>")[0]
    steps = re.findall(r'<p class="step-what">([^<]+)</p>', meanwhile)
    assert steps == ["Xong một việc có hạn", "Phân loại", "Ghi chú nội bộ"]


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
