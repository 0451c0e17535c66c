"""Who may be a muted phone come back, and who cannot be."""

import pytest

from realtime import returns
from realtime.returns import RETURN_SECONDS, Returns

KIND = "android zalo of one address"


@pytest.fixture
def muted() -> Returns:
    """An was muted at 100."""
    known = Returns()
    known.came("an", KIND, 0.0, new=True)
    known.muted("an", 100.0)
    return known


@pytest.mark.parametrize(
    ("kind", "at", "new", "suspect"),
    [
        (KIND, 101.0, True, True),
        (KIND, 100.0 + RETURN_SECONDS, True, True),
        (KIND, 101.0 + RETURN_SECONDS, True, False),
        (KIND, 101.0, False, False),
        ("another kind", 101.0, True, False),
    ],
)
def test_same_kind_new_and_soon(
    muted: Returns, kind: str, at: float, *, new: bool, suspect: bool
) -> None:
    muted.came("binh", kind, at, new=new)
    assert muted.is_suspect("binh") is suspect


def test_who_was_there_before_is_no_suspect(muted: Returns) -> None:
    known = Returns()
    for phone in ("an", "binh"):
        known.came(phone, KIND, 0.0, new=True)
    known.muted("an", 100.0)
    known.came("binh", KIND, 101.0, new=True)
    assert [known.is_suspect(phone) for phone in ("an", "binh", "chi")] == [False, False, False]


def test_taking_the_mute_back_clears_those_it_made_suspect(muted: Returns) -> None:
    muted.came("binh", KIND, 101.0, new=True)
    muted.unmuted("an")
    muted.came("chi", KIND, 102.0, new=True)
    assert [muted.is_suspect(phone) for phone in ("binh", "chi")] == [False, False]


def test_somebody_never_seen_can_be_muted_and_unmuted() -> None:
    known = Returns()
    known.muted("an", 1.0)
    known.unmuted("an")
    known.came("binh", KIND, 2.0, new=True)
    assert not known.is_suspect("binh")


def test_no_more_phones_are_kept_than_there_is_room_for(
    muted: Returns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(returns, "KNOWN_MAX", 2)
    for phone in ("binh", "chi", "dung"):
        muted.came(phone, KIND, 101.0, new=True)
    assert [muted.is_suspect(phone) for phone in ("binh", "chi", "dung")] == [False, True, True]
