"""What every event of a case is."""

from dataclasses import dataclass

from conference.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent(Event):
    """`case` is the receipt code its asker holds."""

    case: str
