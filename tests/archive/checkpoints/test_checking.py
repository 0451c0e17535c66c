"""What somebody can do to a database who owns the machine, and by what it is found."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from archive.checkpoints.book import CheckpointBook, JournalStreams
from archive.checkpoints.checking import Brought, Trust
from archive.checkpoints.note import Checkpoint, Note, parse_note
from archive.checkpoints.signing import Signing
from archive.journal import Position, genesis, link
from archive.journal_sqlite import SqliteJournal
from archive.store import Store
from archive.tree import Tree, leaf
from archive.verify import Fault, Verification, verify
from tests.archive.checkpoints.keys import check, key, signatory
from tests.archive.checkpoints.signing_room import votes

STREAM, OTHER = "conference/dong-hoa/CAU", "casebook/dong-hoa/CAU"
TRUST = Trust(check)
CHANGE = "UPDATE signed_checkpoints"
TRIGGERS = ("entries_refuse_update", "entries_refuse_delete", "entries_move_head")


@pytest.fixture
async def signed(store: Store) -> Path:
    """Five entries signed, then three more: eight, signed again."""
    journal = SqliteJournal(store)
    for since, count in ((0, 5), (5, 3)):
        for stream in (STREAM, OTHER):
            await journal.append(stream, Position(7, since), votes(count, since))
        await signing(store).go()
    return store.file


def signing(store: Store, *names: str) -> Signing:
    return Signing(CheckpointBook(store), [JournalStreams(store)], signatory(*names), lambda: 1)


def outside(file: Path, size: int = 8, stream: str = STREAM) -> Brought:
    """As somebody photographed it that evening."""
    with closing(sqlite3.connect(file)) as connection:
        (note,) = connection.execute(
            "SELECT note FROM signed_checkpoints WHERE stream = ? AND size = ?", (stream, size)
        ).fetchone()
    return Brought(parse_note(note), "photo.txt")


def owns(file: Path, *changes: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        for name in ("update", "delete"):
            connection.execute(f"DROP TRIGGER IF EXISTS signed_checkpoints_refuse_{name}")
        for change in changes:
            connection.execute(change)


def rewrite(file: Path, change: Callable[[list[str]], list[str]]) -> None:
    """The stream made of other entries, with every digest and the head as they must be for them."""
    with closing(sqlite3.connect(file)) as connection, connection:
        for trigger in TRIGGERS:
            connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        rows = connection.execute(
            "SELECT body FROM entries WHERE stream = ? ORDER BY sequence", (STREAM,)
        )
        bodies = change([body for (body,) in rows])
        connection.execute("DELETE FROM entries WHERE stream = ?", (STREAM,))
        digest = genesis(STREAM, 7)
        for sequence, body in enumerate(bodies, 1):
            digest = link(digest, body.encode())
            row = (STREAM, sequence, "dong-hoa", body, digest)
            connection.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?)", row)
        connection.execute(
            "UPDATE heads SET sequence = ?, digest = ? WHERE stream = ?",
            (len(bodies), digest, STREAM),
        )


def forget(file: Path) -> None:
    owns(file, "DELETE FROM signed_checkpoints WHERE stream LIKE 'conference/%'")


def flipped(bodies: list[str]) -> list[str]:
    return [body.replace("id-2", "id-3") for body in bodies]


def swapped(bodies: list[str]) -> list[str]:
    return [bodies[1], bodies[0], *bodies[2:]]


def without_the_middle(bodies: list[str]) -> list[str]:
    return [*bodies[:3], *bodies[4:]]


def cut(bodies: list[str]) -> list[str]:
    return bodies[:6]


CHANGES = [flipped, swapped, without_the_middle, cut]
BEFORE = "the first {} entries have another root, so they were changed"


def said(found: Verification) -> list[tuple[str, int, str]]:
    return [(one.stream, one.sequence, one.problem) for one in found.faults]


def test_what_was_signed_is_borne_out(signed: Path):
    brought = [outside(signed), outside(signed, 5), outside(signed, stream=OTHER)]
    found = verify(signed, trust=TRUST, brought=brought)
    assert found.faults == ()
    assert found.signed == {key(): 4}
    assert {one.note for one in found.held} == {one.note for one in brought}


def test_a_file_of_before_there_were_checkpoints_has_none(signed: Path):
    owns(signed, "DROP TABLE signed_checkpoints")
    found = verify(signed, trust=TRUST)
    assert (found.faults, found.signed, len(found.sound)) == ((), {}, 2)


@pytest.mark.parametrize(
    ("change", "size", "problem"),
    [
        (flipped, 5, BEFORE.format(5)),
        (swapped, 5, BEFORE.format(5)),
        (without_the_middle, 5, BEFORE.format(5)),
        (cut, 8, "the stream once had 8 entries and has 6, so it was cut off"),
    ],
)
def test_what_is_kept_beside_it_finds_a_past_that_was_made_anew(
    signed: Path, change: Callable[[list[str]], list[str]], size: int, problem: str
):
    """Every digest and the head fit: the chain alone finds nothing."""
    rewrite(signed, change)
    assert said(verify(signed))[0] == (
        STREAM,
        size,
        f"the checkpoint of {size} entries does not hold: {problem}",
    )


@pytest.mark.parametrize("change", CHANGES)
def test_who_throws_checkpoints_away_is_found_by_one_from_outside_alone(
    signed: Path, change: Callable[[list[str]], list[str]]
):
    photo = outside(signed)
    rewrite(signed, change)
    forget(signed)
    assert verify(signed, trust=TRUST).faults == ()
    found = verify(signed, trust=TRUST, brought=[photo])
    if change in (cut, without_the_middle):
        left = 6 if change is cut else 7
        problem = f"the stream once had 8 entries and has {left}, so it was cut off"
    else:
        problem = BEFORE.format(8)
    assert said(found) == [(STREAM, 8, f"photo.txt does not hold: {problem}")]
    assert found.held == ()


def test_a_cut_tail_with_its_checkpoint_is_found_by_nothing_inside(signed: Path):
    """Only the last ones are gone; what is left was all signed, and still holds."""
    photo = outside(signed)
    rewrite(signed, lambda bodies: bodies[:5])
    owns(signed, "DELETE FROM signed_checkpoints WHERE size = 8")
    inside = verify(signed, trust=TRUST)
    assert (inside.faults, inside.signed) == ((), {key(): 2})
    assert said(verify(signed, trust=TRUST, brought=[photo])) == [
        (
            STREAM,
            8,
            "photo.txt does not hold: the stream once had 8 entries and has 5, so it was cut off",
        )
    ]


async def test_who_signs_the_changed_past_with_another_key_is_found_by_the_key(
    signed: Path, store: Store
):
    """They hold a key, not ours, and sign everything anew with it."""
    rewrite(signed, flipped)
    owns(signed, "DELETE FROM signed_checkpoints")
    await signing(store, "wrong").go()
    inside = verify(signed, trust=TRUST)
    assert (inside.faults, inside.signed) == ((), {key("wrong"): 2})
    found = verify(signed, trust=Trust(check, (key(),)))
    problem = "the checkpoint of 8 entries cannot be trusted: it is signed by none of the keys that are known"
    assert said(found) == [(stream, 8, problem) for stream in sorted((STREAM, OTHER))]


async def test_a_checkpoint_from_outside_needs_the_expected_key_as_well(signed: Path, store: Store):
    """Not just one that lies inside: somebody else's key signs there too."""
    owns(signed, "DELETE FROM signed_checkpoints")
    await signing(store, "one", "wrong").go()
    said_true = outside(signed).note.checkpoint
    slipped = Brought(Note(said_true, tuple(signatory("wrong").sign(said_true.text.encode()))), "b")
    found = verify(signed, trust=Trust(check, (key(),)), brought=[slipped])
    problem = "b cannot be trusted: it is signed by none of the keys that are known"
    assert (said(found), found.held) == ([(STREAM, 8, problem)], ())
    assert verify(signed, trust=TRUST, brought=[slipped]).held == (slipped,)


