"""A casebook told in commands: what every test of its rules begins with.

    story = CasebookStory()
    case = story.opens()
    story.does(CLERK, VerifyCase, case)
    assert story.case(case).state is CaseState.VERIFYING

`tries` only asks the rules; `does` also applies what they decided, and fails when they refuse. `acts` leaves the
clocks out of what was decided. `stands` puts a case anywhere at once. `casebook_trio.py` begins with three cases.
"""

from itertools import count
from typing import Any, Self, TypeVar

from archive.almanac import AlmanacState, Terms, terms
from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.apply import apply
from archive.casebook.command import BookCommand
from archive.casebook.decide import decide
from archive.casebook.records import Case
from archive.casebook.result import DeliveryChannel
from archive.casebook.state import CasebookState
from archive.casework import (
    CaseOutcome,
    CaseState,
    Competence,
    Finding,
    Kind,
    Urgency,
)
from archive.deadlines import ClockKind
from conference.event import Event
from conference.records import Receipt
from conference.refusals import Refusal
from conference.vocabulary import Actor, Role

MORNING = 1_791_162_000_000
"""8:00 of Monday 5 October 2026 in Vietnam: seven weeks without a holiday lie ahead."""
DAY = 86_400_000

ROADS = "Phòng Kinh tế"
SCHOOLS = "Phòng Văn hóa"

CLERK = Actor(Role.CLERK, "van")
SECOND_CLERK = Actor(Role.CLERK, "yen")
HEAD = Actor(Role.UNIT_HEAD, "dung")
OTHER_HEAD = Actor(Role.UNIT_HEAD, "hoa")
OWNER = Actor(Role.OFFICER, "khoa")
FELLOW = Actor(Role.OFFICER, "nga")
"""In the owner's unit."""
STRANGER = Actor(Role.OFFICER, "quy")
"""Of another unit."""
APPROVER = Actor(Role.APPROVER, "tam")
CHAIR = Actor(Role.CHAIR, "hai")
PUBLISHER = Actor(Role.PUBLISHER, "phuc")
SECRETARY = Actor(Role.SECRETARY, "thu")
MODERATOR = Actor(Role.MODERATOR, "lan")
SEALED_BOX = Actor(Role.SEALED_BOX, "minh")
FRONT = Actor(Role.SUPERVISOR, "xuan")
CITIZEN = Actor(Role.CITIZEN, "")
RULE = Actor(Role.RULE, "rounds")
ADMIN = Actor(Role.ADMIN, "an")
UNITS = {HEAD: ROADS, OWNER: ROADS, FELLOW: ROADS, OTHER_HEAD: SCHOOLS, STRANGER: SCHOOLS}

ONE_OF_EACH = [
    CLERK,
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
    ADMIN,
    Actor(Role.OPERATOR, "operator"),
    Actor(Role.ATTENDEE, "nam"),
    Actor(Role.OWN_ACCOUNT, "an"),
]
"""Somebody in each role."""

C = TypeVar("C", bound=BookCommand)

ANY: dict[str, Any] = {
    "words": "Theo phản ánh tại hội nghị",
    "text": "Cầu thôn Đông",
    "kind": Kind.PROPOSAL,
    "topic": "Giao thông",
    "competence": Competence.COMMUNE,
    "parts": ("Phần một", "Phần hai"),
    "into": "OTHER",
    "reason": "unclear",
    "body": "Thanh tra tỉnh",
    "turn": 1,
    "by_whom": "Chủ tịch",
    "to_unit": ROADS,
    "owner": OWNER.id,
    "authority": "Sở Xây dựng",
    "letter": "12/PC-UBND",
    "name": "anh.jpg",
    "file": "f" * 64,
    "public": True,
    "clock": ClockKind.ANSWER,
    "days": 3,
    "step": 0,
    "outcome": CaseOutcome.RESOLVED,
    "decision": "Đã sửa cầu",
    "basis": "Quyết định số 5",
    "question_text": "Bao giờ sửa cầu?",
    "answer_text": "Đã sửa xong.",
    "stars": 4,
    "solved": False,
    "watching": True,
    "channel": DeliveryChannel.BOARD,
    "to": ("Thôn Đông",),
    "villages": ("Thôn Đông",),
    "delivery": 1,
    "finding": Finding.DONE,
    "day": "2026-10-05",
    "recommendation": 1,
    "satisfied": True,
    "seed": "12345",
    "sample": 1,
    "size": 1,
    "source": "Xổ số miền Bắc, giải đặc biệt",
    "digits": 5,
    "check": 1,
    "period": "2026-10",
}
"""Some value for each field that a command may have."""


def any_fields(kind: type[BookCommand]) -> dict[str, Any]:
    """Something that can be asked for, if not granted."""
    fields = {name: ANY[name] for name in ANY if name in kind.__dataclass_fields__}
    return fields | ({"day": "2026-10-06"} if kind is c.AnnounceSample else {})


