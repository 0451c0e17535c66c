"""Writes the tables of the code into the documents, between `<!-- begin: … -->` and `<!-- end: … -->`.

    python scripts/write_tables.py [--check]

The tables are the code's own, so a document cannot say something else. With --check nothing is written,
and the exit status says whether a document is behind.
"""

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from archive.calendar_2026 import SHIPPED  # noqa: E402  (the path comes first)
from archive.casebook import limits  # noqa: E402  (the path comes first)
from archive.casebook import permissions as case_permissions  # noqa: E402
from archive.casebook.naming import CASE_COMMANDS, CASE_EVENTS  # noqa: E402
from archive.casebook.records import Case  # noqa: E402
from archive.casebook.running import RUNS  # noqa: E402
from archive.casebook.sight import SIGHTS, Fields, Reader, fields_of  # noqa: E402
from archive.casework import MOVERS, CaseState  # noqa: E402
from archive.deadlines import DEFAULT_DEADLINES, Counting  # noqa: E402
from conference.event import Event  # noqa: E402
from conference.lifecycle import QUESTION_MOVES, STAGE_MOVES  # noqa: E402
from conference.naming import COMMANDS, EVENTS, wire_name  # noqa: E402
from conference.permissions import TABLE  # noqa: E402
from conference.refusals import Code  # noqa: E402
from conference.vocabulary import Role, Stage  # noqa: E402


def stages() -> str:
    return _drawing(STAGE_MOVES)


def questions() -> str:
    return _drawing(QUESTION_MOVES)


def commands() -> str:
    """Name, fields (optional ones marked), roles, stages."""
    rows = ["| command | fields | who | while |", "|---|---|---|---|"]
    for name, kind in COMMANDS.items():
        allowed = TABLE[kind]
        roles = _roles(allowed.roles)
        when = ", ".join(stage for stage in Stage if stage in allowed.stages) or "not yet created"
        if not allowed.while_paused:
            when += "; not paused"
        rows.append(f"| `{name}` | {_sent_fields(kind)} | {roles} | {when} |")
    return "\n".join(rows)


def events() -> str:
    return _events(EVENTS, ("at", "by", "cause"))


def cases() -> str:
    return _drawing({start: frozenset(ends) for start, ends in MOVERS.items()})


def movers() -> str:
    """Each way a case can go, and whose hand it takes."""
    rows = ["| from | to | by |", "|---|---|---|"]
    for start, ends in MOVERS.items():
        named = [end for end in CaseState if end in ends]
        rows += [f"| `{start}` | `{end}` | {_roles(ends[end])} |" for end in named]
    return "\n".join(rows)


def case_commands() -> str:
    rows = ["| command | fields | who |", "|---|---|---|"]
    for name, kind in CASE_COMMANDS.items():
        roles = _roles(case_permissions.TABLE[kind])
        rows.append(f"| `{name}` | {_sent_fields(kind)} | {roles} |")
    return "\n".join(rows)


def case_events() -> str:
    return _events(CASE_EVENTS, ("at", "by", "cause", "case"))


def case_clocks() -> str:
    """Where each clock begins and where else it goes on; its rule where that is always the same one."""
    rows = ["| clock | begins at | goes on at | rule |", "|---|---|---|---|"]
    for kind, run in RUNS.items():
        rules = sorted({run.rule(Case("", 0, state, 0, 0)) for state in run.begins})
        begins, along = (_states(states) for states in (run.begins, run.along))
        rows.append(f"| `{kind}` | {begins} | {along} | {', '.join(f'`{r}`' for r in rules)} |")
    return "\n".join(rows)


def refusals() -> str:
    rows = ["| code | HTTP |", "|---|---|"]
    return "\n".join(rows + [f"| `{code.code}` | {code.http_status} |" for code in Code])


def days() -> str:
    """What is shipped, in the order of the year."""
    rows = ["| day | kind | name | from | verified |", "|---|---|---|---|---|"]
    for day in sorted(SHIPPED.days.values(), key=lambda each: each.date):
        when = f"{day.date:%a} {day.date.isoformat()}"
        rows.append(
            f"| {when} | `{day.kind}` | {day.name} | {day.source} | {_yes(yes=day.verified)} |"
        )
    return "\n".join(rows)


COUNTED_IN = {
    Counting.WORKING_DAYS: "working days",
    Counting.CALENDAR_DAYS: "calendar days",
    Counting.WORKING_HOURS: "working hours",
}


