"""When an authority to which a case was sent is reminded by rule: three times, after the days the commune has set. Pure.

It must not know who sends the reminder.
"""

from archive import clocks
from archive.almanac import Terms
from archive.calendar import day_of, start_of
from archive.casebook.records import Case
from archive.casework import CaseState
from archive.clocks import Clock
from archive.deadlines import ClockKind, Counting

REMINDERS = ("chase_10", "chase_15", "chase_30")
"""The rules of the first, the second and the third; called after the days that are shipped."""
_UNITS = {
    Counting.WORKING_DAYS: "ngày làm việc",
    Counting.CALENDAR_DAYS: "ngày",
    Counting.WORKING_HOURS: "giờ làm việc",
}


def next_reminder(case: Case, terms: Terms) -> Clock | None:
    """A clock from the transfer to the next of them; None when no more is owed."""
    if case.state is not CaseState.TRANSFERRED or case.chased >= len(REMINDERS):
        return None
    deadline = terms.deadline(REMINDERS[case.chased])
    return clocks.start(ClockKind.CHASE, deadline, case.since, terms.calendar)


def is_due(reminder: Clock, now: int) -> bool:
    """On its last day, not after it. Where nobody knows that day, it waits."""
    if reminder.due is None:
        return False
    by_hours = reminder.counting is Counting.WORKING_HOURS
    return now >= (reminder.due if by_hours else start_of(day_of(reminder.due - 1)))


def reminding_words(case: Case, reminder: Clock) -> str:
    passed = f"{reminder.amount} {_UNITS[reminder.counting]}"
    return f"Nhắc lần {case.chased + 1}: đã {passed} kể từ khi chuyển."
