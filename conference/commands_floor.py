"""What the chair asks for, the floor; and the line from the desk to the chair."""

from dataclasses import dataclass

from conference.command import Command, Revoking
from conference.vocabulary import Outcome, PassReason


@dataclass(frozen=True, slots=True, kw_only=True)
class CallQuestion(Revoking):
    """To the floor: the chair takes it now.

    `pass_reason` says why not the most supported one, when there is one with more support.
    """

    question: int
    pass_reason: PassReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuestion(Command):
    """The answer given orally to the question on the floor.

    `unit` and `due` (ISO date) are compulsory for a promise; for a referral `unit` may name the authority.
    """

    question: int
    outcome: Outcome
    by: str
    words: str = ""
    unit: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferQuestion(Command):
    """Not today: taken off the queue or the floor, and owed an answer afterwards."""

    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearFloor(Revoking):
    """The question on the floor goes back to the head of the queue, unanswered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TellChair(Command):
    """One line from the desk to the chair alone. Empty text takes it down."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeLine(Command):
    """The chair has read the desk's line."""
