"""What people of the office did that is no act on a question or a case: to accounts, with records, behind masks and seals.

No event holds anybody's words, a password or a display name: an account is called by what its owner signs in with, a
question by its number. So nothing in this log ever has to be erased.
"""

from dataclasses import dataclass
from enum import StrEnum

from conference.event import Event
from conference.naming import wire_name


class AccountAct(StrEnum):
    """What can be done to somebody's account."""

    ADDED = "added"
    ROLE_GIVEN = "role_given"
    ROLE_TAKEN = "role_taken"
    UNIT_SET = "unit_set"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105  the name of an act
    PASSWORD_RESET = "password_reset"  # noqa: S105  same
    SESSIONS_ENDED = "sessions_ended"
    DISABLED = "disabled"
    ENABLED = "enabled"
    SECOND_STEP_ON = "second_step_on"
    SECOND_STEP_OFF = "second_step_off"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    RECOVERY_CODE_USED = "recovery_code_used"
    INVITED = "invited"
    INVITATION_REVOKED = "invitation_revoked"
    INVITATION_USED = "invitation_used"


class Taken(StrEnum):
    """What of the record leaves the house as a file."""

    REGISTER = "register"
    DOSSIER = "dossier"
    TRANSCRIPT = "transcript"
    LEDGER = "ledger"
    REPORT = "report"
    """The synthesis of a period."""
    FRONT_REPORT = "front_report"
    """The Front's own."""
    OFFICE_LOG = "office_log"
    """This one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChanged(Event):
    """`name` is the account's, none for an invitation. `detail` is the roles or the unit that it is about."""

    act: AccountAct
    name: str | None
    detail: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTaken(Event):
    """`copy` says for whom it is written, where there are several; without `conference` it is the whole commune's."""

    what: Taken
    form: str
    copy: str | None
    conference: str | None
    period: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalRead(Event):
    """The words of a question as they were sent, before anything was masked."""

    conference: str
    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedRead(Event):
    """What lies in the sealed box was on somebody's screen. `which` are references, as in the register."""

    conference: str
    which: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalsErased(Event):
    """At their asker's wish; `wordings` is how many were kept until now."""

    conference: str
    question: int
    wordings: int


OFFICE_EVENTS: dict[str, type[Event]] = {
    wire_name(kind): kind
    for kind in (AccountChanged, RecordTaken, OriginalRead, SealedRead, OriginalsErased)
}
