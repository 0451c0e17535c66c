"""The moderation record to take away: for the supervisor, the archive, and whoever checks the sums.

The same facts as on the public page, all of them: no text of a question, no name, no device. JSON keeps a
question's acts together; in CSV each act is a line, with the fate of its question beside it.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from archive.ledger_book import Ledger, LedgerEntry, LedgerLine
from archive.spreadsheet import Cell, as_sheet, time_text


def as_json(ledger: Ledger) -> bytes:
    conference, balance = ledger.conference, ledger.balance
    whole = {
        "conference": {
            "code": conference.code,
            "commune": conference.commune,
            "title": conference.title,
            "stage": conference.stage,
            "opened_at": time_text(conference.opened_at),
            "closed_at": time_text(conference.closed_at),
        },
        "rules": ledger.rules,
        "balance": {**msgspec.to_builtins(balance), "closes": balance.closes},
        "joined": ledger.joined,
        "counted": ledger.counted,
        "questions": [_question(ledger, entry) for entry in ledger.entries],
        "general": [_act(line) for line in ledger.general],
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def as_csv(ledger: Ledger) -> bytes:
    return as_sheet(_COLUMNS, _lines(ledger))


_FATE = (
    "number",
    "fate",
    "reason",
    "reason_label",
    "into",
    "channel",
    "topic",
    "place",
    "mode",
    "support",
)
_ACT = ("at", "act", "role", "code", "amount")
_COLUMNS = (*_FATE, *_ACT)


def _lines(ledger: Ledger) -> Iterator[dict[str, Cell]]:
    """Question by question in the order of their numbers, then what concerns the whole conference."""
    for entry in ledger.entries:
        fate = _fate(ledger, entry)
        acts = ledger.acts.get(entry.number, ())
        yield from ({**fate, **_act(line)} for line in acts)
        if not acts:
            yield fate
    # A passing over has its line at its question already.
    yield from (_act(line) for line in ledger.general if line.question is None)
    for act, count in ledger.counted.items():
        yield {"act": act, "amount": count}


def _question(ledger: Ledger, entry: LedgerEntry) -> dict[str, Any]:
    return {
        **_fate(ledger, entry),
        "received_at": time_text(entry.received_at),
        "decided_at": time_text(entry.decided_at),
        "decided_by": entry.decided_by,
        "acts": [_act(line) for line in ledger.acts.get(entry.number, ())],
    }


def _fate(ledger: Ledger, entry: LedgerEntry) -> dict[str, Cell]:
    told = {name: getattr(entry, name) for name in _FATE if hasattr(entry, name)}
    return {**told, "reason_label": _reason_label(ledger, entry.reason)}


def _act(line: LedgerLine) -> dict[str, Cell]:
    return {
        "at": time_text(line.at),
        "act": line.act,
        "role": line.role,
        "code": line.code,
        "amount": line.amount,
        **({"number": line.question} if line.question is not None else {}),
    }


def _reason_label(ledger: Ledger, reason: str | None) -> str | None:
    """What the commune calls this reason in its published list."""
    return ledger.conference.label(reason) if reason else None
