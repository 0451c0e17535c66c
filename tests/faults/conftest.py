"""A server for each test that breaks one."""

import resource
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults.server import OpenServer, Server, kept_bytecode


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return kept_bytecode(tmp_path_factory.mktemp("compiled"))


@pytest.fixture(scope="session", autouse=True)
def many_files() -> None:
    """Every phone is an open file, on both sides."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


@pytest.fixture
async def server(
    tmp_path: Path, environment: dict[str, str], request: pytest.FixtureRequest
) -> AsyncIterator[Server]:
    """A parameter, if there is one, is settings in the environment."""
    data = tmp_path / "data"
    data.mkdir()
    running = Server(data, {**environment, **getattr(request, "param", {})})
    yield running
    await running.end()


@pytest.fixture
async def open_server(tmp_path: Path, environment: dict[str, str]) -> AsyncIterator[OpenServer]:
    """Whose casebooks can be asked without pages, and whose clock can be moved."""
    data = tmp_path / "data"
    data.mkdir()
    running = OpenServer(data, environment)
    yield running
    await running.end()
