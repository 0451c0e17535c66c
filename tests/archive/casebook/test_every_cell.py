"""What happens after the answer and what the Front does: every command, by every role, wherever the case stands."""

from functools import cache

import pytest

from archive.casebook import commands as c
from archive.casebook.command import BookCommand
from archive.casebook.permissions import TABLE
from archive.casebook.ruling import EVEN_SEALED
from archive.casework import REPLIED, CaseState, may_move
from conference.refusals import Code, Refusal
from conference.vocabulary import Role
from tests.casebook_trio import ACTORS, Book, stood

S = CaseState
ANYWHERE = frozenset(S) - {S.SEALED}
OWNED = (S.ASSIGNED, S.PROCESSING, S.TRANSFERRED, S.AWAITING_APPROVAL, *REPLIED, S.REOPENED)
"""Where the officer of these tests has been given the case."""

FROM: dict[type[BookCommand], frozenset[CaseState]] = {
    c.SubmitAnswer: frozenset({S.PROCESSING, S.TRANSFERRED, S.IMPLEMENTING}),
    c.RejectAnswer: frozenset({S.AWAITING_APPROVAL}),
    c.ApproveAnswer: frozenset({S.AWAITING_APPROVAL}),
    c.PublishCase: REPLIED,
    c.WithholdCase: REPLIED,
    c.CloseCase: frozenset(),
    c.AddInformation: frozenset({S.NEED_INFO}),
    c.RateAnswer: REPLIED,
    c.ReopenCase: REPLIED,
    c.WithdrawCase: frozenset(
        {
            S.RECEIVED,
            S.VERIFYING,
            S.NEED_INFO,
            S.CLASSIFIED,
            S.ASSIGNED,
            S.PROCESSING,
            S.TRANSFERRED,
            S.AWAITING_APPROVAL,
            S.IMPLEMENTING,
            S.REOPENED,
        }
    ),
    c.AppealCase: frozenset({S.DECLINED, S.GUIDED, S.MERGED, S.WITHDRAWN}),
    c.WatchCase: ANYWHERE,
    c.WriteSupervisionNote: ANYWHERE,
    c.RecordFieldCheck: ANYWHERE,
    c.MakeRecommendation: ANYWHERE,
    c.ReplyToRecommendation: frozenset(),
    c.SettleRecommendation: frozenset(),
    c.AttachCheckFile: frozenset(),
    c.AnnounceSample: frozenset(S),
    c.DrawSample: frozenset(),
    c.RemarkOnPeriod: frozenset(S),
}
"""Nothing can be closed yet that is not published, nor answered, added to or drawn that was not there before."""
NOT_THERE_YET = (
    c.ReplyToRecommendation,
    c.SettleRecommendation,
    c.AttachCheckFile,
    c.DrawSample,
)
OF_THE_BOOK = (c.AnnounceSample, c.RemarkOnPeriod)


@cache
def book(state: CaseState) -> Book:
    return stood(state)


def expected(kind: type[BookCommand], state: CaseState, role: Role) -> Code | None:
    """Permission; then sealed; then whose it is; then where it stands; then whether this hand may."""
    if role not in TABLE[kind]:
        return Code.NOT_ALLOWED
    if state is S.SEALED:
        if kind is c.DrawSample:
            return Code.NOT_FOUND
        if kind is c.ReplyToRecommendation or kind is c.SettleRecommendation:
            return Code.NOT_FOUND
        return None if kind in OF_THE_BOOK or issubclass(kind, EVEN_SEALED) else Code.STALE
    if role is Role.OFFICER and state not in OWNED:
        return Code.NOT_ALLOWED
    if state not in FROM[kind]:
        return Code.NOT_FOUND if kind in NOT_THERE_YET else Code.STALE
    if kind is c.SubmitAnswer and not may_move(state, S.AWAITING_APPROVAL, role):
        return Code.NOT_ALLOWED
    return None


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("kind", FROM)
def test_every_cell(kind: type[BookCommand], role: Role) -> None:
    found = {}
    for state in S:
        said = book(state).tries(ACTORS[role], kind)
        found[state] = said.reason if isinstance(said, Refusal) else None
    assert found == {state: expected(kind, state, role) for state in S}
