"""Fetches what the figures of a period are reckoned from, and counts once more in another way."""

from dataclasses import dataclass

from archive.casebook.balance import Balance, balance
from archive.casebook.periods import Period
from web.cases.balance_sheet import LateLine, late_lines
from web.context import House
from web.render import Speech


@dataclass(frozen=True, slots=True)
class Reckoned:
    """`still_open` was counted apart from the balance, and must be its closing."""

    balance: Balance
    still_open: int
    late: list[LateLine]

    @property
    def closes(self) -> bool:
        return self.balance.closing == self.still_open

    @property
    def more_late(self) -> int:
        """Overdue cases that the list has no room for."""
        return sum(len(each) for each in self.balance.overdue.values()) - len(self.late)


async def reckon_period(home: House, commune: str, wanted: Period, speech: Speech) -> Reckoned:
    now = home.clock()
    until = min(wanted.until, now + 1)
    told = balance(
        wanted,
        await home.cases.open_at(commune, wanted.since),
        await home.cases.moves(commune, wanted.since, until),
        ratings=await home.cases.ratings(commune, wanted.since, until),
        clocks=await home.cases.running(commune, until),
        now=now,
        calendar=(await home.casework.terms(commune)).calendar,
    )
    codes = [late.code for each in told.overdue.values() for late in each]
    known = {case.code: case for case in await home.cases.lines(commune, codes)}
    return Reckoned(told, await home.cases.open_at(commune, until), late_lines(told, known, speech))
