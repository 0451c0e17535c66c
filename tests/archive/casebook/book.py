"""A casebook told in commands: what the tests of its rules begin with.

    book = stood(CaseState.ANSWERED)
    assert book.tries(FRONT, c.WatchCase, watching=True) == [...]

`tries` only asks the rules; `does` also applies what they decided, and fails when they refuse. Every act comes a
minute after the one before, on Monday morning.
"""

from itertools import count
from typing import Any

from archive.almanac import AlmanacState, Terms, terms
from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.apply import apply
from archive.casebook.command import BookCommand
from archive.casebook.decide import decide
from archive.casebook.records import Case
from archive.casebook.result import DeliveryChannel
from archive.casebook.state import CasebookState
from archive.casework import CaseOutcome, CaseState, Competence, Finding, Kind
from archive.deadlines import ClockKind
from conference.event import Event
from conference.records import Receipt
from conference.refusals import Refusal
from conference.vocabulary import Actor, Role

S = CaseState

MONDAY = 1_793_586_600_000
"""9:30 of 2 November 2026 in Vietnam."""
MINUTE = 60_000
DAY = 86_400_000

CLERK = Actor(Role.CLERK, "van")
OFFICER = Actor(Role.OFFICER, "hoa")
HEAD = Actor(Role.UNIT_HEAD, "dat")
APPROVER = Actor(Role.APPROVER, "phuc")
CHAIR = Actor(Role.CHAIR, "hai")
PUBLISHER = Actor(Role.PUBLISHER, "my")
SECRETARY = Actor(Role.SECRETARY, "thu")
MODERATOR = Actor(Role.MODERATOR, "lan")
SEALED_BOX = Actor(Role.SEALED_BOX, "minh")
FRONT = Actor(Role.SUPERVISOR, "tam")
RULE = Actor(Role.RULE, "rounds")
CITIZEN = Actor(Role.CITIZEN, "")

UNIT = "Phòng Kinh tế"
ACTORS = {
    **{actor.role: actor for actor in (CLERK, OFFICER, HEAD, APPROVER, CHAIR, PUBLISHER)},
    **{actor.role: actor for actor in (SECRETARY, MODERATOR, SEALED_BOX, FRONT, RULE, CITIZEN)},
    Role.ATTENDEE: Actor(Role.ATTENDEE, "an"),
    Role.ADMIN: Actor(Role.ADMIN, "quan"),
    Role.OPERATOR: Actor(Role.OPERATOR, "operator"),
}
"""One of each role."""

AN, BINH, CHI = "AN-CODE", "BINH-CODE", "CHI-CODE"
"""The codes of three cases."""

ANY: dict[str, Any] = {
    "words": "Theo phản ánh tại hội nghị",
    "kind": Kind.PROPOSAL,
    "topic": "Giao thông",
    "competence": Competence.COMMUNE,
    "parts": ("Phần một", "Phần hai"),
    "into": BINH,
    "reason": "unclear",
    "body": "Thanh tra tỉnh",
    "turn": 1,
    "by_whom": "Chủ tịch",
    "to_unit": UNIT,
    "owner": OFFICER.id,
    "authority": "Sở Xây dựng",
    "letter": "12/PC-UBND",
    "file": "f" * 64,
    "name": "anh.jpg",
    "media_type": "image/jpeg",
    "size": 100,
    "public": True,
    "clock": ClockKind.ANSWER,
    "days": 3,
    "step": 0,
    "outcome": CaseOutcome.RESOLVED,
    "decision": "Đã sửa cầu",
    "basis": "Quyết định số 5",
    "question_text": "Bao giờ sửa cầu?",
    "answer_text": "Đã sửa xong.",
    "public_id": "p1",
    "text": "Cầu thôn Đông",
    "stars": 4,
    "solved": False,
    "watching": True,
    "channel": DeliveryChannel.BOARD,
    "to": ("Thôn Đông",),
    "villages": ("Thôn Đông",),
    "delivery": 1,
    "finding": Finding.DONE,
    "day": "2026-11-01",
    "recommendation": 1,
    "satisfied": True,
    "seed": "12345",
    "sample": 1,
    "size_of_sample": 2,
    "source": "Xổ số miền Bắc, giải đặc biệt",
    "digits": 5,
    "salt": "muối",
    "check": 1,
    "period": "2026-11",
}
"""Some value for each field that must be given."""

COMMITTED = {"outcome": CaseOutcome.COMMITTED, "due": "2026-12-01"}


def any_fields(kind: type[BookCommand]) -> dict[str, Any]:
    """Something that can be asked for, if not granted."""
    fields = {name: ANY[name] for name in ANY if name in kind.__dataclass_fields__}
    optional = {"unit", "seen"} | ({"owner"} if kind is c.AssignCase else set())
    fields = {name: value for name, value in fields.items() if name not in optional}
    if kind is c.RecordDelivery:
        fields["day"] = "2026-11-02"
    if kind is c.SplitCase:
        fields["codes"] = ("PART-2",)
    if kind is c.AnnounceSample:
        fields |= {"size": ANY["size_of_sample"], "day": "2026-11-03"}
    return fields


