"""Which questions an event is about, beyond the one it names: views and read tables follow this list."""

from conference import events as e
from conference.state import ConferenceState


def concerned(event: e.Event, state: ConferenceState) -> set[int]:
    """The numbers of the questions that this event, already applied, may have changed."""
    number: int | None = getattr(event, "question", None)
    if number is None:
        return set()
    found = {number, state.root(number)}
    if isinstance(event, e.QuestionUnmerged):
        found.add(state.root(event.parent))
    elif isinstance(event, e.AskerMuted | e.AskerUnmuted):
        found.update(state.attendees[event.attendee].questions)
    return found