def test_who_signs_in_the_name_of_our_key_is_found(signed: Path):
    note = outside(signed).note
    forged = Checkpoint(STREAM, 7, 8, b"\x09" * 32, 1)
    false = str(Note(forged, note.signatures))
    owns(signed, f"{CHANGE} SET note = '{false}' WHERE stream = '{STREAM}' AND size = 8")
    (fault,) = verify(signed, trust=TRUST).faults
    assert (fault.stream, fault.sequence) == (STREAM, 8)
    assert fault.problem == (
        f"the checkpoint of 8 entries cannot be trusted: its signature is not that of the key {key()}"
    )


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("note = replace(note, '.001Z', '.001+00:00')", "it is not spelled as a checkpoint is"),
        ("note = 'x'", "it is no checkpoint of ours: origin, size, root and time must stand in it"),
        ("keys = 'x'", "'x' is no public key"),
        ("size = 4", "it is about something else"),
    ],
)
def test_what_is_kept_badly_is_told(signed: Path, change: str, problem: str):
    owns(signed, f"{CHANGE} SET {change} WHERE stream = '{STREAM}' AND size = 5")
    (fault,) = verify(signed, trust=TRUST).faults
    size = 4 if change == "size = 4" else 5
    assert fault == Fault(
        STREAM, size, f"the checkpoint of {size} entries cannot be trusted: {problem}"
    )


def test_a_checkpoint_of_another_stream_or_life_is_told(signed: Path):
    said_elsewhere = [
        Checkpoint("conference/dong-hoa/SUOI", 7, 8, b"\x01" * 32, 1),
        Checkpoint(STREAM, 6, 8, b"\x01" * 32, 1),
    ]
    notes = [Note(one, tuple(signatory().sign(one.text.encode()))) for one in said_elsewhere]
    found = verify(signed, trust=TRUST, brought=[Brought(note, "b.txt") for note in notes])
    assert sorted(said(found)) == [
        (STREAM, 8, "b.txt does not hold: it is about another life of this stream"),
        ("conference/dong-hoa/SUOI", 8, "b.txt does not hold: this stream is not here"),
    ]


def test_one_from_outside_that_no_known_key_signed_counts_for_nothing(signed: Path):
    said_true = outside(signed).note.checkpoint
    wrong = Note(said_true, tuple(signatory("wrong").sign(said_true.text.encode())))
    found = verify(signed, trust=TRUST, brought=[Brought(wrong, "b.txt")])
    problem = "b.txt cannot be trusted: it is signed by none of the keys that are known"
    assert said(found) == [(STREAM, 8, problem)]
    assert found.held == ()


def test_of_nothing_there_may_be_a_checkpoint_too(signed: Path):
    empty = Checkpoint(STREAM, 7, 0, Tree().root, 1)
    note = Note(empty, tuple(signatory().sign(empty.text.encode())))
    assert verify(signed, trust=TRUST, brought=[Brought(note, "b.txt")]).faults == ()
    assert leaf(b"") != Tree().root
