"""Merged questions: who stands behind a family, and how it parts again.

A family's support is the number of people who support any of its members. The sum is made anew when the
family changes, and only then; a vote changes it by one (`apply_vote.py`).
"""

from conference import events as e
from conference.commands import Command
from conference.records import Question
from conference.ruling import facts
from conference.state import ConferenceState


def recount(state: ConferenceState, number: int) -> None:
    """Put right what is counted of the family that goes on under this number."""
    question = state.questions[number]
    family = set(state.family(number))
    question.through = set()
    question.support = question.unverified = 0
    for id, attendee in state.attendees.items():
        if attendee.votes.isdisjoint(family):
            continue
        votes = attendee.votes & family
        if votes != {number}:
            question.through.add(id)
        if counts(state, id, votes):
            question.support += 1
        else:
            question.unverified += 1


def counts(state: ConferenceState, attendee_id: str, votes: set[int]) -> bool:
    """Whether any of these votes is not in quarantine."""
    return any(attendee_id not in state.questions[number].quarantined for number in votes)


def supporters(state: ConferenceState, number: int) -> set[str]:
    """Who supports this question or anything merged into it."""
    family = set(state.family(number))
    return {id for id, one in state.attendees.items() if not one.votes.isdisjoint(family)}


def left(command: Command, question: Question) -> list[e.Event]:
    """It leaves the family that it was merged into, and stands for itself again."""
    if question.into is None:
        return []
    return [e.QuestionUnmerged(**facts(command), question=question.number, parent=question.into)]


def parted(command: Command, question: Question) -> list[e.Event]:
    """What was merged into it goes its own way: others must not vanish with one that goes.

    The latest first, so that each finds its place as it was.
    """
    return [
        e.QuestionUnmerged(**facts(command), question=member, parent=question.number)
        for member in reversed(question.members)
    ]
