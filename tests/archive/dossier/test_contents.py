"""That all of a dossier adds up, also when every hash in it has been made right again."""

import json
from pathlib import Path

import pytest

from archive.dossier.checking import check_dossier
from tests.archive.dossier.forging import parts_of, remade


def faults(dossier: Path) -> tuple[str, ...]:
    return check_dossier(dossier).faults


def test_the_register_is_what_the_journal_says(dossier: Path) -> None:
    parts = parts_of(dossier)
    rows = json.loads(parts["register.json"])
    remade(dossier, {**parts, "register.json": json.dumps(rows[1:]).encode()})
    assert faults(dossier) == ("case 1.1 is not in the register as it is in the journal",)


def test_a_sealed_case_is_not_told_in_the_register(dossier: Path) -> None:
    parts = parts_of(dossier)
    rows = json.loads(parts["register.json"])
    rows[1]["text"] = "told"
    rows[2]["state"] = "received"
    remade(dossier, {**parts, "register.json": json.dumps(rows).encode()})
    assert faults(dossier) == (
        "case 2.1 is sealed, and told in the register",
        "case 3.1 is sealed, and told in the register",
    )


def test_evidence_is_there_and_no_other(dossier: Path) -> None:
    parts = parts_of(dossier)
    (name,) = (name for name in parts if name.startswith("evidence/"))
    file = name.removeprefix("evidence/")
    remade(dossier, {**parts, name: b"other"})
    assert faults(dossier) == (f"evidence {file} of CAU-0001 is another file",)
    remade(dossier, {each: parts[each] for each in parts if each != name})
    assert faults(dossier) == (f"evidence {file} of CAU-0001 is missing",)
    extra = {**parts, "evidence/" + "a" * 64: b"x"}
    remade(dossier, {name: extra[name] for name in sorted(extra)})
    assert faults(dossier) == (f"evidence/{'a' * 64} belongs to no case",)
    remade(dossier, {**parts, "evidence.json": b"[]\n"})
    assert faults(dossier) == ("evidence.json is not what the journal says",)


@pytest.mark.parametrize("name", ["register.json", "evidence.json"])
def test_a_list_that_cannot_be_read_is_a_fault(dossier: Path, name: str) -> None:
    remade(dossier, {**parts_of(dossier), name: b"{"})
    assert [each.partition(":")[0] for each in faults(dossier)] == [f"{name} cannot be read"]


@pytest.mark.parametrize("name", ["register.json", "transcript.json", "journal/casebook.digests"])
def test_every_part_must_be_there(dossier: Path, name: str) -> None:
    parts = parts_of(dossier)
    del parts[name]
    remade(dossier, parts)
    assert faults(dossier) == (f"{name} is missing",)
