"""The names of streams: what kind of life it is, whose, and of which conference.

`conference/<commune>/<CODE>` runs from announcement to closing; `casebook/<commune>/<CODE>` for the months
after it; `almanac/<commune>/ALMANAC` for as long as the commune counts days; `office/<commune>/LOG` tells what its
people did to accounts, and with what was recorded.
"""

from typing import NamedTuple

CONFERENCE = "conference"
CASEBOOK = "casebook"
ALMANAC = "almanac"
OFFICE = "office"


class StreamName(NamedTuple):
    """The three parts of a stream's name."""

    kind: str
    commune: str
    code: str

    @classmethod
    def parse(cls, stream: str) -> "StreamName":
        kind, commune, code = stream.split("/")
        return cls(kind, commune, code)

    def __str__(self) -> str:
        return "/".join(self)


def conference_stream(commune: str, code: str) -> str:
    return str(StreamName(CONFERENCE, commune, code))


def casebook_stream(commune: str, code: str) -> str:
    return str(StreamName(CASEBOOK, commune, code))


def almanac_stream(commune: str) -> str:
    """One for each commune, whatever its conferences."""
    return str(StreamName(ALMANAC, commune, ALMANAC.upper()))


def office_stream(commune: str) -> str:
    """The log of the commune's office."""
    return str(StreamName(OFFICE, commune, "LOG"))
