"""Drawing a sample that anybody can draw again: a seed said aloud beforehand, and a digest for each case.

A case goes by the end of its reference in the register: its question's number in four digits, and for what was
split off from it a point and the part (0007, 0007.2). Receipt codes are their askers' secrets, so they decide
nothing here. Its rank is the SHA-256, in hexadecimal, of the seed, a line feed and that number, all in UTF-8. The
first so many in the order of their ranks are drawn, in that order.
"""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from archive.casebook.records import Case
from archive.casework import CaseState


def drawable(cases: Iterable[Case]) -> dict[str, str]:
    """Number → code of every case (in the order of opening) that is not sealed."""
    parts: Counter[int] = Counter()
    numbers = {}
    for case in cases:
        parts[case.question] += 1
        part = parts[case.question]
        number = f"{case.question:04d}" + (f".{part}" if part > 1 else "")
        if case.state is not CaseState.SEALED:
            numbers[number] = case.code
    return numbers


def rank(seed: str, number: str) -> str:
    return sha256(f"{seed}\n{number}".encode()).hexdigest()


def draw(seed: str, numbers: Iterable[str], size: int) -> list[str]:
    """So many of them, or all when there are fewer. Their order does not matter."""
    return sorted(numbers, key=lambda number: rank(seed, number))[:size]
