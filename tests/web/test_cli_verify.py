"""`verify` with what was carried outside, and `checkpoint …`: also where there is no data directory."""

import asyncio
import base64
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.checkpoints.book import CheckpointBook, JournalStreams, Signed
from archive.checkpoints.proofs import prove_between
from archive.checkpoints.signing import Signing
from archive.journal import Position
from archive.journal_sqlite import SqliteJournal
from archive.store import DATABASE_FILE, Store
from tests.archive.checkpoints.signing_room import votes
from tests.archive.checkpoints.test_checking import STREAM, cut, flipped, forget, owns, rewrite
from web.checkpoint_keys import FILE_NAME, signatory
from web.cli import cli
from web.cli_verify import FROM_INSIDE, FROM_OUTSIDE

Run = Callable[..., Result]


async def _sign(data: Path) -> list[Signed]:
    """Five entries signed, then three more; a journal of votes alone."""
    store = await Store.open(data)
    journal, book = SqliteJournal(store), CheckpointBook(store)
    for since, count in ((0, 5), (5, 3)):
        await journal.append(STREAM, Position(7, since), votes(count, since))
        await Signing(
            book, [JournalStreams(store)], signatory(data), lambda: 1_700_000_000_000
        ).go()
    signed = await book.listed(STREAM)
    await store.close()
    return signed


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def signed(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Signed]:
    """The newest first; `new.txt` and `old.txt` are in the folder, as somebody kept them, with the proof."""
    data.mkdir()
    new, old = asyncio.run(_sign(data))
    monkeypatch.chdir(tmp_path)
    Path("new.txt").write_text(new.note)
    Path("old.txt").write_text(old.note)
    Path("key.txt").write_text(f"{new.keys[0]}\n")
    nodes = prove_between(data / DATABASE_FILE, old, new)
    Path("proof.txt").write_text("".join(f"{base64.b64encode(one).decode()}\n" for one in nodes))
    return [new, old]


@pytest.fixture
def run(data: Path, signed: list[Signed]) -> Run:
    runner = CliRunner(env={"DOITHOAI_DATA": str(data)})

    def call(*arguments: str) -> Result:
        return runner.invoke(cli, arguments, prog_name="doithoai")

    return call


def test_verify_says_who_signed_and_whose_word_that_is(run: Run, signed: list[Signed]) -> None:
    done = run("verify")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[1:] == [
        f"2 checkpoints signed by {signed[0].keys[0]}",
        FROM_INSIDE,
    ]


@pytest.mark.parametrize("named", ["key.txt", "{key}"])
def test_verify_holds_what_was_kept_against_the_journal(
    run: Run, signed: list[Signed], named: str
) -> None:
    key = named.format(key=signed[0].keys[0])
    done = run("verify", "--checkpoint", "new.txt", "--checkpoint", "old.txt", "--key", key)
    assert done.exit_code == 0
    time = "2023-11-14T22:13:20.000Z"
    assert done.stdout.splitlines()[2:] == [
        FROM_OUTSIDE,
        f"new.txt holds: {STREAM} had 8 entries at {time}",
        f"old.txt holds: {STREAM} had 5 entries at {time}",
    ]
    told = json.loads(run("verify", "--json", "--checkpoint", "new.txt", "--key", key).stdout)
    assert (told["signed"], told["keys_from"], told["held"]) == (
        {signed[0].keys[0]: 2},
        "outside",
        ["new.txt"],
    )


def test_a_page_that_broke_outside_of_all_journals_is_told(run: Run, data: Path) -> None:
    file = data / DATABASE_FILE
    assert json.loads(run("verify", "--json").output)["damage"] is None
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        wanted = "SELECT rootpage FROM sqlite_master WHERE name = 'people'"
        (page,) = connection.execute(wanted).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with file.open("r+b") as broken:
        broken.seek((page - 1) * size + 3)
        broken.write(b"\xff" * 2)  # it has more cells than there can be
    told = run("verify")
    assert told.exit_code == 1
    assert "SQLite finds the database damaged" in told.output.splitlines()[-1]
    assert "restore a backup" in told.output.splitlines()[-1]


def test_a_note_that_went_by_mail_is_still_one(run: Run, signed: list[Signed]) -> None:
    Path("mail.txt").write_bytes(b"\r\n" + signed[0].note.replace("\n", "\r\n").encode() + b"\r\n")
    assert run("verify", "--checkpoint", "mail.txt").exit_code == 0


@pytest.mark.parametrize("change", [flipped, cut])
def test_what_nothing_inside_finds_the_kept_one_finds(
    run: Run, data: Path, change: Callable[[list[str]], list[str]]
) -> None:
    rewrite(data / DATABASE_FILE, change)
    forget(data / DATABASE_FILE)
    assert run("verify", "--key", "key.txt").exit_code == 0
    found = run("verify", "--key", "key.txt", "--checkpoint", "new.txt")
    assert (found.exit_code, found.stderr.count("\n")) == (1, 1)
    assert "new.txt was not borne out" in found.stdout
    assert "new.txt does not hold: the" in found.stdout


def test_another_key_is_told(run: Run, data: Path) -> None:
    """The journal is sound; who signed it is not whom somebody expected."""
    other = str(signatory(data.parent).keys[0])
    found = run("verify", "--key", other)
    assert found.exit_code == 1
    assert "cannot be trusted: it is signed by none of the keys that are known" in found.stdout


