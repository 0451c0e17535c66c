"""Drawing a sample that anybody can draw again: a seed said aloud beforehand, and a digest of each case.

Every case has a rank: the SHA-256, in hexadecimal, of the seed, a line feed and the case's code, all in UTF-8.
The first so many in the order of their ranks are drawn, in that order. Nothing else goes in, so whoever holds the
list of codes and the seed gets the same cases, with a shell or with paper and patience.
"""

from collections.abc import Iterable
from hashlib import sha256


def rank(seed: str, code: str) -> str:
    return sha256(f"{seed}\n{code}".encode()).hexdigest()


def draw(seed: str, codes: Iterable[str], size: int) -> tuple[str, ...]:
    """So many of these codes, or all when there are fewer. Their order does not matter."""
    return tuple(sorted(codes, key=lambda code: rank(seed, code))[:size])
