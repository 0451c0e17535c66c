import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from archive.dossier.checking import check_dossier
from archive.dossier.form import MANIFEST, Manifest
from archive.verify import verify
from tests.archive.dossier.forging import Parts, chained, parts_of, remade, zipped
from tests.archive.dossier.records import CASEBOOK_STREAM, CONFERENCE_STREAM, Records

CONFERENCE = "journal/conference.jsonl"
CASEBOOK = "journal/casebook.jsonl"
FLIPS = 1_500


def faults(dossier: Path) -> tuple[str, ...]:
    return check_dossier(dossier).faults


def lines(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True)


def test_a_dossier_is_as_it_was_written(dossier: Path, records: Records) -> None:
    """And gives the heads and roots that the database gives."""
    checked = check_dossier(dossier)
    assert checked.faults == ()
    told = {(one.stream, one.entries, one.head, one.root) for one in checked.manifest.streams}
    sound = verify(records.database).sound
    assert told == {(one.stream, one.sequence, one.digest, one.root) for one in sound}


# Somebody who does not know how it is made


@pytest.mark.slow
def test_no_byte_can_be_changed(dossier: Path, tmp_path: Path) -> None:
    """Some fifteen hundred of them, everywhere; the seed is printed when one is missed."""
    whole, seed = dossier.read_bytes(), 5
    places = random.Random(seed).sample(range(len(whole)), FLIPS)  # noqa: S311  not for secrets
    missed = []
    for at in (*range(40), *places, *range(len(whole) - 120, len(whole))):
        spoilt = tmp_path / "spoilt.zip"
        spoilt.write_bytes(whole[:at] + bytes((whole[at] ^ 0x20,)) + whole[at + 1 :])
        if not faults(spoilt):
            missed.append(at)
    assert missed == [], f"seed {seed}"


@pytest.mark.parametrize("part", [0.0, 0.001, 0.3, 0.5, 0.9, 0.999])
def test_it_cannot_be_cut(dossier: Path, part: float) -> None:
    whole = dossier.read_bytes()
    dossier.write_bytes(whole[: int(len(whole) * part)])
    assert len(faults(dossier)) == 1


def _commented(whole: bytes) -> bytes:
    return whole[:-2] + b"\1\0x"


def _with_another_head(whole: bytes) -> bytes:
    """A part that a reader of heads sees under another name than a reader of the list."""
    at = whole.rindex(b"transcript.csv", 0, whole.index(b"PK\x01\x02"))
    return whole[:at] + b"transcript.cs_" + whole[at + 14 :]


@pytest.mark.parametrize(
    "trick",
    [
        lambda whole: whole + b"x",
        lambda whole: b"x" + whole,
        lambda whole: whole + whole,
        _commented,
        _with_another_head,
    ],
    ids=["behind", "before", "twice", "comment", "two names"],
)
def test_nothing_is_hidden_around_it(dossier: Path, trick: Callable[[bytes], bytes]) -> None:
    dossier.write_bytes(trick(dossier.read_bytes()))
    assert len(faults(dossier)) == 1


@pytest.mark.parametrize(
    "name", ["extra.txt", "../extra.txt", "/etc/x", "evidence/" + "a" * 64, "é"]
)
def test_no_part_is_added_by_another_programme(dossier: Path, name: str) -> None:
    with zipfile.ZipFile(dossier, "a") as packed:
        packed.writestr(name, "x")
    assert len(faults(dossier)) == 1


