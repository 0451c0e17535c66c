"""Everything that is kept about those who sign in, in one object to hand around."""

from dataclasses import dataclass

from archive.invitations import Invitations
from archive.office_log import OfficeLog
from archive.people import People
from archive.second_steps import SecondSteps
from archive.sessions import Sessions
from archive.store import Store
from archive.tries import TryBook


@dataclass(frozen=True, slots=True)
class Accounts:
    people: People
    sessions: Sessions
    second_steps: SecondSteps
    invitations: Invitations
    log: OfficeLog
    tries: TryBook

    @classmethod
    def of(cls, store: Store) -> "Accounts":
        return cls(
            People(store),
            Sessions(store),
            SecondSteps(store),
            Invitations(store),
            OfficeLog(store),
            TryBook(store),
        )
