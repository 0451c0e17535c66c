"""The seals under our cookies and forms.

Each with a salt of its own, so that nothing signed for one purpose passes for another: the device cookie
(who a phone is), the staff cookie (which session), the halfway cookie (the password was right, the code is
due), the invited cookie (which invitation is being accepted), and the form token (this page was ours).
All are HMAC-SHA256; a cookie that fails in any way is simply not there. Knows no HTTP and no database.
"""

import hashlib
from collections.abc import Callable, Sequence

from itsdangerous import BadData, Signer, TimestampSigner
from itsdangerous.encoding import base64_decode, base64_encode

DEVICE = "device"
STAFF = "staff"
HALFWAY = "halfway"
INVITED = "invited"


def cookie_name(kind: str, *, secure: bool) -> str:
    """Over HTTPS the `__Host-` prefix keeps a sibling domain or plain HTTP from planting one."""
    return f"{'__Host-' if secure else ''}doithoai_{kind}"


class CookieSeal:
    """Signs the random id inside a cookie and reads it back while it is genuine and not too old."""

    def __init__(
        self, keys: Sequence[str], kind: str, max_age_seconds: int, clock: Callable[[], int]
    ) -> None:
        self._signer = _ClockSigner(keys, kind, clock)
        self._clock = clock
        self.kind = kind
        self.max_age_seconds = max_age_seconds

    def sign(self, id: str) -> str:
        return self._signer.sign(id).decode("ascii")

    def read(self, value: str) -> str | None:
        """The id, or None for anything we did not sign exactly so."""
        try:
            if not _is_canonical(value):
                return None
            id, signed_at = self._signer.unsign(value, return_timestamp=True)
            # Not by the library, which takes a cookie from before the clock was put back for none.
            age = self._clock() / 1000 - signed_at.timestamp()
            return id.decode("ascii") if age < self.max_age_seconds + 1 else None
        except (BadData, UnicodeError):
            return None


class FormSeal:
    """The token in every form, bound to the device or session whose page it was."""

    def __init__(self, keys: Sequence[str], tokens: Callable[[], str]) -> None:
        self._signer = Signer(
            list(reversed(keys)),
            "doithoai.form",
            key_derivation="hmac",
            digest_method=hashlib.sha256,
        )
        self._tokens = tokens

    def sign(self, holder: str) -> str:
        # A fresh nonce each time: the same secret in compressed pages could be guessed byte by byte.
        nonce = self._tokens()
        return f"{nonce}.{self._signer.get_signature(f'{holder}.{nonce}').decode('ascii')}"

    def genuine(self, holder: str, token: str) -> bool:
        nonce, _, signature = token.partition(".")
        try:
            return self._signer.verify_signature(f"{holder}.{nonce}", signature)
        except UnicodeError:
            return False


class _ClockSigner(TimestampSigner):
    """itsdangerous reads the wall clock; ours is injected."""

    def __init__(self, keys: Sequence[str], kind: str, clock: Callable[[], int]) -> None:
        # It wants the oldest key first and signs with the last.
        super().__init__(
            list(reversed(keys)),
            f"doithoai.{kind}",
            key_derivation="hmac",
            digest_method=hashlib.sha256,
        )
        self._clock = clock

    def get_timestamp(self) -> int:
        return self._clock() // 1000


def _is_canonical(value: str) -> bool:
    # The last base64 letter has spare bits: without this, a changed byte could still be accepted.
    signature = value.rpartition(".")[2].encode("ascii")
    return base64_encode(base64_decode(signature)) == signature
