"""Wrong tries at the door, kept so that a restart forgives none. What they lead to is the web's business."""

from collections.abc import Collection
from dataclasses import asdict, dataclass

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from archive.reading import read_all
from archive.store import Store
from archive.tables_people import tries


@dataclass(frozen=True, slots=True)
class TryRecord:
    account: str
    place: str
    failed: int
    last_at: int
    admitted_at: int | None


class TryBook:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def read(self) -> list[TryRecord]:
        """All, the longest ago first."""
        columns = (column for column in tries.c if column.name != "commune")
        async with self._store.reading() as connection:
            wanted = select(*columns).order_by(tries.c.last_at)
            return await read_all(connection, wanted, list[TryRecord])

    async def save(
        self,
        changed: Collection[TryRecord],
        gone: Collection[tuple[str, str]],
        forgotten_before: int,
    ) -> None:
        """Put what changed beside the others; forget those that are gone, and all that are older."""
        put = insert(tries)
        kept = {"failed": put.excluded.failed, "last_at": put.excluded.last_at}
        put = put.on_conflict_do_update(
            index_elements=["account", "place"],
            set_={**kept, "admitted_at": put.excluded.admitted_at},
        )
        async with self._store.transaction() as transaction:
            await transaction.execute(delete(tries).where(tries.c.last_at < forgotten_before))
            for account, place in gone:
                one = (tries.c.account == account, tries.c.place == place)
                await transaction.execute(delete(tries).where(*one))
            for each in changed:
                # Nobody's: an unknown name belongs to no commune, and a known one must look the same.
                await transaction.execute(put, {**asdict(each), "commune": ""})
