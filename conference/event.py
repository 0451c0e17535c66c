"""What every event is: a fact, by somebody, at a time."""

from dataclasses import dataclass

from conference.vocabulary import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A fact: when (epoch ms), by whom, and the id of the command that caused it."""

    at: int
    by: Actor
    cause: str
