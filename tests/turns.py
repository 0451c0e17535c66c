"""Which of the two workers runs what, and when: one browser at a time, whole files elsewhere, the long ones first.

A file stays together, so that what its tests share is made once. The worker that has no browser begins with what kills
servers; at the end both are left with quick files, and neither waits long for the other. (`--dist loadgroup` would
also do for the browsers, but pytest 9.2 keeps ids in a place where xdist 3.8 does not find them, and no group is kept.)
"""

import pytest
from xdist.scheduler import LoadFileScheduling

BROWSERS = (
    "tests/journeys/",
    "tests/screens/test_living_screens.py",
    "tests/screens/test_phone_fates.py",
    "tests/screens/test_quiet_pages.py",
    "tests/web/cases/test_fit.py",
)
"""Where tests may open one."""

PURE = (
    "tests/conference/",
    "tests/moderation/",
    "tests/archive/casebook/",
    *(
        f"tests/archive/test_{name}.py::"
        for name in (
            "almanac",
            "calendar",
            "casework",
            "clock_story",
            "clocks",
            "deadlines",
        )
    ),
)
"""Whose tests walk every branch of rules: `scripts/cover` runs these, and `scripts/test rest` all others."""

LONG = ("browser", "faults", "slow")
"""Marks of what takes long, the longest first."""


class Turns(LoadFileScheduling):
    """Gives out files in the order in which they were collected."""

    def __init__(self, config: pytest.Config, log: object = None) -> None:
        super().__init__(config, log)  # type: ignore[arg-type]
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        """All that opens browsers is one piece of work."""
        return "browsers" if nodeid.startswith(BROWSERS) else super()._split_scope(nodeid)


def in_turn(items: list[pytest.Item]) -> list[pytest.Item]:
    """Files with the longest tests first, then those with most tests; each as it was."""
    files: dict[str, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.nodeid.split("::", 1)[0], []).append(item)
    return [
        item for file in sorted(files, key=lambda one: _turn(files[one])) for item in files[file]
    ]


def _turn(tests: list[pytest.Item]) -> tuple[int, ...]:
    long = [sum(1 for test in tests if test.get_closest_marker(mark)) for mark in LONG]
    return tuple(-count for count in (*map(bool, long), long[-1], len(tests)))


def misplaced(items: list[pytest.Item]) -> list[str]:
    """Tests that open a browser where another may be open."""
    return [
        item.nodeid
        for item in items
        if item.get_closest_marker("browser") and not item.nodeid.startswith(BROWSERS)
    ]
