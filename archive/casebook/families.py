"""What becomes of cases that were merged into another one when that one leaves the road.

Their askers gave up nothing: each case is received once more, and goes its own way.
"""

from archive.casebook.command import CaseCommand
from archive.casebook.events_intake import CaseRevived
from archive.casebook.records import Case
from conference.event import Event
from conference.vocabulary import Actor, Role

FAMILIES = Actor(Role.RULE, "families")

_ON_ITS_OWN = "Hồ sơ chung không được tiếp tục; hồ sơ này được tiếp nhận riêng."


def released(parent: Case, command: CaseCommand) -> list[Event]:
    """Every member of this case back where it is looked at."""
    return [
        CaseRevived(at=command.at, by=FAMILIES, cause=command.id, case=code, words=_ON_ITS_OWN)
        for code in parent.members
    ]
