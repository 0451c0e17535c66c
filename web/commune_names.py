"""What the communes are called: `communes.json` in the data directory, read at start.

A commune's short name stands in addresses and never changes; what people read above its results is this. Whoever
runs a province writes the file once for all of its communes.
"""

from pathlib import Path
from typing import Final

import msgspec

from conference.refusals import Refusal
from conference.text import clean

FILE_NAME: Final = "communes.json"
NAME_MAX_CHARACTERS: Final = 120


class BadNames(ValueError):  # noqa: N818  what they are
    """The file cannot be taken; the text says why."""


class CommuneNames:
    def __init__(self, data: Path) -> None:
        self._names = _read(data / FILE_NAME)

    def of(self, commune: str) -> str:
        """Its short name where the file has none."""
        return self._names.get(commune, commune)


def _read(path: Path) -> dict[str, str]:
    try:
        told = msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    except FileNotFoundError:
        return {}
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise BadNames(f"{path} is no list of names ({error}): mend it, or delete it") from None
    for commune, name in told.items():
        if isinstance(clean(name, NAME_MAX_CHARACTERS, lines=False), Refusal):
            raise BadNames(f"{path}: the name of {commune} has 1 to {NAME_MAX_CHARACTERS} letters")
    return told
