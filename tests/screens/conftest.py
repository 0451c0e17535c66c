"""The house after the sample evening, and people who come to it."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from httpx2 import AsyncClient

from tests.screens.quiet_house import LATER, ended, quiet_house, sign_in


class Clock:
    """Stands still unless a test moves it."""

    def __init__(self) -> None:
        self.now = LATER

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def door(tmp_path: Path, clock: Clock) -> AsyncIterator[Callable[..., AsyncClient]]:
    async with quiet_house(tmp_path, ended(), clock) as opened:
        yield opened


@pytest.fixture
async def guest(door: Callable[..., AsyncClient]) -> AsyncIterator[AsyncClient]:
    async with door() as client:
        yield client


@pytest.fixture
async def hanh(door: Callable[..., AsyncClient]) -> AsyncIterator[AsyncClient]:
    """Moderator and chair of this conference."""
    async with door() as client:
        await sign_in(client, "hanh")
        yield client


@pytest.fixture
async def mai(door: Callable[..., AsyncClient]) -> AsyncIterator[AsyncClient]:
    """Clerk of another commune."""
    async with door() as client:
        await sign_in(client, "mai")
        yield client


@pytest.fixture
async def thuy(door: Callable[..., AsyncClient]) -> AsyncIterator[AsyncClient]:
    """Supervises this commune for the Front."""
    async with door() as client:
        await sign_in(client, "thuy")
        yield client
