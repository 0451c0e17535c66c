"""What is made to keep the judging of a file busy is judged in one pass: else these would take hours."""

from archive.evidence.jpeg import _END_OF_SCAN
from archive.evidence.packed import _FETCHED, _RELATION

LONG = 2_000_000


def test_a_run_of_fill_bytes_is_looked_at_once() -> None:
    assert _END_OF_SCAN.search(b"\xff" * LONG + b"\x00") is None


def test_fill_bytes_belong_to_the_marker_after_them() -> None:
    found = _END_OF_SCAN.search(b"scan\xff\x00scan\xff\xff\xff\xd9")
    assert found is not None
    assert found.span() == (10, 14)


def test_relations_that_never_end_are_looked_at_once() -> None:
    assert _RELATION.findall("<Relationship " * (LONG // 14)) == []


def test_a_long_relation_is_looked_at_once() -> None:
    assert _FETCHED.match("<Relationship " + "a" * LONG + ">") is None
