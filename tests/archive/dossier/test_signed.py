"""A dossier whose streams were signed, what somebody can make of it, and what only a checkpoint from outside finds."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from archive.checkpoints.book import CheckpointBook, JournalStreams
from archive.checkpoints.checking import Brought, Trust
from archive.checkpoints.note import Checkpoint, Note, parse_note
from archive.checkpoints.signing import Signing
from archive.dossier.checking import check_dossier
from archive.dossier.form import MANIFEST, Copy, Manifest
from archive.store import Store
from tests.archive.checkpoints.keys import check, key, signatory
from tests.archive.dossier.forging import Parts, chained, parts_of, remade
from tests.archive.dossier.records import CASEBOOK_STREAM, CONFERENCE_STREAM, Records

TRUST = Trust(check)
KEYS = "checkpoints/keys.txt"
Lines = list[bytes]


@pytest.fixture
async def signed(records: Records, store: Store) -> Records:
    book = CheckpointBook(store)
    await Signing(book, [JournalStreams(store)], signatory(), lambda: 1).go()
    return records


@pytest.fixture
def whole(signed: Records, tmp_path: Path) -> Path:
    """The copy that keeps nothing back, so that it can be made anew from its lines."""
    return made(signed, tmp_path / "complete.zip", "complete")


def made(signed: Records, file: Path, copy: Copy) -> Path:
    signed.dossier(file, copy)
    return file


def sizes(signed: Records) -> tuple[int, int]:
    return len(signed.conference.events), len(signed.casebook.events)


def note_of(parts: Parts, kind: str, size: int) -> str:
    return parts[f"checkpoints/{kind}/{size}.txt"].decode()


def outside(file: Path, signed: Records) -> Brought:
    return Brought(parse_note(note_of(parts_of(file), "conference", sizes(signed)[0])), "photo.txt")


@pytest.mark.parametrize("copy", ["office", "complete"])
def test_what_was_signed_is_in_it_and_holds_also_where_entries_are_kept_back(
    signed: Records, tmp_path: Path, copy: Copy
) -> None:
    file = made(signed, tmp_path / "dossier.zip", copy)
    conference, casebook = sizes(signed)
    names = [name for name in parts_of(file) if name.startswith("checkpoints/")]
    assert names == [
        f"checkpoints/conference/{conference}.txt",
        f"checkpoints/casebook/{casebook}.txt",
        KEYS,
    ]
    photo = outside(file, signed)
    checked = check_dossier(file, trust=TRUST, brought=[photo])
    assert checked.faults == ()
    assert (dict(checked.signed), checked.held) == ({str(key()): 2}, ("photo.txt",))


def test_the_same_records_still_give_the_same_bytes(signed: Records) -> None:
    assert signed.bytes_of() == signed.bytes_of()


def test_one_of_before_there_were_checkpoints_is_as_good_as_ever(
    records: Records, tmp_path: Path
) -> None:
    file = made(records, tmp_path / "dossier.zip", "office")
    checked = check_dossier(file, trust=TRUST)
    assert (checked.faults, dict(checked.signed)) == ((), {})


def test_one_that_is_about_something_else_is_told(signed: Records, tmp_path: Path) -> None:
    file = made(signed, tmp_path / "dossier.zip", "office")
    said = elsewhere(outside(file, signed))
    note = Note(said, tuple(signatory().sign(said.text.encode())))
    checked = check_dossier(file, trust=TRUST, brought=[Brought(note, "photo.txt")])
    assert (checked.faults, checked.held) == (
        (f"{said.stream}: photo.txt does not hold: this stream is not here",),
        (),
    )


def elsewhere(brought: Brought) -> Checkpoint:
    """The same about another conference."""
    return replace(brought.note.checkpoint, stream="conference/dong-hoa/SUOI")


# Somebody who knows all of its forms, and makes the journal anew


def forge(file: Path, change: Callable[[Lines], Lines], *, forget: bool) -> None:
    """With right digests, head, root and hashes; and without the checkpoints, if they think of them."""
    parts = parts_of(file)
    lines = change(parts["journal/conference.jsonl"].splitlines())

    def again(manifest: Manifest) -> Manifest:
        return chained(parts, manifest, "conference", lines)

    manifest = msgspec.json.decode(parts[MANIFEST], type=Manifest)
    again(manifest)
    if forget:
        for name in [name for name in parts if name.startswith("checkpoints/")]:
            del parts[name]
    remade(file, parts, again)


def flipped(lines: Lines) -> Lines:
    return [line.replace("sửa cầu".encode(), "xây cầu".encode()) for line in lines]


def swapped(lines: Lines) -> Lines:
    at = next(n for n, line in enumerate(lines) if b'"vote_cast"' in line)
    return [*lines[: at - 1], lines[at], lines[at - 1], *lines[at + 1 :]]


def without_the_middle(lines: Lines) -> Lines:
    return [line for line in lines if b'"vote_cast"' not in line]


def cut(lines: Lines) -> Lines:
    return lines[:-1]


@pytest.mark.parametrize("change", [flipped, swapped, without_the_middle, cut])
def test_a_journal_made_anew_does_not_fit_its_checkpoints(
    whole: Path, signed: Records, change: Callable[[Lines], Lines]
) -> None:
    forge(whole, change, forget=False)
    (fault,) = (each for each in check_dossier(whole).faults if "checkpoint" in each)
    size, _ = sizes(signed)
    told = (
        f"{CONFERENCE_STREAM}: the checkpoint of {size} entries does not hold: {why(change, size)}"
    )
    assert fault == told


@pytest.mark.parametrize("change", [flipped, swapped, without_the_middle, cut])
def test_without_its_checkpoints_only_one_from_outside_finds_it(
    whole: Path, signed: Records, change: Callable[[Lines], Lines]
) -> None:
    photo, size = outside(whole, signed), sizes(signed)[0]
    forge(whole, change, forget=True)
    assert [each for each in check_dossier(whole, trust=TRUST).faults if "root" in each] == []
    checked = check_dossier(whole, trust=Trust(check, (key(),)), brought=[photo])
    assert checked.faults[-1] == (
        f"{CONFERENCE_STREAM}: photo.txt does not hold: {why(change, size)}"
    )
    assert checked.held == ()


def test_a_changed_word_in_a_made_up_dossier_is_found_by_nothing_inside(
    whole: Path, signed: Records
) -> None:
    """All of it adds up: this is why somebody should have a checkpoint of their own."""
    photo = outside(whole, signed)
    forge(whole, flipped, forget=True)
    assert check_dossier(whole, trust=TRUST).faults == ()
    assert len(check_dossier(whole, trust=Trust(check, (key(),)), brought=[photo]).faults) == 1


def why(change: Callable[[Lines], Lines], size: int) -> str:
    if change in (cut, without_the_middle):
        return f"the stream once had {size} entries and has {size - 1}, so it was cut off"
    return f"the first {size} entries have another root, so they were changed"


def test_who_signs_it_with_a_key_of_their_own_is_found_by_the_key(
    whole: Path, signed: Records
) -> None:
    parts, (size, _) = parts_of(whole), sizes(signed)
    name = f"checkpoints/conference/{size}.txt"
    said = parse_note(parts[name].decode()).checkpoint
    (own,) = signatory("wrong").sign(said.text.encode())
    parts[name] = f"{said.text}\n{own}\n".encode()
    remade(whole, {**parts, KEYS: f"{key('wrong')}\n{key()}\n".encode()})
    inside = check_dossier(whole, trust=TRUST)
    assert (inside.faults, dict(inside.signed)) == ((), {str(key("wrong")): 1, str(key()): 1})
    assert check_dossier(whole, trust=Trust(check, (key(),))).faults == (
        (
            f"{CONFERENCE_STREAM}: the checkpoint of {size} entries cannot be trusted: "
            "it is signed by none of the keys that are known"
        ),
    )


def test_a_false_signature_is_found(whole: Path, signed: Records) -> None:
    parts, (size, _) = parts_of(whole), sizes(signed)
    name = f"checkpoints/conference/{size}.txt"
    later = parts[name].replace(b"1970", b"1971")
    remade(whole, {**parts, name: later})
    assert check_dossier(whole).faults == ()
    assert check_dossier(whole, trust=TRUST).faults == (
        (
            f"{CONFERENCE_STREAM}: the checkpoint of {size} entries cannot be trusted: "
            f"its signature is not that of the key {key()}"
        ),
    )


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda parts: parts.pop(KEYS), "checkpoints/keys.txt is missing"),
        (lambda parts: parts.update({KEYS: b"x" * 70_000}), "checkpoints/keys.txt is too long"),
        (lambda parts: parts.update({KEYS: b"\xff"}), "checkpoints/keys.txt cannot be read"),
    ],
)
def test_the_keys_must_be_there(whole: Path, change: Callable[[Parts], object], fault: str) -> None:
    parts = parts_of(whole)
    change(parts)
    remade(whole, parts)
    assert check_dossier(whole).faults == (fault,)


@pytest.mark.parametrize(
    "name", ["x", "conference/x.txt", "conference/01.txt", "almanac/1.txt", "conference/0.txt"]
)
def test_nothing_else_lies_beside_them(whole: Path, name: str) -> None:
    parts = parts_of(whole)
    parts = {f"checkpoints/{name}": b"x", **parts}
    remade(whole, parts)
    assert check_dossier(whole).faults == (f"checkpoints/{name} is no checkpoint of its streams",)


def test_one_in_the_wrong_place_is_told(whole: Path, signed: Records) -> None:
    parts, (size, other) = parts_of(whole), sizes(signed)
    wrong = f"checkpoints/casebook/{other}.txt"
    remade(whole, {**parts, wrong: note_of(parts, "conference", size).encode()})
    assert check_dossier(whole).faults == (
        (
            f"{CASEBOOK_STREAM}: the checkpoint of {other} entries cannot be trusted: "
            "it is about something else"
        ),
    )


def test_its_hash_in_the_manifest_is_checked_like_any_other(whole: Path, signed: Records) -> None:
    size, _ = sizes(signed)
    part = parts_of(whole)[f"checkpoints/conference/{size}.txt"]
    manifest = check_dossier(whole).manifest
    assert manifest
    assert hashlib.sha256(part).hexdigest() in {one.sha256 for one in manifest.parts}
