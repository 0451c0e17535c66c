"""Makes the demo's commune, conference and staff, through the same orders that an operator gives.

There are no default accounts: every start makes up new passwords, for the person who looks at the demo
and for the script that plays its moderator and chair. Data that is kept from an earlier demo is used again,
with a new conference when the last one has ended.
"""

from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from web.control import Orders
from web.demo_words import COMMUNE, NOTICE, PLACE, TITLE, TOPICS, UNITS
from web.office import OrderError

CODE: Final = "DEMO"
MODERATOR: Final = "dieuhanh"
CHAIR: Final = "chutri"
SCRIPT: Final = "kichban"
"""Plays moderator and chair; nobody is told its password."""

_ROLES: Final = {
    MODERATOR: ("Điều hành viên", ("moderator", "secretary")),
    CHAIR: ("Chủ trì hội nghị", ("chair",)),
    SCRIPT: ("Kịch bản trình diễn", ("moderator", "chair")),
}
_CLOSED: Final = "closed"


@dataclass(frozen=True, slots=True)
class DemoHall:
    """A live conference and who may sign in."""

    code: str
    passwords: dict[str, str]


async def prepare(office: Orders) -> DemoHall:
    code = await _live_conference(office)
    return DemoHall(code, {name: await _password(office, name) for name in _ROLES})


async def _live_conference(office: Orders) -> str:
    for number in count(1):
        code = CODE if number == 1 else f"{CODE}{number}"
        is_new = await _create(office, code)
        opened = await _command(office, code, "open_conference")
        if opened["ok"] and is_new:
            await _command(office, code, "announce_notice", text=NOTICE)
        if opened["ok"] or opened["refusal"] != _CLOSED:
            return code
    raise OrderError("no demo conference could be opened")


async def _create(office: Orders, code: str) -> bool:
    """Whether it is new; one that is there from an earlier start is as good."""
    fields = {
        "code": code,
        "commune": COMMUNE,
        "title": TITLE,
        "place": PLACE,
        "topics": list(TOPICS),
        "units": list(UNITS),
    }
    try:
        await office.do("create_conference", {"fields": fields})
    except OrderError:
        return False
    return True


async def _command(office: Orders, code: str, name: str, **fields: Any) -> dict[str, Any]:
    done = await office.do("commands", {"code": code, "name": name, "each": [{"fields": fields}]})
    outcome: dict[str, Any] = done["outcomes"][0]
    return outcome


async def _password(office: Orders, name: str) -> str:
    """A new one, whether or not the person is there."""
    display_name, roles = _ROLES[name]
    wanted = {
        "name": name,
        "display_name": display_name,
        "roles": list(roles),
        "password": None,
        "commune": COMMUNE,
        "conference": None,
    }
    try:
        done = await office.do("add_person", wanted)
    except OrderError:
        done = await office.do("reset_password", {"name": name, "password": None})
    return str(done["password"])
