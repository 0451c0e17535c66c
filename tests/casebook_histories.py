"""Random histories of a casebook: what any mix of people might do to its cases, in any order, over months."""

from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from archive.calendar import day_of
from archive.casebook import commands as c
from archive.casebook.command import BookCommand
from archive.casebook.naming import CASE_COMMANDS
from archive.casebook.permissions import TABLE
from archive.casebook.result import DeliveryChannel
from archive.casework import CaseOutcome, CaseState, Urgency
from archive.deadlines import ClockKind
from conference.event import Event
from conference.records import Receipt
from conference.refusals import Refusal
from conference.vocabulary import Outcome
from tests.casebook_story import (
    APPROVER,
    CHAIR,
    CITIZEN,
    CLERK,
    FRONT,
    HEAD,
    MODERATOR,
    OWNER,
    PUBLISHER,
    ROADS,
    RULE,
    SEALED_BOX,
    SECOND_CLERK,
    SECRETARY,
    CasebookStory,
    any_fields,
)
from tests.casebook_trio import ACTORS, AN, BINH, CHI, WAYS, Book

PEOPLE = [
    CLERK,
    SECOND_CLERK,
    HEAD,
    OWNER,
    APPROVER,
    CHAIR,
    PUBLISHER,
    SECRETARY,
    MODERATOR,
    SEALED_BOX,
    FRONT,
    CITIZEN,
    RULE,
]
HALF_DAY = 0.5

KINDS = list(CASE_COMMANDS.values())
# A case goes a long way: what carries it on comes more often than what ends it.
_ONWARD: list[type[BookCommand]] = [
    c.VerifyCase,
    c.RequestInformation,
    c.ResumeCase,
    c.ClassifyCase,
    c.AssignCase,
    c.AcceptCase,
    c.SubmitAnswer,
    c.ApproveAnswer,
    c.TransferCase,
    c.PublishCase,
    c.ReopenCase,
    c.ReviveCase,
]

T = TypeVar("T")
Step = tuple[type[BookCommand], int, int]

steps = st.tuples(
    st.sampled_from([*KINDS, *_ONWARD * 5]), st.integers(0, 12), st.integers(0, 1_000)
)
histories = st.lists(steps, min_size=10, max_size=100)


class CasebookHistory:
    """A story in which anything is tried, and what the rules allow happens."""

    def __init__(self) -> None:
        self.story = CasebookStory()
        for state, due in (
            (CaseState.RECEIVED, None),
            (CaseState.RECEIVED, None),
            (CaseState.ASSIGNED, "2026-11-20"),
            (CaseState.ANSWERED, None),
            (CaseState.DECLINED, None),
        ):
            outcome = Outcome.PROMISED if due else None
            self.story.opens(state, due=due, unit=ROADS if due else None, outcome=outcome)

    def take(self, step: Step) -> list[Event]:
        """The events of one step, applied; none when the rules refuse it."""
        self.story.later(HALF_DAY)
        decided = self.tries(step)
        events = decided if isinstance(decided, list) else []
        self.story.happens(*events)
        return events

    def tries(self, step: Step) -> list[Event] | Receipt | Refusal:
        """What the rules say to it: of the first person and case they allow it to, counted on from these."""
        kind, who, which = step
        actors = [actor for actor in PEOPLE if actor.role in TABLE[kind]]
        codes = list(self.story.state.cases)
        fields = any_fields(kind) | self._fields(kind, codes, which)
        about = _from(which, codes) if "case" in kind.__dataclass_fields__ else [None]
        said: list[Event] | Receipt | Refusal = []
        for case, actor in product(about, _from(who, actors)):
            said = self.story.tries(actor, kind, case, **fields)
            if not isinstance(said, Refusal):
                break
        return said

    def _fields(self, kind: type[BookCommand], codes: list[str], which: int) -> dict[str, Any]:
        """Where any value would not do."""
        if kind is c.MergeCase:
            return {"into": codes[which // 7 % len(codes)]}
        if kind is c.AssignCase:
            return {"owner": OWNER.id if which % 3 else None}
        if kind is c.ClassifyCase:
            return {"urgency": list(Urgency)[which % 2], "several_units": which % 3 == 0}
        if kind is c.SubmitAnswer and which % 2:
            return {"outcome": CaseOutcome.COMMITTED, "due": "2026-12-24"}
        if kind in (c.ExtendDeadline, c.EscalateCase):
            return {"clock": list(ClockKind)[which % len(ClockKind)]}
        if kind is c.RateAnswer:
            return {"solved": which % 2 == 0}
        return {}


def _from(start: int, things: list[T]) -> list[T]:
    """All of them, beginning with that one."""
    first = start % len(things)
    return [*things[first:], *things[:first]]


# Three cases, and whoever tries whatever at any time; refusals included

_TABLED = list(TABLE)
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
        "owner": OWNER.id,
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
        CaseState.RECEIVED,
        CaseState.RECEIVED,
        random.choice(
            [CaseState.RECEIVED, CaseState.ANSWERED, CaseState.SEALED, CaseState.DECLINED]
        ),
    )
    for actor, kind, fields in WAYS[random.choice(list(CaseState))]:
        book.does(actor, kind, **fields)
    for turn in range(turns):
        book.later(random.choice(_DAYS))
        kind = random.choice(_TABLED)
        role = random.choice(sorted(TABLE[kind]))
        fields = _some_fields(kind, random, turn, day_of(book.now))
        if kind is c.SetFilePublic and (files := list(book.case(fields["case"]).files)):
            fields["file"] = files[0]
        decided = book.tries(ACTORS[role], kind, **fields)
        if isinstance(decided, list):
            book.happens(*decided)
    return book


seeds = st.integers(min_value=0, max_value=2**32)