class Book:
    """Three cases, received unless said otherwise, their clocks started; and whatever is done with them."""

    def __init__(self, *states: CaseState) -> None:
        self.state = CasebookState()
        self.terms: Terms = terms(AlmanacState())
        self.events: list[Event] = []
        self.now = MONDAY
        self._ids = count(1)
        given = dict(enumerate(states))
        for number, code in enumerate((AN, BINH, CHI)):
            self.tell(opened(code, number + 1, given.get(number, S.RECEIVED)))
        self.does(RULE, c.ReckonClocks)

    @property
    def case(self) -> Case:
        return self.state.cases[AN]

    def tell(self, *events: Event) -> None:
        for event in events:
            apply(self.state, event)
            self.events.append(event)

    def command(self, actor: Actor, kind: type[BookCommand], **fields: Any) -> BookCommand:
        """One more, a minute later, about the first case unless another one is named."""
        self.now += MINUTE
        about = {} if not issubclass(kind, c.CaseCommand) else {"case": AN}
        unit = UNIT if actor.role in (Role.OFFICER, Role.UNIT_HEAD) else None
        facts = {"actor": actor, "id": f"id-{next(self._ids)}", "at": self.now, "unit": unit}
        return kind(**{**facts, **about, **any_fields(kind), **fields})

    def tries(
        self, actor: Actor, kind: type[BookCommand], **fields: Any
    ) -> list[Event] | Receipt | Refusal:
        return decide(self.state, self.command(actor, kind, **fields), self.terms)

    def does(self, actor: Actor, kind: type[BookCommand], **fields: Any) -> list[Event]:
        decided = self.tries(actor, kind, **fields)
        assert isinstance(decided, list), f"{kind.__name__}: {decided}"
        self.tell(*decided)
        return decided

    def days_pass(self, days: int) -> None:
        self.now += days * DAY


def opened(code: str, number: int, state: CaseState = S.RECEIVED) -> e.CaseOpened:
    return e.CaseOpened(
        at=MONDAY,
        by=CHAIR,
        cause="close",
        case=code,
        question=number,
        state=state,
        outcome=None,
        unit=None,
        due=None,
        reason=None,
        merged_into=None,
    )


Act = tuple[Actor, type[BookCommand], dict[str, Any]]

_VERIFIED: list[Act] = [(CLERK, c.VerifyCase, {})]
_CLASSIFIED: list[Act] = [*_VERIFIED, (CLERK, c.ClassifyCase, {})]
_ASSIGNED: list[Act] = [*_CLASSIFIED, (CLERK, c.AssignCase, {"owner": OFFICER.id})]
_PROCESSING: list[Act] = [*_ASSIGNED, (OFFICER, c.AcceptCase, {})]
_AWAITING: list[Act] = [*_PROCESSING, (OFFICER, c.SubmitAnswer, {})]
_ANSWERED: list[Act] = [*_AWAITING, (CHAIR, c.ApproveAnswer, {})]
_PROMISED: list[Act] = [
    *_PROCESSING,
    (OFFICER, c.SubmitAnswer, COMMITTED),
    (CHAIR, c.ApproveAnswer, {}),
]

WAYS: dict[CaseState, list[Act]] = {
    S.RECEIVED: [],
    S.VERIFYING: _VERIFIED,
    S.NEED_INFO: [*_VERIFIED, (CLERK, c.RequestInformation, {})],
    S.CLASSIFIED: _CLASSIFIED,
    S.ASSIGNED: _ASSIGNED,
    S.PROCESSING: _PROCESSING,
    S.TRANSFERRED: [*_PROCESSING, (CHAIR, c.TransferCase, {})],
    S.AWAITING_APPROVAL: _AWAITING,
    S.ANSWERED: _ANSWERED,
    S.IMPLEMENTING: _PROMISED,
    S.CLOSED: [
        *_ANSWERED,
        (PUBLISHER, c.PublishCase, {}),
        (CITIZEN, c.RateAnswer, {"solved": True}),
    ],
    S.REOPENED: [*_ANSWERED, (CITIZEN, c.ReopenCase, {})],
    S.MERGED: [(CLERK, c.MergeCase, {})],
    S.DECLINED: [(CLERK, c.ProposeDecline, {}), (CHAIR, c.ConfirmDecline, {})],
    S.GUIDED: [(CLERK, c.GuideCase, {})],
    S.SEALED: [(CLERK, c.SealCase, {})],
    S.WITHDRAWN: [(CITIZEN, c.WithdrawCase, {})],
}
"""How a case comes to stand there."""


def stood(state: CaseState) -> Book:
    """The first case has come to stand there."""
    book = Book()
    for actor, kind, fields in WAYS[state]:
        book.does(actor, kind, **fields)
    assert book.case.state is state
    return book
