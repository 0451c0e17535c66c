"""The words of the house, and every limit the rules know.

A word means the same thing on the wire, in the journal, on the screens and on paper; docs/GLOSSARY.md
explains each for people. A limit carries its unit in its name. Nothing here decides anything: the rules
do (`rules_*.py`), and `permissions.py` says who may ask for what, and when.
"""

from dataclasses import dataclass
from datetime import timedelta, timezone
from enum import StrEnum
from typing import NamedTuple


class Stage(StrEnum):
    """Where a conference stands. A live conference can also be paused: see `ConferenceState.paused`."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    LIVE = "live"
    CLOSED = "closed"


class QuestionStatus(StrEnum):
    """Where a question stands while the conference lasts. Afterwards its case takes over."""

    WAITING = "waiting"
    QUEUED = "queued"
    ON_FLOOR = "on_floor"
    ANSWERED = "answered"
    DEFERRED = "deferred"
    DECLINED = "declined"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    SEALED = "sealed"
    """Kept apart as a denunciation: nobody but the sealed-box officer reads it."""
    GUIDED = "guided"
    """A complaint: its asker was shown the way to the procedure for complaints."""


class Role(StrEnum):
    """In what capacity somebody asks. A person may hold several; one is used at a time."""

    ATTENDEE = "attendee"
    MODERATOR = "moderator"
    CHAIR = "chair"
    SECRETARY = "secretary"
    CLERK = "clerk"
    UNIT_HEAD = "unit_head"
    """Leads a unit: names who works on its cases, or sends them back."""
    OFFICER = "officer"
    """Owns cases: does the work and drafts the answer."""
    APPROVER = "approver"
    """A vice-chair who may approve an answer that somebody else has drafted."""
    PUBLISHER = "publisher"
    """Makes answers public, and leaves out what may not be shown."""
    ADMIN = "admin"
    """Keeps the commune's accounts: invites, gives and takes roles, ends sessions. Decides no case."""
    SEALED_BOX = "sealed_box"
    """The officer who keeps denunciations, and alone reads them."""
    SUPERVISOR = "supervisor"
    """The Front: reads what moderation did, and why."""
    CITIZEN = "citizen"
    """Whoever holds the code of a case. Never a login."""
    OPERATOR = "operator"
    """Whoever runs the installation, on its command line. Never reachable over the network."""
    OWN_ACCOUNT = "own_account"
    """Anybody who signs in, about their own account. Nobody is given it, and it opens nothing else."""
    RULE = "rule"
    """Nobody: a published rule that acts by itself. Never reachable from outside."""


class Channel(StrEnum):
    """How a question reached the conference."""

    PHONE = "phone"
    COLLECTED = "collected"
    """Gathered before the meeting by the Front, on paper or by the thôn, and imported."""
    HALL = "hall"
    """Spoken into the microphone of the hall, and typed by the secretary."""
    PAPER = "paper"
    """Handed in on a slip during the meeting."""
    HOTLINE = "hotline"


class Outcome(StrEnum):
    """What the chair's answer amounts to."""

    ANSWERED = "answered"
    PROMISED = "promised"
    """A written answer will come, from a named unit, by a date."""
    REFERRED = "referred"
    """Beyond the commune's competence: it will be sent to a higher authority."""


class DeclineReason(StrEnum):
    """The reasons a commune starts with. It may publish its own: see `Reason`."""

    OFF_TOPIC = "off_topic"
    REPEATED = "repeated"
    UNCLEAR = "unclear"
    OFFENSIVE = "offensive"
    PRIVATE_MATTER = "private_matter"
    OTHER = "other"


class Reason(NamedTuple):
    """Why a moderator may keep a question out of the queue. Published, and shown to its asker."""

    code: str
    label: str
    needs_words: bool


DEFAULT_REASONS = (
    Reason(DeclineReason.OFF_TOPIC.value, "Ngoài nội dung hội nghị", needs_words=False),
    Reason(DeclineReason.REPEATED.value, "Trùng với câu hỏi đã có", needs_words=False),
    Reason(DeclineReason.UNCLEAR.value, "Nội dung chưa rõ", needs_words=False),
    Reason(DeclineReason.OFFENSIVE.value, "Lời lẽ không phù hợp", needs_words=False),
    Reason(
        DeclineReason.PRIVATE_MATTER.value,
        "Việc riêng, cần giải quyết theo thủ tục riêng",
        needs_words=False,
    ),
    Reason(DeclineReason.OTHER.value, "Lý do khác", needs_words=True),
)


