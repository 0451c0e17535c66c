"""Checks a dossier with nothing else at hand: no database, no network, no trust in whoever made it.

In the order in which each step makes the next one safe: the file around its parts, the manifest, the hash of
every part, the chain and the tree of every journal with its checkpoints, and that all of it adds up. What this
cannot know is whether the whole was made up: that is said by a checkpoint that is brought along, and by the
SHA-256 of the file.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from archive.checkpoints.checking import Brought, Hearing, Trust
from archive.dossier.chains import BadChain, Walk
from archive.dossier.contents import Contents
from archive.dossier.form import (
    EVIDENCE_LIST,
    FORM,
    LEFT_OUT,
    MANIFEST,
    READ_ME,
    REGISTER,
    TERMS,
    Manifest,
    as_json,
    digests_part,
    entries_part,
)
from archive.dossier.packing import NoDossier, Packing
from archive.dossier.signed import heard
from archive.streams import (
    ALMANAC,
    CASEBOOK,
    CONFERENCE,
    almanac_stream,
    casebook_stream,
    conference_stream,
)

MANIFEST_MAX_BYTES = 64 * 1024 * 1024
ALWAYS_THERE: Final = (READ_ME, "transcript.json", "ledger.json", REGISTER, TERMS, EVIDENCE_LIST)


@dataclass(frozen=True, slots=True)
class Checked:
    """`sha256` is that of the whole file. No faults: it is as it was written, and adds up."""

    sha256: str
    manifest: Manifest | None
    faults: tuple[str, ...]
    signed: Mapping[str, int] = field(default_factory=dict)
    """How many of its checkpoints each key has signed; told where somebody was named to trust."""
    held: tuple[str, ...] = ()
    """The names of the checkpoints that were brought along, and that it bears out."""


def check_dossier(
    file: Path, *, trust: Trust | None = None, brought: Iterable[Brought] = ()
) -> Checked:
    """Raises OSError when it cannot be read at all.

    With somebody to `trust` the signatures of its checkpoints are checked too, and those `brought` along are held
    against its streams.
    """
    with file.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
        try:
            packing = Packing(source)
            manifest = _manifest(packing)
            hearing = heard(packing, manifest, trust, brought)
        except NoDossier as problem:
            return Checked(digest, None, (str(problem),))
        faults = tuple(_faults(packing, manifest, hearing))
    return Checked(
        digest,
        manifest,
        (*faults, *(f"{one.stream}: {one.problem}" for one in hearing.misfits)),
        {str(key): count for key, count in hearing.signed.items()},
        tuple(one.name for one in hearing.held),
    )


def is_dossier(source: BinaryIO) -> bool:
    """Whether somebody meant it to be one: it begins like a ZIP file."""
    return source.read(4) == b"PK\x03\x04"


def _manifest(packing: Packing) -> Manifest:
    """In its one spelling, and about the parts that are there, in their order."""
    part = packing.parts.get(MANIFEST)
    if part is None or part.size > MANIFEST_MAX_BYTES:
        raise NoDossier("it has no manifest")
    content = packing.content(MANIFEST)
    packing.sha256(MANIFEST)
    try:
        manifest = msgspec.json.decode(content, type=Manifest)
    except msgspec.MsgspecError as broken:
        raise NoDossier(f"the manifest cannot be read: {broken}") from broken
    if as_json(manifest) != content or manifest.left_out != LEFT_OUT:
        raise NoDossier("the manifest is not as it was written")
    if manifest.form != FORM:
        raise NoDossier(f"it is of another form: {manifest.form!r}")
    listed = [each.name for each in manifest.parts]
    if [*listed, MANIFEST] != list(packing.parts):
        odd = sorted({*listed, MANIFEST} ^ set(packing.parts)) or ["their order"]
        raise NoDossier(f"the manifest and the parts are not the same: {odd[0]}")
    return manifest


def _faults(packing: Packing, manifest: Manifest, hearing: Hearing) -> Iterator[str]:
    bad_parts = list(_part_faults(packing, manifest))
    yield from bad_parts
    expected = list(_stream_faults(packing, manifest))
    yield from expected
    if expected:
        return
    contents, broken = Contents(), []
    for told in manifest.streams:
        try:
            for entry in Walk(packing, told, hearing.claims(told.stream, told.epoch)):
                contents.feed(told.kind, entry, manifest.conference)
        except (BadChain, NoDossier) as problem:
            broken.append(str(problem))
    hearing.close()
    yield from broken
    if not broken and not bad_parts:
        yield from contents.faults(packing, manifest)


def _part_faults(packing: Packing, manifest: Manifest) -> Iterator[str]:
    for told in manifest.parts:
        try:
            found = packing.sha256(told.name)
        except NoDossier as problem:
            yield str(problem)
            continue
        if (found, packing.parts[told.name].size) != (told.sha256, told.size):
            yield f"{told.name} was changed: its SHA-256 is not that of the manifest"


def _stream_faults(packing: Packing, manifest: Manifest) -> Iterator[str]:
    """The streams are those of this conference, each in its two parts; none is kept back from a complete copy."""
    commune, code = manifest.commune, manifest.conference
    names = {
        CONFERENCE: conference_stream(commune, code),
        CASEBOOK: casebook_stream(commune, code),
        ALMANAC: almanac_stream(commune),
    }
    kinds = [told.kind for told in manifest.streams]
    if kinds != [kind for kind in names if kind in kinds] or CONFERENCE not in kinds:
        yield "the manifest does not tell the streams that a dossier has"
        return
    wanted = {*ALWAYS_THERE, *(part for kind in kinds for part in _parts_of(kind))}
    yield from (f"{name} is missing" for name in sorted(wanted - set(packing.parts)))
    for told in manifest.streams:
        if told.stream != names[told.kind]:
            yield f"the {told.kind} is that of {told.stream}"
        if told.withheld and manifest.copy == "complete":
            yield f"{told.stream}: a complete copy keeps nothing back"


def _parts_of(kind: str) -> tuple[str, str]:
    return entries_part(kind), digests_part(kind)
