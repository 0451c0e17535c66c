"""What a page of events does to the derived rows of its casebook. Pure: rows in, rows out.

A case's own row is what the casebook's state says of it after the page: the rules stand in
`archive/casebook/` and nowhere else. What a state forgets (each step, each wording, each clock that has
stopped) is folded event by event.

Of a sealed case nothing stays that anybody wrote, said or named, but what passed between the Front and the
commune, which the Front alone goes on reading. Should it come out of the box again, all that happened to it
before is folded once more: see `tell_again`.
"""

from collections.abc import Iterable

from archive.case_facts import case_row
from archive.case_records import reference
from archive.casebook import events as e
from archive.casebook.apply import apply
from archive.casebook.event import CaseEvent
from archive.casebook.records import Case
from archive.casebook.sight import FRONT_STEPS
from archive.casebook.state import CasebookState
from archive.casebook_fold import fold
from archive.casebook_rows import CasebookRows, CaseRows, Row
from archive.casework import CaseState
from archive.deadlines import ClockKind
from archive.journal import Entry
from archive.search_words import searched_words
from conference.event import Event
from conference.naming import wire_name


def codes_of(entries: Iterable[Entry]) -> set[str]:
    """The cases that a page is about."""
    return {entry.event.case for entry in entries if isinstance(entry.event, CaseEvent)}


def linked(state: CasebookState, entries: Iterable[Entry]) -> set[str]:
    """Cases born into another one's, when that one is opened only in this page."""
    opened = [entry.event for entry in entries if isinstance(entry.event, e.CaseOpened)]
    return {code for event in opened for code in state.awaited.get(event.question, ())}


def unsealed(entries: Iterable[Entry]) -> set[str]:
    """Cases that came out of the sealed box: all their earlier events are needed again."""
    return {entry.event.case for entry in entries if isinstance(entry.event, e.CaseUnsealed)}


def tell_again(rows: CasebookRows, history: Iterable[Entry], codes: set[str]) -> None:
    """Fold what happened to these cases before this page, as if they had never been sealed."""
    rows.cases |= {code: CaseRows(emptied=True) for code in codes}
    for entry in history:
        if isinstance(entry.event, CaseEvent) and entry.event.case in codes:
            fold(rows, entry.event, entry.sequence)


def go_through(rows: CasebookRows, state: CasebookState, entries: Iterable[Entry]) -> None:
    """Apply these entries to the state, and fold what it forgets. Of a case in the box nothing more is told."""
    entries = list(entries)
    boxed = {code for code, case in state.cases.items() if case.state is CaseState.SEALED}
    boxed -= unsealed(entries)
    for entry in entries:
        event = entry.event
        code = event.case if isinstance(event, CaseEvent) else None
        was = state.cases[code].state if code in state.cases else None
        apply(state, event)
        if code not in boxed or _is_fronts(event):
            fold(rows, event, entry.sequence)
        if code and state.cases[code].state is not was:
            move = {"sequence": entry.sequence, "was": was, **_move(state.cases[code], event)}
            rows.cases[code].moves.append({**rows.key(code), **move})


def _is_fronts(event: Event) -> bool:
    """What goes on between the Front and the commune when a case is sealed, and the clock of it."""
    if isinstance(event, e.ClockSet):
        return event.clock.kind is ClockKind.RECOMMENDATION
    if isinstance(event, e.ClockStopped):
        return event.kind is ClockKind.RECOMMENDATION
    if isinstance(event, e.CaseEscalated):
        return event.clock is ClockKind.RECOMMENDATION
    return wire_name(type(event)) in FRONT_STEPS


def _move(case: Case, event: Event) -> Row:
    answered = case.state is CaseState.ANSWERED
    return {
        "at": event.at,
        "state": case.state,
        "outcome": case.outcome if answered else None,
        "reason": getattr(event, "reason", None),
    }


def settle(rows: CasebookRows, state: CasebookState) -> None:
    """Put the cases as the state has them now into their rows."""
    for code, row in rows.cases.items():
        case = state.cases[code]
        asked = rows.asked.get(case.question, {})
        row.facts = {**rows.key(code), **case_row(case, row.facts, asked)}
        if case.state is CaseState.SEALED:
            rows.cases[code] = _boxed(rows, code)
            continue
        text = row.text["text"] if row.text else asked.get("text", "")
        row.text = {**rows.key(code), "text": text, "words": _words(rows, row, text, asked)}
        if case.public_id is None:
            row.publication = None


def _boxed(rows: CasebookRows, code: str) -> CaseRows:
    """Of a sealed case there stays where it stood when, that it was sealed, and what is the Front's."""
    row = rows.cases[code]
    sealing = [{**rows.key(code), **row.sealing}] if row.sealing else []
    return CaseRows(
        facts=row.facts,
        moves=row.moves,
        steps=[*(step for step in row.steps if step["name"] in FRONT_STEPS), *sealing],
        clocks={key: own for key, own in row.clocks.items() if key[0] == ClockKind.RECOMMENDATION},
        recommendations=row.recommendations,
        check_files=row.check_files,
        emptied=row.emptied or row.sealing is not None,
    )


def _words(rows: CasebookRows, row: CaseRows, text: str, asked: Row) -> str:
    """All it is found by: what was asked, where, about what, what was answered, its number and its code."""
    facts = row.facts
    approved = [row.answers[number] for number in sorted(row.answers)]
    decisions = [answer["decision"] for answer in approved if answer["approved_at"] is not None]
    number = reference(rows.name.code, facts["question"], facts["part"])
    told = [text, facts["topic"], facts["place"], number, facts["code"]]
    return searched_words(
        rows.name.commune, [*told, *asked.get("spoken", ()), *row.said, *decisions]
    )
