"""`doithoai verify`: whether a journal or a dossier is as it was written, also held against what was carried outside."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import msgspec

from archive.checkpoints.checking import Brought, Trust
from archive.checkpoints.note import BadNote, Checkpoint, Note, PublicKey, parse_note
from archive.damage import ADVICE
from archive.dossier.checking import Checked, check_dossier
from archive.evidence.shelf import find_in
from archive.verify import Fault, Verification, damage_of, verify_files
from archive.verify import verify as walk
from web.checkpoint_keys import check
from web.cli_office import as_json_option, database_of, tell
from web.options import setting_options
from web.orders import Details

FILE = click.Path(dir_okay=False, path_type=Path)
KEY_FILE_MAX_BYTES = 64 * 1024
FROM_OUTSIDE = "checked with the keys that you gave"
FROM_INSIDE = (
    "the keys are those that lie beside the checkpoints: whoever made all of it up could have made them up too. "
    "Compare them with the key in the minutes or on the page, or give it with --key"
)


@dataclass(frozen=True, slots=True)
class Given:
    """What whoever checks has brought along."""

    checkpoints: tuple[Brought, ...]
    keys: tuple[PublicKey, ...]

    @property
    def trust(self) -> Trust:
        return Trust(check, self.keys)


@click.command()
@click.argument("file", required=False, type=FILE)
@click.option(
    "--checkpoint",
    "checkpoints",
    multiple=True,
    type=FILE,
    help="A checkpoint from outside, such as the text of the QR code in the minutes; as often as wanted.",
)
@click.option(
    "--key",
    "keys",
    multiple=True,
    help="The public key that must have signed, or a file of such keys; as often as wanted.",
)
@setting_options("data")
@as_json_option
def verify(
    file: Path | None,
    checkpoints: Sequence[Path],
    keys: Sequence[str],
    data: Path,
    as_json: bool,  # noqa: FBT001  click's own way
) -> None:
    """Walk every journal's chain, look for every file, and name the first entry that is not as it was.

    Every checkpoint that was signed is held against its journal. With a FILE: a dossier, which is checked without
    any database. With --checkpoint also against what was carried out of the house: a tail that was cut off is found
    by nothing else.
    """
    given = Given(
        tuple(Brought(read_note(each), str(each)) for each in checkpoints),
        tuple(key for each in keys for key in read_keys(each)),
    )
    if file is None:
        _verify_data(data, given, as_json=as_json)
    else:
        _verify_dossier(file, given, as_json=as_json)


def read_note(file: Path) -> Note:
    """Also one that was copied by hand or by mail, with other ends of lines."""
    try:
        text = file.read_bytes().decode()
        lines = text.replace("\r\n", "\n").strip("\n")
        return parse_note(f"{lines}\n")
    except (UnicodeDecodeError, BadNote) as problem:
        raise click.ClickException(f"{file} cannot be used as a checkpoint: {problem}") from problem


def read_keys(told: str) -> list[PublicKey]:
    """A key as it is printed, or a file with some of them."""
    try:
        if "+" in told:
            return [PublicKey.parse(told.strip())]
        lines = Path(told).read_bytes()[:KEY_FILE_MAX_BYTES].decode().split()
        return [PublicKey.parse(line) for line in lines]
    except (UnicodeDecodeError, BadNote) as problem:
        raise click.ClickException(f"{told} cannot be used as a key: {problem}") from problem


def in_words(said: Checkpoint) -> str:
    """What a checkpoint says, in one line."""
    *_, time = said.text.split()
    return f"{said.stream} had {said.size} entries at {time}"


def _verify_data(data: Path, given: Given, *, as_json: bool) -> None:
    found = walk(database_of(data), trust=given.trust, brought=given.checkpoints)
    faults = [*found.faults, *verify_files(found.attached, find_in(data))]
    signed = {str(key): count for key, count in found.signed.items()}
    held = [one.name for one in found.held]
    lines = [
        f"{one.stream}: {one.sequence} entries, {one.digest}, root {one.root}"
        for one in found.sound
    ]
    lines += _judged(given, signed, held)
    lines += [f"{one.stream}: entry {one.sequence} {one.problem}" for one in faults]
    damage = damage_of(database_of(data))
    done = {
        **_data_told(found, faults),
        **_checkpoints_told(given, signed, held),
        "damage": damage,
    }
    tell("\n".join(lines) or "nothing is written yet", done, as_json=as_json)
    if faults:
        first = faults[0]
        raise click.ClickException(
            f"{first.stream} was changed at entry {first.sequence}: stop, keep the file, compare with a backup"
        )
    if damage:
        raise click.ClickException(f"SQLite finds the database damaged ({damage}): {ADVICE}")


def _data_told(found: Verification, faults: Iterable[Fault]) -> Details:
    return {
        "sound": [
            {"stream": one.stream, "entries": one.sequence, "digest": one.digest, "root": one.root}
            for one in found.sound
        ],
        "faults": [
            {"stream": one.stream, "entry": one.sequence, "problem": one.problem} for one in faults
        ],
        "files": len(found.attached),
    }


def _verify_dossier(file: Path, given: Given, *, as_json: bool) -> None:
    try:
        checked = check_dossier(file, trust=given.trust, brought=given.checkpoints)
    except OSError as problem:
        raise click.ClickException(f"{file} cannot be read: {problem}") from problem
    told: dict[str, Any] = msgspec.to_builtins(checked)
    judged = _judged(given, checked.signed, checked.held)
    lines = [f"sha256 {checked.sha256}", *streams_told(checked), *judged, *checked.faults]
    done = {**told, **_checkpoints_told(given, checked.signed, checked.held)}
    tell("\n".join(lines), done, as_json=as_json)
    if checked.faults:
        raise click.ClickException(
            f"{file.name} is not what was written: {checked.faults[0]}; ask for it anew"
        )


def streams_told(checked: Checked) -> list[str]:
    """Where each stream of a dossier stands, and what it comes to."""
    if checked.manifest is None:
        return []
    manifest = checked.manifest
    told = [
        f"{one.stream}: {one.entries} entries, {one.head}, root {one.root}"
        + (f", {one.withheld} kept back" if one.withheld else "")
        for one in manifest.streams
    ]
    return [*told, f"{manifest.questions} questions, {manifest.cases} cases, copy: {manifest.copy}"]


def _judged(given: Given, signed: Mapping[str, int], held: Sequence[str]) -> list[str]:
    """Who has signed, how it is known that it was them, and what became of each checkpoint that was brought."""
    lines = [f"{count} checkpoints signed by {key}" for key, count in signed.items()]
    if signed or given.checkpoints:
        lines.append(FROM_OUTSIDE if given.keys else FROM_INSIDE)
    for one in given.checkpoints:
        outcome = "holds" if one.name in held else "was not borne out"
        lines.append(f"{one.name} {outcome}: {in_words(one.note.checkpoint)}")
    return lines


def _checkpoints_told(given: Given, signed: Mapping[str, int], held: Sequence[str]) -> Details:
    return {
        "signed": dict(signed),
        "keys_from": "outside" if given.keys else "inside",
        "held": list(held),
    }
