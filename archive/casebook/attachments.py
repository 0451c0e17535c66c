"""Which files the steps of a casebook speak of: with a case, with the Front's check of it, or with the result.

Whatever is named here is looked for when a journal is verified, and goes into the dossier.
"""

from dataclasses import dataclass

from archive.casebook import events as e
from conference.event import Event

ATTACHING = ("file_attached", "check_file_attached", "delivery_recorded")
"""The steps that can bring a file, by their names in the journal."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """`case` is a code; None for what shows that the conference's result was made known."""

    case: str | None
    file: str
    name: str
    media_type: str
    size: int
    public: bool = False


def attachment(event: Event) -> Attachment | None:
    """The file that came with this step."""
    match event:
        case e.FileAttached(case=case, public=public):
            return Attachment(
                case, event.file, event.name, event.media_type, event.size, public=public
            )
        case e.CheckFileAttached(case=case):
            return Attachment(case, event.file, event.name, event.media_type, event.size)
        case e.DeliveryRecorded(proof=proof) if proof is not None:
            return Attachment(None, proof.file, proof.name, proof.media_type, proof.size)
        case _:
            return None
