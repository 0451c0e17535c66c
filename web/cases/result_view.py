"""How far a conference's result was made known, as pages show it: to the office, the Front and everybody.

It must not know who is looking; who recorded a delivery, and its proof, stand only where the office and the Front read.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.requests import Request

from archive.almanac import Terms
from archive.casebook.result import (
    Delivery,
    DeliveryChannel,
    Missing,
    ResultState,
    made_known_on,
    missing,
)
from archive.records import ConferenceRecord
from web.cases.due import Due, due_of_clock
from web.cases.result_words import CHANNELS, NO_LIST
from web.context import house
from web.render import Speech
from web.showing import speech

VERY_LATE_STEP = 10
"""Of the ladder: from here on everybody is told what is still missing."""


@dataclass(frozen=True, slots=True)
class ResultView:
    """`due` is None once everybody was told, and until the clock was begun."""

    conference: ConferenceRecord
    state: ResultState
    missing: Missing
    known_on: str | None
    due: Due | None
    lacking: tuple[str, ...]
    """What is missing, in words."""

    @property
    def told(self) -> list[Delivery]:
        """What counts, by the day."""
        counting = (one for one in self.state.deliveries if one.counts)
        return sorted(counting, key=lambda one: one.day)

    @property
    def villages_told(self) -> list[str]:
        return [name for name in self.state.villages if name not in self.missing.villages]

    @property
    def late(self) -> bool:
        """It was made known late, or it is late already."""
        return bool(self.state.late) or (self.due is not None and self.due.pill == "overdue")

    @property
    def everybody_is_told(self) -> bool:
        """That it is very late."""
        return self.known_on is None and VERY_LATE_STEP in self.state.escalated

    @property
    def step(self) -> int | None:
        """The last step of the ladder that was taken."""
        return max(self.state.escalated, default=None)

    def of(self, channel: str) -> list[Delivery]:
        return [one for one in self.told if one.channel is DeliveryChannel(channel)]


def result_view(
    conference: ConferenceRecord, state: ResultState, now: int, terms: Terms, speech: Speech
) -> ResultView:
    due = None
    if state.clock is not None and state.runs:
        due = due_of_clock(state.clock, now, terms.calendar, speech)
    lacks = missing(state.villages, state.deliveries)
    known_on = made_known_on(state.villages, state.deliveries)
    return ResultView(conference, state, lacks, known_on, due, _lacking(lacks, speech))


def _lacking(lacks: Missing, speech: Speech) -> tuple[str, ...]:
    ways = [speech.plain(CHANNELS[channel]) for channel in lacks.channels]
    unlisted = [] if lacks.listed else [speech.plain(NO_LIST)]
    return (*ways, *unlisted, *lacks.villages)


async def results_shown(
    request: Request, commune: str, conferences: Iterable[ConferenceRecord]
) -> list[ResultView]:
    """Of those of this commune's conferences that have ended, in the order given."""
    home = house(request)
    known = {one.conference: one.result for one in await home.cases.results(commune)}
    terms, now, said = await home.casework.terms(commune), home.clock(), speech(request)
    return [
        result_view(one, known.get(one.code) or ResultState(one.closed_at), now, terms, said)
        for one in conferences
        if one.closed_at and one.commune == commune
    ]
