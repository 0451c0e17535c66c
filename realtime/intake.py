"""From what somebody sent to a command, the same way for sockets, forms, the command line and imports.

Checks shapes and nothing else: whether the wish may be granted is for the rules. A citizen's words are
cleaned and screened: the command carries them without private data, with what was noticed, and with the
salted hash of what was sent, which the vault keeps verbatim whenever that differs. How to screen is
handed in.
"""

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Final, NamedTuple, get_type_hints

import msgspec

from archive.casebook.limits import CASE_WORDS_MAX_CHARACTERS
from archive.journal import VaultRow
from conference.commands import Command
from conference.naming import COMMANDS
from conference.refusals import Code, Refusal
from conference.text import clean
from conference.vocabulary import (
    COLLECTED_QUESTION_MAX_CHARACTERS,
    COMMAND_ID_MAX_CHARACTERS,
    NOTE_MAX_CHARACTERS,
    PARTS_MAX,
    QUESTION_MAX_CHARACTERS,
    Actor,
)

Clock = Callable[[], int]
"""Epoch milliseconds."""


class Screened(NamedTuple):
    """A citizen's words as others may read them, and what a moderator should look at."""

    text: str
    flags: Sequence[str] = ()


Screen = Callable[[str, str], Screened]
"""Commune and text → the text screened by that commune's list."""


def unscreened(_commune: str, text: str) -> Screened:
    return Screened(text)


ORIGINAL: Final = "original"
Wording = Mapping[str, tuple[str, int]]
"""The commands with a citizen's wording: in which field it stands, and how many characters it may have."""

QUESTION_WORDING: Final[Wording] = {
    "ask_question": ("text", QUESTION_MAX_CHARACTERS),
    "amend_question": ("text", QUESTION_MAX_CHARACTERS),
    "resubmit_question": ("text", QUESTION_MAX_CHARACTERS),
    "record_question": ("text", COLLECTED_QUESTION_MAX_CHARACTERS),
    "request_review": ("words", NOTE_MAX_CHARACTERS),
    "edit_question": ("text", COLLECTED_QUESTION_MAX_CHARACTERS),
    "split_question": ("parts", COLLECTED_QUESTION_MAX_CHARACTERS),
}
"""The commands with the wording of a question: where it stands, and how long it may be."""
CASE_WORDING: Final[Wording] = {
    "add_information": ("text", CASE_WORDS_MAX_CHARACTERS),
    "rate_answer": ("words", CASE_WORDS_MAX_CHARACTERS),
    "reopen_case": ("words", CASE_WORDS_MAX_CHARACTERS),
    "withdraw_case": ("words", CASE_WORDS_MAX_CHARACTERS),
    "appeal_case": ("words", CASE_WORDS_MAX_CHARACTERS),
}
_ABOUT_THE_ASKER: Final = ("name", "place", "topic")

_ALWAYS_MINTED: Final = frozenset({"actor", "id", "at"})
NOTHING: Final[Mapping[str, Any]] = {}

_INTEGER = Annotated[int, msgspec.Meta(ge=-(2**53), le=2**53)]
"""What every JSON reader in the world can hold."""
_COMMAND_ID = re.compile(rf"[\x21-\x7e]{{1,{COMMAND_ID_MAX_CHARACTERS}}}")
_FIELD_AT_FAULT = re.compile(r"(?:field `|at `\$\.)([a-z_]{1,40})\b")


class _Form:
    """What may be sent for one command: its fields without those the server fills in."""

    def __init__(self, kind: type[Command], wording: tuple[str, int] = ("", 0)) -> None:
        self.kind = kind
        self.wording = wording
        self.minted = {
            field.name
            for field in dataclasses.fields(kind)
            if field.metadata.get("minted") and field.name not in _ALWAYS_MINTED
        }
        self.shape = _shape(kind)  # type: ignore[arg-type]  # the class is hashed, not what it makes
        self.names = self.shape.__struct_fields__


@cache
def _shape(kind: type[Command]) -> type[msgspec.Struct]:
    """Made once for all intakes: reading a class's annotations takes long."""
    return msgspec.defstruct(kind.__name__, _fields(kind), forbid_unknown_fields=True, kw_only=True)


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


class _Wording(NamedTuple):
    keep: list[VaultRow]
    minted: dict[str, Any]


class _Read(NamedTuple):
    """A wording as others may read it, and whether more than blank space went."""

    text: str
    flags: tuple[str, ...]
    changed: bool


