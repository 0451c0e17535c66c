"""What a recording asks the phones to do, and when. Pure: files in, a list of acts out.

Two kinds of recording are understood: a conversation with its votes (comments.csv and votes.csv, as Polis
publishes them) and a meeting's chat with its reactions (events.jsonl). A recorded person is played by one
phone; when there are fewer phones than people, several people share one. Whatever cannot be played is
counted under the reason, so that the figures add up to the recording.
"""

import csv
import json
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from conference.vocabulary import (
    QUESTION_WINDOW_MILLISECONDS,
    QUESTIONS_MAX_PER_ATTENDEE,
    QUESTIONS_MAX_PER_WINDOW,
)

_SPARE_SECONDS: Final = 5.0
"""Phones are late now and then; a question is planned this much later than the pace limit allows."""


class Kind(StrEnum):
    ASK = "ask_question"
    SUPPORT = "cast_vote"
    UNSUPPORT = "retract_vote"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing one phone does, `at` so many seconds after the beginning."""

    at: float
    phone: int
    kind: Kind
    key: str
    """The recording's own name of the question."""
    text: str = ""
    approved: bool = True
    """What the recorded moderator decided about it."""


@dataclass(frozen=True, slots=True)
class Script:
    acts: tuple[Act, ...]
    phones: int
    left_out: Mapping[str, int]
    """Why something recorded is not played → how often."""


class BadRecordingError(Exception):
    """Not a recording that can be played; the message says what is missing."""


def read_votes(folder: Path, phones: int | None = None) -> Script:
    """A conversation: comments are asked and moderated as recorded, agreement is a vote."""
    comments = sorted(_table(folder / "comments.csv"), key=lambda row: int(row["timestamp"]))
    votes = sorted(_table(folder / "votes.csv"), key=lambda row: int(row["timestamp"]))
    approved = {row["comment-id"]: row["moderated"] != "-1" for row in comments}
    cast = _Cast(phones)
    for row in comments:
        cast.asks(
            int(row["timestamp"]) / 1000,
            row["author-id"],
            row["comment-id"],
            row["comment-body"],
            approved=approved[row["comment-id"]],
        )
    for row in votes:
        at, voter, key = int(row["timestamp"]) / 1000, row["voter-id"], row["comment-id"]
        if key not in approved:
            cast.left_out["vote for an unknown comment"] += 1
        elif not approved[key]:
            cast.left_out["vote for a declined comment"] += 1
        else:
            cast.votes(at, voter, key, agrees=row["vote"] == "1")
    return cast.script()


def read_call(folder: Path, phones: int | None = None) -> Script:
    """A meeting: every message is asked and approved, a reaction is a vote for what it reacts to."""
    source = folder / "events.jsonl"
    if not source.is_file():
        raise BadRecordingError(f"{folder} holds no events.jsonl")
    events = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line]
    cast = _Cast(phones)
    for event in events:
        if event["type"] != "react":
            cast.asks(event["t"], event["user"], event["post_id"], event["text"])
    posts = {act.key for act in cast.acts}
    for event in events:
        if event["type"] == "react":
            if event["target"] in posts:
                cast.votes(event["t"], event["user"], event["target"], agrees=True)
            else:
                cast.left_out["reaction to an unknown message"] += 1
    return cast.script()


def onto(script: Script, numbers: Sequence[int]) -> tuple[Script, dict[str, int]]:
    """Play the recording on questions that are there already, in order; the rest is still asked.

    Gives the script without those questions, and which recorded question is which number.
    """
    asked = [act.key for act in script.acts if act.kind is Kind.ASK]
    known = dict(zip(asked, numbers, strict=False))
    acts = tuple(act for act in script.acts if act.kind is not Kind.ASK or act.key not in known)
    return replace(script, acts=acts), known


def at_speed(script: Script, speed: float, longest_silence: float) -> Script:
    """The same acts in the time they will be played in, long silences cut short."""
    acts: list[Act] = []
    recorded = played = 0.0
    for act in script.acts:
        played += min(act.at - recorded, longest_silence) / speed
        recorded = act.at
        acts.append(replace(act, at=played))
    return _with_room_to_ask(replace(script, acts=tuple(acts)))


def _with_room_to_ask(script: Script) -> Script:
    """Sped up, one person's questions come too fast for one phone: the next phones ask them."""
    times: defaultdict[int, deque[float]] = defaultdict(deque)
    asked: Counter[int] = Counter()
    left_out = Counter(script.left_out)
    acts = list(script.acts)
    for index, act in enumerate(acts):
        if act.kind is not Kind.ASK:
            continue
        asker = _first_with_room(script.phones, act, times, asked)
        if asker != act.phone:
            acts[index] = replace(act, phone=asker)
        times[asker].append(act.at)
        asked[asker] += 1
    return replace(script, acts=tuple(acts), left_out=left_out)


def _first_with_room(
    phones: int, act: Act, times: Mapping[int, deque[float]], asked: Mapping[int, int]
) -> int:
    window = QUESTION_WINDOW_MILLISECONDS / 1000 + _SPARE_SECONDS
    for step in range(phones):
        phone = (act.phone + step) % phones
        latest = times[phone]
        while latest and latest[0] < act.at - window:
            latest.popleft()
        if len(latest) < QUESTIONS_MAX_PER_WINDOW and asked[phone] < QUESTIONS_MAX_PER_ATTENDEE:
            return phone
    return act.phone


class _Cast:
    """Who plays whom, and what each phone supports so far."""

    def __init__(self, phones: int | None) -> None:
        self.acts: list[Act] = []
        self.left_out: Counter[str] = Counter()
        self._limit = phones
        self._phones: dict[str, int] = {}
        self._supports: set[tuple[int, str]] = set()
        self._asked_at: dict[str, float] = {}

    def asks(self, at: float, person: str, key: str, text: str, *, approved: bool = True) -> None:
        self._asked_at[key] = at
        self.acts.append(Act(at, self._phone(person), Kind.ASK, key, text, approved))

    def votes(self, at: float, person: str, key: str, *, agrees: bool) -> None:
        """In the order of time. Recorded clocks differ: nobody votes before there is a question."""
        at = max(at, self._asked_at[key])
        phone = self._phone(person)
        supported = (phone, key) in self._supports
        if agrees and not supported:
            self._supports.add((phone, key))
            self.acts.append(Act(at, phone, Kind.SUPPORT, key))
        elif supported and not agrees:
            self._supports.discard((phone, key))
            self.acts.append(Act(at, phone, Kind.UNSUPPORT, key))
        elif agrees:
            self.left_out["vote repeated on the same phone"] += 1
        else:
            self.left_out["pass or disagreement"] += 1

    def script(self) -> Script:
        if not self.acts:
            raise BadRecordingError("the recording is empty")
        begin = min(act.at for act in self.acts)
        acts = sorted(
            (replace(act, at=act.at - begin) for act in self.acts), key=lambda act: act.at
        )
        return Script(tuple(acts), self._limit or len(self._phones), dict(self.left_out))

    def _phone(self, person: str) -> int:
        number = self._phones.setdefault(person, len(self._phones))
        return number % self._limit if self._limit else number


def _table(path: Path) -> Iterable[Mapping[str, Any]]:
    if not path.is_file():
        raise BadRecordingError(f"{path.parent} holds no {path.name}")
    return _rows(path)


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
