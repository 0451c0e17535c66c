"""What shows that the result was made known: packed, checked, and missed when it is not there."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from archive.casebook import events as e
from archive.casebook.attachments import ATTACHING, attachment
from archive.casebook.naming import CASE_EVENTS
from archive.casebook.result import DeliveryChannel, Proof
from archive.dossier.checking import check_dossier
from archive.evidence.shelf import find_in
from archive.journal import Position
from archive.journal_sqlite import SqliteJournal
from archive.store import Store
from archive.verify import verify, verify_files
from conference.vocabulary import Actor, Role
from tests.archive.case_examples import CASE_EXAMPLES
from tests.archive.dossier.forging import parts_of
from tests.archive.dossier.records import CASEBOOK_STREAM, Records, on_disk
from tests.archive.evidence.corpus import PDF

HASH = hashlib.sha256(PDF).hexdigest()


@pytest.fixture
async def records(store: Store) -> Records:
    return await on_disk(store)


async def told(records: Records, store: Store, **proof: Any) -> Records:
    """A delivery of the board with this proof is in the journal."""
    about = {"file": HASH, "name": "bảng tin.pdf", "media_type": "application/pdf", **proof}
    delivery = e.DeliveryRecorded(
        at=1,
        by=Actor(Role.CLERK, "van"),
        cause="told",
        delivery=1,
        channel=DeliveryChannel.BOARD,
        to=(),
        day="2026-11-23",
        until=None,
        words=None,
        proof=Proof(**about, size=len(PDF)),
    )
    here = Position(8, len(records.casebook.events))
    records.casebook.events.append(delivery)
    await SqliteJournal(store).append(CASEBOOK_STREAM, here, [delivery])
    return records


async def test_it_is_in_the_dossier_and_adds_up(records: Records, store: Store, tmp_path: Path):
    (await told(records, store)).dossier(tmp_path / "dossier.zip")
    assert check_dossier(tmp_path / "dossier.zip").faults == ()
    listed = json.loads(parts_of(tmp_path / "dossier.zip")["evidence.json"])
    assert listed[-1] == {
        "case": f"{records.wanted().conference}-RESULT",
        "file": HASH,
        "name": "bảng tin.pdf",
        "media_type": "application/pdf",
        "size": len(PDF),
        "public": False,
    }


async def test_it_is_missed_by_whoever_verifies(records: Records, store: Store):
    await told(records, store, file="f" * 64)
    found = verify(records.database)
    (fault,) = verify_files(found.attached, find_in(records.data))
    assert (fault.stream, fault.sequence) == (CASEBOOK_STREAM, len(records.casebook.events))
    assert fault.problem == f"its file {'f' * 64} is missing"


def test_every_step_with_a_file_is_named():
    names = {kind: name for name, kind in CASE_EVENTS.items()}
    bring = [(names[type(event)], attachment(event)) for event in CASE_EXAMPLES]
    assert {name for name, file in bring if file} == set(ATTACHING)
    assert {file.case is None for name, file in bring if file} == {True, False}


def test_a_delivery_without_proof_brings_none():
    (delivery,) = (one for one in CASE_EXAMPLES if isinstance(one, e.DeliveryRecorded))
    bare = {name: getattr(delivery, name) for name in type(delivery).__dataclass_fields__}
    assert attachment(e.DeliveryRecorded(**{**bare, "proof": None})) is None
