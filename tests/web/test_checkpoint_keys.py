"""The keys that sign checkpoints are made here, are nobody else's, and can be replaced."""

from pathlib import Path

import pytest

from archive.checkpoints.note import Checkpoint, Note, PublicKey, parse_note, signers
from web.checkpoint_keys import FILE_NAME, check, rotate, signatory
from web.secret import SecretError

SAID = Checkpoint("conference/an-binh/CAU-2026", 1, 3, b"\x01" * 32, 5)


def signed(data: Path) -> Note:
    return Note(SAID, tuple(signatory(data).sign(SAID.text.encode())))


def test_key_is_made_once_and_readable_to_its_owner_only(tmp_path: Path) -> None:
    keys = signatory(tmp_path).keys
    assert signatory(tmp_path).keys == keys
    assert len(keys) == 1
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600


def test_signing_is_what_the_standard_says() -> None:
    """The first example of RFC 8032, 7.1."""
    public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    signature = (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )
    made = bytes.fromhex(signature)
    assert check(bytes.fromhex(public), made, b"")
    assert not check(bytes.fromhex(public), made, b"x")
    assert not check(b"short", made, b"")


def test_what_was_signed_is_known_by_its_public_key(tmp_path: Path) -> None:
    note = parse_note(str(signed(tmp_path)))
    key = PublicKey.parse(str(signatory(tmp_path).keys[0]))
    assert list(signers(note, [key], check)) == [key]


def test_another_installation_has_another_key(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    assert signatory(tmp_path / "a").keys != signatory(tmp_path / "b").keys


def test_a_new_key_signs_beside_the_old_one_until_that_is_taken_out(tmp_path: Path) -> None:
    (old,) = signatory(tmp_path).keys
    before = signed(tmp_path)
    new = rotate(tmp_path)
    both = signed(tmp_path)
    assert signatory(tmp_path).keys == (new, old)
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600
    path = tmp_path / FILE_NAME
    path.write_text(path.read_text().splitlines()[0] + "\n")
    after = signed(tmp_path)
    told = [list(signers(note, [old, new], check)) for note in (before, both, after)]
    assert told == [[old], [new, old], [new]]


@pytest.mark.parametrize("content", ["", "short", "z" * 64, "f" * 66, "f" * 64 + "\nshort"])
def test_file_without_a_usable_key_stops_the_start(tmp_path: Path, content: str) -> None:
    signatory(tmp_path)
    (tmp_path / FILE_NAME).write_text(content)
    with pytest.raises(SecretError):
        signatory(tmp_path)


def test_too_many_keys_stop_the_start(tmp_path: Path) -> None:
    """A note with all their signatures would be none."""
    signatory(tmp_path)
    (tmp_path / FILE_NAME).write_text(f"{'f' * 64}\n" * 9)
    with pytest.raises(SecretError, match="too many keys"):
        signatory(tmp_path)
    (tmp_path / FILE_NAME).write_text(f"{'f' * 64}\n" * 8)
    with pytest.raises(SecretError, match="too many keys"):
        rotate(tmp_path)
    assert len(signatory(tmp_path).keys) == 8


def test_file_that_others_can_read_stops_the_start(tmp_path: Path) -> None:
    signatory(tmp_path)
    (tmp_path / FILE_NAME).chmod(0o640)
    with pytest.raises(SecretError, match="chmod 600"):
        signatory(tmp_path)
