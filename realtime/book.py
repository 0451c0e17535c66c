"""The kinds of life that a stream can have: its state before the first event, its rules, what an event changes.

The writer is the same for all of them, and knows none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from conference.apply import apply
from conference.decide import decide
from conference.event import Event
from conference.records import Receipt
from conference.refusals import Refusal
from conference.ruling import Rulebook
from conference.state import ConferenceState
from conference.vocabulary import Actor


class State(Protocol):
    """What every stream's state can be asked."""

    position: int

    def receipt(self, actor: Actor, command_id: str) -> Receipt | None: ...


S = TypeVar("S", bound=State)


@dataclass(frozen=True, slots=True)
class Book(Generic[S]):
    """`decide` and `apply` are pure; `fresh` makes the state of a stream in which nothing has happened yet."""

    fresh: Callable[[], S]
    decide: Callable[[S, Any], list[Event] | Receipt | Refusal]
    apply: Callable[[S, Any], None]


def conference_book(rulebook: Rulebook) -> Book[ConferenceState]:
    return Book(ConferenceState, lambda state, command: decide(state, command, rulebook), apply)
