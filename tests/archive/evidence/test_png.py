import pytest

from archive.evidence.kinds import BadFile
from archive.evidence.png import stripped
from tests.archive.evidence.corpus import SECRET, chunk, header, png

LACED_5_BY_3 = (1 + 3) * 3 + (1 + 9) + (1 + 6) * 2 + (1 + 15)
"""Bytes of each pass that a picture of 5 by 3 has, in three colours: 1, 2, 4, 5, 6 and 7."""


def test_what_the_picture_needs_is_kept() -> None:
    needed = (chunk(b"gAMA", b"\0\1\x86\xa0"), chunk(b"sRGB", b"\0"), chunk(b"tRNS", b"\0" * 6))
    assert stripped(png(chunk(b"tIME", SECRET), *needed, chunk(b"zTXt", SECRET))) == png(*needed)


def test_an_animation_stands_still() -> None:
    assert stripped(png(chunk(b"acTL", b"\0" * 8), chunk(b"fcTL", b"\0" * 26))) == png()


@pytest.mark.parametrize(
    ("depth", "colour", "row"),
    [(1, 0, 2), (2, 3, 2), (16, 0, 7), (8, 4, 7), (8, 6, 13), (16, 6, 25)],
)
def test_every_depth_and_colour_has_its_size(depth: int, colour: int, row: int) -> None:
    whole = png(head=header(depth=depth, colour=colour), data=b"\0" * row)
    assert stripped(whole) == whole
    with pytest.raises(BadFile):
        stripped(png(head=header(depth=depth, colour=colour), data=b"\0" * (row + 1)))


def test_an_interlaced_picture_has_its_size() -> None:
    whole = png(head=header(5, 3, lace=1), data=b"\0", rows=LACED_5_BY_3)
    assert stripped(whole) == whole


@pytest.mark.parametrize(
    "head",
    [
        header(depth=4, colour=2),
        header(colour=5),
        header(lace=2),
        chunk(b"IHDR", b""),
        header() + header(),
    ],
)
def test_an_odd_head_is_refused(head: bytes) -> None:
    with pytest.raises(BadFile):
        stripped(png(head=head))


def test_nothing_stands_behind_the_last_line() -> None:
    hidden = png()[:-12] + chunk(b"IDAT", SECRET) + chunk(b"IEND")
    with pytest.raises(BadFile):
        stripped(hidden)


def test_colours_come_before_the_picture() -> None:
    with pytest.raises(BadFile):
        stripped(png()[:-12] + chunk(b"PLTE", b"\0\0\0") + chunk(b"IEND"))
