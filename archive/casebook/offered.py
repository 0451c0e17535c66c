"""Which acts a person can do about a case as it stands: what a page shows as buttons.

The rules decide again when an act is sent. This page only spares people buttons that would be refused; a test
holds the two together.
"""

from collections.abc import Callable, Mapping

from archive.casebook import commands as c
from archive.casebook.command import CaseCommand
from archive.casebook.limits import SEND_BACKS_MAX
from archive.casebook.permissions import TABLE
from archive.casebook.records import Case
from archive.casebook.rules_clocks import EXTENDABLE
from archive.casebook.rules_work import OWNED
from archive.casebook.ruling import EVEN_SEALED
from archive.casework import (
    APPEALABLE,
    OPEN,
    REPLIED,
    CaseState,
    Publication,
    Supervision,
    may_move,
)
from archive.deadlines import ClockKind
from conference.vocabulary import Role

S = CaseState
Kind = type[CaseCommand]

_MOVES: Mapping[Kind, tuple[frozenset[CaseState], CaseState]] = {
    c.VerifyCase: (frozenset({S.RECEIVED}), S.VERIFYING),
    c.RequestInformation: (frozenset({S.VERIFYING, S.PROCESSING}), S.NEED_INFO),
    c.MergeCase: (frozenset({S.RECEIVED, S.VERIFYING, S.CLASSIFIED}), S.MERGED),
    c.ProposeDecline: (frozenset({S.RECEIVED, S.VERIFYING}), S.DECLINED),
    c.GuideCase: (frozenset({S.RECEIVED, S.VERIFYING, S.CLASSIFIED}), S.GUIDED),
    c.SealCase: (frozenset({S.RECEIVED, S.VERIFYING, S.CLASSIFIED, S.PROCESSING}), S.SEALED),
    c.UnsealCase: (frozenset({S.SEALED}), S.CLASSIFIED),
    c.ReviveCase: (frozenset({S.DECLINED, S.GUIDED, S.MERGED, S.WITHDRAWN}), S.RECEIVED),
    c.RecordStageAnswer: (frozenset({S.RECEIVED}), S.ANSWERED),
    c.AssignCase: (frozenset({S.CLASSIFIED, S.PROCESSING}), S.ASSIGNED),
    c.AcceptCase: (frozenset({S.ASSIGNED, S.REOPENED}), S.PROCESSING),
    c.SendBack: (frozenset({S.ASSIGNED}), S.CLASSIFIED),
    c.TransferCase: (frozenset({S.CLASSIFIED, S.PROCESSING, S.REOPENED}), S.TRANSFERRED),
    c.TakeBack: (frozenset({S.TRANSFERRED}), S.PROCESSING),
    c.SubmitAnswer: (
        frozenset({S.PROCESSING, S.TRANSFERRED, S.IMPLEMENTING}),
        S.AWAITING_APPROVAL,
    ),
    c.RejectAnswer: (frozenset({S.AWAITING_APPROVAL}), S.PROCESSING),
    c.ApproveAnswer: (frozenset({S.AWAITING_APPROVAL}), S.ANSWERED),
    c.CloseCase: (frozenset({S.ANSWERED, S.IMPLEMENTING}), S.CLOSED),
    c.ReopenCase: (frozenset({S.ANSWERED, S.IMPLEMENTING, S.CLOSED}), S.REOPENED),
    c.WithdrawCase: (OPEN - REPLIED | {S.IMPLEMENTING}, S.WITHDRAWN),
}
"""What moves a case, from where, and to where."""


def offered(case: Case, role: Role, person: str, unit: str | None) -> list[Kind]:
    """In the order of the index. Times and counts (of reopenings, of extensions) are left to the rules."""
    return [
        kind
        for kind, roles in TABLE.items()
        if issubclass(kind, c.CaseCommand)
        and role in roles
        and _moves(kind, case, role)
        and _concerns(kind, case, role, person, unit)
        and _OTHERWISE.get(kind, _always)(case, person)
    ]


