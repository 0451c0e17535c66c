import asyncio
from pathlib import Path

import pytest

from archive.journal import Position, VaultRow
from archive.journal_sqlite import SqliteJournal
from archive.store import Store
from archive.vault import SECRET_BYTES, Vault
from tests.archive.examples import EXAMPLES

STREAM = "conference/dong-hoa/CAU"
WORDS = "Xin lỗi, gọi 0912 345 678"
ROW = VaultRow.of("original", WORDS, b"salt")


@pytest.fixture
def vault(store: Store) -> Vault:
    drawn = iter(range(256))
    return Vault(store, lambda count: bytes([next(drawn)]) * count)


@pytest.fixture(autouse=True)
async def _kept(journal: SqliteJournal) -> None:
    """Among others, as in life."""
    others = [VaultRow.of("original", f"câu {number}", b"salt") for number in range(9)]
    await journal.append(STREAM, Position(1, 0), EXAMPLES[:1], [ROW, *others])


def test_a_key_needs_its_salt_and_its_kind():
    keys = {
        VaultRow.of(kind, WORDS, salt).key
        for kind, salt in [("original", b"a"), ("original", b"b"), ("contact", b"a")]
    }
    assert len(keys) == 3
    assert VaultRow.of("original", WORDS, b"salt").key == ROW.key


async def test_staff_read_what_was_kept(vault: Vault):
    assert await vault.read(ROW.key) == ROW
    assert await vault.read("unknown") is None


async def test_what_is_erased_is_gone(vault: Vault):
    assert await vault.erase(ROW.key)
    assert await vault.read(ROW.key) is None
    assert not await vault.erase(ROW.key)


async def test_what_is_erased_is_gone_from_the_file(vault: Vault, store: Store):
    await vault.erase(ROW.key)
    await store.close()
    assert WORDS.encode() not in store.file.read_bytes()


async def test_a_conference_keeps_its_secret(vault: Vault):
    secret = await vault.conference_secret(STREAM)
    assert secret == bytes(SECRET_BYTES)
    assert await vault.conference_secret(STREAM) == secret
    assert await vault.conference_secret("conference/dong-hoa/SUOI") == b"\1" * SECRET_BYTES


async def test_two_who_ask_at_once_get_one_secret(vault: Vault):
    await asyncio.gather(vault.read("a"), vault.read("b"))
    first, second = await asyncio.gather(*(vault.conference_secret(STREAM) for _ in range(2)))
    assert first == second


async def test_a_secret_outlives_a_restart(tmp_path: Path):
    first = await Store.open(tmp_path / "data")
    secret = await Vault(first, lambda count: b"a" * count).conference_secret(STREAM)
    await first.close()
    again = await Store.open(tmp_path / "data")
    assert await Vault(again, lambda count: b"b" * count).conference_secret(STREAM) == secret
    await again.close()
