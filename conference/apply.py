"""`apply`: the only code that changes a conference's state. What each event changes stands in its room.

It mutates in place on purpose: the state is one writer's private object, and copying ten thousand voters
for every vote would be waste. It stays pure by being deterministic and owning no I/O. Every event moves
`position` by one, so replaying a journal always ends where the writer was.
"""

from collections.abc import Iterable
from typing import TypeVar

from conference import (
    apply_desk,
    apply_floor,
    apply_question,
    apply_settings,
    apply_stage,
    apply_vote,
    apply_wording,
)
from conference import events as e
from conference.records import Hand, Receipt
from conference.state import Change, ConferenceState
from conference.vocabulary import RECEIPTS_KEPT_PER_ACTOR, STAFF_RECEIPTS_KEPT, Role

K = TypeVar("K")

CHANGES: dict[type[e.Event], Change] = {
    **apply_stage.CHANGES,
    **apply_settings.CHANGES,
    **apply_question.CHANGES,
    **apply_vote.CHANGES,
    **apply_desk.CHANGES,
    **apply_wording.CHANGES,
    **apply_floor.CHANGES,
}


def apply(state: ConferenceState, event: e.Event) -> None:
    """Change `state` by one fact."""
    state.position += 1
    CHANGES[type(event)](state, event)
    _note_hand(state, event)
    _remember(state, event)


def replay(events: Iterable[e.Event]) -> ConferenceState:
    """The state after a whole journal."""
    state = ConferenceState()
    for event in events:
        apply(state, event)
    return state


def _note_hand(state: ConferenceState, event: e.Event) -> None:
    """Who acted upon a question last. The crowd's votes are no acts upon it."""
    if type(event) in apply_vote.CHANGES:
        return
    number: int | None = getattr(event, "question", None)
    if number is not None:
        state.hands[number] = Hand(state.position, event.by)


def _remember(state: ConferenceState, event: e.Event) -> None:
    if isinstance(event, e.QuestionAsked):
        receipt = Receipt(state.position, event.question, event.receipt_code)
    else:
        receipt = Receipt(state.position)
    if event.by.role is Role.ATTENDEE:
        receipts = state.attendee(event.by.id).receipts
        receipts[event.cause] = receipt
        _forget_oldest(receipts, RECEIPTS_KEPT_PER_ACTOR)
    else:
        state.staff_receipts[event.by, event.cause] = receipt
        _forget_oldest(state.staff_receipts, STAFF_RECEIPTS_KEPT)


def _forget_oldest(receipts: dict[K, Receipt], kept: int) -> None:
    if len(receipts) > kept:
        del receipts[next(iter(receipts))]
