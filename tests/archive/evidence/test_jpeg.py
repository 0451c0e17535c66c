import pytest

from archive.evidence.jpeg import stripped
from tests.archive.evidence.corpus import SCAN, SECRET, TABLES, exif, frame, jpeg, segment

JFIF = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
PICTURE = frame() + TABLES + SCAN


def turned(orientation: int) -> bytes:
    entry = b"\1\x12\0\3\0\0\0\1\0" + bytes((orientation,)) + b"\0\0"
    return segment(0xE1, b"Exif\0\0MM\0\x2a\0\0\0\x08\0\1" + entry + b"\0\0\0\0")


@pytest.mark.parametrize("order", [">", "<"])
@pytest.mark.parametrize("orientation", range(2, 9))
def test_only_which_way_up_is_kept_of_exif(orientation: int, order: str) -> None:
    kept = stripped(jpeg(segment(0xE1, exif(orientation, order))))
    assert kept == jpeg(turned(orientation))


@pytest.mark.parametrize(
    "body",
    [
        exif(1),
        exif(0),
        exif(9),
        exif()[:20],
        b"Exif\0\0",
        b"Exif\0\0XX" + exif()[8:],
        b"Exif\0\0MM\0\x2a\xff\xff\xff\xff",
        b"http://ns.adobe.com/xap/1.0/\0" + SECRET,
    ],
)
def test_a_picture_that_stands_upright_says_nothing(body: bytes) -> None:
    assert stripped(jpeg(segment(0xE1, body))) == jpeg()


@pytest.mark.parametrize("colours", [0, 1, 2])
def test_how_colours_are_coded_is_kept_and_nothing_beside_it(colours: int) -> None:
    adobe = b"Adobe\0\x64\0\0\0\0" + bytes((colours,))
    assert stripped(jpeg(segment(0xEE, adobe + SECRET))) == jpeg(segment(0xEE, adobe))


@pytest.mark.parametrize("body", [b"Adobe\0\x64\0\0\0\0\x07", b"Adobe", b"Ducky" + b"\0" * 9])
def test_an_odd_note_of_colours_is_left_out(body: bytes) -> None:
    assert stripped(jpeg(segment(0xEE, body))) == jpeg()


def test_a_preview_in_the_head_is_left_out() -> None:
    assert stripped(jpeg(segment(0xE0, b"JFIF\0\1\2\1\0\x48\0\x48\x10\x10" + SECRET))) == jpeg(JFIF)


def test_fill_bytes_and_restarts_are_no_trouble() -> None:
    restarting = segment(0xDD, b"\0\1")
    scan = SCAN + b"\xff\xd0" + b"\x3f\xff\0\x3f" + b"\xff\xd1\x3f"
    picture = frame() + TABLES + restarting + scan
    loose = b"\xff" + frame() + TABLES + b"\xff\xff" + restarting + scan + b"\xff\xff"
    assert stripped(jpeg(picture=loose)) == jpeg(picture=picture)


def test_a_picture_of_several_scans_keeps_them_all() -> None:
    picture = frame(marker=0xC2) + TABLES + SCAN * 9
    assert stripped(jpeg(JFIF, picture=picture, after=PICTURE)) == jpeg(JFIF, picture=picture)
