"""Which clock an asker is shown."""

from web.cases.owed import SHOWN
from web.holder.words import DUE


def test_every_clock_that_is_shown_has_a_name_for_its_asker():
    assert set(DUE) == set(SHOWN)
