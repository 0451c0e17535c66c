"""There is no key but the one made here, and nobody else can read it."""

from pathlib import Path

import pytest

from web.secret import FILE_NAME, SecretError, signing_keys


def test_key_is_made_once_and_readable_to_its_owner_only(tmp_path: Path) -> None:
    keys = signing_keys(tmp_path)
    assert signing_keys(tmp_path) == keys
    assert len(keys) == 1
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600


def test_two_installations_have_different_keys(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert signing_keys(tmp_path / "a") != signing_keys(tmp_path / "b")


def test_keys_stand_newest_first(tmp_path: Path) -> None:
    (old,) = signing_keys(tmp_path)
    new = "f" * 64
    (tmp_path / FILE_NAME).write_text(f"{new}\n{old}\n")
    assert signing_keys(tmp_path) == [new, old]


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"short", b"f" * 64 + b"\nshort", b"\xff\xfe", b"\xff" * 64]
)
def test_file_without_a_usable_key_stops_the_start(tmp_path: Path, content: bytes) -> None:
    signing_keys(tmp_path)
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(SecretError, match="no usable key"):
        signing_keys(tmp_path)


def test_file_that_others_can_read_stops_the_start(tmp_path: Path) -> None:
    signing_keys(tmp_path)
    (tmp_path / FILE_NAME).chmod(0o644)
    with pytest.raises(SecretError, match="chmod 600"):
        signing_keys(tmp_path)
