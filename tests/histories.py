"""Random histories of a conference: what any mix of people might do to it, in any order.

Every text says what it is (`text-7`, `words-7`), so that a test can look for it where it must not be.
"""

import random
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from conference import commands as c
from conference.apply import apply
from conference.commands import Command
from conference.decide import decide
from conference.events import Event
from conference.state import ConferenceState
from conference.vocabulary import (
    DEFAULT_REASONS,
    Actor,
    DeclineReason,
    JoinMode,
    Moderation,
    Outcome,
    PassReason,
    Reason,
    Role,
)
from tests.story import (
    CHAIR,
    MODERATOR,
    NOON,
    OPERATOR,
    RULES,
    SEALED_BOX,
    SECOND_MODERATOR,
    SECRETARY,
    WATCH,
    Story,
)

ATTENDEES = [Actor(Role.ATTENDEE, f"attendee-{n}") for n in range(5)]
MODERATORS = [MODERATOR, SECOND_MODERATOR]

Fields = Callable[[int, int], dict[str, Any]]


def _one(question: int, _: int) -> dict[str, Any]:
    return {"question": question}


def _nothing(_question: int, _: int) -> dict[str, Any]:
    return {}


def _text(question: int, n: int) -> dict[str, Any]:
    return {"question": question, "text": f"text-{n}"}


def _words(question: int, n: int) -> dict[str, Any]:
    return {"question": question, "words": f"words-{n}"}


_MODES = [
    JoinMode.OPEN,
    JoinMode.CODE,
    JoinMode.OPEN,
    JoinMode.PAPER,
    JoinMode.OPEN,
    JoinMode.STAFF,
]

STEPS: dict[type[Command], tuple[list[Actor], Fields]] = {
    c.AnnounceConference: ([OPERATOR], _nothing),
    c.OpenConference: ([CHAIR], _nothing),
    c.PauseConference: ([CHAIR], _nothing),
    c.ResumeConference: ([CHAIR], _nothing),
    c.CloseConference: ([CHAIR], _nothing),
    c.AskQuestion: (
        ATTENDEES,
        lambda _, n: {"text": f"text-{n}", "name": f"name-{n}" if n % 2 else None},
    ),
    c.RecordQuestion: (
        [SECRETARY],
        lambda _, n: {"text": f"text-{n}", "source": f"source-{n}", "topic": f"topic-{n}"},
    ),
    c.CloseAsking: ([CHAIR], _nothing),
    c.ReopenAsking: ([CHAIR], _nothing),
    c.CloseVoting: ([SECRETARY], _nothing),
    c.ReopenVoting: ([SECRETARY], _nothing),
    c.SetSlowMode: (MODERATORS, lambda _, n: {"seconds": n % 3 * 100}),
    c.SetModeration: (MODERATORS, lambda _, n: {"mode": list(Moderation)[n % 2]}),
    c.PublishReasons: (
        MODERATORS,
        lambda _, n: {
            "reasons": (*DEFAULT_REASONS, Reason("own", f"label-{n % 2}", needs_words=False))
        },
    ),
    c.SetJoinMode: (
        MODERATORS,
        lambda _, n: {"mode": _MODES[n % 6], "code": "CAU7" if n % 6 == 1 else None},
    ),
    c.EnterCode: (ATTENDEES, lambda _, n: {"code": "cau7" if n % 2 else "wrong"}),
    c.RedeemPaperCode: (ATTENDEES, lambda _, n: {"code": f"paper-{n}", "serial": n % 7 or None}),
    c.ResubmitQuestion: (ATTENDEES, _text),
    c.RequestReview: (
        ATTENDEES,
        lambda question, n: {"question": question, "words": f"request-{n}" if n % 2 else None},
    ),
    c.QuarantineVotes: (
        [WATCH],
        lambda question, n: {
            "question": question,
            "attendees": tuple(f"attendee-{who}" for who in range(n % 5)),
        },
    ),
    c.ReleaseVotes: (MODERATORS, _one),
    c.DiscardVotes: (MODERATORS, _one),
    c.HoldQuestion: (MODERATORS, _words),
    c.ReleaseQuestion: (MODERATORS, _words),
    c.EditQuestion: (MODERATORS, _text),
    c.TagQuestion: (
        [MODERATOR, SECRETARY],
        lambda question, n: {
            "question": question,
            "tags": (f"tag-{n % 3}",),
            "topic": f"topic-{n}" if n % 2 else None,
        },
    ),
    c.GuideQuestion: (MODERATORS, _words),
    c.SealQuestion: ([MODERATOR, CHAIR], _one),
    c.UnsealQuestion: ([SEALED_BOX], _words),
    c.ReviewQuestion: (
        MODERATORS,
        lambda question, n: {"question": question, "uphold": n % 2 == 0, "words": f"words-{n}"},
    ),
    c.MuteAsker: (MODERATORS, lambda question, n: {"question": question, "minutes": n % 3}),
    c.UnmuteAsker: (MODERATORS, _one),
    c.MergeQuestions: (
        MODERATORS,
        lambda question, n: {"question": question, "into": 1 + (question + n) % 12},
    ),
    c.UnmergeQuestion: (MODERATORS, _one),
    c.SplitQuestion: (
        MODERATORS,
        lambda question, n: {
            "question": question,
            "parts": tuple(f"text-{n}-{part}" for part in range(2 + n % 2)),
        },
    ),
    c.TellChair: (
        [MODERATOR, SECRETARY],
        lambda _, n: {"text": f"backstage-{n}" if n % 3 else ""},
    ),
    c.AcknowledgeLine: ([CHAIR], _nothing),
    c.AmendQuestion: (ATTENDEES, _text),
    c.WithdrawQuestion: (ATTENDEES, _one),
    c.CastVote: (ATTENDEES, _one),
    c.RetractVote: (ATTENDEES, _one),
    c.ApproveQuestion: (MODERATORS, _one),
    c.DeclineQuestion: (
        MODERATORS,
        lambda question, n: {
            "question": question,
            "reason": list(DeclineReason)[n % len(DeclineReason)].value,
            "words": f"words-{n}",
        },
    ),
    c.ReturnQuestion: (MODERATORS, _one),
    c.MoveQuestion: (MODERATORS, lambda question, n: {"question": question, "to": n % 5}),
    c.PinQuestion: (MODERATORS, _one),
    c.UnpinQuestion: (MODERATORS, _one),
    c.AnnounceNotice: ([MODERATOR], lambda _, n: {"text": f"notice-{n}" if n % 3 else ""}),
    c.CallQuestion: (
        [CHAIR],
        lambda question, n: {
            "question": question,
            "pass_reason": list(PassReason)[n % 6] if n % 2 else None,
        },
    ),
    c.AnswerQuestion: (
        [CHAIR],
        lambda question, n: {
            "question": question,
            "outcome": [Outcome.ANSWERED, Outcome.PROMISED][n % 2],
            "by": "Chủ tịch",
            "words": f"answer-{n}",
            **({"unit": "Địa chính", "due": "2026-12-24"} if n % 2 else {}),
        },
    ),
    c.DeferQuestion: ([CHAIR], _one),
    c.ClearFloor: ([CHAIR], _nothing),
}
"""Who does it, and its fields from a question's number and a serial."""

