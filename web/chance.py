"""Every random thing the installation needs, drawn from one source that a test can replace."""

import base64
import secrets
from collections.abc import Callable

TOKEN_BYTES = 16
SALT_BYTES = 16
RECEIPT_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U: nobody shall mistake one for another when reading it out."""
RECEIPT_CHARACTERS = 14
"""Of 5 bits each: 70 bits, which nobody finds by trying."""


class Chance:
    def __init__(self, random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> None:
        self.bytes = random_bytes

    def token(self) -> str:
        """128 bits that are safe in a cookie, a URL and a form."""
        return base64.urlsafe_b64encode(self.bytes(TOKEN_BYTES)).decode().rstrip("=")

    def salt(self) -> bytes:
        return self.bytes(SALT_BYTES)

    def receipt_code(self) -> str:
        """What the asker keeps, and types in later."""
        drawn = self.bytes(RECEIPT_CHARACTERS)
        # 256 is a multiple of 32, so every letter is equally likely.
        return "".join(RECEIPT_ALPHABET[byte % len(RECEIPT_ALPHABET)] for byte in drawn)
