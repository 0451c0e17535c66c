"""What every event of a casebook is: about one case, or about making the conference's result known."""

from dataclasses import dataclass

from conference.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent(Event):
    """`case` is the receipt code its asker holds."""

    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultEvent(Event):
    """About making the result of the conference known; about no case."""
