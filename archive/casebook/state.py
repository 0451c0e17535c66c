"""The live state of one casebook. Only `apply.py` changes it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from archive.casebook.event import CaseEvent
from archive.casebook.records import Case, Sample
from archive.casebook.result import ResultState
from archive.casework import ENDS_AN_ANSWER, REPLIED, CaseState
from conference.records import Receipt
from conference.vocabulary import Actor

_INTAKE = (CaseState.RECEIVED, CaseState.VERIFYING, CaseState.NEED_INFO)


@dataclass(slots=True)
class CasebookState:
    position: int = 0
    cases: dict[str, Case] = field(default_factory=dict)
    """By receipt code, in the order of opening."""
    numbers: dict[int, str] = field(default_factory=dict)
    """Question number → the code of its first case."""
    awaited: dict[int, list[str]] = field(default_factory=dict)
    """Question number → cases merged into it, while its own case is not yet opened."""
    samples: list[Sample] = field(default_factory=list)
    """As they were announced."""
    remarks: int = 0
    """Of the Front on periods."""
    result: ResultState = field(default_factory=ResultState)
    """How far the conference's result was made known."""
    receipts: dict[tuple[Actor, str], Receipt] = field(default_factory=dict)

    def receipt(self, actor: Actor, command_id: str) -> Receipt | None:
        """What this very command was answered with before."""
        return self.receipts.get((actor, command_id))

    def moved(self, event: CaseEvent, to: CaseState) -> Case:
        """The case of this event, now standing there. A proposal to decline it ends with its intake."""
        case = self.cases[event.case]
        case.state, case.since = to, event.at
        case.replied = to in REPLIED or (case.replied and to not in ENDS_AN_ANSWER)
        if to not in _INTAKE:
            case.proposal = None
        return case


Change = Callable[[CasebookState, Any], None]
"""What one kind of event changes."""
