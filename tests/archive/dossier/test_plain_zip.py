import io
import zipfile
import zlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from archive.dossier.plain_zip import Part, PlainZip, directory, header

NAMES = st.text("abcdefghijklmnopqrstuvwxyz/.-", min_size=1, max_size=20).filter(
    lambda name: not name.endswith("/")
)
LARGE = 3 * 1024**3


@given(st.dictionaries(NAMES, st.lists(st.binary(max_size=30)), max_size=8))
def test_others_read_what_is_written(parts: dict[str, list[bytes]]) -> None:
    out = io.BytesIO()
    packed = PlainZip(out)
    for name, blocks in parts.items():
        packed.add(name, blocks)
    packed.close()
    with zipfile.ZipFile(out) as found:
        assert {name: found.read(name) for name in found.namelist()} == {
            name: b"".join(blocks) for name, blocks in parts.items()
        }
        assert found.testzip() is None


def test_the_same_parts_are_the_same_bytes() -> None:
    written = []
    for blocks in ([b"ab", b"c"], [b"abc"], [b"", b"abc"]):
        out = io.BytesIO()
        packed = PlainZip(out)
        packed.add("a", blocks)
        packed.close()
        written.append(out.getvalue())
    assert written[0] == written[1] == written[2]


def test_more_than_four_gigabytes_are_found_again(tmp_path: Path) -> None:
    """In a file that is mostly a hole."""
    crc = zlib.crc32(b"end")
    first = Part("first", LARGE, 0, 0)
    second = Part("second", LARGE, 0, first.end)
    third = Part("third", 3, crc, second.end)
    with (tmp_path / "large.zip").open("wb") as out:
        for part in (first, second, third):
            out.seek(part.offset)
            out.write(header(part))
        out.write(b"end")
        out.writelines(directory([first, second, third]))
    with zipfile.ZipFile(tmp_path / "large.zip") as found:
        assert [(one.filename, one.header_offset) for one in found.infolist()] == [
            (part.name, part.offset) for part in (first, second, third)
        ]
        assert found.read("third") == b"end"
