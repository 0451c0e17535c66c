"""One process per data directory: two writers would each believe they know where every stream stands."""

import fcntl
import os
from pathlib import Path
from typing import Self

LOCK_FILE = "doithoai.lock"


class DirectoryInUse(Exception):  # noqa: N818
    """Another running process holds the data directory."""


class DataLock:
    """Held from `take` to `release`; the operating system lets go of it however the process ends."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, directory: Path) -> Self:
        """Raises DirectoryInUse."""
        descriptor = os.open(directory / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(descriptor, 32).decode(errors="replace").strip() or "unknown"
            os.close(descriptor)
            raise DirectoryInUse(
                f"{directory} is in use by another doithoai process (pid {holder}); "
                "stop it first, or give another --data directory"
            ) from None
        os.truncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        return cls(descriptor)

    def release(self) -> None:
        os.close(self._descriptor)
