import hashlib
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from archive.almanac_events import OfficeHoursSet
from archive.calendar import OfficeHours
from archive.casebook.events import CaseUnsealed, SampleDrawn
from archive.dossier.checking import check_dossier
from archive.dossier.writing import Moved, write_dossier
from archive.evidence.shelf import find_in
from archive.journal import Position
from archive.journal_sqlite import SqliteJournal
from archive.store import Store
from archive.streams import almanac_stream
from conference.vocabulary import Actor, Role
from tests.archive.dossier.forging import parts_of
from tests.archive.dossier.records import (
    CASEBOOK_STREAM,
    COMMUNE,
    DENOUNCED,
    NOTES,
    Records,
    on_disk,
)
from tests.archive.evidence.corpus import PDF

PDF_FILE = "evidence/" + hashlib.sha256(PDF).hexdigest()
NOTES_FILE = "evidence/" + hashlib.sha256(NOTES).hexdigest()


def test_the_office_copy_holds_nothing_of_what_is_sealed(dossier: Path, records: Records) -> None:
    """Not its words, not its codes, not its evidence, not who asked or supported it."""
    whole = dossier.read_bytes()
    sealed_codes = [
        case.code for case in records.casebook.state.cases.values() if case.state == "sealed"
    ]
    assert len(sealed_codes) == 4
    hidden = [
        DENOUNCED.encode(),
        "Ông Y".encode(),
        NOTES,
        *(f'"{c}"'.encode() for c in sealed_codes),
    ]
    assert [each for each in hidden if each in whole] == []
    assert b"vote_cast" not in whole
    manifest = check_dossier(dossier).manifest
    assert (manifest.copy, manifest.evidence_withheld) == ("office", 1)
    assert manifest.left_out == ("vault", "contacts", "people", "secrets")


def test_the_office_copy_holds_the_rest(dossier: Path) -> None:
    parts = parts_of(dossier)
    assert "Bao giờ sửa cầu?".encode() in parts["journal/conference.jsonl"]
    assert parts[PDF_FILE] == PDF
    assert [one["case"] for one in json.loads(parts["evidence.json"])] == ["CAU-0001"]
    texts = [one["text"] for one in json.loads(parts["transcript.json"])["questions"]]
    assert sorted(texts) == ["", "", "", "", "Bao giờ sửa cầu?", "Đèn đường?"]


def test_the_complete_copy_holds_all_of_it(records: Records, tmp_path: Path) -> None:
    records.dossier(tmp_path / "complete.zip", "complete")
    checked = check_dossier(tmp_path / "complete.zip")
    assert checked.faults == ()
    assert [one.withheld for one in checked.manifest.streams] == [0, 0]
    parts = parts_of(tmp_path / "complete.zip")
    assert DENOUNCED.encode() in parts["journal/conference.jsonl"]
    assert parts[NOTES_FILE] == NOTES


def test_both_copies_have_the_same_heads_and_roots(records: Records, tmp_path: Path) -> None:
    told = [
        [(one.head, one.root) for one in records.dossier(tmp_path / copy, copy).streams]
        for copy in ("office", "complete")
    ]
    assert told[0] == told[1]


async def test_the_same_records_give_the_same_bytes(records: Records, tmp_path: Path):
    store = await Store.open(tmp_path / "again")
    again = await on_disk(store)
    assert again.bytes_of() == records.bytes_of() == records.bytes_of()
    await store.close()


async def test_what_was_unsealed_is_told(records: Records, store: Store, tmp_path: Path):
    code = next(case.code for case in records.casebook.state.cases.values() if case.question == 3)
    by = Actor(Role.SEALED_BOX, "minh")
    event = CaseUnsealed(
        at=records.casebook.now + 1, by=by, cause="x", case=code, words="Không phải"
    )
    records.casebook.happens(event)
    here = Position(8, len(records.casebook.events) - 1)
    await SqliteJournal(store).append(CASEBOOK_STREAM, here, [event])
    manifest = records.dossier(tmp_path / "dossier.zip")
    assert check_dossier(tmp_path / "dossier.zip").faults == ()
    assert f"{DENOUNCED} của hợp tác xã".encode() in (tmp_path / "dossier.zip").read_bytes()
    assert (manifest.evidence_withheld, NOTES_FILE in parts_of(tmp_path / "dossier.zip")) == (
        0,
        True,
    )