class CasebookStory:
    """The state so far, with a clock and ids that count."""

    MILLISECONDS_BETWEEN = 1_000

    def __init__(self, by: Terms | None = None) -> None:
        self.state = CasebookState()
        self.events: list[Event] = []
        self.now = MORNING
        self.terms = by or terms(AlmanacState())
        self._serial = 0
        self._questions = count(1)

    def again(self) -> Self:
        """Another that goes on from where this one stands."""
        other = type(self)(self.terms)
        other.happens(*self.events)
        other.now, other._serial = self.now, self._serial
        return other

    def command(self, actor: Actor, kind: type[C], case: str | None = None, /, **fields: Any) -> C:
        """One more command, a little later; its id follows from how many came before."""
        self._serial += 1
        serial = self._serial
        self.now += self.MILLISECONDS_BETWEEN
        fields = {
            "id": f"id-{serial}",
            "at": self.now,
            "unit": UNITS.get(actor),
            **self._minted(kind, serial, fields),
            **fields,
        }
        if case is not None:
            fields["case"] = case
        return kind(actor=actor, **fields)

    def tries(
        self, actor: Actor, kind: type[BookCommand], case: str | None = None, /, **fields: Any
    ) -> list[Event] | Receipt | Refusal:
        """What the rules say; nothing is applied."""
        return decide(self.state, self.command(actor, kind, case, **fields), self.terms)

    def does(
        self, actor: Actor, kind: type[BookCommand], case: str | None = None, /, **fields: Any
    ) -> list[Event]:
        """Decide and apply; a refusal fails the test that relied on it."""
        decided = self.tries(actor, kind, case, **fields)
        assert isinstance(decided, list), f"{kind.__name__}: {decided}"
        self.happens(*decided)
        return decided

    def happens(self, *events: Event) -> None:
        """Facts, whatever the rules would say."""
        for event in events:
            apply(self.state, event)
        self.events += events

    def case(self, code: str) -> Case:
        return self.state.cases[code]

    def later(self, days: float) -> None:
        """So many calendar days."""
        self.now += int(days * DAY)

    def opens(self, state: CaseState = CaseState.RECEIVED, **fields: Any) -> str:
        """A case out of the conference, with its first clocks; gives its code."""
        question = fields.pop("question", None) or next(self._questions)
        code = fields.pop("case", f"CASE-{question}")
        self.now += 1_000
        empty = dict.fromkeys(("outcome", "unit", "due", "reason", "merged_into"))
        facts = {"at": self.now, "by": CHAIR, "cause": f"close-{question}", "case": code}
        opened: dict[str, Any] = {**facts, "question": question, "state": state, **empty, **fields}
        self.happens(e.CaseOpened(**opened))
        self.reckons()
        return code

    def reckons(self) -> list[Event]:
        """The rule that puts the clocks right."""
        return self.does(RULE, c.ReckonClocks)

    def stands(self, state: CaseState, **facets: Any) -> str:
        """A case that has come to stand there by now, with these facets and the clocks that begin there."""
        code = self.opens(CaseState.WITHDRAWN)
        case = self.case(code)
        case.state, case.since = state, self.now
        facets = {**_facets(state), **facets}
        for name, value in facets.items():
            setattr(case, name, value)
        self.reckons()
        return code

    def _minted(
        self, kind: type[BookCommand], serial: int, fields: dict[str, Any]
    ) -> dict[str, Any]:
        """What the server would fill in."""
        if kind is c.SplitCase:
            parts = range(2, len(fields.get("parts", ())) + 1)
            return {"codes": tuple(f"PART-{serial}-{part}" for part in parts)}
        if kind is c.PublishCase:
            return {"public_id": f"public-{serial}"}
        if kind is c.AnnounceSample:
            return {"salt": f"salt-{serial}"}
        if kind in (c.AttachFile, c.AttachCheckFile):
            return {"file": f"{serial:064x}", "media_type": "application/pdf", "size": 1_000}
        return {}


def acts(decided: object) -> list[Event]:
    """What was decided, without what the clocks do of themselves."""
    assert isinstance(decided, list), decided
    clocks = e.ClockSet | e.ClockStopped | e.ResultClockSet
    return [event for event in decided if not isinstance(event, clocks)]


_WITH_OWNER = frozenset(
    {
        CaseState.ASSIGNED,
        CaseState.PROCESSING,
        CaseState.TRANSFERRED,
        CaseState.AWAITING_APPROVAL,
        CaseState.ANSWERED,
        CaseState.IMPLEMENTING,
        CaseState.CLOSED,
        CaseState.REOPENED,
    }
)


def _facets(state: CaseState) -> dict[str, Any]:
    """What a case that stands there has, at the least."""
    facets: dict[str, Any] = {"kind": Kind.QUESTION, "urgency": Urgency.NORMAL}
    if state in _WITH_OWNER:
        facets |= {"unit": ROADS, "owner": OWNER.id}
    if state is CaseState.NEED_INFO:
        facets |= {"back_to": CaseState.VERIFYING}
    if state is CaseState.IMPLEMENTING:
        facets |= {"promised": "2026-11-02", "answered_at": MORNING}
    return facets
