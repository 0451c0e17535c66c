"""The closed list of reasons to say no.

A refusal is a value, never an exception: it travels to whoever asked and is shown in their language
(the message key is `refusal.<code>`). Exceptions mean a bug or a broken disk.
"""

from dataclasses import dataclass
from enum import Enum


class Code(Enum):
    """Each reason: its code on the wire, and the HTTP status a form post gets for it."""

    MALFORMED = ("malformed", 400)
    NOT_IDENTIFIED = ("not_identified", 401)
    NOT_ALLOWED = ("not_allowed", 403)
    CODE_NEEDED = ("code_needed", 403)
    MUTED = ("muted", 403)
    NOT_FOUND = ("not_found", 404)
    NOT_OPEN = ("not_open", 409)
    PAUSED = ("paused", 409)
    CLOSED = ("closed", 409)
    ASKING_CLOSED = ("asking_closed", 409)
    VOTING_CLOSED = ("voting_closed", 409)
    DUPLICATE = ("duplicate", 409)
    STALE = ("stale", 409)
    FLOOR_TAKEN = ("floor_taken", 409)
    EMPTY = ("empty", 422)
    TOO_LONG = ("too_long", 422)
    BAD_TEXT = ("bad_text", 422)
    BAD_NAME = ("bad_name", 422)
    BAD_VALUE = ("bad_value", 422)
    TOO_FAST = ("too_fast", 429)
    TOO_MANY = ("too_many", 429)
    BUSY = ("busy", 503)
    NOT_SAVED = ("not_saved", 503)

    def __init__(self, code: str, http_status: int) -> None:
        self.code = code
        self.http_status = http_status


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reasoned no. `detail` names the field, number or limit at fault; never somebody's text."""

    reason: Code
    detail: str | int | None = None

    @property
    def code(self) -> str:
        return self.reason.code

    @property
    def http_status(self) -> int:
        return self.reason.http_status
