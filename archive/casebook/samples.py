"""Drawing a sample so that nobody can choose it: neither whoever draws, nor whoever is looked at.

The Front first announces how many will be drawn, and by which number that nobody knows yet. In that moment the
list is fixed: every case that is not sealed, in the order of opening. A case stands in it by the end of its
reference in the register: its question's number in four digits, and for what was split off from it a point and
the part (0007, 0007.2). Everybody is told how long the list is and its digest; the salt in it keeps what is
sealed from being found by trying which numbers are missing.

When the number is known, it draws places of that list. A place's rank is the SHA-256, in hexadecimal, of the
seed, a line feed and the place (1, 2, 3 …). The first so many in the order of their ranks are drawn.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

from archive.casebook.records import Case
from archive.casework import CaseState


def numbered(cases: Iterable[Case]) -> dict[str, Case]:
    """Number → case, in the order of opening."""
    parts: Counter[int] = Counter()
    numbers = {}
    for case in cases:
        parts[case.question] += 1
        part = parts[case.question]
        numbers[f"{case.question:04d}" + (f".{part}" if part > 1 else "")] = case
    return numbers


def drawable(cases: Iterable[Case]) -> tuple[str, ...]:
    """The list as it would be fixed now."""
    return tuple(
        number for number, case in numbered(cases).items() if case.state is not CaseState.SEALED
    )


def fixed_list(salt: str, numbers: Sequence[str]) -> bytes:
    """The list as the Front keeps it: the salt, then one number a line."""
    return "".join(f"{line}\n" for line in (salt, *numbers)).encode()


def digest(salt: str, numbers: Sequence[str]) -> str:
    """What everybody is told of the list before the seed is known."""
    return sha256(fixed_list(salt, numbers)).hexdigest()


def rank(seed: str, place: int) -> str:
    return sha256(f"{seed}\n{place}".encode()).hexdigest()


def draw(seed: str, out_of: int, size: int) -> tuple[int, ...]:
    """So many places of a list of this length, in the order drawn."""
    return tuple(sorted(range(1, out_of + 1), key=lambda place: rank(seed, place))[:size])
