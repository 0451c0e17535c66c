"""What the Front's own report counts: the cases it checked, what it saw, what askers said, how answers were judged,
and what became of its recommendations. Pure: steps and records in, figures out.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.case_records import CaseLine, RecommendationRecord
from archive.casebook.event import CaseEvent
from archive.casebook.events_front import CheckFileAttached, FieldCheckRecorded
from archive.casework import AnswerPoint, AskerSaid, CheckedHow, Finding
from archive.front_records import SampleRecord
from web.cases.words import ANSWER_POINTS, ASKER_SAID, CHECKED_HOW, FINDINGS
from web.render import Speech

Count = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Checked:
    """The field checks of a period. `late` are the checked cases of which some clock ever ran out."""

    cases: int
    late: int
    photos: int
    judged: int
    how: list[Count]
    findings: list[Count]
    askers: list[Count]
    points: list[Count]
    """Of the answers that were judged, how many meet each point."""


@dataclass(frozen=True, slots=True)
class Recommended:
    """Of the recommendations made in a period. `late` were replied to too late, or are owed and overdue."""

    made: int
    replied: int
    late: int
    satisfied: int
    unsatisfied: int


@dataclass(frozen=True, slots=True)
class Sampled:
    """A sample of the period, and how many of its cases have been checked since it was drawn."""

    sample: SampleRecord
    checked: int


def checked(events: Sequence[CaseEvent], cases: Mapping[str, CaseLine], said: Speech) -> Checked:
    checks = [event for event in events if isinstance(event, FieldCheckRecorded)]
    codes = {check.case for check in checks}
    judged = [check.answer_points for check in checks if check.answer_points is not None]
    how = Counter(check.how for check in checks)
    findings = Counter(check.finding for check in checks)
    askers = Counter(check.asker for check in checks)
    points = Counter(point for each in judged for point in each)
    plain = said.plain
    return Checked(
        cases=len(codes),
        late=sum(cases[code].breached for code in codes if code in cases),
        photos=sum(isinstance(event, CheckFileAttached) for event in events),
        judged=len(judged),
        how=[(plain(CHECKED_HOW[one]), how[one]) for one in CheckedHow],
        findings=[(plain(FINDINGS[one]), findings[one]) for one in Finding],
        askers=[(plain(ASKER_SAID[one]), askers[one]) for one in AskerSaid],
        points=[(plain(ANSWER_POINTS[one]), points[one]) for one in AnswerPoint],
    )


def recommended(made: Sequence[RecommendationRecord], now: int) -> Recommended:
    return Recommended(
        made=len(made),
        replied=sum(one.replied_at is not None for one in made),
        late=sum(one.due is not None and (one.replied_at or now) >= one.due for one in made),
        satisfied=sum(one.satisfied is True for one in made),
        unsatisfied=sum(one.satisfied is False for one in made),
    )


def sampled(samples: Sequence[SampleRecord], checks: Sequence[CaseEvent]) -> list[Sampled]:
    """`checks` are all that the Front did since the first of these samples was drawn."""
    return [Sampled(one, _since_drawn(one, checks)) for one in samples]


def _since_drawn(sample: SampleRecord, checks: Sequence[CaseEvent]) -> int:
    draw = sample.draw
    if draw is None:
        return 0
    done = {
        check.case
        for check in checks
        if isinstance(check, FieldCheckRecorded) and check.at >= draw.drawn_at
    }
    return len(done.intersection(draw.cases))
