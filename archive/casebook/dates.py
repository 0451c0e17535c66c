"""Days as people write them into a case: 2026-11-21, and nothing else."""

from datetime import date


def iso_day(text: str) -> date | None:
    """The day, if there is such a day and it is written so."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if text == day.isoformat() else None
