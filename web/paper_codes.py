"""Personal codes on paper: one for each household, made from a number and a secret, and nothing stored.

A code is 12 letters of an alphabet in which none is taken for another: a serial number, 40 bits of a
signature under the conference's own secret, and a check letter. The check letter tells a slip of the
finger from a guess. Printing the same numbers again gives the same codes, and the rules take each once.
"""

import hashlib
import hmac
from collections.abc import Sequence
from typing import Final

from web.chance import RECEIPT_ALPHABET

SERIAL_MIN: Final = 1
SERIAL_MAX: Final = 2**15 - 1
CHARACTERS: Final = 12
GROUP: Final = 4

_BITS: Final = 5
_SIGNATURE_BITS: Final = 40
_SIGNED_CHARACTERS: Final = CHARACTERS - 1
_PURPOSE: Final = b"paper codes"
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "-": "", " ": ""})
"""What people type for letters that the alphabet leaves out, and between groups."""
_TYPED_MAX_CHARACTERS: Final = 64


class PaperCodes:
    """Of one conference."""

    def __init__(self, conference_secret: bytes) -> None:
        self._key = hmac.digest(conference_secret, _PURPOSE, hashlib.sha256)

    def code(self, serial: int) -> str:
        number = serial << _SIGNATURE_BITS | self._signature(serial)
        places = range(_SIGNED_CHARACTERS - 1, -1, -1)
        values = [number >> _BITS * place & 31 for place in places]
        return "".join(RECEIPT_ALPHABET[value] for value in (*values, _check(values)))

    def serial(self, typed: str) -> int | None:
        """The serial number of a genuine code, however it was typed; None for anything else."""
        code = tidied(typed)
        if not looks_right(code):
            return None
        number = 0
        for letter in code[:_SIGNED_CHARACTERS]:
            number = number << _BITS | RECEIPT_ALPHABET.index(letter)
        serial = number >> _SIGNATURE_BITS
        # Two whole codes are compared, in a time that does not tell how far they agree.
        return serial if hmac.compare_digest(self.code(serial), code) else None

    def _signature(self, serial: int) -> int:
        digest = hmac.digest(self._key, serial.to_bytes(4, "big"), hashlib.sha256)
        return int.from_bytes(digest[: _SIGNATURE_BITS // 8], "big")


def tidied(typed: str) -> str:
    """In the letters of the alphabet, as far as can be."""
    return typed[:_TYPED_MAX_CHARACTERS].strip().upper().translate(_READ_AS)


def looks_right(code: str) -> bool:
    """Whether a tidied code is one at all, genuine or not: its length, its letters, its check letter."""
    if len(code) != CHARACTERS or any(letter not in RECEIPT_ALPHABET for letter in code):
        return False
    values = [RECEIPT_ALPHABET.index(letter) for letter in code]
    return _check(values[:-1]) == values[-1]


def grouped(code: str) -> str:
    """As it is printed, and easiest to type from."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def _check(values: Sequence[int]) -> int:
    """Luhn's check with 32 digits: any one wrong letter shows, and nearly any two that changed places."""
    total = 0
    for place, value in enumerate(reversed(values)):
        weighted = value * (2 - place % 2)
        total += weighted // 32 + weighted % 32
    return -total % 32
