"""What must be true after a replay: nothing acknowledged is missing, and everybody sees the same.

Screens are compared with snapshots that the server makes afresh; the journal is read from the data
directory, beside the running server and without its help. Every mismatch is a sentence.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from archive.casebook.events import CaseOpened
from archive.journal import Entry
from archive.journal_sqlite import SqliteJournal
from archive.store import Store
from archive.streams import CASEBOOK, CONFERENCE, StreamName
from conference.apply import replay
from conference.events import QuestionAsked
from conference.lifecycle import PUBLIC
from realtime.wire import COUNTS_WAIT_MAX_SECONDS
from web.replay_figures import Deed
from web.replay_phone import Phone
from web.replay_view import View, differences, from_snapshot

SETTLE_MAX_SECONDS: Final = COUNTS_WAIT_MAX_SECONDS + 10
_SETTLE_STEP_SECONDS: Final = 0.1
_AT_ONCE: Final = 20
_SHOWN_PER_KIND: Final = 5


async def settle(
    phones: Sequence[Phone], onlooker: Phone, reached: int, clock: Callable[[], float]
) -> None:
    """Wait until everybody was told of position `reached` and stands where the server does.

    `onlooker` is none of them: who asks for a snapshot while things move is taken to have all of it, and
    is spared the delta that was on its way. Gives up after a while; the comparison will tell.
    """
    until = clock() + SETTLE_MAX_SECONDS
    while clock() < until:
        now = from_snapshot(await onlooker.fresh_snapshot()).position
        if now >= reached and all(each.view and each.view.position == now for each in phones):
            return
        await asyncio.sleep(_SETTLE_STEP_SECONDS)


async def compare_screens(phones: Sequence[Phone]) -> list[str]:
    """Every phone's view, and what it knows of its own, against a snapshot made for it now."""
    found: list[str] = []
    for start in range(0, len(phones), _AT_ONCE):
        some = phones[start : start + _AT_ONCE]
        fresh = await asyncio.gather(*(phone.fresh_snapshot() for phone in some))
        for number, (phone, snapshot) in enumerate(zip(some, fresh, strict=True), start=start):
            found += [f"phone {number}: {words}" for words in _screen(phone, snapshot)]
    return _some(found)


def _screen(phone: Phone, snapshot: Mapping[str, Any]) -> list[str]:
    if phone.view is None:
        return ["has no view"]
    found = differences(phone.view, from_snapshot(snapshot))
    if _own(phone.mine) != _own(snapshot.get("mine")):
        found.append("its own questions or votes differ")
    return found


def _own(mine: Mapping[str, Any] | None) -> Any:
    """Without the counts of its questions, which come to a phone with everybody's."""
    if mine is None:
        return None
    questions = [
        {name: value for name, value in question.items() if name != "support"}
        for question in mine["questions"]
    ]
    return questions, mine["votes"]


async def read_journal(data: Path, code: str, kind: str = CONFERENCE) -> list[Entry]:
    """Every entry of this conference, or of its casebook, read beside the running server."""
    store = await Store.open(data, read_only=True)
    try:
        journal = SqliteJournal(store)
        streams = await journal.streams(f"{kind}/")
        stream = next((each for each in streams if StreamName.parse(each).code == code), "")
        entries: list[Entry] = []
        while page := await journal.read(stream, since=len(entries)):
            entries += page
        return entries
    finally:
        await store.close()


def compare_journal(entries: Sequence[Entry], deeds: Iterable[Deed]) -> list[str]:
    """Each receipt's entry stands in the journal once, at its position; nothing refused does."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for entry in entries:
        places[entry.event.cause].append(entry.sequence)
    found = []
    for deed in deeds:
        there = places.get(deed.id, [])
        if deed.position is not None and there != [deed.position]:
            found.append(f"{deed.do} acknowledged at {deed.position} stands at {there}")
        elif deed.position is None and deed.answered_at is not None and there:
            found.append(f"{deed.do} was refused and stands at {there}")
        elif len(there) > 1:
            found.append(f"{deed.do} stands {len(there)} times")
    return _some(found)


def compare_screen_with_journal(entries: Iterable[Entry], view: View) -> list[str]:
    """What the crowd sees is what the journal says, worked out anew from its first entry."""
    state = replay(entry.event for entry in entries)
    expected = {
        number: (question.text, question.support, str(question.status))
        for number, question in state.questions.items()
        if question.status in PUBLIC
    }
    shown = {
        number: (question["text"], question["support"], question["status"])
        for number, question in view.questions.items()
    }
    numbers = sorted(expected.keys() | shown.keys())
    wrong = [number for number in numbers if expected.get(number) != shown.get(number)]
    return _some([f"question {number} is not what the journal says" for number in wrong])


async def compare_cases(data: Path, code: str, clock: Callable[[], float]) -> tuple[int, list[str]]:
    """A closed conference has one case per question; they are opened soon after it closed."""
    until = clock() + SETTLE_MAX_SECONDS
    while True:
        entries = await read_journal(data, code)
        asked = sum(isinstance(entry.event, QuestionAsked) for entry in entries)
        cases = await read_journal(data, code, CASEBOOK)
        opened = sum(isinstance(entry.event, CaseOpened) for entry in cases)
        if asked == opened:
            return opened, []
        if clock() > until:
            return opened, [f"{asked} questions became {opened} cases"]
        await asyncio.sleep(_SETTLE_STEP_SECONDS)


def _some(found: list[str]) -> list[str]:
    """The first few; a thousand lines of the same would hide the rest."""
    more = len(found) - _SHOWN_PER_KIND
    return [*found[:_SHOWN_PER_KIND], f"and {more} more"] if more > 0 else found
