"""Class names ↔ names on the wire and in the journal, as in `conference/naming.py`."""

from archive.casebook import commands, events
from archive.casebook.command import BookCommand, CaseCommand
from archive.casebook.event import CaseEvent, ResultEvent
from conference.event import Event
from conference.naming import wire_name

_BASES = (BookCommand, CaseCommand, commands.CitizenCommand, CaseEvent, ResultEvent, Event)


def _named(module: object, base: type) -> dict[str, type]:
    kinds = [kind for kind in vars(module).values() if isinstance(kind, type)]
    return {
        wire_name(kind): kind for kind in kinds if issubclass(kind, base) and kind not in _BASES
    }


CASE_COMMANDS: dict[str, type[BookCommand]] = _named(commands, BookCommand)
CASE_EVENTS: dict[str, type[Event]] = _named(events, Event)
