from pathlib import Path

import pytest

from tests.journeys.living_hall import LivingHall


@pytest.mark.slow
def test_a_server_that_cannot_start_is_not_waited_for(tmp_path: Path) -> None:
    """And what it printed is told."""
    (tmp_path / "data").write_text("no directory")
    with pytest.raises(AssertionError, match=r"ended before it listened:\n.*/data"):
        LivingHall(tmp_path / "data", {}).start()
