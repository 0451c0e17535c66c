"""What the read tables hold, as plain records for pages and exports. Times are epoch milliseconds."""

import json
from dataclasses import dataclass, field, replace
from typing import Self

from archive.casework import CaseState
from conference.vocabulary import (
    DEFAULT_REASONS,
    Channel,
    Outcome,
    QuestionStatus,
    Reason,
    Stage,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceRecord:
    commune: str
    code: str
    title: str
    place: str
    stage: Stage
    starts_at: int | None
    created_at: int
    announced_at: int | None
    opened_at: int | None
    closed_at: int | None
    rules: str = field(default="{}", compare=False, repr=False)

    @property
    def reasons(self) -> list[Reason]:
        """For declining: the commune's published list."""
        return [Reason(*one) for one in json.loads(self.rules).get("reasons", DEFAULT_REASONS)]

    @property
    def units(self) -> list[str]:
        """Those announced to answer in it."""
        return list(json.loads(self.rules).get("units", ()))

    def label(self, reason: str) -> str:
        """What the commune calls this reason for declining in its published list."""
        return next((one.label for one in self.reasons if one.code == reason), reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRecord:
    """A question as the conference left it. `words` are the moderator's, to the asker of a declined one.

    `asked_text` is the asker's own wording where the desk edited it. A sealed question has neither: see `kept`.
    """

    number: int
    text: str
    asked_text: str | None = None
    into: int | None = None
    """The number of the question that goes on for it, when it was merged."""
    channel: Channel
    topic: str | None
    name: str | None
    place: str | None
    receipt_code: str
    asked_at: int
    status: QuestionStatus
    support: int
    reason: str | None
    words: str | None

    def kept(self, *, sealed: bool = False) -> Self:
        """What may leave the read tables: of a sealed question nothing that anybody wrote.

        `sealed` says that it became so after the conference.
        """
        if not sealed and self.status is not QuestionStatus.SEALED:
            return self
        return replace(
            self,
            status=QuestionStatus.SEALED,
            text="",
            asked_text=None,
            topic=None,
            name=None,
            place=None,
            receipt_code="",
            words=None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One time on the floor. `ending` is what the question became; `support` what it had when called."""

    turn: int
    question: int
    called_at: int
    support: int
    ended_at: int | None
    ending: QuestionStatus | None
    outcome: Outcome | None
    answered_by: str | None
    words: str | None
    unit: str | None
    due: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecord:
    """A case as it was opened. `due` is an ISO date."""

    question: int
    code: str
    state: CaseState
    outcome: Outcome | None
    unit: str | None
    due: str | None
    reason: str | None
    merged_into: int | None = None
    """The number of the question it is answered with."""
    opened_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """All that belongs to one receipt code. `case` is None until the conference has closed."""

    conference: ConferenceRecord
    question: QuestionRecord
    answers: tuple[Turn, ...]
    case: CaseRecord | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incomplete:
    """A closed conference whose cases do not equal its questions. There should never be one."""

    commune: str
    code: str
    questions: int
    cases: int
