"""Who is asked for a code after the password, and the codes that may each be used once.

The shared secret comes sealed and leaves sealed, and a recovery code is a digest that somebody else made:
the database alone lets nobody in.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, or_, select, update

from archive.office_events import AccountAct
from archive.office_log import By, note
from archive.people import commune_of
from archive.store import Store, Transaction
from archive.tables_people import recovery_codes, second_steps


@dataclass(frozen=True, slots=True)
class SealedStep:
    sealed: bytes
    confirmed: bool
    """Until then it asks nobody for anything."""


class SecondSteps:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def of(self, name: str) -> SealedStep | None:
        wanted = select(second_steps).where(second_steps.c.name == name)
        async with self._store.reading() as connection:
            row = (await connection.execute(wanted)).one_or_none()
        return SealedStep(row.sealed, row.confirmed_at is not None) if row else None

    async def propose(self, name: str, sealed: bytes, now: int) -> None:
        """A secret that counts once it is confirmed; one that is confirmed stays. Raises UnknownPerson."""
        unconfirmed = second_steps.c.confirmed_at.is_(None)
        async with self._store.transaction() as transaction:
            commune = await commune_of(transaction, name)
            await transaction.execute(
                delete(second_steps).where(second_steps.c.name == name, unconfirmed)
            )
            row = {"name": name, "commune": commune, "sealed": sealed, "made_at": now}
            await transaction.execute(insert(second_steps).prefix_with("OR IGNORE"), row)

    async def confirm(self, name: str, step: int, digests: Collection[bytes], by: By) -> bool:
        """From now on it is asked for. Says whether there was one to confirm."""
        proposed = update(second_steps).where(
            second_steps.c.name == name, second_steps.c.confirmed_at.is_(None)
        )
        async with self._store.transaction() as transaction:
            done = await transaction.execute(proposed.values(confirmed_at=by.at, last_step=step))
            if not done.rowcount:
                return False
            commune = await _put_codes(transaction, name, digests)
            await note(transaction, by, commune, AccountAct.SECOND_STEP_ON, name=name)
        return True

    async def use_step(self, name: str, step: int) -> bool:
        """Whether this step's code is still fresh; from now on it is not, nor any before it."""
        unused = or_(second_steps.c.last_step.is_(None), second_steps.c.last_step < step)
        used = update(second_steps).where(second_steps.c.name == name, unused)
        async with self._store.transaction() as transaction:
            done = await transaction.execute(used.values(last_step=step))
        return bool(done.rowcount)

    async def use_recovery(self, name: str, digests: Collection[bytes], by: By) -> bool:
        """Whether one of these is an unused code of theirs; from now on it is used."""
        used = update(recovery_codes).where(
            recovery_codes.c.name == name,
            recovery_codes.c.digest.in_(digests),
            recovery_codes.c.used_at.is_(None),
        )
        async with self._store.transaction() as transaction:
            done = await transaction.execute(used.values(used_at=by.at))
            if done.rowcount:
                commune = await commune_of(transaction, name)
                await note(transaction, by, commune, AccountAct.RECOVERY_CODE_USED, name=name)
        return bool(done.rowcount)

    async def recovery_left(self, name: str) -> int:
        wanted = select(func.count()).where(
            recovery_codes.c.name == name, recovery_codes.c.used_at.is_(None)
        )
        async with self._store.reading() as connection:
            return int((await connection.execute(wanted)).scalar_one())

    async def renew_recovery(self, name: str, digests: Collection[bytes], by: By) -> None:
        """The codes of before are worth nothing now. Raises UnknownPerson."""
        async with self._store.transaction() as transaction:
            commune = await _put_codes(transaction, name, digests)
            await note(transaction, by, commune, AccountAct.RECOVERY_CODES_MADE, name=name)

    async def remove(self, name: str, by: By) -> None:
        """The password alone is enough again. Raises UnknownPerson."""
        async with self._store.transaction() as transaction:
            commune = await commune_of(transaction, name)
            for table in (second_steps, recovery_codes):
                await transaction.execute(delete(table).where(table.c.name == name))
            await note(transaction, by, commune, AccountAct.SECOND_STEP_OFF, name=name)


async def _put_codes(transaction: Transaction, name: str, digests: Collection[bytes]) -> str:
    commune = await commune_of(transaction, name)
    await transaction.execute(delete(recovery_codes).where(recovery_codes.c.name == name))
    for digest in digests:
        row = {"name": name, "commune": commune, "digest": digest}
        await transaction.execute(insert(recovery_codes), row)
    return commune
