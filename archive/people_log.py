"""What is done to people, and by whom: one line each, in the same transaction as the deed.

Triggers keep a line from ever being altered or taken out. It must not know who reads it; the web shows a
commune its own lines and nobody else's.
"""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import insert, select

from archive.reading import read_all
from archive.store import Store, Transaction
from archive.tables_people import people_log

LINES_SHOWN = 200


class PeopleAct(StrEnum):
    """What can be done to somebody's account."""

    ADDED = "added"
    ROLE_GIVEN = "role_given"
    ROLE_TAKEN = "role_taken"
    UNIT_SET = "unit_set"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105  the name of an act
    PASSWORD_RESET = "password_reset"  # noqa: S105  same
    SESSIONS_ENDED = "sessions_ended"
    DISABLED = "disabled"
    ENABLED = "enabled"
    SECOND_STEP_ON = "second_step_on"
    SECOND_STEP_OFF = "second_step_off"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    RECOVERY_CODE_USED = "recovery_code_used"
    INVITED = "invited"
    INVITATION_REVOKED = "invitation_revoked"
    INVITATION_USED = "invitation_used"


@dataclass(frozen=True, slots=True)
class By:
    """Who does it, and when."""

    actor: str
    at: int


@dataclass(frozen=True, slots=True)
class LogLine:
    sequence: int
    at: int
    actor: str
    act: PeopleAct
    name: str | None
    detail: str | None


class PeopleLog:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def of(self, commune: str, limit: int = LINES_SHOWN) -> list[LogLine]:
        """The commune's latest lines, newest first."""
        columns = (column for column in people_log.c if column.name != "commune")
        wanted = (
            select(*columns)
            .where(people_log.c.commune == commune)
            .order_by(people_log.c.sequence.desc())
            .limit(limit)
        )
        async with self._store.reading() as connection:
            return await read_all(connection, wanted, list[LogLine])


async def note(
    transaction: Transaction,
    by: By,
    commune: str,
    act: PeopleAct,
    *,
    name: str | None,
    detail: str | None = None,
) -> None:
    """Write the line, beside whatever else this transaction does."""
    line = {
        "commune": commune,
        "at": by.at,
        "actor": by.actor,
        "act": act.value,
        "name": name,
        "detail": detail,
    }
    await transaction.execute(insert(people_log), line)
