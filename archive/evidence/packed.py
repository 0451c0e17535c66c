"""DOCX, XLSX, ODT and ODS: which of them a ZIP file is, and that it holds nothing that acts by itself.

The kind follows from what the file says of its own main part, never from its name. Macros, embedded programmes
and templates that are fetched from the network are not taken; ordinary links are.
"""

import re
from typing import BinaryIO

from archive.evidence.kinds import BY_MEDIA_TYPE, BadFile, Fault, Kind
from archive.evidence.members import Budget, Members

_CONTENT_TYPES = "[Content_Types].xml"
_MAIN_PARTS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": Kind.DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": Kind.XLSX,
}
_OPEN_DOCUMENTS = (Kind.ODT, Kind.ODS)
_MIMETYPE = "mimetype"
_MANIFEST = "META-INF/manifest.xml"

_DECLARED = re.compile(r"""ContentType\s*=\s*["']([^"']*)["']""")
_MACROS = re.compile(r"macroEnabled|vbaProject|activeX|ms-word\.keyMapCustom", re.IGNORECASE)
_ACTIVE_PARTS = re.compile(
    r"(^|/)(basic|scripts|activex)/|vbaproject\.bin$|oleobject[^/]*\.bin$|\.(exe|dll|scr|com|bat|cmd|ps1|vbs|js|jar|msi|hta|lnk)$",
    re.IGNORECASE,
)
_RELATION = re.compile(r"<\w*:?Relationship\b[^<>]*>")
_FETCHED = re.compile(
    r"""(?=.*/(attachedTemplate|frame|subDocument|oleObject)["'])"""
    r"""(?=.*Target\s*=\s*["']\s*(https?:|ftp:|\\\\|file://[^/]))""",
    re.DOTALL | re.IGNORECASE,
)
_ENTITIES = re.compile(r"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def kind_of(source: BinaryIO) -> Kind:
    """Having looked at every part of it. Raises BadFile."""
    members = Members(source)
    kind = _open_document(members) or _office_document(members)
    if any(_ACTIVE_PARTS.search(name) for name in members.names):
        raise BadFile(Fault.ACTIVE, "a part that acts")
    members.check_all(Budget())
    return kind


def _open_document(members: Members) -> Kind | None:
    """Its first part names its media type, as it stands."""
    if _MIMETYPE not in members.names:
        return None
    first = members.infos[0]
    kind = BY_MEDIA_TYPE.get(members.small(_MIMETYPE).decode("ascii", "replace"))
    if first.filename != _MIMETYPE or first.compress_type or kind not in _OPEN_DOCUMENTS:
        raise BadFile(Fault.KIND, "an open document of another kind")
    manifest = _xml(members.small(_MANIFEST))
    if not manifest or "encryption-data" in manifest:
        raise BadFile(Fault.BROKEN, "an open document that cannot be looked into")
    return kind


def _office_document(members: Members) -> Kind:
    declared = _xml(members.small(_CONTENT_TYPES))
    if _MACROS.search(declared):
        raise BadFile(Fault.ACTIVE, "macros")
    kinds = {_MAIN_PARTS[one] for one in _DECLARED.findall(declared) if one in _MAIN_PARTS}
    if len(kinds) != 1:
        raise BadFile(Fault.KIND, "a ZIP file of another kind")
    for name in members.names:
        if name.endswith(".rels"):
            _check_relations(_xml(members.small(name)))
    return kinds.pop()


def _check_relations(relations: str) -> None:
    if any(_FETCHED.match(one) for one in _RELATION.findall(relations)):
        raise BadFile(Fault.ACTIVE, "a part from the network")


def _xml(raw: bytes) -> str:
    """A list of parts, as text. In any other coding, or with entities, it could say what we do not see."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise BadFile(Fault.BROKEN, "a list of parts in another coding") from broken
    if _ENTITIES.search(text):
        raise BadFile(Fault.BROKEN, "a list of parts with entities")
    return text
