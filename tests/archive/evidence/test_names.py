import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.evidence.kinds import BadFile, Kind
from archive.evidence.limits import NAME_MAX_BYTES, NAME_MAX_CHARACTERS
from archive.evidence.names import claimed, cleaned


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("biên bản.pdf", "biên bản.pdf"),
        (unicodedata.normalize("NFD", "biên bản.PDF"), "biên bản.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\lan\\ảnh cầu.pdf", "ảnh cầu.pdf"),
        ("/", "tep-dinh-kem.pdf"),
        ("", "tep-dinh-kem.pdf"),
        (".pdf", "pdf.pdf"),
        ("...", "tep-dinh-kem.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("hoa\u202efdp.exe", "hoafdp.exe.pdf"),
        ("a\u200b\u2066b\ufeff.pdf", "ab.pdf"),
        ('a"\r\nSet-Cookie: x=y;.pdf', "a_ Set-Cookie_ x=y_.pdf"),
        ("a\0b<c>|d?*%41.pdf", "ab_c__d___41.pdf"),
        ("con", "_con.pdf"),
        ("COM1.tar.pdf", "_COM1.tar.pdf"),
        ("contract.pdf", "contract.pdf"),
        ("  nhiều   dấu\tcách . pdf ", "nhiều dấu cách . pdf.pdf"),
    ],
)
def test_a_name_is_harmless(name: str, left: str) -> None:
    assert cleaned(name, Kind.PDF) == left


def test_a_long_name_is_cut_between_letters() -> None:
    assert cleaned("ệ" * 300 + ".jpeg", Kind.JPEG) == "ệ" * 78 + ".jpeg"
    assert cleaned("e" * 300, Kind.JPEG) == "e" * 115 + ".jpg"


@given(st.text(), st.sampled_from(list(Kind)))
def test_any_name_is_harmless(name: str, kind: Kind) -> None:
    left = cleaned(name, kind)
    assert len(left) <= NAME_MAX_CHARACTERS
    assert len(left.encode()) <= NAME_MAX_BYTES
    assert left.isprintable()
    assert not {*'/\\:*?"<>|%;\r\n'} & {*left}
    assert left[0] not in ". "
    assert left.endswith(kind.endings)
    assert cleaned(left, kind) == left
    assert claimed(left) is kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.JPeG", Kind.JPEG),
        ("a.pdf. ", Kind.PDF),
        ("a.b.csv", Kind.CSV),
        ("a", None),
        ("biên bản số 7.2 của xã", None),
    ],
)
def test_a_name_says_what_it_is(name: str, kind: Kind | None) -> None:
    assert claimed(name) is kind


@pytest.mark.parametrize(
    "name", ["a.exe", "a.jpg.exe", "a.svg", "a.docm", "a.js ", "a.zip", "a.\u202ejs"]
)
def test_another_ending_is_refused(name: str) -> None:
    with pytest.raises(BadFile):
        claimed(name)
