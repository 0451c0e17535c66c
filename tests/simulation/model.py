"""The conference once more, in plain lines, to hold the real one against.

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
    into: int | None = None
    members: list[int] = field(default_factory=list)
    before: tuple[str, bool, int | None] = ("waiting", False, None)
    """Status, pin and place before it was merged."""


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
        refusal = self._votable(number)
        if refusal is None and who in self.people(number):
            return "duplicate"
        if refusal is None:
            self.questions[number].supporters.add(who)
        return refusal

    def retract(self, who: str, number: int) -> str | None:
        refusal = self._votable(number)
        if refusal is None and who not in self.people(number):
            return "duplicate"
        if refusal is None:
            for member in self._family(number):
                self.questions[member].supporters.discard(who)
        return refusal

    def people(self, number: int) -> set[str]:
        """Whoever supports it or anything that was merged into it."""
        return set().union(*(self.questions[n].supporters for n in self._family(number)))

    def _votable(self, number: int) -> str | None:
        if self.paused:
            return "paused"
        question = self.questions.get(number)
        if question is None or self.questions[self._root(number)].status not in PUBLIC:
            return "not_found"
        return None if question.status in OPEN_TO_VOTES else "stale"

    def _root(self, number: int) -> int:
        into = self.questions[number].into
        return number if into is None else self._root(into)

    def _family(self, number: int) -> list[int]:
        members = self.questions[number].members
        return [number, *(n for member in members for n in self._family(member))]

    def withdraw(self, who: str, number: int) -> str | None:
        question = self.questions.get(number)
        if question is None or question.asker != who:
            return "not_found"
        undecided = {"waiting", "queued"}
        stood = question.before[0] if question.status == "merged" else question.status
        if stood not in undecided:
            return "stale"
        if question.status == "merged":
            self.unmerge(number)
        self._free_members(number)
        return self._leave(number, undecided, "withdrawn")

    def merge(self, number: int, into: int) -> str | None:
        refusal = self._may(number, {"waiting", "queued", "deferred"})
        if refusal is None and number == into:
            return "bad_value"
        if refusal is None:
            waiting = self.questions[number].status == "waiting"
            refusal = self._may(into, PUBLIC | {"waiting"} if waiting else PUBLIC)
        if refusal is None:
            question = self.questions[number]
            place = self.queue.index(number) if number in self.queue else None
            question.before = (question.status, question.pinned, place)
            self._leave(number, {question.status}, "merged")
            question.pinned = False
            question.into = into
            self.questions[into].members.append(number)
        return refusal

    def unmerge(self, number: int) -> str | None:
        refusal = self._may(number, {"merged"})
        if refusal is None:
            question = self.questions[number]
            self.questions[question.into or 0].members.remove(number)
            question.into = None
            question.status, question.pinned, place = question.before
            if place is not None:
                ahead = sum(self.questions[n].pinned for n in self.queue)
                least, most = (0, ahead) if question.pinned else (ahead, len(self.queue))
                self.queue.insert(min(max(place, least), most), number)
        return refusal

    def seal(self, number: int) -> str | None:
        refusal = self._may(number, PUBLIC | {"waiting", "declined", "merged", "guided"})
        if refusal is None:
            if self.questions[number].status == "merged":
                self.unmerge(number)
            self._free_members(number)
            self._leave(number, {self.questions[number].status}, "sealed")
        return refusal

    def guide(self, number: int) -> str | None:
        return self._leave(number, {"waiting", "queued", "deferred"}, "guided")

    def _free_members(self, number: int) -> None:
        for member in reversed(self.questions[number].members):
            self.unmerge(member)

    def approve(self, number: int) -> str | None:
        refusal = self._leave(number, {"waiting"}, "queued")
        if refusal is None:
            self.questions[number].pinned = False
            self.queue.append(number)
        return refusal

    def decline(self, number: int) -> str | None:
        return self._leave(number, {"waiting", "queued"}, "declined")

    def give_back(self, number: int) -> str | None:
        return self._leave(number, {"queued", "deferred", "declined", "guided"}, "waiting")

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