class Intake:
    """Makes commands. Everything that is not in what was sent (time, ids, codes, salt) is injected."""

    def __init__(
        self,
        clock: Clock,
        new_id: Callable[[], str],
        new_receipt_code: Callable[[], str],
        new_salt: Callable[[], bytes],
        screen: Screen = unscreened,
        *,
        kinds: Mapping[str, type[Command]] = COMMANDS,
        wording: Wording = QUESTION_WORDING,
    ) -> None:
        """`kinds` are the commands it makes, by their names; those in `wording` carry a citizen's words."""
        self._forms = {
            name: _Form(kind, wording.get(name, ("", 0))) for name, kind in kinds.items()
        }
        self._clock = clock
        self._new_id = new_id
        self._new_receipt_code = new_receipt_code
        self._new_salt = new_salt
        self._screen = screen

    def command(
        self,
        name: str,
        fields: Mapping[str, Any],
        actor: Actor,
        id: str | None = None,
        *,
        as_text: bool = False,
        commune: str = "",
        minted: Mapping[str, Any] = NOTHING,
    ) -> tuple[Command, list[VaultRow]] | Refusal:
        """The command and what the vault must keep with it.

        `as_text`: numbers come as text, as in forms. `commune`: whose word list is screened by.
        `minted`: what only the server knows, for the fields of these names that the command has.
        """
        form = self._forms.get(name)
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
        if not form.minted:
            return form.kind(actor=actor, id=command_id, at=self._clock(), **values), []
        wording = self._wording(form, values, commune)
        if isinstance(wording, Refusal):
            return wording
        filled = {**wording.minted, **minted, **self._codes(form, values)}
        values |= {field: value for field, value in filled.items() if field in form.minted}
        return form.kind(actor=actor, id=command_id, at=self._clock(), **values), wording.keep

    def _codes(self, form: _Form, values: Mapping[str, Any]) -> dict[str, Any]:
        if "receipt_code" in form.minted:
            return {"receipt_code": self._new_receipt_code()}
        for several in ("receipt_codes", "codes"):
            if several in form.minted:
                # The first part keeps the code that its asker has.
                return {several: tuple(self._new_receipt_code() for _ in values["parts"][1:])}
        return {}

    def _wording(self, form: _Form, values: dict[str, Any], commune: str) -> _Wording | Refusal:
        """Put what others may read in place; keep the verbatim one when more than blank space went."""
        field, limit = form.wording
        sent = values.get(field)
        if sent is None:
            return _Wording([], {})
        if isinstance(sent, tuple):
            return self._parts(field, sent, values, limit, commune)
        read = self._read(sent, limit, commune)
        if isinstance(read, Refusal):
            return read
        values[field] = read.text
        flags = dict.fromkeys(read.flags)
        verbatim = [sent] if read.changed else []
        for about in _ABOUT_THE_ASKER:
            told = values.get(about)
            if told:
                screened = self._screen(commune, told)
                values[about] = screened.text
                flags |= dict.fromkeys(screened.flags)
                if screened.text != told:
                    verbatim = [*(verbatim or [sent]), f"{about}: {told}"]
        minted = {"flags": tuple(flags)}
        if not verbatim:
            return _Wording([], minted)
        row = VaultRow.of(ORIGINAL, "\n".join(verbatim), self._new_salt())
        return _Wording([row], {**minted, ORIGINAL: row.key})

    def _parts(
        self,
        field: str,
        sent: tuple[str, ...],
        values: dict[str, Any],
        limit: int,
        commune: str,
    ) -> _Wording | Refusal:
        """Each of several wordings in one command, with an original and flags of its own."""
        parts: list[_Read] = []
        rows: list[VaultRow | None] = []
        for text in sent[: PARTS_MAX + 1]:
            part = self._read(text, limit, commune)
            if isinstance(part, Refusal):
                return Refusal(part.reason, field)
            parts.append(part)
            rows.append(VaultRow.of(ORIGINAL, text, self._new_salt()) if part.changed else None)
        values[field] = tuple(part.text for part in parts)
        minted = {
            "originals": tuple(row and row.key for row in rows),
            "flags": tuple(part.flags for part in parts),
        }
        return _Wording([row for row in rows if row], minted)

    def _read(self, sent: str, limit: int, commune: str) -> _Read | Refusal:
        text = clean(sent, limit)
        if isinstance(text, Refusal):
            return text
        screened = self._screen(commune, text)
        changed = screened.text.split() != _composed(sent).split()
        return _Read(screened.text, tuple(dict.fromkeys(screened.flags)), changed)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _malformed(error: Exception, kind: type[Command]) -> Refusal:
    """Names the field at fault when it is one of the command's own; never what was sent."""
    found = _FIELD_AT_FAULT.search(str(error))
    field = found.group(1) if found else None
    known = field in kind.__dataclass_fields__ or "unknown field" in str(error)
    return Refusal(Code.MALFORMED, field if known else None)
