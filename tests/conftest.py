"""What every test may rely on: what the machine offers, and that chance is the same on every run.

Missing Chromium or strace is a failure in CI and a loud skip elsewhere: a suite that quietly leaves
out its journeys proves nothing.
"""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import pytest
from hypothesis import settings

from archive import schema_steps
from tests import page_names, turns
from tests.built_once import built_once
from web import lacking
from web.render import Renderer

IN_CI = os.environ.get("CI") == "true"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")

# The machine is small and shared: a slow example is no fault, and a red build must be repeatable.
settings.register_profile("here", deadline=None, print_blob=True)
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if IN_CI else "here")


FURNISHED = {"town", "both"}
"""Fixtures that make a whole house with cases: half a second before anything is asked."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever needs a furnished house is slow; and all run in turn."""
    for item in items:
        if FURNISHED.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
        if item.nodeid.startswith(turns.PURE):
            item.add_marker(pytest.mark.pure)
    if lost := turns.misplaced(items):
        raise pytest.UsageError(f"name in tests/turns.py that these open browsers: {lost}")
    items[:] = turns.in_turn(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> turns.Turns:
    return turns.Turns(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Seven thousand tests stay until the end: the garbage collector need not look at them each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def built_once_for_all() -> Iterator[None]:
    with built_once():
        yield


TAKE_STEPS = schema_steps.take_steps


@pytest.fixture(scope="session", autouse=True)
def migrated_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A new database file is a copy of one that took every step; files that are behind take theirs.

    Taking them all costs more than most tests do with the file. Tests of the steps are `from_nothing`.
    """
    migrated = tmp_path_factory.mktemp("migrated") / "new.sqlite"
    TAKE_STEPS(migrated)

    def take_steps(file: Path) -> None:
        if file.stat().st_size:
            TAKE_STEPS(file)
        else:
            shutil.copyfile(migrated, file)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema_steps, "take_steps", take_steps)
        yield


@pytest.fixture(scope="session", autouse=True)
def pages_are_complete() -> Iterator[None]:
    """A page that lacks something is drawn all the same where people read it, and fails here."""
    draw = Renderer.text

    def text(self: Renderer, template: str, language: str, **context: Any) -> str:
        page_names.complete(self.environment(language), template, context)
        return draw(self, template, language, **context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Renderer, "text", text)
        patch.setattr(lacking, "told", page_names.lacks)
        yield


@pytest.fixture(scope="session")
def disk() -> Iterator[Path]:
    """A folder on the disk, also where all others are in memory (scripts/test)."""
    with TemporaryDirectory(prefix="d", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture
def tmp_path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """What is broken on purpose lies on the disk."""
    if request.node.get_closest_marker("faults"):
        return Path(mkdtemp(dir=request.getfixturevalue("disk")))
    return tmp_path


@pytest.fixture
def from_nothing(migrated_once: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """New database files take every step, as they do outside of tests."""
    monkeypatch.setattr(schema_steps, "take_steps", TAKE_STEPS)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's Chromium, for Playwright's `executable_path`."""
    return _program("Chromium", CHROMIUM_NAMES)


@pytest.fixture(scope="session")
def strace() -> str:
    return _program("strace", ("strace",))


@pytest.fixture(scope="session")
def libreoffice() -> str:
    return _program("LibreOffice", ("soffice", "libreoffice"))


def _program(title: str, names: tuple[str, ...]) -> str:
    for name in names:
        if path := shutil.which(name):
            return path
    if IN_CI:
        pytest.fail(f"{title} is missing: scripts/machine should have installed it")
    pytest.skip(f"{title} IS MISSING: nothing that needs it was tested. See scripts/machine.")
