"""A change of a commune's almanac, and what it does to the clocks that run: for the clerk's page and the operator alike.

The clocks themselves are put right in the next round, or when somebody acts on their case. What that will write down
is told at once. It must not know who may change what: the rules of the almanac do.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from archive.clock_moves import MovedClock, RunningClock, moved
from conference.command import Command
from conference.refusals import Refusal
from realtime.casebooks import Casebooks

Ticking = Callable[[str], Awaitable[list[RunningClock]]]


@dataclass(frozen=True, slots=True)
class Changed:
    """`anew` is false for a form that was sent twice: it was done the first time."""

    anew: bool
    clocks: int
    """How many run."""
    moved: tuple[MovedClock, ...]


async def change_calendar(
    casebooks: Casebooks, ticking: Ticking, commune: str, command: Command
) -> Changed | Refusal:
    """A command of `archive/almanac_commands.py`. `ticking` tells a commune's running clocks."""
    before = await casebooks.terms(commune)
    outcome = await casebooks.change_terms(commune, command)
    if isinstance(outcome, Refusal):
        return outcome
    calendar = (await casebooks.terms(commune)).calendar
    running = await ticking(commune)
    anew = calendar.version != before.calendar.version
    return Changed(anew, len(running), moved(running, calendar))
