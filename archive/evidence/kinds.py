"""What may be kept as evidence, and the closed list of reasons why a file may not."""

from dataclasses import dataclass
from enum import Enum, StrEnum


class Kind(Enum):
    """Media type, and the endings that its name may have; the first is the usual one."""

    JPEG = ("image/jpeg", ".jpg", ".jpeg")
    PNG = ("image/png", ".png")
    PDF = ("application/pdf", ".pdf")
    DOCX = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx")
    XLSX = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx")
    ODT = ("application/vnd.oasis.opendocument.text", ".odt")
    ODS = ("application/vnd.oasis.opendocument.spreadsheet", ".ods")
    TEXT = ("text/plain", ".txt")
    CSV = ("text/csv", ".csv")

    def __init__(self, media_type: str, *endings: str) -> None:
        self.media_type = media_type
        self.endings = endings


BY_ENDING = {ending: kind for kind in Kind for ending in kind.endings}
BY_MEDIA_TYPE = {kind.media_type: kind for kind in Kind}


class Fault(StrEnum):
    """Why a file is not taken: the detail of the refusal, for which pages have words."""

    KIND = "file_kind"
    """Of no kind that is kept."""
    LIES = "file_lies"
    """Its name says another kind than its content."""
    BROKEN = "file_broken"
    """It begins like its kind and does not go on so."""
    BOMB = "file_bomb"
    """It would unpack to far more than it is, or hides archives in archives."""
    ACTIVE = "file_active"
    """It carries macros, programmes or links that fetch them."""
    PIXELS = "file_pixels"
    """A picture larger than any camera's."""
    NAME = "file_name"


class BadFile(Exception):  # noqa: N818  what it is, not what to call it
    """Not taken. The reader of a format raises it deep inside; the shelf turns it into a refusal."""

    def __init__(self, fault: Fault, where: str) -> None:
        super().__init__(f"{fault}: {where}")
        self.fault = fault


@dataclass(frozen=True, slots=True)
class StoredFile:
    """The facts of a kept file. `file` is the SHA-256 of the bytes that are kept, in hexadecimal."""

    file: str
    name: str
    media_type: str
    size: int