# Closing ends everything, so it comes seldom; asking, approving and voting are what a meeting is made of.
_FREQUENT = [
    c.AskQuestion,
    c.ApproveQuestion,
    c.CastVote,
    c.CallQuestion,
    c.AnswerQuestion,
    c.MergeQuestions,
] * 6
_KINDS = [*_FREQUENT, *[kind for kind in STEPS if kind is not c.CloseConference] * 2]

Step = tuple[type[Command], int, int]

steps = st.tuples(
    st.sampled_from([*_KINDS, c.CloseConference]),
    st.integers(0, 4),
    st.integers(1, 12),
)
histories = st.lists(steps, min_size=10, max_size=80)

_FAMILY_STEPS = 400
_FAMILY = [c.CastVote, c.RetractVote, c.MergeQuestions, c.UnmergeQuestion] * 6 + [
    c.QuarantineVotes,
    c.QuarantineVotes,
    c.ReleaseVotes,
    c.DiscardVotes,
    c.DeferQuestion,
    c.PinQuestion,
    c.ReturnQuestion,
    c.ApproveQuestion,
    c.ApproveQuestion,
    c.SealQuestion,
    c.UnsealQuestion,
    c.UnsealQuestion,
]


def family_history(seed: int) -> list[Step]:
    """Long, and about a few questions that many support, and the families they make."""
    chance = random.Random(seed)  # noqa: S311  chance that can be had again
    return [
        (chance.choice(_FAMILY), chance.randrange(5), chance.randrange(5))
        for _ in range(_FAMILY_STEPS)
    ]


def standing_behind(state: ConferenceState, root: int) -> tuple[int, int]:
    """How many people support any question of this family; and how many of whom no vote counts.

    Counted from the votes and the mergers alone, so that every sum can be held against it.
    """
    family = {n for n in state.questions if _ends_in(state, n, root)}
    votes = {id: one.votes & family for id, one in state.attendees.items() if one.votes & family}
    counting = [
        id
        for id, theirs in votes.items()
        if any(id not in state.questions[n].quarantined for n in theirs)
    ]
    return len(counting), len(votes) - len(counting)


def _ends_in(state: ConferenceState, number: int, root: int) -> bool:
    into = state.questions[number].into
    return number == root if into is None else _ends_in(state, into, root)


class History:
    """A story in which anything is tried, and what the rules allow happens."""

    def __init__(self) -> None:
        self.story = Story()
        self.story.does(
            OPERATOR, c.CreateConference, code="CAU", commune="dong-hoa", title="Đối thoại"
        )
        self.story.does(OPERATOR, c.AnnounceConference)
        self._serial = 0

    def with_five_questions(self) -> "History":
        """In a live conference, all in the queue."""
        self.take((c.OpenConference, 0, 0))
        for who in range(5):
            self.take((c.AskQuestion, who, 0))
            self.take((c.ApproveQuestion, 0, who))
        return self

    def command(self, step: Step) -> Command:
        """A step as a command. Numbers beyond the questions there are wrap around to one more than that."""
        kind, who, which = step
        self._serial += 1
        actors, fields = STEPS[kind]
        question = 1 + which % (len(self.story.state.questions) + 1)
        return self.story.command(
            actors[who % len(actors)],
            kind,
            **fields(question, self._serial),
            at=NOON + self._serial * 60_000,
        )

    def take(self, step: Step) -> list[Event]:
        """The events of one step, applied; none when the rules refuse it."""
        decided = decide(self.story.state, self.command(step), RULES)
        events = decided if isinstance(decided, list) else []
        for event in events:
            apply(self.story.state, event)
        self.story.events += events
        return events