class PassReason(StrEnum):
    """Why the chair took another question than the most supported one."""

    SAME_TOPIC = "same_topic"
    CHAIR_CHOICE = "chair_choice"
    ASKER_ABSENT = "asker_absent"
    NEEDS_PAPERS = "needs_papers"
    TIME = "time"
    UNSTATED = "unstated"


class Moderation(StrEnum):
    """When moderators look: before a question is shown, or after."""

    PRE = "pre"
    POST = "post"


class ReviewState(StrEnum):
    """Where the second look stands that an asker has requested."""

    REQUESTED = "requested"
    UPHELD = "upheld"
    GRANTED = "granted"


class JoinMode(StrEnum):
    """What it takes to ask and vote from a phone. Looking on takes nothing."""

    OPEN = "open"
    CODE = "code"
    """A short code said in the hall."""
    PAPER = "paper"
    """A personal code on paper, one a household."""
    STAFF = "staff"
    """Phones only look on; staff enter what is asked."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asked, and in what capacity. `id` is an attendee id, a person's name, or "operator"."""

    role: Role
    id: str


# A question typed on a phone. Written petitions, gathered in advance, run longer.
QUESTION_MAX_CHARACTERS = 1_000
COLLECTED_QUESTION_MAX_CHARACTERS = 4_000
# Vietnamese needs up to 3 bytes a letter; the byte limit stops what the character count cannot see.
TEXT_MAX_BYTES_PER_CHARACTER = 4

NAME_MAX_CHARACTERS = 60
PLACE_MAX_CHARACTERS = 80
TOPIC_MAX_CHARACTERS = 80
UNIT_MAX_CHARACTERS = 120
TITLE_MAX_CHARACTERS = 200
WORDS_MAX_CHARACTERS = 4_000
"""An answer as given on stage, or its summary."""
DECLINE_WORDS_MAX_CHARACTERS = 500
NOTE_MAX_CHARACTERS = 500
"""What stands beside any other decision about a question, or a request for a second look."""
NOTICE_MAX_CHARACTERS = 280
LINE_MAX_CHARACTERS = 280
"""What the desk may tell the chair at a glance."""
COMMAND_ID_MAX_CHARACTERS = 64
SOURCE_MAX_CHARACTERS = 120
CODE_MIN_CHARACTERS = 3
CODE_MAX_CHARACTERS = 32
LIST_MAX_ITEMS = 60
"""Topics or units of one conference."""

REASONS_MAX = 20
REASON_CODE_MAX_CHARACTERS = 32
REASON_LABEL_MAX_CHARACTERS = 120
TAGS_MAX_PER_QUESTION = 8
TAG_MAX_CHARACTERS = 30
PARTS_MIN = 2
PARTS_MAX = 10
"""Questions made out of one speech."""
JOIN_CODE_MIN_CHARACTERS = 4
JOIN_CODE_MAX_CHARACTERS = 12
PAPER_CODE_MAX_CHARACTERS = 64
SLOW_MODE_MAX_SECONDS = 600
MUTE_MAX_MINUTES = 1_440
MUTED_FOR_GOOD = 0
"""In place of the time at which a mute ends."""

COMBINING_MARKS_MAX_PER_LETTER = 8

# One attendee may ask this many questions in any such window, and this many in one conference.
QUESTIONS_MAX_PER_WINDOW = 3
QUESTION_WINDOW_MILLISECONDS = 30_000
QUESTIONS_MAX_PER_ATTENDEE = 30
QUESTIONS_MAX_PER_CONFERENCE = 20_000
ATTENDEES_MAX_PER_CONFERENCE = 200_000

RECEIPTS_KEPT_PER_ACTOR = 64
"""How many of an actor's latest receipts are remembered, so that a resent command is not done twice."""
STAFF_RECEIPTS_KEPT = 4_096

PROMISE_MAX_DAYS = 366

VIETNAM = timezone(timedelta(hours=7))
"""The whole country, all year, since 1975: no daylight saving, so no zone table is needed."""
