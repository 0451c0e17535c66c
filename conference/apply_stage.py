"""What each event about the conference itself changes."""

from conference import events as e
from conference.records import Notice
from conference.state import Change, ConferenceState
from conference.vocabulary import Stage


def _created(state: ConferenceState, event: e.ConferenceCreated) -> None:
    state.code = event.code
    state.commune = event.commune
    state.title = event.title
    state.place = event.place
    state.starts_at = event.starts_at
    state.topics = event.topics
    state.units = event.units
    state.stage = Stage.DRAFT


def _announced(state: ConferenceState, _event: e.ConferenceAnnounced) -> None:
    state.stage = Stage.ANNOUNCED


def _opened(state: ConferenceState, event: e.ConferenceOpened) -> None:
    state.stage = Stage.LIVE
    state.opened_at = event.at


def _paused(state: ConferenceState, _event: e.ConferencePaused) -> None:
    state.paused = True


def _resumed(state: ConferenceState, _event: e.ConferenceResumed) -> None:
    state.paused = False


def _closed(state: ConferenceState, event: e.ConferenceClosed) -> None:
    state.stage = Stage.CLOSED
    state.paused = False
    state.closed_at = event.at


def _noticed(state: ConferenceState, event: e.NoticeAnnounced) -> None:
    state.notice = Notice(event.text, event.at) if event.text else None


CHANGES: dict[type[e.Event], Change] = {
    e.ConferenceCreated: _created,
    e.ConferenceAnnounced: _announced,
    e.ConferenceOpened: _opened,
    e.ConferencePaused: _paused,
    e.ConferenceResumed: _resumed,
    e.ConferenceClosed: _closed,
    e.NoticeAnnounced: _noticed,
}
