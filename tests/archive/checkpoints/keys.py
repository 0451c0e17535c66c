"""Signing for tests of the archive, which must not know how it is done: a keyed hash stands for it.

tests/web/test_checkpoint_keys.py has the real ones.
"""

import hashlib

from archive.checkpoints.note import PublicKey, Signature
from archive.checkpoints.signing import Signatory


def check(public: bytes, signature: bytes, message: bytes) -> bool:
    return signature == _made(public, message)


def key(name: str = "one") -> PublicKey:
    return PublicKey("doithoai", hashlib.sha256(name.encode()).digest())


def signatory(*names: str) -> Signatory:
    keys = tuple(key(name) for name in names or ("one",))
    return Signatory(
        keys, lambda message: [Signature.by(each, _made(each.key, message)) for each in keys]
    )


def _made(public: bytes, message: bytes) -> bytes:
    return hashlib.sha512(public + message).digest()
