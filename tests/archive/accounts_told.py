"""What the log of the office tells of accounts."""

from archive.office_events import AccountChanged
from archive.office_log import OfficeLog
from archive.store import Store


async def accounts_told(store: Store, commune: str = "dong-hoa") -> list[AccountChanged]:
    """Newest first."""
    found = await OfficeLog(store).latest(commune)
    return [entry.event for entry in found if isinstance(entry.event, AccountChanged)]
