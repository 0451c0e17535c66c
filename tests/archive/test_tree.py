import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.tree import Tree, leaf

LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "60616263646566676869"]
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
}
"""Of the first so many leaves, as certificate logs have them."""


def rooted(bodies: list[bytes]) -> bytes:
    tree = Tree()
    for body in bodies:
        tree.add(leaf(body))
    return tree.root


def by_the_book(bodies: list[bytes]) -> bytes:
    """The definition of RFC 9162, word by word."""
    if len(bodies) <= 1:
        return leaf(bodies[0]) if bodies else hashlib.sha256().digest()
    half = 1
    while half * 2 < len(bodies):
        half *= 2
    halves = by_the_book(bodies[:half]) + by_the_book(bodies[half:])
    return hashlib.sha256(b"\x01" + halves).digest()


@pytest.mark.parametrize("size", ROOTS)
def test_the_root_is_what_others_compute(size: int) -> None:
    assert rooted([bytes.fromhex(each) for each in LEAVES[:size]]).hex() == ROOTS[size]


@given(st.lists(st.binary(max_size=4), max_size=40))
def test_any_number_of_leaves_has_the_root_of_the_book(bodies: list[bytes]) -> None:
    assert rooted(bodies) == by_the_book(bodies)


@given(st.lists(st.binary(max_size=2), min_size=1, max_size=9), st.data())
def test_any_change_changes_the_root(bodies: list[bytes], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(bodies) - 1))
    changed = [*bodies[:at], bodies[at] + b"x", *bodies[at + 1 :]]
    assert rooted(changed) != rooted(bodies) != rooted(bodies[:-1])
