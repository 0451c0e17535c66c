"""Which files the steps of a casebook speak of."""

from dataclasses import replace

import pytest

from archive.casebook import events as e
from archive.casebook.attachments import ATTACHING, Attachment, attachment
from conference.event import Event
from conference.naming import wire_name
from tests.archive.case_examples import CASE_EXAMPLES, FILE

SAYS = {
    e.FileAttached: (FILE, "anh-cau.jpg", "image/jpeg", 120_000, True),
    e.CheckFileAttached: (FILE, "cầu.jpg", "image/jpeg", 123_456, False),
    e.DeliveryRecorded: (FILE, "bang-tin.jpg", "image/jpeg", 81_920, False),
}


@pytest.mark.parametrize("event", CASE_EXAMPLES, ids=lambda event: type(event).__name__)
def test_a_step_brings_the_file_that_it_speaks_of_or_none(event: Event) -> None:
    said = SAYS.get(type(event))
    of = getattr(event, "case", None)
    assert attachment(event) == (Attachment(of, *said) if said else None)
    assert (wire_name(type(event)) in ATTACHING) is (said is not None)


def test_what_nobody_can_show_is_written_down_without_a_file() -> None:
    (told,) = (event for event in CASE_EXAMPLES if isinstance(event, e.DeliveryRecorded))
    assert attachment(replace(told, proof=None)) is None
