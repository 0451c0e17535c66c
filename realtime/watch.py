"""What is watched at the edge of a conference: how much comes from one address, and what looks like abuse.

A hall of a thousand phones may share one address, so the limits per address are those of a crowd and far
above those of a phone. What looks like abuse is never dropped: votes of a burst are set apart by a
command in the journal, for moderators to judge, and the questions of a suspect wait. All of this lives in
memory; addresses are known here only as hashes (`whence.py`).
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

from conference import commands as c
from conference import events as e
from conference.commands import Command
from conference.events import Event
from conference.lifecycle import PUBLIC
from conference.refusals import Code, Refusal
from conference.state import ConferenceState
from conference.vocabulary import Actor, Role
from realtime.bursts import Bursts
from realtime.hall import Hall
from realtime.intake import Intake
from realtime.pace import Paces
from realtime.returns import Returns
from realtime.whence import NOWHERE_KNOWN, Whence
from realtime.wire import VOTES_BURST, VOTES_PER_SECOND
from realtime.writer import Outcome

log = logging.getLogger(__name__)

WATCH: Final = Actor(Role.RULE, "watch")
SWEEP_SECONDS: Final = 5.0
"""Between two looks at the latest votes of a hall."""
QUARANTINED_PER_COMMAND_MAX: Final = 1_000
VOTES_BURST_SECONDS: Final = 25
"""A crowd's votes come all at once: so many seconds' worth may."""
ASKS_OF_PHONE_BURST: Final = 10
SECONDS_BETWEEN_ASKS_OF_PHONE: Final = 5
"""Once the burst is spent. New wordings count as well: else one phone could take the whole hall's share."""
GUESSES_PER_PHONE_PER_MINUTE: Final = 10
SEARCHES_PER_PHONE_PER_SECOND: Final = 1.0
SEARCHES_OF_PHONE_BURST: Final = 10

ASKS: Final = frozenset({"ask_question", "amend_question", "resubmit_question", "request_review"})
VOTES: Final = frozenset({"cast_vote", "retract_vote"})
GUESSES: Final = frozenset({"enter_code", "redeem_paper_code"})


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one network address, and whether its votes are watched."""

    asks_per_minute: int = 1_200
    votes_per_second: int = 500
    searches_per_second: int = 20
    guesses_per_minute: int = 60
    """Wrong codes."""
    watch_votes: bool = True
    """Whether bursts of votes are looked for."""


class _Eye:
    """On one hall. An observer of what it commits."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.bursts = Bursts()
        self.returns = Returns()
        self.state = ConferenceState()
        self.timer: asyncio.TimerHandle | None = None

    def begin(self, state: ConferenceState) -> None:
        self.state = state

    def note(self, events: Iterable[Event], state: ConferenceState) -> None:
        self.state = state
        for event in events:
            if isinstance(event, e.AskerMuted):
                self.returns.muted(event.attendee, self._now())
            elif isinstance(event, e.AskerUnmuted):
                self.returns.unmuted(event.attendee)

    def choices(self) -> int:
        return sum(1 for question in self.state.questions.values() if question.status in PUBLIC)


