"""What is called how inside a dossier, and the shape of its manifest. Read for decades: it only ever grows.

A journal is two parts: its entries, each line the very bytes that the digest was made of, and its digests, each
line sequence and digest. In place of an entry that is kept back stands a line that begins with `{"withheld":`
(no entry does), with the entry's leaf in the tree and, where it began a question or a case, the number.
"""

from typing import Literal

import msgspec

from archive.casebook.attachments import Attachment

FORM = "doithoai dossier 1"
MANIFEST = "manifest.json"
READ_ME = "READ-ME.txt"
EVIDENCE_FOLDER = "evidence/"
EVIDENCE_LIST = "evidence.json"
REGISTER = "register.json"
TERMS = "terms.json"
CHECKPOINT_FOLDER = "checkpoints/"
CHECKPOINT_KEYS = "checkpoints/keys.txt"
WITHHELD = b'{"withheld":'
LEFT_OUT = ("vault", "contacts", "people", "secrets")
"""What no copy holds: verbatim originals, how to reach people, accounts, keys."""

Copy = Literal["office", "complete"]
"""The office's keeps sealed text back. The complete one is for the keeper of the sealed box alone."""


def entries_part(kind: str) -> str:
    return f"journal/{kind}.jsonl"


def digests_part(kind: str) -> str:
    return f"journal/{kind}.digests"


class Withheld(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What stands in place of an entry. `born` says that it received a question or opened a case."""

    sequence: int
    leaf: str
    question: int | None = None
    part: int | None = None
    born: bool = False


class WithheldLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    withheld: Withheld


class PartTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    size: int
    sha256: str


class StreamTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a stream stands. `head` and `root` are those that `doithoai verify` gives for the database."""

    kind: str
    stream: str
    epoch: int
    entries: int
    head: str
    root: str
    withheld: int


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    form: str
    copy: Copy
    commune: str
    conference: str
    streams: tuple[StreamTold, ...]
    questions: int
    cases: int
    evidence_withheld: int
    left_out: tuple[str, ...]
    parts: tuple[PartTold, ...]


def result_of(conference: str) -> str:
    """In the place of a case's number: what shows that the conference's result was made known."""
    return f"{conference}-RESULT"


class EvidenceTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file that a case was given; a case by its number, never its code, and the result of all by `result_of`."""

    case: str
    file: str
    name: str
    media_type: str
    size: int
    public: bool


def told_of(file: Attachment, of: str) -> EvidenceTold:
    return EvidenceTold(
        case=of,
        file=file.file,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        public=file.public,
    )


def as_json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
