"""Questions that say much the same: for an asker before sending, and for moderators before merging.

One index of what everybody may see, and one of all that is open. They follow the committed events, and
catch up when somebody looks: a hall that nobody searches spends nothing. How likeness is measured is
handed in.
"""

from collections.abc import Callable, Iterable
from typing import Final, Protocol
from weakref import WeakKeyDictionary

from conference.concerned import concerned
from conference.events import Event, VoteCast, VoteRetracted
from conference.lifecycle import PUBLIC
from conference.records import Question
from conference.refusals import Code, Refusal
from conference.state import ConferenceState
from conference.text import clean
from conference.vocabulary import COLLECTED_QUESTION_MAX_CHARACTERS, QuestionStatus
from realtime.hall import Hall

SIMILAR_MAX: Final = 3
_NO_MATTER: Final = (VoteCast, VoteRetracted)
_OPEN: Final = PUBLIC | {QuestionStatus.WAITING}

Found = list[tuple[int, float]]
"""Number and likeness from 0 to 1, the most alike first."""


class Index(Protocol):
    """Finds texts that are alike."""

    def add(self, number: int, text: str) -> None:
        """In place of what it had under this number, if anything."""
        ...

    def remove(self, number: int) -> None: ...

    def find(self, text: str, most: int) -> Found: ...


class Similar:
    """Of one hall. An observer of what it commits."""

    def __init__(self, new_index: Callable[[], Index]) -> None:
        self._new_index = new_index
        self._public = new_index()
        self._open = new_index()
        self._changed: set[int] = set()

    def begin(self, state: ConferenceState) -> None:
        self._public = self._new_index()
        self._open = self._new_index()
        self._changed = set(state.questions)

    def note(self, events: Iterable[Event], state: ConferenceState) -> None:
        for event in events:
            if not isinstance(event, _NO_MATTER):
                self._changed |= concerned(event, state)

    def for_askers(self, state: ConferenceState, text: str, *, but: Iterable[int] = ()) -> Found:
        """Public questions like this text; those in `but`, such as one's own, are left out."""
        self._catch_up(state)
        left_out = set(but)
        found = self._public.find(text, SIMILAR_MAX + len(left_out))
        return [each for each in found if each[0] not in left_out][:SIMILAR_MAX]

    def for_moderators(self, state: ConferenceState, question: int) -> Found:
        """Open questions like this one."""
        self._catch_up(state)
        found = self._open.find(state.questions[question].text, SIMILAR_MAX + 1)
        return [each for each in found if each[0] != question][:SIMILAR_MAX]

    def _catch_up(self, state: ConferenceState) -> None:
        for number in sorted(self._changed):
            question = state.questions[number]
            _keep(self._public, question, wanted=question.status in PUBLIC)
            _keep(self._open, question, wanted=question.status in _OPEN)
        self._changed.clear()


class Likeness:
    """The search for similar questions in every hall."""

    def __init__(self, new_index: Callable[[], Index]) -> None:
        self._new_index = new_index
        self._halls: WeakKeyDictionary[Hall, Similar] = WeakKeyDictionary()

    def observe(self, hall: Hall) -> None:
        similar = self._halls[hall] = Similar(self._new_index)
        hall.observe(similar)

    def for_asker(
        self, hall: Hall, attendee_id: str, text: str, take: Callable[[Found], None]
    ) -> None:
        """Public questions like this text, without the asker's own."""
        cleaned = clean(text, COLLECTED_QUESTION_MAX_CHARACTERS)
        if isinstance(cleaned, Refusal):
            take([])
            return

        def look(state: ConferenceState) -> None:
            attendee = state.attendees.get(attendee_id)
            own = attendee.questions if attendee else ()
            take(self._halls[hall].for_askers(state, cleaned, but=own))

        hall.consult(look)

    def for_moderator(
        self, hall: Hall, question: int, take: Callable[[Found | Refusal], None]
    ) -> None:
        def look(state: ConferenceState) -> None:
            known = question in state.questions
            found = self._halls[hall].for_moderators(state, question) if known else None
            take(Refusal(Code.NOT_FOUND) if found is None else found)

        hall.consult(look)


def _keep(index: Index, question: Question, *, wanted: bool) -> None:
    if wanted:
        index.add(question.number, question.text)
    else:
        index.remove(question.number)
