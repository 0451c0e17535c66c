"""A case's row in the read tables, out of what its casebook's state says of it. Pure.

`due` is when the commune must have done something: what the citizen has time for is not in it.
"""

import json
from collections.abc import Iterable
from typing import Any

from archive.case_records import NEVER
from archive.casebook.records import Case
from archive.casework import OPEN, CaseOutcome, CaseState
from archive.clocks import Clock
from archive.deadlines import WAITS_FOR_CITIZEN

Row = dict[str, Any]


_PLAIN = (
    "code",
    "question",
    "state",
    "since",
    "steps",
    "kind",
    "competence",
    "urgency",
    "several_units",
    "unit",
    "owner",
    "stage_outcome",
    "outcome",
    "publication",
    "public_id",
    "supervision",
    "stars",
    "solved",
    "reopened",
    "authority",
    "transferred_at",
    "opened_at",
    "answered_at",
    "merged_into",
    "split_from",
)
_NOT_SEALED = (
    "kind",
    "unit",
    "owner",
    "stage_outcome",
    "outcome",
    "public_id",
    "stars",
    "solved",
    "authority",
    "transferred_at",
    "promised",
    "answered_at",
    "channel",
    "place",
    "topic",
    "reason",
    "proposed_by",
)
"""What a sealed case's row does not tell."""


def case_row(case: Case, before: Row, asked: Row) -> Row:
    """`before` is its row so far, with what the state forgets; `asked` what the conference knows of it."""
    row = {name: getattr(case, name) for name in _PLAIN} | {
        "part": before["part"],
        "reason": before["reason"],
        "into_question": before["into_question"],
        "open": case.state in OPEN,
        "replied": case.replied,
        "resolved": case.replied and case.outcome is CaseOutcome.RESOLVED,
        "channel": asked.get("channel"),
        "place": asked.get("place"),
        "topic": case.topic or asked.get("topic"),
        "with_units": json.dumps(case.with_units, ensure_ascii=False),
        "proposed_by": case.proposal.by if case.proposal else None,
        "chased": case.chased,
        "promised": case.kept_until or case.promised,
        "breached": bool(case.breached),
        "closed_at": case.since if case.state is CaseState.CLOSED else None,
    }
    if case.state is CaseState.SEALED:
        nothing = {"with_units": "[]", "due": NEVER, "due_clock": None, "missing_year": None}
        return row | dict.fromkeys(_NOT_SEALED) | nothing
    return row | _next_due(case.clocks.values())


def _next_due(clocks: Iterable[Clock]) -> Row:
    ours = [
        clock for clock in clocks if clock.kind not in WAITS_FOR_CITIZEN and clock.paused_at is None
    ]
    due = min(((clock.due, clock.kind) for clock in ours if clock.due is not None), default=None)
    missing = [clock.missing_year for clock in ours if clock.missing_year is not None]
    return {
        "due": due[0] if due else NEVER,
        "due_clock": due[1] if due else None,
        "missing_year": min(missing, default=None),
    }
