"""A commune whose conference is over, with everybody who works on its cases; and a neighbour who must see nothing.

The first question was answered with a promise to pass it on, the others never came up.
"""

from pathlib import Path

from argon2 import PasswordHasher

from archive.journal_sqlite import SqliteJournal
from archive.office_log import By
from archive.people import People, Person, RoleHeld
from archive.store import Store
from conference.vocabulary import Role
from tests.archive.town import Town
from tests.casebook_story import ROADS, SCHOOLS
from web.passwords import Passwords

COMMUNE, NEIGHBOUR = "dong-hoa", "hop-hoa"
PASSWORD = "mot-mat-khau-dai"
OFFICE: tuple[tuple[str, str, str | None, tuple[Role, ...]], ...] = (
    ("van", "Lê Thị Vân", None, (Role.CLERK,)),
    ("yen", "Trần Hải Yến", None, (Role.CLERK,)),
    ("dung", "Phạm Văn Dũng", ROADS, (Role.UNIT_HEAD,)),
    ("khoa", "Ngô Đăng Khoa", ROADS, (Role.OFFICER,)),
    ("nga", "Vũ Thúy Nga", ROADS, (Role.OFFICER,)),
    ("quy", "Đỗ Quý", SCHOOLS, (Role.OFFICER,)),
    ("tam", "Hoàng Tâm", None, (Role.APPROVER,)),
    ("hai", "Đặng Văn Hải", None, (Role.CHAIR,)),
    ("phuc", "Bùi Phúc", None, (Role.PUBLISHER,)),
    ("thu", "Mai Thư", None, (Role.SECRETARY,)),
    ("minh", "Cao Minh", None, (Role.SEALED_BOX,)),
    ("xuan", "Hà Xuân", None, (Role.SUPERVISOR,)),
    ("haiphia", "Lý Hai Phía", None, (Role.CLERK, Role.SUPERVISOR)),
    ("motminh", "Tạ Một Mình", ROADS, (Role.CLERK, Role.OFFICER, Role.APPROVER, Role.PUBLISHER)),
)
"""Name to sign in with, display name, unit, roles."""
WEAK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


async def furnish(data: Path) -> Town:
    """Fill a data directory. Question 4 is sealed; 2 and 3 are received."""
    store = await Store.open(data)
    journal = SqliteJournal(store)
    town = await Town.of(store, journal, COMMUNE, "cau")
    await Town.of(store, journal, NEIGHBOUR, "hop")
    people, password = People(store), await Passwords(WEAK).hash(PASSWORD)
    by = By(Role.OPERATOR, "operator", town.book.now)
    known = [
        *((*person, COMMUNE) for person in OFFICE),
        ("la", "Người Lạ", None, (Role.CLERK, Role.CHAIR, Role.PUBLISHER), NEIGHBOUR),
    ]
    for name, display_name, unit, roles, commune in known:
        held = tuple(RoleHeld(role, commune, None) for role in roles)
        await people.add(Person(name, display_name, commune, password, held, unit), by)
    await store.close()
    return town