def test_it_is_not_packed_again(dossier: Path) -> None:
    """The same parts, by another programme: a dossier has one spelling."""
    parts = parts_of(dossier)
    with zipfile.ZipFile(dossier, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    assert len(faults(dossier)) == 1


@pytest.mark.parametrize(
    "content", [b"", b"x" * 99, b"PK\x03\x04" + b"\0" * 99, b"PK\5\6" + b"\0" * 18]
)
def test_what_is_no_dossier_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    checked = check_dossier(tmp_path / "x")
    assert (checked.manifest, len(checked.faults)) == (None, 1)


# Somebody who knows the ZIP file, and not the manifest


def test_parts_are_those_of_the_manifest(dossier: Path) -> None:
    for change in (
        lambda parts: parts.update(extra=b"x"),
        lambda parts: parts.pop("transcript.csv"),
        lambda parts: parts.update({"transcript.csv": parts.pop("transcript.csv")}),
        lambda parts: parts.pop(MANIFEST),
        lambda parts: parts.update({MANIFEST: parts[MANIFEST].replace(b'": "', b'":  "', 1)}),
        lambda parts: parts.update({MANIFEST: parts[MANIFEST].replace(b"dossier 1", b"dossier 2")}),
        lambda parts: parts.update({MANIFEST: b"{}"}),
    ):
        parts = parts_of(dossier)
        change(parts)
        forged = dossier.with_name("forged.zip")
        zipped(forged, parts)
        checked = check_dossier(forged)
        assert (checked.manifest, len(checked.faults)) == (None, 1)


@pytest.mark.parametrize("name", ["transcript.json", "ledger.csv", "terms.json", "READ-ME.txt"])
def test_a_changed_part_is_named(dossier: Path, name: str) -> None:
    parts = parts_of(dossier)
    zipped(dossier, {**parts, name: parts[name] + b" "})
    assert faults(dossier) == (f"{name} was changed: its SHA-256 is not that of the manifest",)


# Somebody who makes every hash of the manifest right again


def _replaced(parts: Parts, name: str, change: Callable[[list[bytes]], list[bytes]]) -> Parts:
    return {**parts, name: b"".join(change(lines(parts[name])))}


def _both(parts: Parts, change: Callable[[list[bytes]], list[bytes]]) -> Parts:
    """Entries and digests alike."""
    changed = _replaced(parts, CONFERENCE, change)
    return _replaced(changed, CONFERENCE.replace("jsonl", "digests"), change)


CHANGED = "changed: its digest does not fit it and what came before"


@pytest.mark.parametrize(
    ("forge", "fault"),
    [
        (
            lambda parts: {**parts, CONFERENCE: parts[CONFERENCE].replace(b"live", b"lIve", 1)},
            None,
        ),
        (
            lambda parts: {**parts, CONFERENCE: parts[CONFERENCE].replace(b"2026", b"2027", 1)},
            f"{CONFERENCE_STREAM} entry 1: {CHANGED}",
        ),
        (
            lambda parts: _replaced(parts, CONFERENCE, lambda old: [old[1], old[0], *old[2:]]),
            f"{CONFERENCE_STREAM} entry 1: {CHANGED}",
        ),
        (
            lambda parts: _replaced(parts, CONFERENCE, lambda old: old[:4] + old[5:]),
            f"{CONFERENCE_STREAM} entry 5: what stands in its place is another's",
        ),
        (
            lambda parts: _both(parts, lambda old: old[:4] + old[5:]),
            f"{CONFERENCE_STREAM} entry 5: missing: in its place stands b'6'",
        ),
        (
            lambda parts: _both(parts, lambda old: old[:-1]),
            f"{CONFERENCE_STREAM} entry 18: the manifest says 18 entries, there are 17",
        ),
        (
            lambda parts: _replaced(parts, CONFERENCE, lambda old: old[:-1]),
            f"{CONFERENCE_STREAM} entry 18: missing: it stands in only one of the two parts",
        ),
        (
            lambda parts: _both(parts, lambda old: [*old, old[-1]]),
            f"{CONFERENCE_STREAM} entry 19: missing: in its place stands b'18'",
        ),
    ],
    ids=["nothing", "flip", "swap", "delete", "delete both", "tail", "half a tail", "twice"],
)
def test_the_first_bad_entry_is_named(
    dossier: Path, forge: Callable[[Parts], Parts], fault: str | None
) -> None:
    remade(dossier, forge(parts_of(dossier)))
    assert faults(dossier) == ((fault,) if fault else ())


def test_what_came_before_a_kept_back_entry_cannot_be_forged(dossier: Path) -> None:
    """With its digests made right up to there: the chain is silent, the root is not."""
    parts = parts_of(dossier)
    entries, digests = lines(parts[CONFERENCE]), lines(parts["journal/conference.digests"])
    kept_back = next(n for n, line in enumerate(entries) if line.startswith(b'{"withheld":'))
    forged = [line.rstrip(b"\n") for line in entries[:kept_back]]
    forged[0] = forged[0].replace(b"2026", b"2027")
    scratch: Parts = {}
    chained(scratch, msgspec.json.decode(parts[MANIFEST], type=Manifest), "conference", forged)
    parts[CONFERENCE] = scratch[CONFERENCE] + b"".join(entries[kept_back:])
    parts["journal/conference.digests"] = scratch["journal/conference.digests"] + b"".join(
        digests[kept_back:]
    )
    remade(dossier, parts)
    assert faults(dossier) == (
        f"{CONFERENCE_STREAM} entry 18: the manifest gives another root: something was changed",
    )


def test_whoever_forges_all_of_it_gives_another_head(dossier: Path, records: Records) -> None:
    """Nothing inside can tell; the heads and roots of the database, or of a paper, do."""
    records.dossier(dossier, "complete")
    before = check_dossier(dossier).manifest.streams[0]
    parts = parts_of(dossier)
    forged = [line.rstrip(b"\n") for line in lines(parts[CONFERENCE].replace(b"2026", b"2027"))]
    remade(dossier, parts, lambda manifest: chained(parts, manifest, "conference", forged))
    # The manifest was made before the journal was: its hashes are made right once more.
    remade(dossier, parts_of(dossier))
    checked = check_dossier(dossier)
    assert checked.faults == ()
    after = checked.manifest.streams[0]
    assert {(before.head, before.root)} & {(after.head, after.root)} == set()


def _kept_back(dossier: Path, **changes: object) -> tuple[str, ...]:
    """The first kept-back entry of the conference, with these fields."""
    parts = parts_of(dossier)
    entries = lines(parts[CONFERENCE])
    at = next(n for n, line in enumerate(entries) if line.startswith(b'{"withheld":'))
    place = json.loads(entries[at])["withheld"]
    place = {name: value for name, value in (place | changes).items() if value is not None}
    entries[at] = json.dumps({"withheld": place}, separators=(",", ":")).encode() + b"\n"
    remade(dossier, {**parts, CONFERENCE: b"".join(entries)})
    return faults(dossier)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({}, ()),
        ({"sequence": 1}, ("what stands in its place is another's",)),
        ({"leaf": "00"}, ("what stands in its place is another's",)),
        ({"leaf": "xx"}, ("what stands in its place cannot be read",)),
        ({"why": "x"}, ("what stands in its place cannot be read",)),
        ({"question": 9}, None),
        ({"born": None}, None),
    ],
)
def test_what_stands_in_place_of_an_entry_is_held_to_account(
    dossier: Path, changes: dict[str, object], fault: tuple[str, ...] | None
) -> None:
    told = _kept_back(dossier, **changes)
    if fault is None:
        assert "question 2 is missing" in told
        assert "case 2 has no question" in told
    else:
        assert tuple(each.partition(": ")[2] for each in told) == fault


