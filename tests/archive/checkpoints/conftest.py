"""A room in which a journal is signed."""

import pytest

from archive.store import Store
from tests.archive.checkpoints.signing_room import Room


@pytest.fixture
def room(store: Store) -> Room:
    return Room(store)
