"""What the turns of tests promise: none is forgotten, one browser at a time, the long ones first."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests import turns

ROOT = Path(__file__).parent.parent


@dataclass
class Test:
    __test__ = False

    nodeid: str
    marks: list[str] = field(default_factory=list)

    def get_closest_marker(self, name: str) -> str | None:
        return name if name in self.marks else None


def ids(tests: list[Any]) -> list[str]:
    return [test.nodeid for test in turns.in_turn(tests)]


def test_files_with_the_longest_tests_begin_and_stay_whole() -> None:
    tests = [
        Test("few.py::one"),
        Test("many.py::one"),
        Test("many.py::two"),
        Test("slow.py::one"),
        Test("slow.py::two", ["slow"]),
        Test("faults.py::one", ["faults", "slow"]),
        Test("browser.py::one", ["browser", "slow"]),
    ]
    assert ids(tests) == [
        "browser.py::one",
        "faults.py::one",
        "slow.py::one",
        "slow.py::two",
        "many.py::one",
        "many.py::two",
        "few.py::one",
    ]


def test_a_browser_is_opened_only_where_no_other_is_open() -> None:
    there = Test(turns.BROWSERS[0] + "x.py::one", ["browser"])
    elsewhere = Test("tests/realtime/x.py::one", ["browser"])
    assert turns.misplaced([there, elsewhere, Test("tests/x.py::one")]) == [elsewhere.nodeid]


def test_what_opens_browsers_is_one_piece_of_work(pytestconfig: pytest.Config) -> None:
    scheduler = turns.Turns.__new__(turns.Turns)
    pieces = [scheduler._split_scope(f"{file}::one") for file in (*turns.BROWSERS, "tests/x.py")]
    assert pieces == [*["browsers"] * len(turns.BROWSERS), "tests/x.py"]
    scheduling = pytestconfig.hook.pytest_xdist_make_scheduler.get_hookimpls()
    assert str(ROOT / "tests" / "conftest.py") in [each.plugin_name for each in scheduling]


@pytest.mark.parametrize("place", turns.PURE + turns.BROWSERS)
def test_every_place_that_is_named_is_there(place: str) -> None:
    assert (ROOT / place.removesuffix("::")).exists()


def test_a_whole_check_runs_the_pure_tests_and_then_all_others() -> None:
    """The same mark with and without a `not`, so that no test falls between them."""
    cover = re.search(r"scripts/test -m (\S+)", _script("cover"))
    steps = (ROOT / "check").read_text(encoding="utf-8").splitlines()
    rest = re.search(r'^rest\)\n    shift\n    set -- -m ("[^"]+")', _script("test"), re.MULTILINE)
    assert cover
    assert rest
    assert (cover[1], rest[1]) == ("pure", '"not pure"')
    assert steps[-2:] == ["scripts/cover", "exec scripts/test rest"]


def _script(name: str) -> str:
    return (ROOT / "scripts" / name).read_text(encoding="utf-8")
