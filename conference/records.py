"""What a conference's state is made of: plain records, changed only by `apply`."""

from dataclasses import dataclass, field

from conference.vocabulary import Channel, DeclineReason, Outcome, QuestionStatus


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer after the commit: the position reached, and what a question was given at receipt."""

    position: int
    question: int | None = None
    receipt_code: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer given on stage."""

    at: int
    outcome: Outcome
    by: str
    words: str
    unit: str | None
    due: str | None


@dataclass(slots=True)
class Question:
    number: int
    text: str
    channel: Channel
    topic: str | None
    name: str | None
    place: str | None
    receipt_code: str
    asked_at: int
    asker: str | None
    """Attendee id; None when staff put it in."""
    status: QuestionStatus = QuestionStatus.WAITING
    support: int = 0
    pinned: bool = False
    reason: DeclineReason | None = None
    words: str | None = None
    """The moderator's words to the asker of a declined question."""
    called_at: int | None = None
    answers: list[Answer] = field(default_factory=list)


@dataclass(slots=True)
class Attendee:
    """What one phone has done here, so that it is done once."""

    questions: list[int] = field(default_factory=list)
    votes: set[int] = field(default_factory=set)
    asked_at: list[int] = field(default_factory=list)
    """Times of the latest questions, for the pace limit."""
    receipts: dict[str, Receipt] = field(default_factory=dict)


@dataclass(slots=True)
class Notice:
    text: str
    at: int
