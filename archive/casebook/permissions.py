"""Who may ask for what of a casebook: one table, one function.

Where a command moves a case, `MOVERS` in `archive/casework.py` narrows it down by where the case stands. A
command that is not in this table cannot be asked for at all.
"""

from collections.abc import Mapping

from archive.casebook import commands as c
from archive.casebook.command import BookCommand
from conference.refusals import Code, Refusal
from conference.vocabulary import Role

_INTAKE = frozenset({Role.CLERK})
_SIGNERS = frozenset({Role.CHAIR, Role.APPROVER})
_WORKERS = frozenset({Role.CLERK, Role.OFFICER})
_CITIZEN = frozenset({Role.CITIZEN})
_FRONT = frozenset({Role.SUPERVISOR})
_HERALDS = frozenset({Role.CLERK, Role.SECRETARY, Role.PUBLISHER, Role.CHAIR})
"""Who makes the result of a conference known, and writes down that it was."""
_RULE = frozenset({Role.RULE})
_OFFICE = frozenset(
    {Role.CLERK, Role.OFFICER, Role.UNIT_HEAD, Role.SECRETARY, Role.PUBLISHER} | _SIGNERS
)

TABLE: Mapping[type[BookCommand], frozenset[Role]] = {
    c.VerifyCase: _INTAKE,
    c.RequestInformation: _WORKERS,
    c.ResumeCase: _WORKERS | _RULE,
    c.ClassifyCase: _INTAKE,
    c.SplitCase: _INTAKE | {Role.SECRETARY},
    c.MergeCase: _INTAKE,
    c.ProposeDecline: _INTAKE,
    c.ConfirmDecline: _INTAKE | _SIGNERS,
    c.RejectDecline: _INTAKE | _SIGNERS,
    c.GuideCase: _INTAKE,
    c.SealCase: _WORKERS | {Role.MODERATOR, Role.SECRETARY},
    c.UnsealCase: frozenset({Role.SEALED_BOX}),
    c.ReviveCase: frozenset({Role.CHAIR}),
    c.UpholdDecision: frozenset({Role.CHAIR}),
    c.CorrectMinutes: frozenset({Role.SECRETARY}),
    c.RecordStageAnswer: frozenset({Role.SECRETARY, Role.CHAIR}),
    c.WriteNote: _OFFICE,
    c.AssignCase: _INTAKE | {Role.CHAIR, Role.UNIT_HEAD},
    c.NameOwner: _INTAKE | {Role.UNIT_HEAD},
    c.AcceptCase: _WORKERS | {Role.CHAIR},
    c.SendBack: frozenset({Role.OFFICER, Role.UNIT_HEAD}),
    c.TransferCase: _SIGNERS,
    c.ChaseTransfer: _WORKERS | _RULE,
    c.TakeBack: _WORKERS,
    c.AttachFile: _OFFICE,
    c.SetFilePublic: frozenset({Role.PUBLISHER}),
    c.ExtendDeadline: _SIGNERS,
    c.ReckonClocks: _RULE,
    c.EscalateCase: _RULE,
    c.SubmitAnswer: _WORKERS,
    c.RejectAnswer: _SIGNERS,
    c.ApproveAnswer: _SIGNERS,
    c.PublishCase: frozenset({Role.PUBLISHER}),
    c.WithholdCase: _SIGNERS,
    c.CloseCase: _RULE | _CITIZEN | {Role.PUBLISHER},
    c.AddInformation: _CITIZEN,
    c.RateAnswer: _CITIZEN,
    c.ReopenCase: _CITIZEN | _FRONT | {Role.CHAIR},
    c.WithdrawCase: _CITIZEN,
    c.AppealCase: _CITIZEN,
    c.WatchCase: _FRONT,
    c.WriteSupervisionNote: _FRONT,
    c.RecordFieldCheck: _FRONT,
    c.AttachCheckFile: _FRONT,
    c.MakeRecommendation: _FRONT,
    c.ReplyToRecommendation: _SIGNERS | _INTAKE,
    c.SettleRecommendation: _FRONT,
    c.AnnounceSample: _FRONT,
    c.DrawSample: _FRONT,
    c.RemarkOnPeriod: _FRONT,
    c.ListVillages: _HERALDS,
    c.RecordDelivery: _HERALDS,
    c.WithdrawDelivery: _HERALDS,
    c.EscalateResult: _RULE,
}


def permitted(command: BookCommand) -> Refusal | None:
    """Whether this actor's role may ask for this at all."""
    if command.actor.role not in TABLE.get(type(command), frozenset()):
        return Refusal(Code.NOT_ALLOWED)
    return None
