"""The live state of one conference. Only `apply.py` and its rooms change it.

How a question moves stands in `lifecycle.py`; who may move it in `permissions.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from conference.records import Attendee, Hand, Line, Notice, Question, Receipt, StillOrder
from conference.vocabulary import (
    DEFAULT_REASONS,
    Actor,
    JoinMode,
    Moderation,
    Reason,
    Role,
    Stage,
)


@dataclass(slots=True)
class ConferenceState:
    code: str = ""
    commune: str = ""
    title: str = ""
    place: str = ""
    starts_at: int | None = None
    topics: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    stage: Stage | None = None
    """None until it is created."""
    paused: bool = False
    opened_at: int | None = None
    closed_at: int | None = None
    notice: Notice | None = None
    backstage: Line = field(default_factory=Line)

    asking: bool = True
    voting: bool = True
    slow_mode: int = 0
    """Seconds between two questions of one attendee."""
    moderation: Moderation = Moderation.PRE
    reasons: tuple[Reason, ...] = DEFAULT_REASONS
    reasons_used: set[str] = field(default_factory=set)
    """What was ever given as a reason must stay in the published list."""
    join_mode: JoinMode = JoinMode.OPEN
    join_code: str | None = None
    serials: set[int] = field(default_factory=set)
    """Paper codes that were redeemed."""

    position: int = 0
    questions: dict[int, Question] = field(default_factory=dict)
    hands: dict[int, Hand] = field(default_factory=dict)
    """Who acted upon each question last."""
    queue: list[int] = field(default_factory=list)
    """Numbers in order; the pinned ones stand first."""
    floor: int | None = None
    still: StillOrder | None = None
    """Exactly while something is on the floor."""
    attendees: dict[str, Attendee] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=dict)
    """Source key of each gathered question → its number, so that importing twice adds nothing."""
    staff_receipts: dict[tuple[Actor, str], Receipt] = field(default_factory=dict)

    def attendee(self, id: str) -> Attendee:
        """The attendee's record, made at first use."""
        found = self.attendees.get(id)
        if found is None:
            found = self.attendees[id] = Attendee()
        return found

    def receipt(self, actor: Actor, command_id: str) -> Receipt | None:
        """What this actor was told when they sent this command before, if they did."""
        if actor.role is not Role.ATTENDEE:
            return self.staff_receipts.get((actor, command_id))
        attendee = self.attendees.get(actor.id)
        return attendee.receipts.get(command_id) if attendee else None

    def pinned_count(self) -> int:
        return sum(1 for number in self.queue if self.questions[number].pinned)

    def root(self, number: int) -> int:
        """What goes on for this question: itself, or what it was merged into in the end."""
        while (into := self.questions[number].into) is not None:
            number = into
        return number

    def family(self, number: int) -> list[int]:
        """The question and all that was merged into it, directly or not."""
        found = [number]
        for member in found:
            found += self.questions[member].members
        return found

    def leave_floor(self, number: int) -> None:
        if self.floor == number:
            self.floor = self.still = None

    def leave_queue(self, number: int) -> None:
        if number in self.queue:
            self.queue.remove(number)


Change = Callable[[ConferenceState, Any], None]
"""What one kind of event changes."""