class Watch:
    def __init__(self, intake: Intake, now: Callable[[], float], limits: Limits) -> None:
        """`now` in seconds, of a clock that never jumps."""
        self._intake = intake
        self._now = now
        self._asks = Paces(limits.asks_per_minute / 60, limits.asks_per_minute)
        self._asks_of_phone = Paces(1 / SECONDS_BETWEEN_ASKS_OF_PHONE, ASKS_OF_PHONE_BURST)
        self._votes_of_phone = Paces(VOTES_PER_SECOND, VOTES_BURST)
        votes = limits.votes_per_second
        self._votes = Paces(votes, votes * VOTES_BURST_SECONDS)
        searches = limits.searches_per_second
        self._searches = Paces(searches, searches * VOTES_BURST_SECONDS)
        self._searches_of_phone = Paces(SEARCHES_PER_PHONE_PER_SECOND, SEARCHES_OF_PHONE_BURST)
        guesses = limits.guesses_per_minute
        self._guesses = Paces(guesses / 60, guesses)
        each = GUESSES_PER_PHONE_PER_MINUTE
        self._guesses_of_phone = Paces(each / 60, each)
        self._watch_votes = limits.watch_votes
        self._eyes: WeakKeyDictionary[Hall, _Eye] = WeakKeyDictionary()

    def observe(self, hall: Hall) -> None:
        eye = self._eyes[hall] = _Eye(self._now)
        hall.observe(eye)

    # Before

    def came(self, hall: Hall, actor: Actor, whence: Whence) -> None:
        """An attendee joins, or asks for something without having joined."""
        if whence is NOWHERE_KNOWN:
            return
        eye = self._eyes[hall]
        new = actor.id not in eye.state.attendees
        eye.returns.came(actor.id, whence.kind, self._now(), new=new)
        if new:
            eye.bursts.came(actor.id, whence.address, self._now())

    def refusal(self, actor: Actor, whence: Whence, name: str) -> Refusal | None:
        """Whether too much comes from this phone or from there for this wish to be looked at.

        One pace for all the sockets and forms of a phone.
        """
        if name in VOTES and not self._votes_of_phone.allows(actor.id, self._now()):
            return Refusal(Code.TOO_FAST)
        if name in ASKS and not self._asks_of_phone.allows(actor.id, self._now()):
            return Refusal(Code.TOO_FAST, SECONDS_BETWEEN_ASKS_OF_PHONE)
        if whence is NOWHERE_KNOWN:
            return None
        if name in VOTES:
            allowed = self._votes.allows(whence.address, self._now())
        elif name in ASKS:
            allowed = self._asks.allows(whence.address, self._now())
        elif name in GUESSES:
            now = self._now()
            allowed = self._guesses_of_phone.ready(actor.id, now)
            allowed = allowed and self._guesses.ready(whence.address, now)
        else:
            return None
        return None if allowed else Refusal(Code.TOO_FAST)

    def may_search(self, attendee_id: str, whence: Whence) -> bool:
        now = self._now()
        return self._searches_of_phone.allows(attendee_id, now) and self._searches.allows(
            whence.address, now
        )

    def is_suspect(self, hall: Hall, actor: Actor) -> bool:
        return self._eyes[hall].returns.is_suspect(actor.id)

    # After

    def guessed_wrong(self, actor: Actor, whence: Whence) -> None:
        """Right codes cost nothing, so that a whole hall may enter them at once."""
        now = self._now()
        self._guesses.spend(whence.address, now)
        self._guesses_of_phone.spend(actor.id, now)

    def done(self, hall: Hall, command: Command, whence: Whence, outcome: Outcome) -> None:
        """What became of an attendee's wish."""
        if isinstance(outcome, Refusal):
            if isinstance(command, c.EnterCode) and outcome.reason is Code.BAD_VALUE:
                self.guessed_wrong(command.actor, whence)
            return
        eye = self._eyes[hall]
        if isinstance(command, c.CastVote) and self._watch_votes:
            eye.bursts.voted(command.actor.id, command.question, self._now())
            self._plan(hall, eye)
        elif isinstance(command, c.RetractVote | c.AskQuestion):
            eye.bursts.did_more(command.actor.id)

    def _plan(self, hall: Hall, eye: _Eye) -> None:
        if eye.timer is None and not eye.bursts.quiet:
            loop = asyncio.get_running_loop()
            eye.timer = loop.call_later(SWEEP_SECONDS, self.sweep, hall)

    def sweep(self, hall: Hall) -> None:
        """Look at the latest votes, and set those of a burst apart."""
        eye = self._eyes[hall]
        eye.timer = None
        for question, phones in eye.bursts.found(self._now(), eye.choices()).items():
            log.warning("%s: %d votes of a burst on question %d", hall.code, len(phones), question)
            for start in range(0, len(phones), QUARANTINED_PER_COMMAND_MAX):
                self._quarantine(
                    hall, question, phones[start : start + QUARANTINED_PER_COMMAND_MAX]
                )
        self._plan(hall, eye)

    def _quarantine(self, hall: Hall, question: int, phones: list[str]) -> None:
        fields = {"question": question, "attendees": phones}
        made = self._intake.command("quarantine_votes", fields, WATCH)
        if not isinstance(made, Refusal):
            hall.post(*made, _noted)


def _noted(outcome: Outcome) -> None:
    if isinstance(outcome, Refusal):
        log.warning("votes of a burst were not set apart: %s", outcome.code)