def extendable(case: Case, at: int) -> list[ClockKind]:
    """Its clocks that may be given more time at this moment."""
    return [
        kind
        for kind, clock in case.clocks.items()
        if kind in EXTENDABLE and kind not in case.extended and not clock.ran_out(at)
    ]


def _moves(kind: Kind, case: Case, role: Role) -> bool:
    if kind is c.ResumeCase:
        return case.state is S.NEED_INFO and may_move(case.state, case.back_to or S.VERIFYING, role)
    if kind not in _MOVES:
        return case.state is not S.SEALED or issubclass(kind, EVEN_SEALED)
    if kind is c.CloseCase and role is Role.PUBLISHER:
        # Time ends what was answered, never a promise; and agreement closes by itself.
        return case.state is S.ANSWERED
    where, to = _MOVES[kind]
    return case.state in where and may_move(case.state, to, role)


def _concerns(kind: Kind, case: Case, role: Role, person: str, unit: str | None) -> bool:
    """An officer acts on their own cases, the head of a unit on the unit's."""
    if role is Role.UNIT_HEAD:
        return case.unit is not None and case.unit == unit
    if role is not Role.OFFICER:
        return True
    if case.owner is None and kind is c.AcceptCase:
        return case.unit is not None and case.unit == unit
    return case.owner == person


def _always(_case: Case, _person: str) -> bool:
    return True


def _declining(case: Case, person: str) -> bool:
    return case.proposal is not None and case.proposal.by != person


def _appeal_waits(case: Case) -> bool:
    return case.state in APPEALABLE and case.appealed and not case.upheld


_OTHERWISE: Mapping[Kind, Callable[[Case, str], bool]] = {
    c.UpholdDecision: lambda case, _: _appeal_waits(case),
    c.ReviveCase: lambda case, _: (
        _appeal_waits(case)
        or case.state is S.WITHDRAWN
        or any(not one.settled for one in case.recommendations)
    ),
    c.WatchCase: lambda case, _: case.supervision is not Supervision.RECOMMENDATION_OPEN,
    c.AddInformation: lambda case, _: case.state is S.NEED_INFO,
    c.ProposeDecline: lambda case, _: case.proposal is None,
    c.ConfirmDecline: _declining,
    c.RejectDecline: lambda case, _: case.proposal is not None,
    c.SendBack: lambda case, _: case.sent_back < SEND_BACKS_MAX,
    c.NameOwner: lambda case, _: case.state in OWNED,
    c.ChaseTransfer: lambda case, _: case.state is S.TRANSFERRED,
    c.ClassifyCase: lambda case, _: case.state in (S.RECEIVED, S.VERIFYING, S.CLASSIFIED),
    c.SplitCase: lambda case, _: case.state in (S.RECEIVED, S.VERIFYING),
    c.SetFilePublic: lambda case, _: bool(case.files),
    c.ExtendDeadline: lambda case, _: bool(EXTENDABLE & case.clocks.keys() - case.extended),
    c.ApproveAnswer: lambda case, person: bool(case.answers) and case.answers[-1].author != person,
    c.PublishCase: lambda case, _: case.state in REPLIED,
    c.WithholdCase: lambda case, _: (
        case.state in REPLIED and case.publication is not Publication.WITHHELD
    ),
    c.CloseCase: lambda case, _: case.publication in (Publication.PUBLISHED, Publication.WITHHELD),
    c.RateAnswer: lambda case, _: case.state in REPLIED,
    c.AppealCase: lambda case, _: (
        case.state in (S.DECLINED, S.GUIDED, S.MERGED, S.WITHDRAWN) and not case.appealed
    ),
    c.AttachCheckFile: lambda case, _: case.checks > 0,
    c.ReplyToRecommendation: lambda case, _: any(not one.answered for one in case.recommendations),
    c.SettleRecommendation: lambda case, _: any(
        one.answered and not one.settled for one in case.recommendations
    ),
}
