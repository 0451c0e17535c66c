"""A casebook of three cases, told in commands about the first of them unless another one is named.

    book = stood(CaseState.ANSWERED)
    assert book.tries(FRONT, c.WatchCase, watching=True) == [...]

What is not given is filled in. Every act comes a minute after the one before, on Monday morning.
"""

from typing import Any, TypeVar

from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.command import BookCommand
from archive.casebook.records import Case
from archive.casework import CaseOutcome, CaseState
from conference.vocabulary import Actor, Role
from tests.casebook_story import (
    CHAIR,
    CITIZEN,
    CLERK,
    ONE_OF_EACH,
    OWNER,
    PUBLISHER,
    ROADS,
    CasebookStory,
    any_fields,
)

S = CaseState
C = TypeVar("C", bound=BookCommand)

MONDAY = 1_793_586_600_000
"""9:30 of 2 November 2026 in Vietnam."""
MINUTE = 60_000

ACTORS = {actor.role: actor for actor in ONE_OF_EACH}

AN, BINH, CHI = "AN-CODE", "BINH-CODE", "CHI-CODE"
"""The codes of the three."""

COMMITTED = {"outcome": CaseOutcome.COMMITTED, "due": "2026-12-01"}

MINTED: dict[str, Any] = {
    "codes": ("PART-2",),
    "public_id": "p1",
    "salt": "muối",
    "media_type": "image/jpeg",
    "size": 100,
}
"""What the server would fill in, the same each time."""


def all_fields(kind: type[BookCommand]) -> dict[str, Any]:
    """Something that can be asked for on that day, if not granted."""
    given = {**any_fields(kind), **{n: MINTED[n] for n in MINTED if n in kind.__dataclass_fields__}}
    if kind is c.AssignCase:
        del given["owner"]
    if "into" in given:
        given["into"] = BINH
    if "day" in given:
        given["day"] = DAYS.get(kind, "2026-11-01")
    if "period" in given:
        given["period"] = "2026-11"
    if kind is c.AnnounceSample:
        given["size"] = 2
    return given


DAYS = {c.RecordDelivery: "2026-11-02", c.AnnounceSample: "2026-11-03"}


class Book(CasebookStory):
    """Three cases, received unless said otherwise, their clocks started; and whatever is done with them."""

    MILLISECONDS_BETWEEN = MINUTE

    def __init__(self, *states: CaseState) -> None:
        super().__init__()
        self.now = MONDAY
        given = dict(enumerate(states))
        for number, code in enumerate((AN, BINH, CHI)):
            self.happens(opened(code, number + 1, given.get(number, S.RECEIVED)))
        self.reckons()

    @property
    def first(self) -> Case:
        return self.case(AN)

    def command(self, actor: Actor, kind: type[C], case: str | None = None, /, **fields: Any) -> C:
        of_a_unit = actor.role in (Role.OFFICER, Role.UNIT_HEAD)
        given = {"unit": ROADS if of_a_unit else None, **all_fields(kind), **fields}
        if case is None and issubclass(kind, c.CaseCommand):
            case = given.pop("case", AN)
        return super().command(actor, kind, case, **given)


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
_ASSIGNED: list[Act] = [*_CLASSIFIED, (CLERK, c.AssignCase, {"owner": OWNER.id})]
_PROCESSING: list[Act] = [*_ASSIGNED, (OWNER, c.AcceptCase, {})]
_AWAITING: list[Act] = [*_PROCESSING, (OWNER, c.SubmitAnswer, {})]
_ANSWERED: list[Act] = [*_AWAITING, (CHAIR, c.ApproveAnswer, {})]
_PROMISED: list[Act] = [
    *_PROCESSING,
    (OWNER, c.SubmitAnswer, COMMITTED),
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
    assert book.first.state is state
    return book
