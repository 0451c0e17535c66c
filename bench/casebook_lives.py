"""What becomes of cases: one whole life for each place where a case may stand, lived by the real rules.

The rows that a life leaves are the projector's own. A bench gives them to a million cases under other names.
"""

from typing import Any, NamedTuple

from archive.almanac import AlmanacState, terms
from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.apply import apply
from archive.casebook.command import BookCommand, CaseCommand
from archive.casebook.decide import decide
from archive.casebook.state import CasebookState
from archive.casebook_projection import go_through, settle
from archive.casebook_rows import CasebookRows, CaseRows
from archive.casework import CaseOutcome, CaseState, Competence, Kind
from archive.journal import Entry
from archive.streams import StreamName, casebook_stream
from conference.event import Event
from conference.vocabulary import Actor, Outcome, Role

MORNING = 1_791_162_000_000
"""8:00 of Monday 5 October 2026 in Vietnam."""
UNIT = "Phòng Kinh tế"
CASE, PARENT = "CASE", "PARENT"
NAME = StreamName.parse(casebook_stream("life", "LIFE"))

_WORKERS = {Role.OFFICER: "khoa", Role.UNIT_HEAD: "dung"}
Act = tuple[Role, type[BookCommand], dict[str, Any]]

_classify: Act = (
    Role.CLERK,
    c.ClassifyCase,
    {"kind": Kind.PROPOSAL, "topic": "Giao thông", "competence": Competence.COMMUNE},
)
_assign: Act = (Role.CLERK, c.AssignCase, {"to_unit": UNIT, "owner": "khoa"})
_accept: Act = (Role.OFFICER, c.AcceptCase, {})
_file: Act = (
    Role.OFFICER,
    c.AttachFile,
    {"name": "anh.jpg", "file": "f" * 64, "media_type": "image/jpeg", "size": 90_000},
)
_approve: Act = (Role.APPROVER, c.ApproveAnswer, {})
_publish: Act = (
    Role.PUBLISHER,
    c.PublishCase,
    {"question_text": "Q", "answer_text": "A", "public_id": "P"},
)
_rate: Act = (Role.CITIZEN, c.RateAnswer, {"stars": 4, "solved": True})
_working: list[Act] = [_classify, _assign, _accept]


def _answer(outcome: CaseOutcome, **fields: Any) -> Act:
    said = {"outcome": outcome, "decision": "A", "basis": "Luật Giao thông đường bộ"}
    return (Role.OFFICER, c.SubmitAnswer, {**said, **fields})


def _answered(outcome: CaseOutcome) -> list[Act]:
    return [*_working, _file, _answer(outcome), _approve]


_committed = [*_working, _answer(CaseOutcome.COMMITTED, due="2026-12-15"), _approve, _publish]
_transfer: Act = (Role.CHAIR, c.TransferCase, {"authority": "Sở Xây dựng", "letter": "12/PC-UBND"})
_words = {"words": "Theo nội dung phản ánh"}


class Life(NamedTuple):
    """`share` of a thousand cases."""

    share: int
    acts: list[Act]
    born: CaseState = CaseState.RECEIVED

    @property
    def rests(self) -> bool:
        """Whether it has come to an end, or was answered in the hall."""
        ends = (c.RateAnswer, c.MergeCase)
        return self.born is not CaseState.RECEIVED or (bool(self.acts) and self.acts[-1][1] in ends)


LIVES = (
    Life(480, [*_answered(CaseOutcome.RESOLVED), _publish, _rate]),
    Life(140, [*_answered(CaseOutcome.EXPLAINED), _publish, _rate]),
    Life(90, [], born=CaseState.ANSWERED),
    Life(40, _answered(CaseOutcome.RESOLVED)),
    Life(40, _committed),
    Life(30, []),
    Life(10, [(Role.CLERK, c.VerifyCase, {})]),
    Life(5, [(Role.CLERK, c.VerifyCase, {}), (Role.CLERK, c.RequestInformation, _words)]),
    Life(10, [_classify]),
    Life(20, [_classify, _assign]),
    Life(30, _working),
    Life(10, [*_working, _answer(CaseOutcome.EXPLAINED)]),
    Life(15, [_classify, _transfer]),
    Life(5, [*_answered(CaseOutcome.EXPLAINED), (Role.CITIZEN, c.ReopenCase, _words)]),
    Life(30, [(Role.CLERK, c.MergeCase, {"into": PARENT})]),
    Life(25, [], born=CaseState.DECLINED),
    Life(10, [], born=CaseState.WITHDRAWN),
    Life(5, [], born=CaseState.GUIDED),
    Life(5, [], born=CaseState.SEALED),
)


def lived(life: Life) -> list[Event]:
    """All that happened in it, an hour between two acts. The case is the first of its book's two."""
    state = CasebookState()
    told: list[Event] = [_opened(CASE, 1, life.born), _opened(PARENT, 2, CaseState.RECEIVED)]
    for event in told:
        apply(state, event)
    for number, act in enumerate([_reckon(), *life.acts]):
        decided = decide(state, _command(act, number), terms(AlmanacState()))
        if not isinstance(decided, list):
            raise TypeError(f"{act}: {decided}")
        for event in decided:
            apply(state, event)
        told += decided
    return told


def rows_of(events: list[Event]) -> CaseRows:
    """As the projector writes them."""
    state, rows = CasebookState(), CasebookRows(NAME)
    entries = [Entry(str(NAME), number, event, b"") for number, event in enumerate(events, 1)]
    go_through(rows, state, entries)
    settle(rows, state)
    return rows.cases[CASE]


def _reckon() -> Act:
    return (Role.RULE, c.ReckonClocks, {})


def _command(act: Act, number: int) -> BookCommand:
    role, kind, fields = act
    about = {"case": CASE} if issubclass(kind, CaseCommand) else {}
    actor = Actor(role, _WORKERS.get(role, role.value))
    at = MORNING + (number + 1) * 3_600_000
    unit = UNIT if role in _WORKERS else None
    return kind(actor=actor, id=f"act-{number}", at=at, unit=unit, **about, **fields)


def _opened(code: str, question: int, born: CaseState) -> e.CaseOpened:
    return e.CaseOpened(
        at=MORNING,
        by=Actor(Role.CHAIR, "hai"),
        cause="close",
        case=code,
        question=question,
        state=born,
        outcome=Outcome.ANSWERED if born is CaseState.ANSWERED else None,
        unit=None,
        due=None,
        reason="off_topic" if born is CaseState.DECLINED else None,
        merged_into=None,
    )
