"""What the communes are called."""

from pathlib import Path

import pytest

from web.commune_names import FILE_NAME, NAME_MAX_CHARACTERS, BadNames, CommuneNames


def test_a_commune_is_called_by_its_name_or_by_its_short_one(tmp_path: Path) -> None:
    assert CommuneNames(tmp_path).of("dong-hoa") == "dong-hoa"
    (tmp_path / FILE_NAME).write_text('{"dong-hoa": "xã Đông Hòa"}')
    names = CommuneNames(tmp_path)
    assert (names.of("dong-hoa"), names.of("an-binh")) == ("xã Đông Hòa", "an-binh")


@pytest.mark.parametrize(
    "content", ["", "[]", '{"dong-hoa": 1}', '{"dong-hoa": " "}', b'{"dong-hoa": "\xff"}']
)
def test_a_file_that_is_no_list_is_named_at_start(tmp_path: Path, content: str | bytes) -> None:
    given = content if isinstance(content, bytes) else content.encode()
    (tmp_path / FILE_NAME).write_bytes(given)
    with pytest.raises(BadNames, match=FILE_NAME):
        CommuneNames(tmp_path)


def test_a_name_has_an_end(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(f'{{"dong-hoa": "{"x" * (NAME_MAX_CHARACTERS + 1)}"}}')
    with pytest.raises(BadNames, match="1 to 120 letters"):
        CommuneNames(tmp_path)
