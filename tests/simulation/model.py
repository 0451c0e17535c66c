"""The conference once more, in a hundred plain lines, to hold the real one against.

Written from docs/PROTOCOL.md alone: no events, no journal, no receipts; what was granted is remembered,
and nothing that was not.
"""

from dataclasses import dataclass, field

MODERATOR, CHAIR = "moderator", "chair"
PUBLIC = {"queued", "on_floor", "answered", "deferred"}
OPEN_TO_VOTES = {"queued", "on_floor", "deferred"}


@dataclass
class Question:
    asker: str
    text: str
    status: str = "waiting"
    supporters: set[str] = field(default_factory=set)
    pinned: bool = False
    answers: int = 0


@dataclass
class Model:
    """`ask` and the others give None when it is granted, or the refusal's code."""

    questions: dict[int, Question] = field(default_factory=dict)
    queue: list[int] = field(default_factory=list)
    floor: int | None = None
    paused: bool = False

    def pause(self) -> str | None:
        if self.paused:
            return "stale"
        self.paused = True
        return None

    def resume(self) -> str | None:
        if not self.paused:
            return "stale"
        self.paused = False
        return None

    def ask(self, who: str, text: str) -> str | None:
        if self.paused:
            return "paused"
        self.questions[len(self.questions) + 1] = Question(who, text)
        return None

    def vote(self, who: str, number: int) -> str | None:
        if self.paused:
            return "paused"
        question = self.questions.get(number)
        if question is None or question.status not in PUBLIC:
            return "not_found"
        if question.status not in OPEN_TO_VOTES:
            return "stale"
        if who in question.supporters:
            return "duplicate"
        question.supporters.add(who)
        return None

    def retract(self, who: str, number: int) -> str | None:
        if self.paused:
            return "paused"
        question = self.questions.get(number)
        if question is None or question.status not in PUBLIC:
            return "not_found"
        if question.status not in OPEN_TO_VOTES:
            return "stale"
        if who not in question.supporters:
            return "duplicate"
        question.supporters.discard(who)
        return None

    def withdraw(self, who: str, number: int) -> str | None:
        question = self.questions.get(number)
        if question is None or question.asker != who:
            return "not_found"
        return self._leave(number, {"waiting", "queued"}, "withdrawn")

    def approve(self, number: int) -> str | None:
        refusal = self._leave(number, {"waiting"}, "queued")
        if refusal is None:
            self.questions[number].pinned = False
            self.queue.append(number)
        return refusal

    def decline(self, number: int) -> str | None:
        return self._leave(number, {"waiting", "queued"}, "declined")

    def give_back(self, number: int) -> str | None:
        return self._leave(number, {"queued", "deferred", "declined"}, "waiting")

    def defer(self, number: int) -> str | None:
        return self._leave(number, {"queued", "on_floor"}, "deferred")

    def call(self, number: int) -> str | None:
        refusal = self._may(number, {"queued", "answered", "deferred"})
        if refusal is None and self.floor is not None:
            return "floor_taken"
        if refusal is None:
            self._leave(number, PUBLIC, "on_floor")
            self.floor = number
        return refusal

    def answer(self, number: int) -> str | None:
        refusal = self._leave(number, {"on_floor"}, "answered")
        if refusal is None:
            self.questions[number].answers += 1
        return refusal

    def clear(self) -> str | None:
        if self.floor is None:
            return "stale"
        number = self.floor
        question = self.questions[number]
        self._leave(number, PUBLIC, "answered" if question.answers else "queued")
        if not question.answers:
            pinned = sum(self.questions[n].pinned for n in self.queue)
            self.queue.insert(0 if question.pinned else pinned, number)
        return None

    def pin(self, number: int) -> str | None:
        refusal = self._may(number, {"queued"})
        if refusal is None and self.questions[number].pinned:
            return "duplicate"
        if refusal is None:
            self.queue.remove(number)
            self.queue.insert(sum(self.questions[n].pinned for n in self.queue), number)
            self.questions[number].pinned = True
        return refusal

    def _may(self, number: int, statuses: set[str]) -> str | None:
        question = self.questions.get(number)
        if question is None:
            return "not_found"
        return None if question.status in statuses else "stale"

    def _leave(self, number: int, statuses: set[str], to: str) -> str | None:
        """Out of the queue and off the floor, into another status."""
        refusal = self._may(number, statuses)
        if refusal is None:
            self.questions[number].status = to
            self.queue = [other for other in self.queue if other != number]
            self.floor = None if self.floor == number else self.floor
        return refusal
