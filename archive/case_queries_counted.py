"""What the Front compares the commune's figures with: counted again, out of every move that the journal tells of.

Nothing of what a case's row says is used here.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from archive.casework import ENDS_AN_ANSWER, OPEN, CaseOutcome, CaseState
from archive.tables_cases import case_moves


@dataclass(frozen=True, slots=True)
class Counted:
    """Where all cases stand after their last move."""

    by_state: Mapping[CaseState, int]
    replied: int
    """Answered, and neither opened again nor put off the road since."""
    resolved: int
    """Those of them whose last answer says that the matter is settled."""

    @property
    def total(self) -> int:
        return sum(self.by_state.values())

    @property
    def open(self) -> int:
        return sum(count for state, count in self.by_state.items() if state in OPEN)


async def counted(connection: AsyncConnection, commune: str) -> Counted:
    """Follow every case from its birth to where it stands."""
    moves = case_moves.c
    wanted = (
        select(moves.code, moves.state, moves.outcome)
        .where(moves.commune == commune)
        .order_by(moves.conference, moves.sequence)
    )
    stands: dict[str, CaseState] = {}
    answered: dict[str, bool] = {}
    """Those that hold an answer, and whether it settled the matter."""
    for code, state, outcome in (await connection.execute(wanted)).all():
        stands[code] = CaseState(state)
        if state == CaseState.ANSWERED:
            answered[code] = outcome == CaseOutcome.RESOLVED
        elif state in ENDS_AN_ANSWER:
            answered.pop(code, None)
    return Counted(Counter(stands.values()), len(answered), sum(answered.values()))
