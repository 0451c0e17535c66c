"""Who handles what: one question a connection, and several may handle the same one."""

from typing import Any

import pytest

from realtime.claims import Claims


class Tab:
    """As much of a seat as a claim looks at."""

    def __init__(self, name: str) -> None:
        self.name = name


@pytest.fixture
def claims() -> Any:
    return Claims()


def test_a_claim_is_listed_until_another_or_none(claims: Any) -> None:
    lan = Tab("Lan")
    assert [claims.claim(lan, number) for number in (3, 3, 5)] == [True, False, True]
    assert claims.listed() == [(5, "Lan")]
    assert [claims.claim(lan, None) for _ in range(2)] == [True, False]
    assert claims.listed() == []


def test_several_may_handle_the_same_and_two_tabs_are_one_person(claims: Any) -> None:
    for name in ("Minh", "Lan", "Lan"):
        claims.claim(Tab(name), 3)
    claims.claim(Tab("Lan"), 2)
    assert claims.listed() == [(2, "Lan"), (3, "Lan"), (3, "Minh")]
