"""Puts together what has to do with accounts: the door, one's own account, the people desk, invitations."""

import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from archive.accounts import Accounts
from archive.queries import Queries
from archive.store import Store
from web.chance import Chance
from web.invited import Invited
from web.own_account import OwnAccount
from web.password_links import PasswordLinks
from web.passwords import Passwords
from web.people_desk import PeopleDesk
from web.second_step import SecondStep
from web.settings import Settings
from web.staff import StaffDoor
from web.tries import Tries


@dataclass(frozen=True, slots=True)
class Reception:
    accounts: Accounts
    door: StaffDoor
    own: OwnAccount
    people: PeopleDesk
    invited: Invited
    links: PasswordLinks

    @classmethod
    async def open(
        cls,
        store: Store,
        *,
        keys: Sequence[str],
        settings: Settings,
        clock: Callable[[], int],
        chance: Chance,
        passwords: Passwords,
    ) -> "Reception":
        accounts = Accounts.of(store)
        second_step = SecondStep(keys, chance.bytes, chance.receipt_code)
        # The oldest key: a new one on top must not forgive anybody's tries.
        tries = Tries(accounts.tries, _derived(keys[-1]), clock)
        await tries.load()
        door = StaffDoor(
            accounts=accounts,
            passwords=passwords,
            second_step=second_step,
            tries=tries,
            settings=settings,
            clock=clock,
            tokens=chance.token,
        )
        return cls(
            accounts,
            door,
            OwnAccount(accounts, passwords, second_step, door, clock),
            PeopleDesk(accounts, door, Queries(store), clock, chance.token, passwords),
            Invited(accounts, passwords, door, clock),
            PasswordLinks(keys, accounts, passwords, door, clock),
        )


def _derived(key: str) -> bytes:
    return hmac.digest(key.encode(), b"doithoai tries at the door", hashlib.sha256)