def test_a_conference_without_cases_has_its_dossier(records: Records, tmp_path: Path) -> None:
    """As it stands, also while it lasts."""
    wanted = replace(records.wanted(), at={})
    (records.data / "register" / "empty.json").write_text("[]")
    empty = {"register.json": records.data / "register" / "empty.json"}
    wanted = replace(wanted, conference="SUOI", register=empty)
    with (tmp_path / "x.zip").open("w+b") as out:
        manifest = write_dossier(out, records.database, find_in(records.data), wanted)
    assert (manifest.streams, manifest.questions, manifest.cases) == ((), 0, 0)


async def test_a_sample_that_names_a_sealed_case_is_kept_back(
    records: Records, store: Store, tmp_path: Path
):
    """It names cases by their codes, which are their askers' secrets."""
    codes = {case.question: case.code for case in records.casebook.state.cases.values()}
    by = Actor(Role.SUPERVISOR, "hoa")
    drawn = [
        SampleDrawn(
            at=1,
            by=by,
            cause=f"draw-{n}",
            sample=None,
            places=(),
            seed=f"{n}",
            cases=cases,
            out_of=7,
        )
        for n, cases in enumerate([(codes[1],), (codes[1], codes[2])])
    ]
    here = Position(8, len(records.casebook.events))
    records.casebook.events += drawn
    await SqliteJournal(store).append(CASEBOOK_STREAM, here, drawn)
    records.dossier(tmp_path / "dossier.zip")
    assert check_dossier(tmp_path / "dossier.zip").faults == ()
    *_, told, kept_back = parts_of(tmp_path / "dossier.zip")["journal/casebook.jsonl"].splitlines()
    assert (b'"draw-0"' in told, kept_back.startswith(b'{"withheld":')) == (True, True)


async def test_the_days_that_were_counted_by_are_in_it(
    records: Records, store: Store, tmp_path: Path
):
    changed = OfficeHoursSet(
        at=1, by=Actor(Role.CLERK, "van"), cause="hours", hours=OfficeHours(((480, 700),))
    )
    await SqliteJournal(store).append(almanac_stream(COMMUNE), Position(9, 0), [changed])
    manifest = records.dossier(tmp_path / "dossier.zip")
    assert check_dossier(tmp_path / "dossier.zip").faults == ()
    assert [one.kind for one in manifest.streams] == ["conference", "casebook", "almanac"]
    told = json.loads(parts_of(tmp_path / "dossier.zip")["terms.json"])
    assert told["calendar"]["hours_in_minutes_of_the_day"] == [[480, 700]]
    assert told["calendar"]["version"] == "2026.1+1"
    assert {"triage", "answer_normal"} <= {one["id"] for one in told["deadlines"]}


def test_nothing_is_written_about_another_moment(records: Records, tmp_path: Path) -> None:
    wanted = replace(records.wanted(), at={CASEBOOK_STREAM: 3})
    with (tmp_path / "x.zip").open("w+b") as out, pytest.raises(Moved):
        write_dossier(out, records.database, find_in(records.data), wanted)
    assert (tmp_path / "x.zip").stat().st_size == 0


def test_missing_evidence_stops_it(records: Records, tmp_path: Path) -> None:
    shutil.rmtree(records.data / "evidence")
    with pytest.raises(FileNotFoundError, match="is missing"):
        records.dossier(tmp_path / "x.zip")


def test_a_dossier_is_checked_where_nothing_else_is(dossier: Path, tmp_path: Path) -> None:
    """In an empty folder, without the data directory it came from."""
    alone = tmp_path / "alone"
    alone.mkdir()
    moved = shutil.copy(dossier, alone / "x.zip")
    os.chmod(moved, 0o400)  # noqa: PTH101
    assert check_dossier(Path(moved)).faults == ()
