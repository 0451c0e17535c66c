"""A file that is there whole or not at all: it gets its name when everything is in it and on the disk."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER_ALONE = 0o600


@contextmanager
def named_when_whole(destination: Path) -> Iterator[Path]:
    """An empty file beside it, for its owner alone, that becomes it when the block ends well.

    Raises FileExistsError: nothing is ever overwritten.
    """
    if destination.exists():
        raise FileExistsError(f"{destination} exists already, and is never overwritten")
    unnamed = destination.with_name(f"{destination.name}.unfinished")
    unnamed.unlink(missing_ok=True)
    os.close(os.open(unnamed, os.O_CREAT, OWNER_ALONE))
    try:
        yield unnamed
        sync(unnamed)
        os.link(unnamed, destination)  # unlike a rename, it never replaces what appeared meanwhile
    finally:
        unnamed.unlink(missing_ok=True)
    sync(destination.parent)


def sync(path: Path) -> None:
    """Only now is it on the disk too: the content of a file, or the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