def deadlines() -> str:
    rows = ["| rule | term | basis | verified |", "|---|---|---|---|"]
    for rule in DEFAULT_DEADLINES.values():
        term = f"{rule.amount} {COUNTED_IN[rule.counting]}"
        rows.append(f"| `{rule.id}` | {term} | {rule.basis} | {_yes(yes=rule.verified)} |")
    return "\n".join(rows)


def case_limits() -> str:
    named = {name: value for name, value in vars(limits).items() if name.isupper()}
    rows = ["| limit | value |", "|---|---|"]
    return "\n".join(rows + [f"| `{name}` | {_amount(value)} |" for name, value in named.items()])


def case_sight() -> str:
    """Whoever works on a case reads all of it, but for why something turned out to be no denunciation."""
    readers = (Reader.FRONT, Reader.HOLDER, Reader.MEMBER, Reader.PUBLIC)
    rows = ["| step | the Front | holder | member's holder | everybody |", "|---|---|---|---|---|"]
    for kind in SIGHTS:
        cells = [_told(fields_of(kind, reader)) for reader in readers]
        rows.append(f"| `{wire_name(kind)}` | {' | '.join(cells)} |")
    return "\n".join(rows)


def _told(told: Fields | None) -> str:
    if told is None:
        return "–"
    return ", ".join(f"`{name}`" for name in told) or "that it was"


SECTIONS: dict[str, dict[str, Callable[[], str]]] = {
    "docs/CALENDAR.md": {"days": days, "deadlines": deadlines},
    "docs/ARCHITECTURE.md": {"stages": stages, "questions": questions},
    "docs/CASEBOOK.md": {
        "cases": cases,
        "movers": movers,
        "case clocks": case_clocks,
        "case sight": case_sight,
        "case limits": case_limits,
        "case commands": case_commands,
        "case events": case_events,
    },
    "docs/PROTOCOL.md": {"commands": commands, "events": events, "refusals": refusals},
}


def main() -> int:
    behind = []
    for path, sections in SECTIONS.items():
        document = ROOT / path
        old = document.read_text(encoding="utf-8")
        new = old
        for name, write in sections.items():
            new = _between(new, name, write())
        if new != old:
            behind.append(path)
            if "--check" not in sys.argv:
                document.write_text(new, encoding="utf-8")
    if behind and "--check" in sys.argv:
        sys.stderr.write(f"behind the code: {', '.join(behind)}; run scripts/docs\n")
        return 1
    return 0


def _between(text: str, name: str, content: str) -> str:
    pattern = rf"(<!-- begin: {name} -->\n).*?(<!-- end: {name} -->)"
    return re.sub(pattern, lambda m: f"{m[1]}{content}\n{m[2]}", text, flags=re.DOTALL)


def _drawing(moves: dict[Any, frozenset[Any]]) -> str:
    lines = ["```mermaid", "stateDiagram-v2"]
    for start, ends in moves.items():
        kind: type[StrEnum] = type(start)
        lines += [f"    {start} --> {end}" for end in kind if end in ends]
    return "\n".join([*lines, "```"])


def _yes(*, yes: bool) -> str:
    return "yes" if yes else "not verified"


def _events(kinds: Mapping[str, type[Event]], shared: tuple[str, ...]) -> str:
    named = ", ".join(f"`{field}`" for field in shared)
    rows = [f"| event | fields besides {named} |", "|---|---|"]
    for name, kind in kinds.items():
        own = [f.name for f in fields(kind) if f.name not in shared]  # type: ignore[arg-type]
        rows.append(f"| `{name}` | {', '.join(f'`{field}`' for field in own) or '–'} |")
    return "\n".join(rows)


def _amount(value: int | tuple[int, ...]) -> str:
    return f"{value:,}" if isinstance(value, int) else ", ".join(f"{one}" for one in value)


def _roles(allowed: frozenset[Role]) -> str:
    return ", ".join(role for role in Role if role in allowed)


def _states(states: frozenset[CaseState]) -> str:
    return ", ".join(f"`{state}`" for state in CaseState if state in states) or "–"


def _sent_fields(kind: Any) -> str:
    own = [f for f in fields(kind) if not f.metadata.get("minted")]
    texts = [f"`{f.name}`" + ("?" if f.default is not MISSING else "") for f in own]
    return ", ".join(texts) or "–"


if __name__ == "__main__":
    sys.exit(main())
