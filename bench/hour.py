"""An hour of a meeting, everything in it drawn from one seed: phones, questions, votes, a desk, a chair.

The real hall, fan-out and wire, with a journal in memory and lines that only weigh what they are given.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Coroutine, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from archive.journal import Position, VaultRow
from archive.journal_memory import MemoryJournal
from conference import rulebook as conference_rules
from conference.apply import apply
from conference.events import Event
from conference.records import Receipt
from conference.refusals import Refusal
from conference.state import ConferenceState
from conference.vocabulary import QUESTION_MAX_CHARACTERS, Actor, QuestionStatus, Role
from moderation import rulebook as moderation_rules
from moderation.duplicates import Duplicates
from realtime.asides import Asides
from realtime.audiences import Audience
from realtime.calls import Calls
from realtime.fanout import Fanout
from realtime.hall import Hall
from realtime.intake import Intake
from realtime.packets import read_packet
from realtime.seats import NOWHERE, Caller, Parcel, Seat
from realtime.similar import Likeness
from realtime.watch import Limits, Watch
from realtime.whence import Whereabouts
from realtime.wire import HALL
from realtime.wishes import Wishes

HOUR = 3_600.0
QUESTIONS = 300
CALLED = 60
DECLINED_SHARE = 0.1
COME_BACK_SHARE = 0.05
JOINING_SECONDS = 300.0
READING_SECONDS = 20.0
TURN_SECONDS = 53.0
ANSWERING_SECONDS = 45.0
NOON = 1_795_237_200_000
MASK_BYTES = 4
SMALL_BYTES_MAX = 125

OPERATOR = Actor(Role.OPERATOR, "operator")
DESK = Actor(Role.MODERATOR, "desk")
CHAIR = Actor(Role.CHAIR, "chair")
OPEN = (QuestionStatus.QUEUED, QuestionStatus.ON_FLOOR, QuestionStatus.DEFERRED)
REAL_QUESTIONS = Path(__file__).parents[2] / "shared" / "data" / "questions_vi" / "questions.jsonl"
WORDS = ["đường làng", "ngõ xóm", "nước sạch", "đất đai", "chế độ", "hưu trí", "trường học", "trạm"]


class Scenario(NamedTuple):
    name: str
    bursts: float
    """Share of the votes that come within a minute of a question's approval or call."""
    skew: float
    """Of the others. 0: all open questions are equally dear; 1: the n-th gets an n-th of the first."""


class Scales:
    """A line that weighs what it is given."""

    closed = False

    def __init__(self, meeting: "Meeting") -> None:
        self._meeting = meeting

    def deliver(self, parcel: Parcel) -> None:
        packet = parcel.whole
        event = packet.partition(b'["')[2].partition(b'"')[0].decode()
        kind = "acks" if packet.startswith(b"3") else event
        self._meeting.received[kind] += framed(1 + len(packet))

    def behind(self) -> bool:
        return False

    def nothing(self) -> None:
        """Pings are reckoned where the figures are printed, and nobody is sent away here."""

    ping = hang_up = cut_off = give_up = nothing


class Onlooker(Scales):
    """Notes when it was told of which position."""

    def deliver(self, parcel: Parcel) -> None:
        message, body = msgspec.json.decode(parcel.whole.partition(b",")[2])
        if message == "delta":
            self._meeting.told.append((now(), body["to"]))


class Watched(MemoryJournal):
    """A journal that one can look into."""

    def __init__(self) -> None:
        super().__init__()
        self.state = ConferenceState()

    async def append(
        self,
        stream: str,
        expected: Position,
        events: Sequence[Event],
        keep: Sequence[VaultRow] = (),
    ) -> Position:
        reached = await super().append(stream, expected, events, keep)
        for event in events:
            apply(self.state, event)
        return reached