def test_a_changed_signature_is_told(run: Run, data: Path) -> None:
    owns(data / DATABASE_FILE, "UPDATE signed_checkpoints SET note = replace(note, '2023', '2024')")
    found = run("verify")
    assert found.exit_code == 1
    assert found.stdout.count("cannot be trusted: its signature is not that of the key") == 2


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("verify", "--checkpoint", "key.txt"), "key.txt cannot be used as a checkpoint: it is no"),
        (("verify", "--checkpoint", "none.txt"), "none.txt"),
        (("verify", "--key", "new.txt"), "new.txt cannot be used as a key"),
        (("verify", "--key", "a+b"), "a+b cannot be used as a key"),
        (("verify", "--key", "none.txt"), "none.txt"),
        (("checkpoint", "consistency", "new.txt", "old.txt", "proof.txt"), "proof.txt does not show"),
        (("checkpoint", "consistency", "old.txt", "new.txt", "key.txt"), "key.txt is no proof"),
        (("checkpoint", "consistency", "old.txt", "new.txt", "empty.txt"), "empty.txt does not show"),
        (("checkpoint", "consistency", "old.txt", "new.txt", "short.txt"), "short.txt is no proof"),
        (("checkpoint", "consistency", "old.txt", "other.txt", "proof.txt"), "not about one stream"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_one_line(
    run: Run, signed: list[Signed], arguments: tuple[str, ...], problem: str
) -> None:
    Path("empty.txt").write_text("")
    Path("short.txt").write_text("AAAA\n")
    Path("other.txt").write_text(signed[0].note.replace("CAU", "SUOI"))
    done = run(*arguments)
    assert (done.exit_code, problem in done.stderr, done.stderr.count("\n")) == (1, True, 1)


def test_the_proof_is_checked_without_anything_else(
    run: Run, data: Path, signed: list[Signed]
) -> None:
    data.rename(data.with_name("gone"))
    asked = ("checkpoint", "consistency", "old.txt", "new.txt", "proof.txt")
    time = "2023-11-14T22:13:20.000Z"
    lines = [
        f"{STREAM} had 5 entries at {time}",
        f"{STREAM} had 8 entries at {time}",
        "the second goes on from the first",
    ]
    assert run(*asked).stdout.splitlines() == [*lines, "signatures were not checked: give --key"]
    assert run(*asked, "--key", "key.txt").stdout.splitlines() == [*lines, FROM_OUTSIDE]
    told = json.loads(run(*asked, "--key", "key.txt", "--json").stdout)
    assert told == {"old": 5, "new": 8, "signatures_checked": True}
    other = str(signatory(Path()).keys[0])
    wrong = run(*asked, "--key", other)
    assert (wrong.exit_code, "old.txt cannot be trusted" in wrong.stderr) == (1, True)


def test_a_proof_of_a_changed_past_does_not_hold(
    run: Run, data: Path, signed: list[Signed]
) -> None:
    """The journal was made anew and signed anew, by whoever has the key: what was kept tells it."""
    rewrite(data / DATABASE_FILE, flipped)
    owns(data / DATABASE_FILE, "DELETE FROM signed_checkpoints")

    async def again() -> Signed:
        store = await Store.open(data)
        book = CheckpointBook(store)
        await Signing(book, [JournalStreams(store)], signatory(data), lambda: 1).go()
        newest = await book.newest(STREAM)
        await store.close()
        assert newest
        return newest

    Path("forged.txt").write_text(asyncio.run(again()).note)
    asked = ("old.txt", "forged.txt", "proof.txt", "--key", "key.txt")
    done = run("checkpoint", "consistency", *asked)
    assert (done.exit_code, "proof.txt does not show" in done.stderr) == (1, True)


def test_a_checkpoint_is_printed_as_it_was_signed(run: Run, signed: list[Signed]) -> None:
    new, old = signed
    assert run("checkpoint", "show", STREAM).stdout == new.note
    assert run("checkpoint", "show", STREAM, "--size", "5").stdout == old.note
    for asked in (("office/dong-hoa/LOG",), (STREAM, "--size", "6")):
        done = run("checkpoint", "show", *asked)
        assert (done.exit_code, "nothing is signed of" in done.stderr) == (1, True)


def test_the_key_is_printed_and_replaced(run: Run, data: Path, signed: list[Signed]) -> None:
    old = signed[0].keys[0]
    assert run("checkpoint", "key").stdout == f"{old}\n"
    fresh, words = run("checkpoint", "rotate").stdout.splitlines()
    assert words == "restart the server: from then on it signs too"
    assert run("checkpoint", "key").stdout == f"{fresh}\n{old}\n"
    file = data / FILE_NAME
    file.write_text(file.read_text().splitlines()[0] + "\n")
    assert run("checkpoint", "key").stdout == f"{fresh}\n{old} (no more)\n"
    assert json.loads(run("checkpoint", "key", "--json").stdout) == {
        "keys": [fresh],
        "earlier": [old],
    }


@pytest.mark.parametrize("command", ["key", "rotate"])
def test_where_there_is_no_database_no_key_is_made(run: Run, tmp_path: Path, command: str) -> None:
    done = run("checkpoint", command, "--data", str(tmp_path / "none"))
    assert (done.exit_code, (tmp_path / "none").exists()) == (1, False)
    assert "there is no database" in done.stderr


def test_a_file_of_before_there_were_checkpoints_has_no_earlier_keys(run: Run, data: Path) -> None:
    with closing(sqlite3.connect(data / DATABASE_FILE)) as connection, connection:
        connection.execute("DROP TABLE signed_checkpoints")
    assert len(run("checkpoint", "key").stdout.splitlines()) == 1
