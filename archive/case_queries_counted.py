"""What the Front asks for: the figures counted again, out of every move that the journal tells of, and its own acts.

Nothing of what a case's row says is used here.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from archive.case_reading import read, step
from archive.casebook import events_front as e
from archive.casebook.event import CaseEvent
from archive.casework import OPEN, REPLIED, CaseOutcome, CaseState
from archive.tables_cases import case_moves, case_steps
from conference.naming import wire_name

_OF_THE_FRONT = [
    wire_name(kind)
    for kind in (
        e.SupervisionNoteWritten,
        e.FieldCheckRecorded,
        e.RecommendationMade,
        e.RecommendationAnswered,
        e.RecommendationSettled,
    )
]


@dataclass(frozen=True, slots=True)
class Counted:
    """Where all cases stand after their last move."""

    by_state: Mapping[CaseState, int]
    resolved: int
    """Replied to, and the last answer says that the matter is settled."""

    @property
    def total(self) -> int:
        return sum(self.by_state.values())

    @property
    def open(self) -> int:
        return sum(count for state, count in self.by_state.items() if state in OPEN)

    @property
    def replied(self) -> int:
        return sum(count for state, count in self.by_state.items() if state in REPLIED)


async def counted(connection: AsyncConnection, commune: str) -> Counted:
    """Follow every case from its birth to where it stands."""
    moves = case_moves.c
    wanted = (
        select(moves.code, moves.state, moves.outcome)
        .where(moves.commune == commune)
        .order_by(moves.conference, moves.sequence)
    )
    stands: dict[str, CaseState] = {}
    settled: dict[str, bool] = {}
    for code, state, outcome in (await connection.execute(wanted)).all():
        stands[code] = CaseState(state)
        if state == CaseState.ANSWERED:
            settled[code] = outcome == CaseOutcome.RESOLVED
    resolved = sum(state in REPLIED and settled.get(code, False) for code, state in stands.items())
    return Counted(Counter(stands.values()), resolved)


async def front_steps(
    connection: AsyncConnection, commune: str, since: int, until: int
) -> list[CaseEvent]:
    """What the Front did about cases, and what it was told, in the order in which it happened."""
    steps = case_steps.c
    wanted = (
        select(case_steps)
        .where(steps.commune == commune, steps.name.in_(_OF_THE_FRONT))
        .where(steps.at >= since, steps.at < until)
        .order_by(steps.at, steps.conference, steps.sequence)
    )
    return [each.event for each in await read(connection, wanted, step)]
