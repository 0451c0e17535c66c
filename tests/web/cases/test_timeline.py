"""What happened to a case, in words: nothing that staff may know is silently left out."""

import re
from types import SimpleNamespace
from typing import cast

from archive.case_records import CasePage, Step
from archive.casebook import events as e
from archive.casebook.event import CaseEvent
from archive.casebook.naming import CASE_EVENTS
from archive.casebook.sight import SIGHTS, Reader, fields_of
from archive.deadlines import ClockKind
from conference.naming import wire_name
from tests.casebook_story import CLERK, RULE
from tests.web.cases.conftest import Enter, case, does, hidden_of
from web.cases.timeline import LABELS, Teller
from web.cases.words import TOLD
from web.render import Speech

MACHINES = {
    "question", "part", "original", "file", "media_type", "size", "answer", "public_id",
    "change", "clock",
}  # fmt: skip
"""Told by other parts of the page, or of no use to anybody: hashes, keys, and numbers in the journal."""


def test_every_step_has_its_words() -> None:
    assert {wire_name(kind) for kind in SIGHTS} - TOLD.keys() == set()
    of_cases = {name for name, kind in CASE_EVENTS.items() if issubclass(kind, CaseEvent)}
    assert of_cases - TOLD.keys() == set()


def test_every_fact_that_staff_are_told_has_a_label() -> None:
    told = {field for kind in SIGHTS for field in fields_of(kind, Reader.STAFF) or ()}
    assert told - LABELS.keys() - MACHINES == set()


def test_a_reminder_before_the_next_step_was_seen_with_the_one_before() -> None:
    """It may stand on the page already, and moves no count."""
    told = {"at": 1, "by": RULE, "cause": "x", "case": "CAU3"}
    late = e.CaseEscalated(**told, clock=ClockKind.VERIFY, step=0)
    note = e.NoteWritten(**{**told, "by": CLERK}, words="Đã gọi")
    events = (e.CaseAccepted(**told, owner="khoa"), late, note, late)
    steps = tuple(Step(sequence=n, name="", event=event) for n, event in enumerate(events))
    page = SimpleNamespace(steps=steps, parent=None, origin=None, members=(), parts=())
    teller = Teller(cast(CasePage, page), Speech("vi", None), {}, str)
    kinds = [[step.step for step in teller.steps(since=seen)] for seen in (0, 1, 2)]
    whole = ["case_escalated", "note_written", "case_escalated", "case_accepted"]
    assert kinds == [whole, whole[:2], []]


async def test_what_others_did_meanwhile_is_that_alone(enter: Enter) -> None:
    """Clocks start and stop with every step: none of that is a step."""
    van, yen = await enter("van"), await enter("yen")
    await does(van, 3, "verify_case")
    action = f"{case(3)}/classify_case"
    form = hidden_of((await van.get(case(3))).text, action)
    told = {"kind": "report", "topic": "Đường", "competence": "commune"}
    await does(yen, 3, "write_note", words="Đã gọi cho tổ trưởng")
    await does(yen, 3, "classify_case", **{**told, "topic": "Cầu"})
    page = (await van.post(action, data={**form, **told})).text
    meanwhile = page.partition('id="meanwhile-head"')[2].partition("</section>")[0]
    steps = re.findall(r'<p class="step-what">([^<]+)</p>', meanwhile)
    assert steps == ["Phân loại", "Ghi chú nội bộ"]


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
