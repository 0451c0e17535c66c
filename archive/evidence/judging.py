"""Which kind a file is by what is in it, whether its name tells the truth, and what of it is kept."""

import io
from dataclasses import dataclass

from archive.evidence import jpeg, packed, png, written
from archive.evidence.kinds import BadFile, Fault, Kind
from archive.evidence.members import MAGIC as ZIP_MAGIC
from archive.evidence.names import claimed, cleaned


@dataclass(frozen=True, slots=True)
class Judged:
    """What is kept of a file, and under which name it is shown."""

    kind: Kind
    name: str
    content: bytes


def judge(name: str, data: bytes) -> Judged:
    """Raises BadFile."""
    said = claimed(name)
    kind, content = _read(data)
    if kind is Kind.TEXT and said is Kind.CSV:
        kind = Kind.CSV
    if said not in (None, kind):
        raise BadFile(Fault.LIES, f"{kind.name} under another name")
    return Judged(kind, cleaned(name, kind), content)


def _read(data: bytes) -> tuple[Kind, bytes]:
    if data.startswith(jpeg.MAGIC):
        return Kind.JPEG, jpeg.stripped(data)
    if data.startswith(png.MAGIC):
        return Kind.PNG, png.stripped(data)
    if data.startswith(written.PDF_MAGIC):
        written.check_pdf(data)
        return Kind.PDF, data
    if data.startswith(ZIP_MAGIC):
        return packed.kind_of(io.BytesIO(data)), data
    written.check_text(data)
    return Kind.TEXT, data
