"""By what a commune's clocks were reckoned, as data: working days with their sources, hours, every deadline's versions.

The almanac's journal is in the dossier too; this is what it comes to, for those who would count by hand.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from archive.almanac import AlmanacState, Terms, apply_almanac, terms
from archive.codec import CODEC
from archive.raw_entries import RawEntry


def terms_of(entries: Iterable[RawEntry]) -> dict[str, Any]:
    """`entries` are the almanac's; none where the commune has changed nothing of what is shipped."""
    state = AlmanacState()
    for entry in entries:
        apply_almanac(state, CODEC.decode(entry.body))
    return _as_data(terms(state))


def _as_data(known: Terms) -> dict[str, Any]:
    calendar = known.calendar
    return {
        "calendar": {
            "version": calendar.version,
            "years": sorted(calendar.years),
            "hours_in_minutes_of_the_day": calendar.hours.spans,
            "days": [msgspec.to_builtins(day) for _, day in sorted(calendar.days.items())],
        },
        "deadlines": [
            msgspec.to_builtins(deadline) for _, deadline in sorted(known.versions.items())
        ],
    }