class Meeting:
    def __init__(self, scenario: Scenario, phones: int, votes: int) -> None:
        self._scenario = scenario
        self._phones = phones
        self._votes = votes
        self._votes_in_burst = int(votes * scenario.bursts / (QUESTIONS + CALLED))
        self._chance = random.Random(1)  # noqa: S311  chance that can be had again
        self._serial = count(1)
        self._unread = count(1)
        self._words = wordings(self._chance)
        self._seats: dict[int, tuple[Caller, Seat]] = {}
        self._doing: set[asyncio.Task[None]] = set()
        self._journal = Watched()
        self._state = self._journal.state
        self.received: Counter[str] = Counter()
        """Bytes of all phones together, by kind of message."""
        self.sent = 0
        self.told: list[tuple[float, int]] = []
        """When a phone was told up to which position."""
        self.voted: list[tuple[float, int]] = []

    async def play(self) -> None:
        await self._open()
        for phone in range(self._phones):
            self._at(self._chance.uniform(0, JOINING_SECONDS), self._join, phone)
        for _ in range(int(self._phones * COME_BACK_SHARE)):
            moment = self._chance.uniform(JOINING_SECONDS, HOUR)
            self._at(moment, self._come_back, self._chance.randrange(self._phones))
        for _ in range(round(self._votes * (1 - self._scenario.bursts))):
            self._at(self._chance.uniform(JOINING_SECONDS, HOUR), self._vote_somewhere)
        for _ in range(QUESTIONS):
            # More at the beginning than at the end.
            moment = JOINING_SECONDS / 10 + (HOUR - 120) * self._chance.random() ** 1.5
            self._at(moment, self._ask)
            self._at(moment + READING_SECONDS, self._do, self._read)
        for turn in range(CALLED):
            self._at(JOINING_SECONDS + turn * TURN_SECONDS, self._do, self._answer)
        await asyncio.sleep(HOUR + 60)
        await self.hall.close()

    @staticmethod
    def _at(moment: float, act: Any, *what: Any) -> None:
        asyncio.get_running_loop().call_at(moment, act, *what)

    def _do(self, act: Any) -> None:
        work: Coroutine[Any, Any, None] = act()
        task = asyncio.create_task(work)
        self._doing.add(task)
        task.add_done_callback(self._doing.discard)

    # The server

    async def _open(self) -> None:
        rules = {**conference_rules.RULES, **moderation_rules.RULES}
        self._intake = Intake(
            clock=lambda: NOON + round(now() * 1000),
            new_id=lambda: f"{next(self._serial):036}",
            new_receipt_code=lambda: f"{next(self._serial):08}",
            new_salt=lambda: b"salt",
        )
        self.hall = Hall("conference/xa/HOP", self._journal, rules, saved=lambda _stream: None)
        await self.hall.open(NOON)
        title = "Hội nghị đối thoại giữa Chủ tịch Ủy ban nhân dân xã với Nhân dân năm 2026"
        await self._does(OPERATOR, "create_conference", code="HOP", commune="xa", title=title)
        await self._does(OPERATOR, "open_conference")
        self._fanout = Fanout(self.hall)
        self._calls = self._new_calls()
        self._sit(Actor(Role.ATTENDEE, "onlooker"), Onlooker(self))

    def _new_calls(self) -> Calls:
        # All of these phones come from nowhere, and so does a burst of votes.
        watch = Watch(self._intake, now, Limits(watch_votes=False))
        likeness = Likeness(Duplicates)
        watch.observe(self.hall)
        likeness.observe(self.hall)
        wishes = Wishes(self._intake, watch, Whereabouts(b"key"), lambda _stream, _typed: None)
        return Calls(wishes, Asides(likeness, watch), now)

    async def _does(self, actor: Actor, name: str, **fields: Any) -> None:
        made = self._intake.command(name, fields, actor)
        outcome = made if isinstance(made, Refusal) else await self.hall.submit(*made)
        if not isinstance(outcome, Receipt):
            raise TypeError(f"{name} was refused: {outcome}")

    def _sit(self, actor: Actor, line: Scales, position: int = NOWHERE) -> tuple[Caller, Seat]:
        seat = Seat(line, HALL, Audience.ATTENDEES, self.hall, actor, actor.id)
        since = None if position == NOWHERE else (self.hall.epoch, position)
        self._fanout.welcome(seat, since)
        self._fanout.enter(seat)
        return Caller(line, {}), seat

    # The phones

    def _join(self, phone: int, position: int = NOWHERE) -> None:
        actor = Actor(Role.ATTENDEE, attendee_id(phone))
        self._seats[phone] = self._sit(actor, Scales(self), position)

    def _come_back(self, phone: int) -> None:
        """Every other one remembers where it was; the others' pages had been closed."""
        _, seat = self._seats[phone]
        self._fanout.leave(seat)
        position = self._chance.choice([seat.position, NOWHERE])
        self._at(now() + self._chance.uniform(2, 120), self._join, phone, position)

    def _says(self, phone: int, do: str, **fields: Any) -> None:
        caller, seat = self._seats[phone]
        id = f"{next(self._serial):036}"
        body = msgspec.json.encode(["command", {"do": do, "id": id, **fields}]).decode()
        text = f"2{HALL},{next(self._serial)}{body}"
        self.sent += framed(1 + len(text.encode())) + MASK_BYTES
        packet = read_packet(text)
        if packet is None:
            raise ValueError(text)
        self._calls.take(caller, seat, packet)

    def _vote_somewhere(self) -> None:
        numbers = [q.number for q in self._state.questions.values() if q.status in OPEN]
        # In an order of their own, so that the dearest is not always the first.
        numbers.sort(key=lambda number: number * 7_919 % 997)
        dear = [1 / (1 + rank) ** self._scenario.skew for rank in range(len(numbers))]
        for number in self._chance.choices(numbers, dear) if numbers else ():
            self._vote(number)

    def _vote(self, number: int) -> None:
        """By somebody who has not supported it yet, if it is still open."""
        supporters = self._state.attendees
        for phone in self._chance.sample(range(self._phones), min(20, self._phones)):
            attendee = supporters.get(attendee_id(phone))
            has_voted = attendee is not None and number in attendee.votes
            if phone in self._seats and not has_voted:
                if self._state.questions[number].status in OPEN:
                    self._says(phone, "cast_vote", question=number)
                    self.voted.append((now(), self._state.position + 1))
                return

    def _burst(self, number: int) -> None:
        """Many at once, and then fewer and fewer."""
        for _ in range(self._votes_in_burst):
            wait = min(60.0, self._chance.expovariate(1 / 10))
            self._at(now() + wait, self._vote, number)

    # The meeting

    def _ask(self) -> None:
        self._says(self._chance.choice(list(self._seats)), "ask_question", **next(self._words))

    async def _read(self) -> None:
        number = next(self._unread)
        if number not in self._state.questions:
            return  # one was refused: that phone had asked too fast
        if self._chance.random() < DECLINED_SHARE:
            await self._does(DESK, "decline_question", question=number, reason="repeated")
        else:
            await self._does(DESK, "approve_question", question=number)
            self._burst(number)

    async def _answer(self) -> None:
        """The dearest of those in the queue."""
        questions = self._state.questions
        number = max(self._state.queue, key=lambda number: questions[number].support)
        await self._does(CHAIR, "call_question", question=number)
        self._burst(number)
        await asyncio.sleep(ANSWERING_SECONDS)
        said = {"by": "Chủ tịch Ủy ban nhân dân xã", "words": sentence(self._chance, 200)}
        await self._does(CHAIR, "answer_question", question=number, outcome="answered", **said)


def now() -> float:
    return asyncio.get_running_loop().time()


def attendee_id(phone: int) -> str:
    return f"{phone:032x}"


def framed(payload: int) -> int:
    """As long as its WebSocket frame from a server."""
    return payload + (2 if payload <= SMALL_BYTES_MAX else 4 if payload < 1 << 16 else 10)


def sentence(chance: random.Random, characters: int) -> str:
    return " ".join(chance.choices(WORDS, k=characters // 8)).capitalize()


def wordings(chance: random.Random) -> Iterator[dict[str, str]]:
    """Real questions where there are any, else as long as those; every third with a name and a place."""
    lines = REAL_QUESTIONS.read_text("utf-8").splitlines() if REAL_QUESTIONS.exists() else []
    real: list[str] = [msgspec.json.decode(line)["text"] for line in lines]
    real = [text for text in real if len(text) <= QUESTION_MAX_CHARACTERS]
    for number in count():
        length = 30 + int(min(900, chance.expovariate(1 / 120)))
        text = real[number % len(real)] if real else sentence(chance, length)
        named = {"name": "Nguyễn Văn An", "place": "thôn Đông Hòa"} if number % 3 == 0 else {}
        yield {"text": text, **named}
