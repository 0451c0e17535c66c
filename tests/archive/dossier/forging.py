"""What somebody can do to a dossier who has it for a night, and knows how it is made."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from archive.dossier.form import MANIFEST, Manifest, PartTold, as_json
from archive.dossier.plain_zip import PlainZip
from archive.journal import genesis, link
from archive.tree import Tree, leaf

Parts = dict[str, bytes]


def parts_of(dossier: Path) -> Parts:
    with zipfile.ZipFile(dossier) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def zipped(dossier: Path, parts: Mapping[str, bytes]) -> None:
    """As it is: the manifest says what it said."""
    out = io.BytesIO()
    packed = PlainZip(out)
    for name, content in parts.items():
        packed.add(name, [content])
    packed.close()
    dossier.write_bytes(out.getvalue())


def remade(
    dossier: Path, parts: Parts, change: Callable[[Manifest], Manifest] | None = None
) -> None:
    """With a manifest that fits: every hash is right again."""
    manifest = msgspec.json.decode(parts.pop(MANIFEST), type=Manifest)
    told = tuple(
        PartTold(name=name, size=len(content), sha256=hashlib.sha256(content).hexdigest())
        for name, content in parts.items()
    )
    manifest = msgspec.structs.replace(manifest, parts=told)
    parts[MANIFEST] = as_json(change(manifest) if change else manifest)
    zipped(dossier, parts)


def chained(parts: Parts, manifest: Manifest, kind: str, lines: list[bytes]) -> Manifest:
    """The journal made of these lines, with its digests, head and root; nothing in it is kept back."""
    (told,) = (one for one in manifest.streams if one.kind == kind)
    digest, tree, digests = genesis(told.stream, told.epoch), Tree(), []
    for number, line in enumerate(lines, 1):
        digest = link(digest, line)
        tree.add(leaf(line))
        digests.append(f"{number} {digest.hex()}\n".encode())
    parts[f"journal/{kind}.jsonl"] = b"".join(line + b"\n" for line in lines)
    parts[f"journal/{kind}.digests"] = b"".join(digests)
    now = {"entries": len(lines), "head": digest.hex(), "root": tree.root.hex()}
    streams = tuple(
        msgspec.structs.replace(one, **now) if one.kind == kind else one for one in manifest.streams
    )
    return msgspec.structs.replace(manifest, streams=streams)
