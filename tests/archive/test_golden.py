"""Golden files: the exact bytes of every event at every version that was ever written.

A file is never changed. A new version gets a new file beside it, and the old one must still be read.
"""

from pathlib import Path

import pytest

from archive.almanac_events import ALMANAC_EVENTS
from archive.casebook.naming import CASE_EVENTS
from archive.codec import CODEC, VERSIONS
from archive.office_events import OFFICE_EVENTS
from conference.events import Event
from conference.naming import EVENTS, wire_name
from tests.archive.examples import EXAMPLES

GOLDEN = Path(__file__).parent.parent / "golden"


def golden_file(event: Event) -> Path:
    name = wire_name(type(event))
    return GOLDEN / f"{name}.v{VERSIONS.get(name, 1)}.json"


def test_every_registered_event_has_an_example():
    assert {wire_name(type(event)) for event in EXAMPLES} == {
        *EVENTS,
        *CASE_EVENTS,
        *ALMANAC_EVENTS,
        *OFFICE_EVENTS,
    }


@pytest.mark.parametrize("event", EXAMPLES, ids=lambda event: type(event).__name__)
def test_todays_version_is_written_as_its_golden_file(event: Event):
    assert CODEC.encode(event) + b"\n" == golden_file(event).read_bytes()


@pytest.mark.parametrize("event", EXAMPLES, ids=lambda event: type(event).__name__)
def test_todays_version_is_read_from_its_golden_file(event: Event):
    assert CODEC.decode(golden_file(event).read_bytes()) == event


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.json")), ids=lambda file: file.stem)
def test_every_version_ever_written_is_still_read(file: Path):
    assert isinstance(CODEC.decode(file.read_bytes()), Event)
