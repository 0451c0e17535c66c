"""Which acts a person can do about a case, and in which of their roles: what a page offers, and what a form tries.

The order is that of likelihood: what a clerk comes for stands first. It must not know how an act looks.
"""

from collections.abc import Iterable, Mapping

from archive.casebook.naming import CASE_COMMANDS
from archive.casebook.offered import offered
from archive.casebook.permissions import TABLE
from archive.casebook.records import Case
from archive.casework import CaseState
from archive.streams import casebook_stream
from conference.naming import wire_name
from conference.vocabulary import Role
from realtime.casebooks import Casebooks

S = CaseState

ROLES = (
    Role.CLERK,
    Role.OFFICER,
    Role.UNIT_HEAD,
    Role.SECRETARY,
    Role.PUBLISHER,
    Role.APPROVER,
    Role.CHAIR,
    Role.SEALED_BOX,
)
"""Of several roles that may do it, the first does."""
ELSEWHERE = frozenset({"correct_minutes", "set_file_public", "reply_to_recommendation"})
"""They have their form where their object stands, not among the acts."""

_URGENT = ("confirm_decline", "revive_case", "uphold_decision")
_LIKELY: Mapping[CaseState, tuple[str, ...]] = {
    S.RECEIVED: ("verify_case", "classify_case", "record_stage_answer"),
    S.VERIFYING: ("classify_case", "request_information", "propose_decline", "guide_case"),
    S.NEED_INFO: ("resume_case",),
    S.CLASSIFIED: ("assign_case", "transfer_case"),
    S.ASSIGNED: ("accept_case", "name_owner", "send_back"),
    S.PROCESSING: ("submit_answer", "attach_file", "request_information", "transfer_case"),
    S.TRANSFERRED: ("submit_answer", "chase_transfer", "take_back"),
    S.AWAITING_APPROVAL: ("approve_answer", "reject_answer"),
    S.ANSWERED: ("publish_case", "withhold_case", "close_case"),
    S.IMPLEMENTING: ("submit_answer", "publish_case", "attach_file"),
    S.CLOSED: ("publish_case",),
    S.REOPENED: ("accept_case", "transfer_case"),
    S.SEALED: ("unseal_case",),
}
_SELDOM = ("attach_file", "write_note", "extend_deadline", "reopen_case", "seal_case")
_DONE = ("publish_case", "withhold_case")


def acts(case: Case, roles: Iterable[Role], person: str, unit: str | None) -> list[str]:
    """By their names on the wire, the likeliest first."""
    held = frozenset(roles)
    possible = {
        wire_name(kind)
        for role in ROLES
        if role in held
        for kind in offered(case, role, person, unit)
    } - ELSEWHERE
    # What everybody can read already is seldom worded again.
    late = _DONE if case.public_id is not None else ()
    likely = [name for name in (*_URGENT, *_LIKELY.get(case.state, ())) if name not in late]
    order = {name: place for place, name in enumerate(dict.fromkeys(likely))}
    others = [name for name in CASE_COMMANDS if name not in (*_SELDOM, *late)]
    for name in (*others, *_SELDOM, *late):
        order.setdefault(name, len(order))
    return sorted(possible, key=order.__getitem__)


def roles_for(name: str, held: Iterable[Role]) -> list[Role]:
    """In which of the roles that somebody holds this may be asked for at all."""
    kind = CASE_COMMANDS.get(name)
    may = TABLE.get(kind, frozenset()) if kind else frozenset()
    holds = frozenset(held) & may
    return [role for role in ROLES if role in holds]


async def live_case(casebooks: Casebooks, commune: str, conference: str, code: str) -> Case | None:
    """The case as its rules see it; None while the disk takes nothing."""
    casebook = await casebooks.open(casebook_stream(commune, conference))
    return await casebook.case(code) if casebook else None
