"""From what somebody sent to a command, the same way for sockets, forms, the command line and imports.

Checks shapes and nothing else: whether the wish may be granted is for the rules. What cleaning would
change in a citizen's words is kept verbatim in the vault, and the command carries its salted hash.
"""

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final, get_type_hints

import msgspec

from archive.journal import VaultRow
from conference.commands import Command
from conference.naming import COMMANDS
from conference.refusals import Code, Refusal
from conference.text import clean
from conference.vocabulary import (
    COLLECTED_QUESTION_MAX_CHARACTERS,
    COMMAND_ID_MAX_CHARACTERS,
    QUESTION_MAX_CHARACTERS,
    Actor,
)

Clock = Callable[[], int]
"""Epoch milliseconds."""

ORIGINAL: Final = "original"
_TEXT_LIMITS: Final = {
    "ask_question": QUESTION_MAX_CHARACTERS,
    "amend_question": QUESTION_MAX_CHARACTERS,
    "record_question": COLLECTED_QUESTION_MAX_CHARACTERS,
}
"""The commands with a citizen's wording, and how long it may be."""

_INTEGER = Annotated[int, msgspec.Meta(ge=-(2**53), le=2**53)]
"""What every JSON reader in the world can hold."""
_COMMAND_ID = re.compile(rf"[\x21-\x7e]{{1,{COMMAND_ID_MAX_CHARACTERS}}}")
_FIELD_AT_FAULT = re.compile(r"(?:field `|at `\$\.)([a-z_]{1,40})\b")


class _Form:
    """What may be sent for one command: its fields without those the server fills in."""

    def __init__(self, name: str, kind: type[Command]) -> None:
        self.kind = kind
        self.text_limit = _TEXT_LIMITS.get(name)
        self.has_receipt_code = "receipt_code" in kind.__dataclass_fields__
        self.shape = msgspec.defstruct(
            kind.__name__, _fields(kind), forbid_unknown_fields=True, kw_only=True
        )
        self.names = self.shape.__struct_fields__


def _fields(kind: type[Command]) -> list[Any]:
    hints = get_type_hints(kind)
    fields: list[Any] = []
    for field in dataclasses.fields(kind):
        if field.metadata.get("minted"):
            continue
        hint = {int: _INTEGER, int | None: _INTEGER | None}.get(
            hints[field.name], hints[field.name]
        )
        optional = field.default is not dataclasses.MISSING
        fields.append((field.name, hint, field.default) if optional else (field.name, hint))
    return fields


_FORMS: Final = {name: _Form(name, kind) for name, kind in COMMANDS.items()}


class Intake:
    """Makes commands. Everything that is not in what was sent (time, ids, codes, salt) is injected."""

    def __init__(
        self,
        clock: Clock,
        new_id: Callable[[], str],
        new_receipt_code: Callable[[], str],
        new_salt: Callable[[], bytes],
    ) -> None:
        self._clock = clock
        self._new_id = new_id
        self._new_receipt_code = new_receipt_code
        self._new_salt = new_salt

    def command(
        self,
        name: str,
        fields: Mapping[str, Any],
        actor: Actor,
        id: str | None = None,
        *,
        as_text: bool = False,
    ) -> tuple[Command, list[VaultRow]] | Refusal:
        """The command and what the vault must keep with it. `as_text`: numbers come as text, as in forms."""
        form = _FORMS.get(name)
        if form is None:
            return Refusal(Code.MALFORMED, "do")
        command_id = self._new_id() if id is None else id
        if not _COMMAND_ID.fullmatch(command_id):
            return Refusal(Code.MALFORMED, "id")
        try:
            shape = msgspec.convert(fields, form.shape, strict=not as_text)
        except (msgspec.MsgspecError, ValueError) as error:
            return _malformed(error, form.kind)
        values = {field: getattr(shape, field) for field in form.names}
        keep = [] if form.text_limit is None else self._tidy_text(form.text_limit, values)
        if isinstance(keep, Refusal):
            return keep
        if form.has_receipt_code:
            values["receipt_code"] = self._new_receipt_code()
        return form.kind(actor=actor, id=command_id, at=self._clock(), **values), keep

    def _tidy_text(self, limit: int, values: dict[str, Any]) -> list[VaultRow] | Refusal:
        """Put the clean wording in place; keep the verbatim one when more than blank space went."""
        sent = values["text"]
        text = clean(sent, limit)
        if isinstance(text, Refusal):
            return text
        values["text"] = text
        if text.split() == unicodedata.normalize("NFC", sent).split():
            return []
        row = VaultRow.of(ORIGINAL, sent, self._new_salt())
        values[ORIGINAL] = row.key
        return [row]


def _malformed(error: Exception, kind: type[Command]) -> Refusal:
    """Names the field at fault when it is one of the command's own; never what was sent."""
    found = _FIELD_AT_FAULT.search(str(error))
    field = found.group(1) if found else None
    known = field in kind.__dataclass_fields__ or "unknown field" in str(error)
    return Refusal(Code.MALFORMED, field if known else None)
