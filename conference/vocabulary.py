"""The words of the house, and every limit the rules know.

A word means the same thing on the wire, in the journal, on the screens and on paper; docs/GLOSSARY.md
explains each for people. A limit carries its unit in its name. Nothing here decides anything: the rules
do (`rules_*.py`), and `permissions.py` says who may ask for what, and when.
"""

from dataclasses import dataclass
from datetime import timedelta, timezone
from enum import StrEnum


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


class Role(StrEnum):
    """In what capacity somebody asks. A person may hold several; one is used at a time."""

    ATTENDEE = "attendee"
    MODERATOR = "moderator"
    CHAIR = "chair"
    SECRETARY = "secretary"
    CLERK = "clerk"
    OPERATOR = "operator"
    """Whoever runs the installation, on its command line. Never reachable over the network."""


class Channel(StrEnum):
    """How a question reached the conference."""

    PHONE = "phone"
    COLLECTED = "collected"
    """Gathered before the meeting by the Front, on paper or by the thôn, and imported."""


class Outcome(StrEnum):
    """What the chair's answer amounts to."""

    ANSWERED = "answered"
    PROMISED = "promised"
    """A written answer will come, from a named unit, by a date."""
    REFERRED = "referred"
    """Beyond the commune's competence: it will be sent to a higher authority."""


class DeclineReason(StrEnum):
    """Why a moderator kept a question out of the queue. Always shown to its asker."""

    OFF_TOPIC = "off_topic"
    REPEATED = "repeated"
    UNCLEAR = "unclear"
    OFFENSIVE = "offensive"
    PRIVATE_MATTER = "private_matter"
    OTHER = "other"
    """Needs words."""


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
NOTICE_MAX_CHARACTERS = 280
COMMAND_ID_MAX_CHARACTERS = 64
SOURCE_MAX_CHARACTERS = 120
CODE_MIN_CHARACTERS = 3
CODE_MAX_CHARACTERS = 32
LIST_MAX_ITEMS = 60
"""Topics or units of one conference."""

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
