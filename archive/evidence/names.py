"""A file's name, made harmless: it is shown in pages, sent in headers and unpacked on other people's disks.

A name is a label and never a path: what is kept lies under its hash.
"""

import re
import unicodedata

from archive.evidence.kinds import BY_ENDING, BadFile, Fault, Kind
from archive.evidence.limits import NAME_MAX_BYTES, NAME_MAX_CHARACTERS

NAMELESS = "tep-dinh-kem"

_FORBIDDEN = re.compile(r'[<>:"|?*%;]')
_BLANKS = re.compile(r"\s+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\.|$)", re.IGNORECASE)
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_CATEGORIES_LEFT_OUT = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
"""Controls, marks that turn the direction of reading, letters that nobody has."""


def claimed(name: str) -> Kind | None:
    """The kind that a name says it is; None when it says nothing. Raises BadFile for any other ending."""
    ending = _ENDING.search(_last_part(name))
    if ending is None:
        return None
    if ending[0].lower() not in BY_ENDING:
        raise BadFile(Fault.KIND, "ending")
    return BY_ENDING[ending[0].lower()]


def cleaned(name: str, kind: Kind) -> str:
    """What is left of a name, with the ending of what it is."""
    stem, ending = _last_part(name), kind.endings[0]
    for known in kind.endings:
        if stem.lower().endswith(known):
            stem, ending = stem[: -len(known)], known
            break
    stem = _shortened(stem.strip(" ."), ending).strip(" .") or NAMELESS
    return f"_{stem}{ending}" if _RESERVED.match(stem) else stem + ending


def _last_part(name: str) -> str:
    """Without folders of either kind, and without anything that cannot be seen."""
    last = re.split(r"[/\\]", name)[-1]
    seen = (c for c in last if c.isspace() or unicodedata.category(c) not in _CATEGORIES_LEFT_OUT)
    plain = unicodedata.normalize("NFC", "".join(seen))
    return _BLANKS.sub(" ", _FORBIDDEN.sub("_", plain)).strip(" .")


def _shortened(stem: str, ending: str) -> str:
    stem = stem[: NAME_MAX_CHARACTERS - len(ending) - 1]
    room = NAME_MAX_BYTES - len(ending) - 1
    return stem.encode()[:room].decode(errors="ignore")
