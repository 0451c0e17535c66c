"""A whole conference in a process of its own, for tests that kill the process at a chosen system call.

    python tests/faults/whole_meeting.py DIRECTORY

Plays the same meeting every time, from creating it to opened cases, through the real store, journal, hall
and projector. Each receipt is written to standard output the moment it is there: `meeting <command id> <position>`.
Started again on the same directory it sends everything again with the same ids, as phones do after a
restart, and so plays on from wherever it was killed. The last line is `end`.
"""

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path

from archive.journal import VaultRow
from archive.journal_sqlite import SqliteJournal
from archive.projector import Projector
from archive.store import Store
from conference import commands as c
from conference import rulebook as conference_rules
from conference.commands import Command
from conference.records import Receipt
from conference.vocabulary import Actor, DeclineReason, Role
from conference.vocabulary import Outcome as AnswerOutcome
from moderation import rulebook as moderation_rules
from realtime.halls import Halls
from realtime.writer import Outcome

RULES = {**conference_rules.RULES, **moderation_rules.RULES}
NOON = 1_795_233_600_000
CODE = "CAU"
COMMUNE = "dong-hoa"
QUESTIONS = 8
VOTERS = 6

OPERATOR = Actor(Role.OPERATOR, "operator")
MODERATOR = Actor(Role.MODERATOR, "lan")
CHAIR = Actor(Role.CHAIR, "hai")


def tell(line: str) -> None:
    """At once, past every buffer: what was told must count even if the next call kills us."""
    os.write(1, f"{line}\n".encode())


class Meeting:
    """Every command it will ever send, in order; those in one list are sent together."""

    def __init__(self) -> None:
        self._sent = 0

    def bunches(self) -> list[list[Command]]:
        numbers = range(1, QUESTIONS + 1)
        return [
            [self._of(c.AnnounceConference, OPERATOR)],
            [self._of(c.OpenConference, CHAIR)],
            *([self._asked(number)] for number in numbers),
            *([self._judged(number)] for number in numbers),
            *([self._vote(voter, n) for voter in range(VOTERS)] for n in numbers if n % 4),
            [self._of(c.RetractVote, _phone(0), question=1)],
            [self._of(c.PinQuestion, MODERATOR, question=3)],
            *([each] for number in (3, 1) for each in self._answered(number)),
            [self._of(c.CloseConference, CHAIR)],
        ]

    def created(self) -> c.CreateConference:
        return self._of(
            c.CreateConference, OPERATOR, code=CODE, commune=COMMUNE, title="Đối thoại năm 2026"
        )

    def _asked(self, number: int) -> Command:
        text = f"Bao giờ sửa cầu số {number}?"
        return self._of(c.AskQuestion, _phone(number), text=text, receipt_code=f"MA-{number}")

    def _judged(self, number: int) -> Command:
        if number % 4:
            return self._of(c.ApproveQuestion, MODERATOR, question=number)
        return self._of(
            c.DeclineQuestion, MODERATOR, question=number, reason=DeclineReason.OFF_TOPIC
        )

    def _vote(self, voter: int, number: int) -> Command:
        return self._of(c.CastVote, _phone(voter), question=number)

    def _answered(self, number: int) -> list[Command]:
        return [
            self._of(c.CallQuestion, CHAIR, question=number),
            self._of(
                c.AnswerQuestion,
                CHAIR,
                question=number,
                outcome=AnswerOutcome.ANSWERED,
                by="Chủ tịch xã",
            ),
        ]

    def _of(self, kind: type[Command], actor: Actor, **fields: object) -> Command:
        self._sent += 1
        at = NOON + self._sent * 60_000
        return kind(actor=actor, id=f"id-{self._sent}", at=at, **fields)


def _phone(number: int) -> Actor:
    return Actor(Role.ATTENDEE, f"phone-{number}")


async def play(directory: Path, tell: Callable[[str], None] = tell) -> None:
    store = await Store.open(directory)
    journal = SqliteJournal(store)
    projector = Projector(journal, store, lambda: NOON)
    await projector.catch_up()
    halls = Halls(journal, RULES, clock=lambda: NOON, saved=projector.wake, tick_seconds=0)
    await halls.start()
    meeting = Meeting()
    created = meeting.created()
    _told(created, await halls.create(created), tell)
    hall = await halls.open(CODE)
    for bunch in meeting.bunches():
        kept = [_verbatim(command) for command in bunch]
        asked = zip(bunch, kept, strict=True)
        outcomes = await asyncio.gather(*(hall.submit(*each) for each in asked))
        for command, outcome in zip(bunch, outcomes, strict=True):
            _told(command, outcome, tell)
    await halls.close()
    await projector.catch_up()
    await store.close()
    tell("end")


def _verbatim(command: Command) -> list[VaultRow]:
    """Every question leaves a row in the vault, so that its transaction has more than one statement."""
    if isinstance(command, c.AskQuestion):
        return [VaultRow.of("verbatim", command.text, os.urandom(16))]
    return []


def _told(command: Command, outcome: Outcome, tell: Callable[[str], None]) -> None:
    if isinstance(outcome, Receipt):
        tell(f"meeting {command.id} {outcome.position}")
    else:
        raise SystemExit(f"{command.id}: {outcome}")


if __name__ == "__main__":
    asyncio.run(play(Path(sys.argv[1])))
