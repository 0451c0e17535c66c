import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.tree import HASH_BYTES, Tree, leaf, prove, proves

LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "60616263646566676869"]
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
}
"""Of the first so many leaves, as certificate logs have them."""


MANY = [b"%d" % number for number in range(64)]


def grown(bodies: list[bytes]) -> Tree:
    tree = Tree()
    for body in bodies:
        tree.add(leaf(body))
    return tree


def rooted(bodies: list[bytes]) -> bytes:
    return grown(bodies).root


def proof_of(old: int, bodies: list[bytes]) -> list[bytes]:
    return prove(grown(bodies[:old]), len(bodies), [leaf(body) for body in bodies[old:]])


def proof_by_the_book(old: int, bodies: list[bytes], *, whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 9162, word by word."""
    if old == len(bodies):
        return [] if whole else [by_the_book(bodies)]
    half = 1
    while half * 2 < len(bodies):
        half *= 2
    if old <= half:
        return [
            *proof_by_the_book(old, bodies[:half], whole=whole),
            by_the_book(bodies[half:]),
        ]
    return [
        *proof_by_the_book(old - half, bodies[half:], whole=False),
        by_the_book(bodies[:half]),
    ]


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


def test_a_tree_is_taken_up_again_where_it_was_left() -> None:
    for size in range(len(MANY)):
        left = grown(MANY[:size])
        taken_up = Tree(left.size, left.peaks)
        for body in MANY[size:]:
            taken_up.add(leaf(body))
        assert taken_up.root == rooted(MANY)


def test_peaks_are_as_many_as_the_size_has_ones() -> None:
    with pytest.raises(ValueError, match="a tree of 3 leaves has 2 peaks"):
        Tree(3, [bytes(HASH_BYTES)])


# From one head to the next


@pytest.mark.parametrize("new", range(1, len(MANY) + 1))
def test_every_proof_is_that_of_the_book_and_holds(new: int) -> None:
    bodies = MANY[:new]
    for old in range(1, new + 1):
        proof = proof_of(old, bodies)
        assert proof == proof_by_the_book(old, bodies)
        assert proves(old, rooted(bodies[:old]), new, rooted(bodies), proof)


def test_the_proofs_of_the_example() -> None:
    """Seven leaves as RFC 9162, 2.1.5 draws them: a b c d e f j under g h i, these under k and l."""
    seven = MANY[:7]
    c, d, j = (leaf(seven[at]) for at in (2, 3, 6))
    g, i = by_the_book(seven[:2]), by_the_book(seven[4:6])
    k, right = by_the_book(seven[:4]), by_the_book(seven[4:])
    assert proof_of(3, seven) == [c, d, g, right]
    assert proof_of(4, seven) == [right]
    assert proof_of(6, seven) == [i, j, k]


@given(st.data())
def test_nothing_else_is_proved(data: st.DataObject) -> None:
    """With another size, root, or any node changed, taken out or put in, it does not hold."""
    new = data.draw(st.integers(2, len(MANY)))
    old = data.draw(st.integers(1, new - 1))
    bodies = MANY[:new]
    proof, before, after = proof_of(old, bodies), rooted(bodies[:old]), rooted(bodies)
    at = data.draw(st.integers(0, len(proof) - 1))
    other = bytes(HASH_BYTES)
    forged = [
        (old, before, new, after, [*proof[:at], other, *proof[at + 1 :]]),
        (old, before, new, after, [*proof[:at], *proof[at + 1 :]]),
        (old, before, new, after, [*proof[:at], other, *proof[at:]]),
        (old, before, new, after, [*proof, other]),
        (old, other, new, after, proof),
        (old, before, new, other, proof),
        (new, after, old, before, proof),
        (old, before, new * 2, after, proof),
        (0, rooted([]), new, after, proof),
    ]
    assert [proves(*each) for each in forged] == [False] * len(forged)


@given(st.data())
def test_a_changed_past_has_no_proof(data: st.DataObject) -> None:
    new = data.draw(st.integers(2, len(MANY)))
    old = data.draw(st.integers(1, new - 1))
    changed = data.draw(st.integers(0, old - 1))
    bodies = [*MANY[:changed], b"another", *MANY[changed + 1 : new]]
    proof = proof_of(old, bodies)
    assert proves(old, rooted(bodies[:old]), new, rooted(bodies), proof)
    assert not proves(old, rooted(MANY[:old]), new, rooted(bodies), proof)


def test_the_same_head_needs_no_proof() -> None:
    root = rooted(MANY)
    assert proves(64, root, 64, root, [])
    assert not proves(64, root, 64, root, [root])
    assert not proves(64, root, 64, bytes(HASH_BYTES), [])
    assert not proves(3, rooted(MANY[:3]), 64, root, [])


def test_what_is_not_there_is_not_proved() -> None:
    with pytest.raises(ValueError, match="no proof leads from 0 to 4"):
        prove(Tree(), 4, [])
    with pytest.raises(ValueError, match="no proof leads from 4 to 3"):
        prove(grown(MANY[:4]), 3, [])
    with pytest.raises(ValueError, match="there are no 9 leaves"):
        prove(grown(MANY[:4]), 9, [leaf(body) for body in MANY[4:8]])
