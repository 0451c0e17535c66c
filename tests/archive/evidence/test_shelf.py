import asyncio
import hashlib
import os
import signal
import sys
import textwrap
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest

from archive.evidence import shelf as shelf_module
from archive.evidence.kinds import StoredFile
from archive.evidence.limits import CASE_MAX_BYTES, FILE_MAX_BYTES, WAITING_MAX
from archive.evidence.shelf import EVIDENCE_FOLDER, INCOMING_FOLDER, EvidenceShelf
from conference.refusals import Code, Refusal
from tests.archive.evidence.corpus import PDF, PHOTO, SECRET

PDF_FILE = hashlib.sha256(PDF).hexdigest()


def tokens() -> Iterator[str]:
    return (f"token-{n}" for n in count())


@pytest.fixture
def shelf(tmp_path: Path) -> EvidenceShelf:
    return EvidenceShelf(tmp_path, tokens().__next__)


async def sent(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


def everything(data: Path) -> list[str]:
    return sorted(
        file.relative_to(data).as_posix() for file in data.rglob("*") if not file.is_dir()
    )


async def test_a_file_is_kept_under_its_hash(shelf: EvidenceShelf, tmp_path: Path):
    stored = await shelf.take("an-binh", "biên bản.pdf", sent(PDF[:20], PDF[20:]), of_case=0)
    assert stored == StoredFile(PDF_FILE, "biên bản.pdf", "application/pdf", len(PDF))
    place = tmp_path / EVIDENCE_FOLDER / "an-binh" / PDF_FILE[:2] / PDF_FILE
    assert shelf.path("an-binh", PDF_FILE) == place
    assert place.read_bytes() == PDF
    assert everything(tmp_path / EVIDENCE_FOLDER) == [f"an-binh/{PDF_FILE[:2]}/{PDF_FILE}"]
    assert (place.stat().st_mode & 0o777, place.parent.stat().st_mode & 0o777) == (0o600, 0o700)


async def test_a_photo_is_kept_without_where_it_was_taken(shelf: EvidenceShelf):
    stored = await shelf.take("an-binh", "IMG_1.jpg", sent(PHOTO), of_case=0)
    assert isinstance(stored, StoredFile)
    kept = shelf.path("an-binh", stored.file).read_bytes()
    assert (SECRET in kept, hashlib.sha256(kept).hexdigest()) == (False, stored.file)
    assert stored.size == len(kept)


async def test_the_same_file_is_kept_once(shelf: EvidenceShelf):
    stored = [await shelf.take("an-binh", n, sent(PDF), of_case=0) for n in ("a.pdf", "b.pdf")]
    assert [one.name for one in stored] == ["a.pdf", "b.pdf"]
    assert list(shelf.kept("an-binh")) == [(PDF_FILE, len(PDF))]


async def test_communes_do_not_share_files(shelf: EvidenceShelf):
    await shelf.take("an-binh", "a.pdf", sent(PDF), of_case=0)
    assert shelf.path("binh-an", PDF_FILE) is None
    assert list(shelf.kept("binh-an")) == []


async def test_a_spoilt_file_is_whole_again_when_it_is_sent_again(shelf: EvidenceShelf):
    await shelf.take("an-binh", "a.pdf", sent(PDF), of_case=0)
    shelf.path("an-binh", PDF_FILE).write_bytes(b"spoilt")
    await shelf.take("an-binh", "a.pdf", sent(PDF), of_case=0)
    assert shelf.path("an-binh", PDF_FILE).read_bytes() == PDF


@pytest.mark.parametrize(
    ("commune", "file"),
    [
        ("an-binh", "../" + PDF_FILE),
        ("an-binh", PDF_FILE.upper()),
        ("an-binh", PDF_FILE[:-1]),
        ("..", PDF_FILE),
        ("an-binh/..", PDF_FILE),
        (INCOMING_FOLDER, PDF_FILE),
        ("", PDF_FILE),
    ],
)
async def test_no_name_leads_anywhere_else(shelf: EvidenceShelf, commune: str, file: str):
    await shelf.take("an-binh", "a.pdf", sent(PDF), of_case=0)
    assert shelf.path(commune, file) is None


@pytest.mark.parametrize(
    ("commune", "chunks", "of_case", "refusal"),
    [
        ("an-binh", (b"",), 0, Refusal(Code.EMPTY, "file")),
        ("an-binh", (), 0, Refusal(Code.EMPTY, "file")),
        ("an-binh", (b"x" * FILE_MAX_BYTES, b"x"), 0, Refusal(Code.TOO_LONG, "file")),
        ("an-binh", (PDF,), CASE_MAX_BYTES, Refusal(Code.TOO_MANY, "files")),
        ("an-binh", (PHOTO,), 0, Refusal(Code.BAD_VALUE, "file_lies")),
        ("../x", (PDF,), 0, Refusal(Code.BAD_VALUE, "commune")),
    ],
)
async def test_what_is_not_taken_leaves_nothing_behind(
    shelf: EvidenceShelf,
    tmp_path: Path,
    *,
    commune: str,
    chunks: tuple[bytes, ...],
    of_case: int,
    refusal: Refusal,
):
    assert await shelf.take(commune, "a.pdf", sent(*chunks), of_case=of_case) == refusal
    assert everything(tmp_path) == []


async def test_what_is_too_large_is_not_waited_for(shelf: EvidenceShelf):
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 1024 * 1024

    refused = await shelf.take("an-binh", "a.txt", endless(), of_case=0)
    assert refused == Refusal(Code.TOO_LONG, "file")


async def test_a_commune_has_so_much_room(
    shelf: EvidenceShelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Also after a restart: it is counted from the disk."""
    monkeypatch.setattr(shelf_module, "COMMUNE_MAX_BYTES", len(PDF) + 10)
    await shelf.take("an-binh", "a.pdf", sent(PDF), of_case=0)
    for one in (shelf, EvidenceShelf(tmp_path, tokens().__next__)):
        full = await one.take("an-binh", "a.txt", sent(b"more than ten letters"), of_case=0)
        assert full == Refusal(Code.TOO_MANY, "files")
        other = await one.take("binh-an", "a.txt", sent(b"more than ten letters"), of_case=0)
        assert isinstance(other, StoredFile)


async def test_too_many_at_once_are_told_to_come_again(shelf: EvidenceShelf):
    gate = asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        await gate.wait()
        yield PDF

    waiting = [
        asyncio.create_task(shelf.take("an-binh", "a.pdf", slow(), of_case=0))
        for _ in range(WAITING_MAX)
    ]
    await asyncio.sleep(0)
    assert await shelf.take("an-binh", "a.pdf", sent(PDF), of_case=0) == Refusal(Code.BUSY)
    gate.set()
    assert {one.file for one in await asyncio.gather(*waiting)} == {PDF_FILE}
    assert isinstance(await shelf.take("an-binh", "a.pdf", sent(PDF), of_case=0), StoredFile)


async def test_whoever_goes_away_leaves_nothing_behind(shelf: EvidenceShelf, tmp_path: Path):
    begun = asyncio.Event()

    async def gone() -> AsyncIterator[bytes]:
        yield PDF
        begun.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(shelf.take("an-binh", "a.pdf", gone(), of_case=0))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert everything(tmp_path) == []


async def test_a_bad_disk_is_told(
    shelf: EvidenceShelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def fail(_descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    refused = await shelf.take("an-binh", "a.pdf", sent(PDF), of_case=0)
    assert (refused, everything(tmp_path)) == (Refusal(Code.NOT_SAVED), [])


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from archive.evidence.shelf import EvidenceShelf

async def sent():
    yield Path(sys.argv[2]).read_bytes()

def die(*_args):
    os.kill(os.getpid(), signal.SIGKILL)

{target} = die
async def main():
    shelf = EvidenceShelf(Path(sys.argv[1]), iter("abc").__next__)
    print(await shelf.take("an-binh", "a.pdf", sent(), of_case=0))
asyncio.run(main())
"""


@pytest.mark.faults
@pytest.mark.slow
@pytest.mark.parametrize(
    ("target", "kept"),
    [("Path.replace", []), ("Path.unlink", [f"an-binh/{PDF_FILE[:2]}/{PDF_FILE}"])],
    ids=["before it has its name", "after"],
)
async def test_a_kill_leaves_all_or_nothing(tmp_path: Path, target: str, kept: list[str]):
    """Between its bytes and its name it is gone, and swept at the start; with its name it is whole."""
    (tmp_path / "sent").write_bytes(PDF)
    script = textwrap.dedent(KILLED).format(target=target)
    data = tmp_path / "data"
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        script,
        str(data),
        str(tmp_path / "sent"),
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await child.communicate()
    assert (said, child.returncode) == (b"", -signal.SIGKILL)
    shelf = EvidenceShelf(data, tokens().__next__)
    assert shelf.sweep() == 1 - len(kept)
    assert everything(data / EVIDENCE_FOLDER) == kept
    assert [shelf.path("an-binh", file).read_bytes() for file, _ in shelf.kept("an-binh")] == [
        PDF for _ in kept
    ]


def test_sweeping_where_nothing_was_is_no_trouble(shelf: EvidenceShelf):
    assert shelf.sweep() == 0
