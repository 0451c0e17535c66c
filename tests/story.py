"""A conference told in commands: what every test of the rules begins with.

    story = live()
    story.ask(text="Bao giờ sửa cầu?")
    assert story.tries(story.moderator, ApproveQuestion, question=1) == [...]

`tries` only asks the rules; `does` also applies what they decided, and fails when they refuse.
"""

from itertools import count
from typing import Any, TypeVar

from conference import commands as c
from conference import rulebook as conference_rules
from conference.apply import apply
from conference.commands import Command
from conference.decide import decide
from conference.events import Event
from conference.records import Receipt
from conference.refusals import Refusal
from conference.state import ConferenceState
from conference.vocabulary import DEFAULT_REASONS, Actor, JoinMode, Moderation, Role
from moderation import rulebook as moderation_rules

RULES = {**conference_rules.RULES, **moderation_rules.RULES}

NOON = 1_795_237_200_000
"""Noon of 21 November 2026 in Vietnam; every command comes a second later."""

OPERATOR = Actor(Role.OPERATOR, "operator")
MODERATOR = Actor(Role.MODERATOR, "lan")
CHAIR = Actor(Role.CHAIR, "hai")
SECRETARY = Actor(Role.SECRETARY, "thu")
SECOND_MODERATOR = Actor(Role.MODERATOR, "mai")
SEALED_BOX = Actor(Role.SEALED_BOX, "minh")
WATCH = Actor(Role.RULE, "burst_watch")
AN = Actor(Role.ATTENDEE, "an")
BINH = Actor(Role.ATTENDEE, "binh")

C = TypeVar("C", bound=Command)

ANY: dict[str, Any] = {
    "code": "CAU",
    "commune": "x",
    "title": "x",
    "question": 1,
    "text": "x",
    "source": "s",
    "to": 0,
    "reason": "unclear",
    "words": "x",
    "outcome": "answered",
    "by": "Chủ tịch",
    "seconds": 5,
    "mode": JoinMode.STAFF,
    "reasons": DEFAULT_REASONS,
    "tags": ("x",),
    "into": 2,
    "parts": ("x", "y"),
    "uphold": True,
    "minutes": 5,
    "attendees": ("an",),
}
"""Some value for each field that a command may have."""


def any_fields(kind: type[Command]) -> dict[str, Any]:
    """Something that can be asked for, if not granted."""
    fields = {name: ANY[name] for name in ANY if name in kind.__dataclass_fields__}
    if kind is c.SetJoinMode:
        del fields["code"]
    if kind is c.SetModeration:
        fields["mode"] = Moderation.POST
    return fields


class Story:
    """The state so far, with a clock and ids that count."""

    def __init__(self) -> None:
        self.state = ConferenceState()
        self.events: list[Event] = []
        self.now = NOON
        self._ids = count(1)

    def command(self, actor: Actor, kind: type[C], **fields: Any) -> C:
        """One more command, a second later; its id follows from how many came before."""
        serial = next(self._ids)
        self.now += 1_000
        fields.setdefault("id", f"id-{serial}")
        fields.setdefault("at", self.now)
        if kind in (c.AskQuestion, c.RecordQuestion):
            fields.setdefault("receipt_code", f"CODE-{serial}")
        if kind is c.SplitQuestion:
            parts = range(1, len(fields.get("parts", ())))
            fields.setdefault("receipt_codes", tuple(f"CODE-{serial}-{part}" for part in parts))
        return kind(actor=actor, **fields)

    def tries(
        self, actor: Actor, kind: type[Command], **fields: Any
    ) -> list[Event] | Receipt | Refusal:
        """What the rules say; nothing is applied."""
        return decide(self.state, self.command(actor, kind, **fields), RULES)

    def does(self, actor: Actor, kind: type[Command], **fields: Any) -> list[Event]:
        """Decide and apply; a refusal fails the test that relied on it."""
        decided = self.tries(actor, kind, **fields)
        assert isinstance(decided, list), f"{kind.__name__}: {decided}"
        for event in decided:
            apply(self.state, event)
        self.events += decided
        return decided

    def ask(self, actor: Actor = AN, text: str = "Bao giờ sửa cầu?", **fields: Any) -> int:
        """A question that waits; gives its number. A minute passes, so that nobody asks too fast."""
        self.now += 60_000
        self.does(actor, c.AskQuestion, text=text, **fields)
        return len(self.state.questions)

    def queue(self, *texts: str) -> list[int]:
        """Questions asked and approved, in this order."""
        numbers = [self.ask(text=text) for text in texts or ("Bao giờ sửa cầu?",)]
        for number in numbers:
            self.does(MODERATOR, c.ApproveQuestion, question=number)
        return numbers


def created(**fields: Any) -> Story:
    story = Story()
    fields = {"code": "CAU", "commune": "dong-hoa", "title": "Đối thoại năm 2026", **fields}
    story.does(OPERATOR, c.CreateConference, **fields)
    return story


def announced() -> Story:
    story = created()
    story.does(OPERATOR, c.AnnounceConference)
    return story


def live() -> Story:
    story = announced()
    story.does(CHAIR, c.OpenConference)
    return story
