"""The code after the password: six digits of an app (TOTP, RFC 6238), or one of ten recovery codes.

The app's secret is kept in the database, sealed by keys of the data directory (`secret.py`), and so are the
digests of recovery codes: who steals the database alone can make neither. Sealing is a keystream and a tag,
both of HMAC-SHA256; the secret is shorter than one block, so the whole of it is written below. What was
sealed for one name opens for no other. It must not know of requests and tables.
"""

import base64
import hashlib
import hmac
from collections.abc import Callable, Sequence
from typing import Final

import pyotp
import segno

STEP_SECONDS: Final = 30
STEPS_AROUND: Final = (0, -1, 1)
"""A phone's clock may be half a minute off, either way."""
SECRET_BYTES: Final = 20
NONCE_BYTES: Final = 16
TAG_BYTES: Final = 16
CODE_DIGITS: Final = 6
RECOVERY_CODES: Final = 10
ISSUER: Final = "Đối Thoại"
QR_SCALE: Final = 5


class SecondStep:
    def __init__(
        self,
        keys: Sequence[str],
        random_bytes: Callable[[int], bytes],
        recovery_code: Callable[[], str],
    ) -> None:
        self._keys = [key.encode() for key in keys]
        self._random = random_bytes
        self._recovery_code = recovery_code

    def make(self, name: str) -> bytes:
        """A new secret, sealed."""
        return self._seal(name, self._random(SECRET_BYTES))

    def uri(self, name: str, sealed: bytes) -> str:
        """What the app reads from the QR code."""
        return self._app(name, sealed).provisioning_uri(name=name, issuer_name=ISSUER)

    def typed_in(self, name: str, sealed: bytes) -> str:
        """The secret for a phone without a camera."""
        return self._app(name, sealed).secret

    def readable(self, name: str, sealed: bytes) -> bool:
        """Whether it was sealed by a key that is still here."""
        return self._open(name, sealed) is not None

    def step(self, name: str, sealed: bytes, typed: str, now: int) -> int | None:
        """The time step whose code this is; the caller sees to it that each is used once."""
        if not self.readable(name, sealed):
            return None
        app, code = self._app(name, sealed), "".join(typed.split())
        # All of them are compared, whichever fits: the time taken tells nothing.
        fitting = [
            now // 1000 // STEP_SECONDS + around
            for around in STEPS_AROUND
            if hmac.compare_digest(
                app.at(now // 1000, counter_offset=around).encode(), code.encode()
            )
        ]
        return fitting[0] if fitting else None

    def recovery_codes(self) -> list[str]:
        return [self._recovery_code() for _ in range(RECOVERY_CODES)]

    def digests(self, name: str, code: str) -> list[bytes]:
        """What may be kept of a recovery code, by the newest key and by older ones."""
        plain = "".join(letter for letter in code.upper() if letter.isalnum())
        return [
            hmac.digest(_derived(key, "recovery"), f"{name} {plain}".encode(), hashlib.sha256)
            for key in self._keys
        ]

    def _app(self, name: str, sealed: bytes) -> pyotp.TOTP:
        return pyotp.TOTP(
            base64.b32encode(self._open(name, sealed) or b"").decode(), digits=CODE_DIGITS
        )

    def _seal(self, name: str, secret: bytes) -> bytes:
        key, nonce = self._keys[0], self._random(NONCE_BYTES)
        hidden = nonce + _mixed(key, nonce, secret)
        return hidden + _tag(key, name, hidden)

    def _open(self, name: str, sealed: bytes) -> bytes | None:
        hidden, tag = sealed[:-TAG_BYTES], sealed[-TAG_BYTES:]
        for key in self._keys:
            if hmac.compare_digest(_tag(key, name, hidden), tag):
                return _mixed(key, hidden[:NONCE_BYTES], hidden[NONCE_BYTES:])
        return None


def qr(uri: str) -> str:
    """As an image in the page, of which nothing is fetched."""
    return segno.make(uri, micro=False).svg_data_uri(scale=QR_SCALE, border=4, light="#fff")


def _derived(key: bytes, purpose: str) -> bytes:
    return hmac.digest(key, f"doithoai second step {purpose}".encode(), hashlib.sha256)


def _mixed(key: bytes, nonce: bytes, text: bytes) -> bytes:
    """Hides a secret that is shorter than a digest, and brings it back."""
    stream = hmac.digest(_derived(key, "seal"), nonce, hashlib.sha256)
    return bytes(letter ^ mask for letter, mask in zip(text, stream, strict=False))


def _tag(key: bytes, name: str, hidden: bytes) -> bytes:
    whole = hidden + name.encode()
    return hmac.digest(_derived(key, "tag"), whole, hashlib.sha256)[:TAG_BYTES]
