"""Random histories of a casebook: whoever tries whatever about whichever case, in any order; refusals included."""

from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from archive.calendar import day_of
from archive.casebook import commands as c
from archive.casebook.command import BookCommand
from archive.casebook.permissions import TABLE
from archive.casebook.result import DeliveryChannel
from archive.casework import CaseOutcome, CaseState
from archive.deadlines import ClockKind
from tests.archive.casebook.book import ACTORS, AN, BINH, CHI, OFFICER, WAYS, Book

_KINDS = list(TABLE)
_CODES = (AN, AN, AN, BINH, CHI)
_DAYS = (0, 0, 0, 0, 1, 2, 9, 20)


def _some_fields(kind: type[BookCommand], random: Random, turn: int, today: date) -> dict[str, Any]:
    """What makes a difference to the rules, chosen anew each time."""
    outcome = random.choice(list(CaseOutcome))
    choices: dict[str, Any] = {
        "case": random.choice(_CODES),
        "into": random.choice(_CODES),
        "outcome": outcome,
        "due": "2026-12-30" if outcome is CaseOutcome.COMMITTED else None,
        "from_authority": "UBND tỉnh",
        "solved": random.random() < 0.5,
        "stars": random.randint(1, 5),
        "watching": random.random() < 0.5,
        "channel": random.choice(list(DeliveryChannel)),
        "delivery": random.randint(1, 3),
        "satisfied": random.random() < 0.5,
        "recommendation": random.randint(1, 2),
        "owner": OFFICER.id,
        "clock": random.choice(list(ClockKind)),
        "codes": (f"PART-{turn}",),
        "seed": f"{turn:05d}",
        "sample": random.randint(1, 3),
        "size": random.randint(1, 3),
        "digits": 5,
        "check": random.randint(1, 2),
        "file": f"{turn:064x}",
        "public_id": f"p{turn}",
        "words": f"words {turn}",
        "decision": f"decision {turn}",
    }
    if kind is c.AnnounceSample:
        choices["day"] = (today + timedelta(days=random.randint(0, 9))).isoformat()
    return {name: choices[name] for name in choices if name in kind.__dataclass_fields__}


def lived(seed: int, turns: int = 80) -> Book:
    """A casebook whose first case has come somewhere, and then everybody does as they like."""
    random = Random(seed)  # noqa: S311  the same history for the same seed
    book = Book(
        S.RECEIVED, S.RECEIVED, random.choice([S.RECEIVED, S.ANSWERED, S.SEALED, S.DECLINED])
    )
    for actor, kind, fields in WAYS[random.choice(list(S))]:
        book.does(actor, kind, **fields)
    for turn in range(turns):
        book.days_pass(random.choice(_DAYS))
        kind = random.choice(_KINDS)
        role = random.choice(sorted(TABLE[kind]))
        decided = book.tries(
            ACTORS[role], kind, **_some_fields(kind, random, turn, day_of(book.now))
        )
        if isinstance(decided, list):
            book.tell(*decided)
    return book


S = CaseState
seeds = st.integers(min_value=0, max_value=2**32)
