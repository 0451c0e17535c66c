"""Bursts of votes that no crowd of people casts: many new phones of one address, and all for one question.

Fresh phones of one address are what a hall full of people looks like too, and so is one question that
many support. What a hall does not do is send phones that come, support one and the same question, and do
nothing else. So a burst must have a size, and must be nearly all that the new phones of its address did.
Pure: the time comes in. What is found is reported, once; what becomes of it is for people to decide.
"""

from collections import deque
from dataclasses import dataclass, field
from typing import Final

WINDOW_SECONDS: Final = 60.0
"""Votes of one burst lie no further apart."""
FRESH_SECONDS: Final = 300.0
"""A phone that came longer ago is no fresh one."""
BURST_MIN_PHONES: Final = 30
BURST_MIN_PHONES_WITHOUT_CHOICE: Final = 200
"""Where there are fewer than three questions to choose from, many do choose the same."""
CHOICE_MIN_QUESTIONS: Final = 3
BURST_MIN_SHARE: Final = 0.7
"""Of the fresh phones of the address that voted in the window."""
PHONES_MAX: Final = 100_000


@dataclass(slots=True)
class _Phone:
    address: str
    since: float
    votes: set[int] = field(default_factory=set)
    voted_at: float = float("-inf")
    did_more: bool = False
    """Asked, or took a support back: somebody sits behind it."""
    reported: bool = False

    def only_supports(self, question: int) -> bool:
        return not self.did_more and self.votes == {question}


class Bursts:
    """Of one conference. Phones are known by their attendee id, addresses by any key."""

    def __init__(self) -> None:
        self._phones: dict[str, _Phone] = {}
        self._voted: deque[tuple[float, str]] = deque()

    def came(self, phone: str, address: str, now: float) -> None:
        """Somebody the conference has not met. Who is known already does not come again."""
        if phone in self._phones:
            return
        if len(self._phones) >= PHONES_MAX:
            self._phones.pop(next(iter(self._phones)))
        self._phones[phone] = _Phone(address, now)

    def voted(self, phone: str, question: int, now: float) -> None:
        known = self._phones.get(phone)
        if known is None or now - known.since > FRESH_SECONDS:
            return
        known.votes.add(question)
        known.voted_at = now
        self._voted.append((now, phone))

    def did_more(self, phone: str) -> None:
        known = self._phones.get(phone)
        if known is not None:
            known.did_more = True

    @property
    def quiet(self) -> bool:
        """Whether nothing is left to look at."""
        return not self._voted

    def found(self, now: float, choices: int) -> dict[int, list[str]]:
        """Question → the phones of a burst for it that were not reported before.

        `choices`: how many questions there are to support.
        """
        self._forget(now)
        least = (
            BURST_MIN_PHONES if choices >= CHOICE_MIN_QUESTIONS else BURST_MIN_PHONES_WITHOUT_CHOICE
        )
        bursts: dict[int, list[str]] = {}
        for voters in self._voters_by_address().values():
            for question, phones in self._lone_supporters(voters).items():
                if len(phones) >= least and len(phones) >= BURST_MIN_SHARE * len(voters):
                    bursts.setdefault(question, []).extend(self._report(phones))
        return {question: phones for question, phones in bursts.items() if phones}

    def _forget(self, now: float) -> None:
        while self._voted and now - self._voted[0][0] > WINDOW_SECONDS:
            self._voted.popleft()

    def _voters_by_address(self) -> dict[str, dict[str, None]]:
        voters: dict[str, dict[str, None]] = {}
        for _, phone in self._voted:
            known = self._phones.get(phone)
            if known is not None:
                voters.setdefault(known.address, {})[phone] = None
        return voters

    def _lone_supporters(self, voters: dict[str, None]) -> dict[int, list[str]]:
        supporters: dict[int, list[str]] = {}
        for phone in voters:
            (question, *others) = self._phones[phone].votes
            if not others and self._phones[phone].only_supports(question):
                supporters.setdefault(question, []).append(phone)
        return supporters

    def _report(self, phones: list[str]) -> list[str]:
        fresh = [phone for phone in phones if not self._phones[phone].reported]
        for phone in fresh:
            self._phones[phone].reported = True
        return fresh
