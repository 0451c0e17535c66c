"""`doithoai checkpoint …`: the key that signs, and the proof that one checkpoint goes on from another."""

import base64
import binascii
from pathlib import Path

import click

from archive.checkpoints.note import NOTE_MAX_CHARACTERS, BadNote, Note, PublicKey, signers
from archive.checkpoints.stored import known_keys, stored
from archive.raw_entries import opened
from archive.tree import HASH_BYTES, proves
from web.checkpoint_keys import check, rotate, signatory
from web.cli_office import as_json_option, database_of, tell
from web.cli_verify import FILE, in_words, read_keys, read_note
from web.options import setting_options
from web.orders import Details

PROOF_MAX_BYTES = NOTE_MAX_CHARACTERS
"""A proof has some twenty lines, and never more than two for each doubling of a journal."""


@click.group()
def checkpoint() -> None:
    """What was signed of each journal, for whoever holds it from outside."""


@checkpoint.command("key")
@setting_options("data")
@as_json_option
def key(data: Path, as_json: bool) -> None:  # noqa: FBT001  click's own way
    """Print the public key that signs now, and those of before."""
    with opened(database_of(data)) as connection:
        earlier = known_keys(connection)
    now = [str(each) for each in signatory(data).keys]
    before = [each for each in earlier if each not in now]
    lines = [*now, *(f"{each} (no more)" for each in before)]
    tell("\n".join(lines), {"keys": now, "earlier": before}, as_json=as_json)


@checkpoint.command("show")
@click.argument("stream")
@click.option(
    "--size", type=click.IntRange(min=0), help="The one for this many entries; else the newest."
)
@setting_options("data")
def show(stream: str, size: int | None, data: Path) -> None:
    """Print a checkpoint of STREAM as it was signed, such as conference/dong-hoa/CAU-2026."""
    with opened(database_of(data)) as connection:
        known = [one for one in stored(connection, stream) if size in (None, one.size)]
    if not known:
        raise click.ClickException(
            f"nothing is signed of {stream}; `doithoai verify` lists the streams"
        )
    click.echo(known[-1].note, nl=False)


@checkpoint.command("rotate")
@setting_options("data")
@as_json_option
def rotated(data: Path, as_json: bool) -> None:  # noqa: FBT001  click's own way
    """Make a fresh key. From the next start on both sign, until you take the old line out of the file."""
    database_of(data)
    fresh = str(rotate(data))
    words = f"{fresh}\nrestart the server: from then on it signs too"
    tell(words, {"key": fresh}, as_json=as_json)


@checkpoint.command("consistency")
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.argument("proof", type=FILE)
@click.option(
    "--key", "keys", multiple=True, help="The public key that must have signed, or a file."
)
@as_json_option
def consistency(old: Path, new: Path, proof: Path, keys: tuple[str, ...], as_json: bool) -> None:  # noqa: FBT001
    """Check by the file PROOF that the checkpoint NEW goes on from OLD. Needs no database and no server."""
    before, after = read_note(old), read_note(new)
    if before.checkpoint.origin != after.checkpoint.origin:
        raise click.ClickException("these two are not about one stream")
    known = [each for told in keys for each in read_keys(told)]
    for name, note in ((old.name, before), (new.name, after)):
        _check_signed(name, note, known)
    first, second = before.checkpoint, after.checkpoint
    if not proves(first.size, first.root, second.size, second.root, _read_proof(proof)):
        raise click.ClickException(
            f"{proof.name} does not show that {new.name} goes on from {old.name}: ask for both anew, and keep them"
        )
    signed = (
        "checked with the keys that you gave"
        if known
        else "signatures were not checked: give --key"
    )
    lines = (in_words(first), in_words(second), "the second goes on from the first", signed)
    done: Details = {"old": first.size, "new": second.size, "signatures_checked": bool(known)}
    tell("\n".join(lines), done, as_json=as_json)


def _check_signed(name: str, note: Note, keys: list[PublicKey]) -> None:
    if not keys:
        return
    try:
        signers(note, keys, check)
    except BadNote as problem:
        raise click.ClickException(f"{name} cannot be trusted: {problem}") from problem


def _read_proof(file: Path) -> list[bytes]:
    try:
        lines = file.read_bytes()[:PROOF_MAX_BYTES].decode("ascii").split()
        nodes = [base64.b64decode(line, validate=True) for line in lines]
    except (binascii.Error, ValueError) as broken:
        raise click.ClickException(f"{file} is no proof: a line of it cannot be read") from broken
    if any(len(node) != HASH_BYTES for node in nodes):
        raise click.ClickException(f"{file} is no proof: a line of it is too long or too short")
    return nodes
