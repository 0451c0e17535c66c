"""The secret keys of an installation: files in the data directory, each readable by its owner only.

Made at first start from the system's randomness; there is no default and no fallback, because a key
somebody else knows is worse than a server that does not start. Each line is one key, the newest first:
to rotate, put a fresh line on top and restart. Cookies signed with the older keys stay valid until
their lines are taken out.
"""

import os
import secrets
from pathlib import Path

from archive.whole_file import sync

FILE_NAME = "secret.keys"
KEY_BYTES = 32


class SecretError(Exception):
    """The key file cannot be trusted; the text says why and what to do."""


def signing_keys(data: Path) -> list[str]:
    """Those of cookies and second steps, newest first; made now if there are none."""
    return key_lines(data / FILE_NAME)


def key_lines(path: Path) -> list[str]:
    """The keys in this file, newest first; one is made now if there is no file. Raises SecretError."""
    try:
        _make(path)
    except FileExistsError:
        _refuse_if_shared(path)
    keys = path.read_text("ascii", errors="replace").split()
    if not keys or any(len(key) < KEY_BYTES * 2 or not key.isascii() for key in keys):
        raise SecretError(
            f"{path} holds no usable key: restore it from the backup, or delete it to make a new one"
        )
    return keys


def put_on_top(path: Path) -> None:
    """A fresh key before those that are there: the file has it, or is as it was."""
    fresh = path.with_name(f"{path.name}.fresh")
    fresh.unlink(missing_ok=True)
    _make(fresh, *key_lines(path))
    fresh.replace(path)
    sync(path.parent)


def _make(path: Path, *older: str) -> None:
    # O_EXCL with the mode in one call: at no moment can another account read it.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.writelines(f"{key}\n" for key in (secrets.token_hex(KEY_BYTES), *older))
        file.flush()
        os.fsync(file.fileno())


def _refuse_if_shared(path: Path) -> None:
    if path.stat().st_mode & 0o077:
        raise SecretError(f"{path} can be read by other accounts: chmod 600 it")
