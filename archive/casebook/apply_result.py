"""What each step of making the result known changes. Nothing here touches a case."""

from collections.abc import Mapping
from dataclasses import replace

from archive.casebook import events_result as e
from archive.casebook.result import Delivery
from archive.casebook.state import CasebookState, Change
from conference.event import Event


def _nothing_asked(state: CasebookState, event: e.NothingAsked) -> None:
    state.result.since = event.at


def _listed(state: CasebookState, event: e.VillagesListed) -> None:
    state.result.villages = event.villages


def _recorded(state: CasebookState, event: e.DeliveryRecorded) -> None:
    state.result.deliveries.append(
        Delivery(
            number=event.delivery,
            channel=event.channel,
            to=event.to,
            day=event.day,
            until=event.until,
            words=event.words,
            proof=event.proof,
            recorded_at=event.at,
            recorded_by=event.by,
        )
    )


def _withdrawn(state: CasebookState, event: e.DeliveryWithdrawn) -> None:
    deliveries = state.result.deliveries
    deliveries[event.delivery - 1] = replace(
        deliveries[event.delivery - 1],
        withdrawn_at=event.at,
        withdrawn_by=event.by,
        withdrawn_words=event.words,
    )


def _clock_set(state: CasebookState, event: e.ResultClockSet) -> None:
    state.result.clock = event.clock
    state.result.stopped_at = state.result.late = None


def _clock_stopped(state: CasebookState, event: e.ResultClockStopped) -> None:
    state.result.stopped_at, state.result.late = event.at, event.late


def _escalated(state: CasebookState, event: e.ResultEscalated) -> None:
    state.result.escalated.add(event.step)


CHANGES: Mapping[type[Event], Change] = {
    e.NothingAsked: _nothing_asked,
    e.VillagesListed: _listed,
    e.DeliveryRecorded: _recorded,
    e.DeliveryWithdrawn: _withdrawn,
    e.ResultClockSet: _clock_set,
    e.ResultClockStopped: _clock_stopped,
    e.ResultEscalated: _escalated,
}
