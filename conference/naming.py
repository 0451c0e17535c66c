"""Class names in the code ↔ names on the wire and in the journal (`CastVote` ↔ `cast_vote`)."""

import re

from conference import commands, events
from conference.commands import Command
from conference.events import Event


def wire_name(kind: type) -> str:
    """`CastVote` → `cast_vote`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


def _named(module: object, base: type) -> dict[str, type]:
    """What stands in the same room as the base is a base as well."""
    kinds = [kind for kind in vars(module).values() if isinstance(kind, type)]
    kinds = [kind for kind in kinds if issubclass(kind, base)]
    return {wire_name(kind): kind for kind in kinds if kind.__module__ != base.__module__}


COMMANDS: dict[str, type[Command]] = _named(commands, Command)
EVENTS: dict[str, type[Event]] = _named(events, Event)
