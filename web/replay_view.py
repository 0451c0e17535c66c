"""What one phone sees: a snapshot with every delta laid over it. The client's half of the wire, by itself.

It is written apart from `realtime/audiences.py` on purpose: the replay must notice when the server's idea
of its own messages is wrong. A thousand phones receive the same bytes, so views are immutable and
`SharedViews` works each step out once for all that stood at the same view; a phone that got other bytes
gets another view, and the comparison at the end finds it.
"""

from collections import OrderedDict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

Delta = Mapping[str, Any]

_STEPS_KEPT: Final = 256
_STARTS_KEPT: Final = 8
_PARTS: Final = ("conference", "floor", "queue")


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """Compared by identity while it runs: equal content is `same_as`."""

    epoch: int
    position: int
    parts: Mapping[str, Any]
    questions: Mapping[int, Mapping[str, Any]]

    def same_as(self, other: "View") -> bool:
        return not differences(self, other)


def from_snapshot(snapshot: Mapping[str, Any]) -> View:
    epoch, position = snapshot["at"]
    return View(
        epoch,
        position,
        {part: snapshot[part] for part in _PARTS if part in snapshot},
        {question["number"]: question for question in snapshot["questions"]},
    )


def after(view: View, delta: Delta) -> View:
    """The view once `delta`, which must begin where the view stands, is laid over it."""
    questions = dict(view.questions)
    for question in delta.get("questions", ()):
        questions[question["number"]] = question
    for number, support in delta.get("votes", ()):
        questions[number] = {**questions[number], "support": support}
    for number in delta.get("gone", ()):
        del questions[number]
    changed = {part: delta[part] for part in _PARTS if part in delta}
    if "counts" in delta:
        conference = {**view.parts, **changed}["conference"]
        counts = {**conference["counts"], **delta["counts"]}
        changed["conference"] = {**conference, "counts": counts}
    return View(view.epoch, delta["to"], {**view.parts, **changed}, questions)


def differences(view: View, other: View) -> list[str]:
    """What is not the same, in words short enough to print."""
    if (view.epoch, view.position) != (other.epoch, other.position):
        # Two moments differ in much; naming it all would say nothing.
        return [f"position {view.epoch}:{view.position} is not {other.epoch}:{other.position}"]
    found = [f"{part} differs" for part in _PARTS if view.parts.get(part) != other.parts.get(part)]
    numbers = view.questions.keys() | other.questions.keys()
    found += [
        f"question {number} differs"
        for number in sorted(numbers)
        if view.questions.get(number) != other.questions.get(number)
    ]
    return found


class SharedViews:
    """Decodes each message once and takes each step once, however many phones get the same bytes."""

    def __init__(self) -> None:
        self._decoded: OrderedDict[bytes, Any] = OrderedDict()
        # The keys hold the objects themselves, so that an id cannot be given to another meanwhile.
        self._starts: deque[View] = deque(maxlen=_STARTS_KEPT)
        self._steps: OrderedDict[tuple[int, int], tuple[View, Delta, View]] = OrderedDict()

    def decode(self, payload: bytes) -> Any:
        message = self._decoded.get(payload)
        if message is None:
            message = self._decoded[payload] = msgspec.json.decode(payload)
            _forget_oldest(self._decoded)
        return message

    def start(self, snapshot: Mapping[str, Any]) -> View:
        """The view of a snapshot; phones that were told the same stand at the same view."""
        view = from_snapshot(snapshot)
        for other in self._starts:
            if view.same_as(other):
                return other
        self._starts.append(view)
        return view

    def after(self, view: View, delta: Delta) -> View:
        key = (id(view), id(delta))
        step = self._steps.get(key)
        if step is None:
            step = self._steps[key] = (view, delta, after(view, delta))
            _forget_oldest(self._steps)
        return step[2]


def _forget_oldest(kept: OrderedDict[Any, Any]) -> None:
    if len(kept) > _STEPS_KEPT:
        kept.popitem(last=False)
