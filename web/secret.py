"""The signing keys of an installation: one file in the data directory, readable by its owner only.

Made at first start from the system's randomness; there is no default and no fallback, because a key
somebody else knows is worse than a server that does not start. Each line is one key, the newest first:
to rotate, put a fresh line on top and restart. Cookies signed with the older keys stay valid until
their lines are taken out.
"""

import os
import secrets
from pathlib import Path

FILE_NAME = "secret.keys"
KEY_BYTES = 32


class SecretError(Exception):
    """The key file cannot be trusted; the text says why and what to do."""


def signing_keys(data: Path) -> list[str]:
    """The keys, newest first; made now if there are none."""
    path = data / FILE_NAME
    try:
        _make(path)
    except FileExistsError:
        _refuse_if_shared(path)
    keys = path.read_text("ascii").split()
    if not keys or any(len(key) < KEY_BYTES * 2 for key in keys):
        raise SecretError(
            f"{path} holds no usable key: restore it from the backup, or delete it to make a new one"
        )
    return keys


def _make(path: Path) -> None:
    # O_EXCL with the mode in one call: at no moment can another account read it.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _refuse_if_shared(path: Path) -> None:
    if path.stat().st_mode & 0o077:
        raise SecretError(f"{path} can be read by other accounts: chmod 600 it")
