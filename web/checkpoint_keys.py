"""The keys that sign checkpoints: one file in the data directory, readable by its owner only. Ed25519.

Made at first start, like `secret.keys`, and in the same form: a key in each line, the newest first. Every key in the
file signs, so that whoever holds the public half of the last one can check what the next one signs as well; a line
that is taken out signs no more. Public halves are kept beside every checkpoint and need no file.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from archive.checkpoints.note import SIGNED_MAX, PublicKey, Signature
from archive.checkpoints.signing import Signatory
from web.secret import SecretError, key_lines, put_on_top

FILE_NAME: Final = "checkpoint.keys"
KEY_NAME: Final = "doithoai"
"""What stands before each signature. The same everywhere: the key's id tells installations apart."""


def signatory(data: Path) -> Signatory:
    """Whoever signs for this installation; the key is made now if there is none. Raises SecretError."""
    lines = key_lines(data / FILE_NAME)
    if len(lines) > SIGNED_MAX:
        raise SecretError(f"{data / FILE_NAME} holds too many keys: take the last lines out")
    try:
        private = [Ed25519PrivateKey.from_private_bytes(bytes.fromhex(line)) for line in lines]
    except ValueError as broken:
        raise SecretError(f"{data / FILE_NAME} holds a line that is no key: {broken}") from broken
    keys = tuple(PublicKey(KEY_NAME, one.public_key().public_bytes_raw()) for one in private)

    def sign(message: bytes) -> Sequence[Signature]:
        made = (one.sign(message) for one in private)
        return [Signature.by(key, each) for key, each in zip(keys, made, strict=True)]

    return Signatory(keys, sign)


def rotate(data: Path) -> PublicKey:
    """A fresh key in front of those that are there; it signs from the next start on. Raises SecretError."""
    if len(signatory(data).keys) >= SIGNED_MAX:
        raise SecretError(f"{data / FILE_NAME} holds too many keys: take the last lines out")
    put_on_top(data / FILE_NAME)
    return signatory(data).keys[0]


def check(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the private half of this key made this signature."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
