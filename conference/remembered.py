"""What was worked out once for many small things, and is asked for again and again.

Letters and words repeat; but somebody may also send a text in which none does. So what is new in a text
is worked out together, in a few calls for all of it, and what is remembered never grows past its limit.
What is remembered is not known here.
"""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class Remembered(Generic[_Value]):
    """`work_out` gives an answer for each of a list of things, all different, in their order."""

    __slots__ = ("_answers", "_most", "_work_out")

    def __init__(self, work_out: Callable[[list[str]], Iterable[_Value]], most: int) -> None:
        self._work_out = work_out
        self._most = most
        self._answers: dict[str, _Value] = {}

    def of(self, asked: Iterable[str]) -> list[_Value]:
        """An answer for each, in their order; `asked` is walked twice."""
        try:
            return [*map(self._answers.__getitem__, asked)]
        except KeyError:
            return [*map(self._with_new(asked).__getitem__, asked)]

    def _with_new(self, asked: Iterable[str]) -> dict[str, _Value]:
        """A full memory is begun anew, not emptied: another thread may be reading it."""
        answers = self._answers
        new = [each for each in dict.fromkeys(asked) if each not in answers]
        if len(answers) + len(new) > self._most:
            answers, new = {}, list(dict.fromkeys(asked))
        answers.update(zip(new, self._work_out(new), strict=True))
        if len(answers) <= self._most:
            self._answers = answers
        return answers
