"""What a conference's state is made of: plain records, changed only by `apply`."""

from dataclasses import dataclass, field

from conference.vocabulary import (
    Actor,
    Channel,
    JoinMode,
    Outcome,
    QuestionStatus,
    ReviewState,
)


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


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a question stood before it was merged, so that it can go back there."""

    status: QuestionStatus
    pinned: bool
    held: bool
    place: int | None
    """In the queue, counted from 0."""


@dataclass(frozen=True, slots=True)
class StillOrder:
    """What the public list is ordered by while a question is being answered, so that nothing in it moves."""

    since: int
    """When that question was called."""
    support: dict[int, int]
    """What each question of the list had then, by its number. Not to be changed."""


FROM_THE_INBOX = Standing(QuestionStatus.WAITING, pinned=False, held=False, place=None)


@dataclass(frozen=True, slots=True)
class Review:
    """A second look at a declined question. `words` are the asker's request, then the moderator's answer."""

    state: ReviewState
    words: str | None


@dataclass(frozen=True, slots=True)
class Sealing:
    """When a question was sealed, and by whom: its officer keeps a book of that."""

    at: int
    by: Actor


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acted upon a question last, and at which position."""

    position: int
    by: Actor


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
    original: str | None = None
    """Vault key of the latest wording as sent, when cleaning or masking changed it."""
    flags: tuple[str, ...] = ()
    status: QuestionStatus = QuestionStatus.WAITING
    shown_at: int | None = None
    """When the crowd began to see it."""
    support: int = 0
    """How many people stand behind it, or behind anything merged into it."""
    pinned: bool = False
    held: bool = False
    note: str | None = None
    """Why it is, or was last, held: for those who moderate alone."""
    reason: str | None = None
    words: str | None = None
    """The moderator's words to its asker."""
    declined_by: str | None = None
    """Who must not decide about it a second time."""
    review: Review | None = None
    resubmitted: bool = False
    sealed: Sealing | None = None
    called_at: int | None = None
    answers: list[Answer] = field(default_factory=list)

    asked_text: str | None = None
    """The asker's own wording, when the desk has put another in its place."""
    desk_flags: tuple[str, ...] = ()
    """What screening noticed in that other one."""
    tags: tuple[str, ...] = ()
    split_from: int | None = None

    into: int | None = None
    """What it was merged into, directly."""
    before: Standing = FROM_THE_INBOX
    members: list[int] = field(default_factory=list)
    """What was merged into it, directly."""
    through: set[str] = field(default_factory=set)
    """Attendees who support something merged into it: nobody counts twice in a family."""
    quarantined: set[str] = field(default_factory=set)
    """Attendees whose votes on it do not count."""
    unverified: int = 0
    """How many people stand behind it with nothing but quarantined votes."""


@dataclass(slots=True)
class Attendee:
    """What one phone has done here, so that it is done once."""

    questions: list[int] = field(default_factory=list)
    votes: set[int] = field(default_factory=set)
    asked: int = 0
    """How often they asked; a speech that the desk split is one."""
    asked_at: list[int] = field(default_factory=list)
    """Times of the latest questions, for the pace limit."""
    joined: JoinMode | None = None
    """By which way they came in, when looking on was all that everybody could do."""
    muted_until: int | None = None
    """Epoch ms, or `MUTED_FOR_GOOD`."""
    receipts: dict[str, Receipt] = field(default_factory=dict)


@dataclass(slots=True)
class Notice:
    text: str
    at: int


@dataclass(slots=True)
class Line:
    """From the desk to the chair. Empty when there is none."""

    text: str = ""
    at: int = 0
    by: str = ""
    acknowledged_at: int | None = None
