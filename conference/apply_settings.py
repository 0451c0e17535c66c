"""What each event about the rules of one conference changes."""

from conference import events as e
from conference.state import Change, ConferenceState


def _asking_closed(state: ConferenceState, _event: e.AskingClosed) -> None:
    state.asking = False


def _asking_reopened(state: ConferenceState, _event: e.AskingReopened) -> None:
    state.asking = True


def _voting_closed(state: ConferenceState, _event: e.VotingClosed) -> None:
    state.voting = False


def _voting_reopened(state: ConferenceState, _event: e.VotingReopened) -> None:
    state.voting = True


def _slowed(state: ConferenceState, event: e.SlowModeSet) -> None:
    state.slow_mode = event.seconds


def _moderated(state: ConferenceState, event: e.ModerationSet) -> None:
    state.moderation = event.mode


def _reasoned(state: ConferenceState, event: e.ReasonsPublished) -> None:
    state.reasons = event.reasons


def _join_mode_set(state: ConferenceState, event: e.JoinModeSet) -> None:
    state.join_mode = event.mode
    state.join_code = event.code


def _joined(state: ConferenceState, event: e.AttendeeJoined) -> None:
    state.attendee(event.by.id).joined = event.mode
    if event.serial is not None:
        state.serials.add(event.serial)


CHANGES: dict[type[e.Event], Change] = {
    e.AskingClosed: _asking_closed,
    e.AskingReopened: _asking_reopened,
    e.VotingClosed: _voting_closed,
    e.VotingReopened: _voting_reopened,
    e.SlowModeSet: _slowed,
    e.ModerationSet: _moderated,
    e.ReasonsPublished: _reasoned,
    e.JoinModeSet: _join_mode_set,
    e.AttendeeJoined: _joined,
}
