"""What may have to be forgotten one day: verbatim originals.

The journal holds only salted hashes of it. Erasing a row honours a person's request and leaves every
digest of the chain as it was; without its salt a hash says nothing about what is gone. Rows come in with
the append that points to them (`Journal.append(keep=…)`), so that neither can exist without the other.

Here too lies the secret of each conference, which turns a device into an attendee that cannot be linked
with the attendees of other conferences.
"""

from collections.abc import Callable, Collection

from sqlalchemy import delete, insert, select

from archive.journal import VaultRow
from archive.store import Store, Transaction
from archive.streams import StreamName
from archive.tables import secrets, vault

SECRET_BYTES = 32


class Vault:
    """`random_bytes` gives that many, from the operating system (`secrets.token_bytes`)."""

    def __init__(self, store: Store, random_bytes: Callable[[int], bytes]) -> None:
        self._store = store
        self._random_bytes = random_bytes

    async def read(self, key: str) -> VaultRow | None:
        """For staff. None when it was never kept, or has been erased."""
        columns = (vault.c.key, vault.c.kind, vault.c.salt, vault.c.content)
        async with self._store.reading() as connection:
            row = (
                await connection.execute(select(*columns).where(vault.c.key == key))
            ).one_or_none()
        return VaultRow(*row) if row else None

    async def erase(self, key: str) -> bool:
        """Content and salt are gone for good. Says whether there was anything."""
        async with self._store.transaction() as transaction:
            return bool(await forget(transaction, {key}))

    async def conference_secret(self, stream: str) -> bytes:
        """Made when first asked for, and the same ever after."""
        wanted = select(secrets.c.secret).where(secrets.c.stream == stream)
        async with self._store.reading() as connection:
            known: bytes | None = (await connection.execute(wanted)).scalar()
        if known:
            return known
        async with self._store.transaction() as transaction:
            meanwhile: bytes | None = (await transaction.execute(wanted)).scalar()
            if meanwhile:
                return meanwhile
            secret = self._random_bytes(SECRET_BYTES)
            await transaction.execute(
                insert(secrets),
                {"stream": stream, "commune": StreamName.parse(stream).commune, "secret": secret},
            )
        return secret


async def forget(transaction: Transaction, keys: Collection[str]) -> int:
    """Beside whatever else this transaction does. Says how many of these rows there were."""
    gone = await transaction.execute(delete(vault).where(vault.c.key.in_(keys)))
    return gone.rowcount