def test_more_cannot_be_kept_back_than_the_manifest_says(dossier: Path) -> None:
    def more(manifest: Manifest) -> Manifest:
        first, *rest = manifest.streams
        first = msgspec.structs.replace(first, withheld=first.withheld + 1)
        return msgspec.structs.replace(manifest, streams=(first, *rest))

    remade(dossier, parts_of(dossier), more)
    assert faults(dossier) == (
        f"{CONFERENCE_STREAM} entry 18: the manifest says that 11 are kept back",
    )


def test_a_complete_copy_keeps_nothing_back(dossier: Path) -> None:
    remade(
        dossier,
        parts_of(dossier),
        lambda manifest: msgspec.structs.replace(manifest, copy="complete"),
    )
    assert faults(dossier) == tuple(
        f"{stream}: a complete copy keeps nothing back"
        for stream in (CONFERENCE_STREAM, CASEBOOK_STREAM)
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: msgspec.structs.replace(manifest, conference="SUOI"),
        lambda manifest: msgspec.structs.replace(manifest, commune="an-binh"),
        lambda manifest: msgspec.structs.replace(manifest, streams=manifest.streams[::-1]),
        lambda manifest: msgspec.structs.replace(manifest, streams=()),
        lambda manifest: msgspec.structs.replace(manifest, streams=manifest.streams[:1] * 2),
    ],
)
def test_the_streams_are_those_of_this_conference(
    dossier: Path, change: Callable[[Manifest], Manifest]
) -> None:
    remade(dossier, parts_of(dossier), change)
    assert faults(dossier) != ()
