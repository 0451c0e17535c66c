"""Lives through the demo's earlier meeting and the weeks after it, so that there is something to look after.

The house is opened on a clock that this file turns: from the day of that meeting to now, a morning at a time.
Everything goes the way it always goes, by commands and rules; nothing is written past them. Done once, before
anybody is let in.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from archive.journal_sqlite import SqliteJournal
from archive.streams import casebook_stream
from conference.refusals import Refusal
from conference.vocabulary import VIETNAM, Actor, Outcome, Role
from realtime.rounds import Rounds
from web.casework import Book
from web.chance import Chance
from web.context import House
from web.demo_past_words import NAMES, RESULT, STORIES, TITLE, Past, Step
from web.demo_words import COMMUNE, PLACE, TOPICS, UNITS
from web.orders import OrderError
from web.settings import Settings
from web.wiring import open_house

CODE: Final = "KYTRUOC"
DAYS_AGO: Final = 36
MORNING: Final = time(8, 30)
MEETING: Final = time(14)
NOTHING: Final[Mapping[str, Any]] = {}
_UNIT: Final = {Role.OFFICER, Role.UNIT_HEAD}


class Calendar:
    """A clock that stands where it was put."""

    def __init__(self, today: date) -> None:
        self.day = today
        self._at = 0
        self.turn(0, MEETING)

    def turn(self, days: int, hour: time) -> None:
        """So many days after the meeting, at this hour."""
        at = datetime.combine(self.day + timedelta(days=days), hour, VIETNAM)
        self._at = int(at.timestamp() * 1000)

    def now(self) -> int:
        # A moment later each time, so that no two things happen at once.
        self._at += 1
        return self._at


async def live_the_past(settings: Settings, now: int) -> bool:
    """Whether there was anything to live through: a data directory that has it is left alone."""
    today = datetime.fromtimestamp(now / 1000, VIETNAM).date()
    clock = Calendar(today - timedelta(days=DAYS_AGO))
    async with open_house(settings, clock=clock.now) as house:
        if CODE in house.halls.codes:
            return False
        await _meet(house, clock)
    # Closing the house opens the cases of what has ended.
    async with open_house(settings, clock=clock.now) as house:
        rounds = Rounds(SqliteJournal(house.store), house.casebooks, clock.now)
        for day in range(DAYS_AGO + 1):
            clock.turn(day, MORNING)
            await rounds.go()
            for number, story in enumerate(STORIES, 1):
                for step in story.steps:
                    if step.day == day:
                        await _act(house, clock, number, step)
            for step in RESULT:
                if step.day == day:
                    await _ask(house, step, _dated(step.fields, clock))
    return True


async def _meet(house: House, clock: Calendar) -> None:
    fields = {
        "code": CODE,
        "commune": COMMUNE,
        "title": TITLE,
        "place": PLACE,
        "topics": list(TOPICS),
        "units": list(UNITS),
    }
    await house.office.create_conference(fields)
    await _command(house, "open_conference")
    for number, story in enumerate(STORIES, 1):
        await _asked(house, clock, number, story)
    await _command(house, "close_conference")


async def _asked(house: House, clock: Calendar, number: int, story: Past) -> None:
    question = {
        "text": story.text,
        "topic": story.topic,
        "place": story.place or None,
        "channel": "hall",
        "source": f"hall:{number}",
    }
    await _command(house, "record_question", **question)
    if story.hall == "waiting":
        return
    if story.hall in ("declined", "guided", "sealed"):
        verb = {"declined": "decline", "guided": "guide", "sealed": "seal"}[story.hall]
        why = {"reason": "off_topic"} if verb == "decline" else {}
        await _command(house, f"{verb}_question", question=number, **why)
        return
    await _command(house, "approve_question", question=number)
    if story.hall == "deferred":
        await _command(house, "defer_question", question=number)
        return
    await _command(house, "call_question", question=number)
    await _command(house, "answer_question", question=number, **_given(clock, story))


def _given(clock: Calendar, story: Past) -> dict[str, Any]:
    answer = {"outcome": story.hall, "by": "Chủ tịch UBND xã", "words": story.words}
    if story.hall == Outcome.PROMISED and story.due_day is not None:
        due = clock.day + timedelta(days=story.due_day)
        answer |= {"unit": UNITS[0], "due": due.isoformat()}
    return answer


async def _command(house: House, name: str, **fields: Any) -> None:
    await house.office.command(CODE, name, fields)


async def _act(house: House, clock: Calendar, number: int, step: Step) -> None:
    casebook = await house.casebooks.open(casebook_stream(COMMUNE, CODE))
    if casebook is None or casebook.state is None:
        raise OrderError("the demo's casebook is busy")
    case = casebook.state.numbers[number]
    minted = {"public_id": Chance().token()} if step.command == "publish_case" else {}
    fields = {"case": case, **_dated(step.fields, clock)}
    await _ask(house, step, fields, minted)


async def _ask(
    house: House, step: Step, fields: Mapping[str, Any], minted: Mapping[str, Any] = NOTHING
) -> None:
    outcome = await house.casework.ask(
        Book(COMMUNE, CODE),
        step.command,
        fields,
        Actor(step.role, NAMES[step.role]),
        unit=UNITS[0] if step.role in _UNIT else None,
        minted=minted,
    )
    if isinstance(outcome, Refusal):
        raise OrderError(f"{step.command} with {fields}: {outcome}")


def _dated(fields: Mapping[str, Any], clock: Calendar) -> dict[str, Any]:
    """`due_in`, `on_day` and `until_day` are days from the meeting: `due`, `day` and `until` as dates."""
    dated = dict(fields)
    for days, name in (("due_in", "due"), ("on_day", "day"), ("until_day", "until")):
        if days in dated:
            dated[name] = (clock.day + timedelta(days=dated.pop(days))).isoformat()
    return dated
