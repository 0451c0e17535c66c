"""What signed-in people do to their own account: password, second step, sessions.

Whoever changes the lock proves again that they hold the key: a session that was left open on a desk must
not be enough. Afterwards every other session of theirs is over.
"""

from collections.abc import Callable
from dataclasses import dataclass

from archive.accounts import Accounts
from archive.office_log import By
from conference.refusals import Code, Refusal
from conference.vocabulary import Role
from web.password_rules import PasswordTrouble, trouble_with
from web.passwords import Passwords
from web.second_step import SecondStep
from web.staff import Staff, StaffDoor
from web.tries import Place


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a code app is to be given."""

    uri: str
    secret: str


@dataclass(frozen=True, slots=True)
class StepState:
    is_on: bool
    recovery_left: int


@dataclass(slots=True)
class OwnAccount:
    accounts: Accounts
    passwords: Passwords
    second_step: SecondStep
    door: StaffDoor
    clock: Callable[[], int]

    async def change_password(
        self, staff: Staff, old: str, new: str, place: Place
    ) -> Refusal | PasswordTrouble | None:
        """The old one is asked for; all other sessions end."""
        if trouble := trouble_with(new, known_of(staff)):
            return trouble
        proved = await self.door.prove(staff.name, old, place)
        if isinstance(proved, Refusal):
            return proved
        await self.door.welcome(staff.name, place)
        hashed = await self.passwords.hash(new)
        old_hash, by = proved.password_hash, self._by(staff)
        if not await self.accounts.people.replace_password(staff.name, old_hash, hashed, by):
            return Refusal(Code.NOT_IDENTIFIED)  # it was reset meanwhile
        await self.door.end_all(staff.name, but=staff.session)
        return None

    async def end_session(self, staff: Staff, key: str) -> Refusal | None:
        """One of their own; somebody else's is not found."""
        own = {each.record.key for each in await self.door.open_sessions(staff.name)}
        if key not in own:
            return Refusal(Code.NOT_FOUND)
        await self.door.end(key)
        return None

    async def step_state(self, staff: Staff) -> StepState:
        steps = self.accounts.second_steps
        known = await steps.of(staff.name)
        return StepState(
            known is not None and known.confirmed, await steps.recovery_left(staff.name)
        )

    async def propose(self, staff: Staff) -> None:
        """A new secret to scan, in place of one that was never confirmed."""
        sealed = self.second_step.make(staff.name)
        await self.accounts.second_steps.propose(staff.name, sealed, self.clock())

    async def proposal(self, staff: Staff) -> Proposal | None:
        """What waits for its first code."""
        known = await self.accounts.second_steps.of(staff.name)
        if known is None or known.confirmed:
            return None
        if not self.second_step.readable(staff.name, known.sealed):
            return None
        return Proposal(
            self.second_step.uri(staff.name, known.sealed),
            self.second_step.typed_in(staff.name, known.sealed),
        )

    async def confirm(self, staff: Staff, typed: str, place: Place) -> list[str] | Refusal:
        """The first code of the app turns it on; gives the recovery codes, to be shown this once."""
        known = await self.accounts.second_steps.of(staff.name)
        if known is None or known.confirmed:
            return Refusal(Code.STALE)
        if refused := self.door.count(staff.name, place):
            return refused
        step = self.second_step.step(staff.name, known.sealed, typed, self.clock())
        if step is None:
            return Refusal(Code.NOT_IDENTIFIED)
        codes = self.second_step.recovery_codes()
        digests = self._digests(staff.name, codes)
        if not await self.accounts.second_steps.confirm(staff.name, step, digests, self._by(staff)):
            return Refusal(Code.STALE)
        await self.door.end_all(staff.name, but=staff.session)
        return codes

    async def new_codes(self, staff: Staff, typed: str, place: Place) -> list[str] | Refusal:
        """Ten others; those of before are worth nothing. A code is asked for."""
        if refused := await self._proved_by_code(staff, typed, place):
            return refused
        codes = self.second_step.recovery_codes()
        digests = self._digests(staff.name, codes)
        await self.accounts.second_steps.renew_recovery(staff.name, digests, self._by(staff))
        return codes

    async def turn_off(self, staff: Staff, typed: str, place: Place) -> Refusal | None:
        """A code is asked for; all other sessions end."""
        if refused := await self._proved_by_code(staff, typed, place):
            return refused
        await self.accounts.second_steps.remove(staff.name, self._by(staff))
        await self.door.end_all(staff.name, but=staff.session)
        return None

    async def _proved_by_code(self, staff: Staff, typed: str, place: Place) -> Refusal | None:
        if refused := self.door.count(staff.name, place):
            return refused
        if not await self.door.accepts(staff.name, typed):
            return Refusal(Code.NOT_IDENTIFIED)
        await self.door.welcome(staff.name, place)
        return None

    def _digests(self, name: str, codes: list[str]) -> list[bytes]:
        return [self.second_step.digests(name, code)[0] for code in codes]

    def _by(self, staff: Staff) -> By:
        return By(Role.OWN_ACCOUNT, staff.name, self.clock())


def known_of(staff: Staff) -> tuple[str, ...]:
    """What everybody knows of them, and no password may be made of."""
    return (staff.name, staff.display_name, staff.commune, staff.unit or "")
