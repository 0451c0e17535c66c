import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from archive.codec import CODEC
from archive.journal import NotSaved, Position
from archive.journal_sqlite import SqliteJournal
from archive.office_events import (
    AccountAct,
    AccountChanged,
    OriginalRead,
    RecordTaken,
    SealedRead,
    Taken,
)
from archive.office_log import By, OfficeLog
from archive.people import People, Person, RoleHeld
from archive.schema_steps import config
from archive.store import DATABASE_FILE, Store
from archive.streams import office_stream
from archive.verify import Fault, verify
from conference.event import Event
from conference.events import VoteCast
from conference.vocabulary import Actor, Role
from tests.archive.accounts_told import accounts_told

COMMUNE = "dong-hoa"
STREAM = office_stream(COMMUNE)
HALL = "conference/dong-hoa/CAU"
CLERK = Actor(Role.CLERK, "hoa")


def taken(at: int, form: str = "csv") -> RecordTaken:
    return RecordTaken(
        at=at,
        by=CLERK,
        cause="",
        what=Taken.REGISTER,
        form=form,
        copy="staff",
        conference=None,
        period=None,
    )


def looked(at: int) -> OriginalRead:
    return OriginalRead(at=at, by=CLERK, cause="", conference="CAU", question=7)


async def told(store: Store, commune: str = COMMUNE) -> list[Event]:
    return [entry.event for entry in await OfficeLog(store).latest(commune)]


async def test_the_newest_is_told_first_and_each_commune_its_own(store: Store):
    log = OfficeLog(store)
    for at in (1, 2):
        await log.write(COMMUNE, taken(at))
    await log.write("hop-hoa", taken(3))
    assert await told(store) == [taken(2), taken(1)]
    assert await told(store, "hop-hoa") == [taken(3)]
    assert await told(store, "other") == []


async def test_it_is_read_by_kind_and_leaf_by_leaf(store: Store):
    log = OfficeLog(store)
    for event in (taken(1), looked(2), taken(3), looked(4)):
        await log.write(COMMUNE, event)
    assert [e.sequence for e in await log.latest(COMMUNE, [OriginalRead])] == [4, 2]
    assert [e.sequence for e in await log.latest(COMMUNE, [OriginalRead, SealedRead])] == [4, 2]
    assert [e.sequence for e in await log.latest(COMMUNE, limit=2)] == [4, 3]
    assert [e.sequence for e in await log.latest(COMMUNE, before=3, limit=2)] == [2, 1]


async def test_the_journal_reads_it_as_any_stream(store: Store, journal: SqliteJournal):
    for at in (5, 6):
        await OfficeLog(store).write(COMMUNE, taken(at))
    assert await journal.streams() == [STREAM]
    assert await journal.head(STREAM) == Position(5, 2)
    assert [entry.event for entry in await journal.read(STREAM)] == [taken(5), taken(6)]
    assert [sound.stream for sound in verify(store.file).sound] == [STREAM]


async def test_deeds_at_once_and_votes_between_them_leave_one_whole_chain(
    store: Store, journal: SqliteJournal
):
    """All of them take turns on one connection: none builds on a digest that is not the last."""
    people, log = People(store), OfficeLog(store)
    for name in ("lan", "hai", "mai"):
        await people.add(Person(name, name, COMMUNE, "hash", ()), By(Role.OPERATOR, "operator", 1))

    async def votes() -> None:
        by = Actor(Role.ATTENDEE, "x")
        for n in range(20):
            event = VoteCast(at=n, by=by, cause=f"id-{n}", question=1)
            await journal.append(HALL, Position(1, n), [event])

    async def roles(name: str) -> None:
        for n in range(10):
            by = By(Role.ADMIN, "an", n)
            await people.give_role(name, RoleHeld(Role.CLERK, COMMUNE, None), by)
            await people.take_role(name, RoleHeld(Role.CLERK, COMMUNE, None), by)

    copies = (log.write(COMMUNE, taken(n)) for n in range(20))
    await asyncio.gather(votes(), *(roles(name) for name in ("lan", "hai", "mai")), *copies)
    found = verify(store.file)
    assert found.faults == ()
    assert {s.stream: s.sequence for s in found.sound} == {HALL: 20, STREAM: 3 + 60 + 20}


async def test_a_deed_and_its_entry_are_there_together_or_not_at_all(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    people, by = People(store), By(Role.OPERATOR, "operator", 1)

    def torn(_event: Event) -> bytes:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(CODEC, "encode", torn)
    with pytest.raises(sqlite3.OperationalError):
        await people.add(Person("lan", "Lan", COMMUNE, "hash", ()), by)
    assert (await people.find("lan"), await told(store)) == (None, [])


async def test_what_cannot_be_saved_is_said(store: Store):
    store.broken = True
    with pytest.raises(NotSaved):
        await OfficeLog(store).write(COMMUNE, taken(1))


async def test_no_line_says_what_somebody_is_called(store: Store):
    by = By(Role.OPERATOR, "operator", 1)
    await People(store).add(Person("lan", "Nguyễn Thị Lan", COMMUNE, "hash", ()), by)
    assert b"Nguy" not in b"".join(CODEC.encode(event) for event in await told(store))


@pytest.mark.parametrize("change", ["UPDATE entries SET body = 'x'", "DELETE FROM entries"])
async def test_no_line_is_ever_touched_again(store: Store, change: str):
    await OfficeLog(store).write(COMMUNE, taken(1))
    refused = pytest.raises(sqlite3.IntegrityError, match="append-only")
    with closing(sqlite3.connect(store.file)) as connection, refused:
        connection.execute(change)


CHANGED = "changed: its digest does not fit it and what came before"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            ("UPDATE entries SET body = replace(body, 'csv', 'cs0') WHERE sequence = 2",),
            (2, CHANGED),
        ),
        (("DELETE FROM entries WHERE sequence = 2",), (2, "missing: the next entry is 3")),
        (
            (
                "UPDATE entries SET sequence = sequence + 10 WHERE sequence IN (2, 3)",
                "UPDATE entries SET sequence = 2 WHERE sequence = 13",
                "UPDATE entries SET sequence = 3 WHERE sequence = 12",
            ),
            (2, CHANGED),
        ),
        (
            ("DELETE FROM entries WHERE sequence > 2",),
            (3, "missing: the stream once reached 4"),
        ),
    ],
)
async def test_whoever_owns_the_machine_is_found_out(
    store: Store, changes: tuple[str, ...], fault: tuple[int, str]
):
    for at in range(1, 5):
        await OfficeLog(store).write(COMMUNE, taken(at))
    tamper(store.file, *changes)
    assert verify(store.file).faults == (Fault(STREAM, *fault),)


async def test_a_tail_cut_off_with_its_head_is_seen_from_outside_alone(store: Store):
    """What is left is whole: only a head that somebody else has tells that there was more."""
    log = OfficeLog(store)
    await log.write(COMMUNE, taken(1))
    (short,) = verify(store.file).sound
    await log.write(COMMUNE, taken(2))
    digest = f"x'{short.digest}'"
    tamper(
        store.file,
        "DELETE FROM entries WHERE sequence = 2",
        f"UPDATE heads SET sequence = 1, digest = {digest}",  # noqa: S608  our own words
    )
    assert (verify(store.file).faults, verify(store.file).sound) == ((), (short,))


def tamper(file: Path, *changes: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        for trigger in ("update", "delete"):
            connection.execute(f"DROP TRIGGER entries_refuse_{trigger}")
        for change in changes:
            connection.execute(change)


async def test_lines_from_before_the_journal_are_in_it_after_the_next_start(tmp_path: Path):
    """Chained as they were written, but without the names that stood in notes to invitations."""
    engine = create_engine(f"sqlite:///{tmp_path / DATABASE_FILE}", poolclass=NullPool)
    with engine.begin() as connection:
        command.upgrade(config(connection), "0005")
    lines = [
        ("dong-hoa", 10, "operator", "added", "lan", "clerk, chair · CAU"),
        ("hop-hoa", 11, "operator", "added", "binh", None),
        ("dong-hoa", 12, "an", "invited", None, "chị Hoa: địa chính: officer · CAU"),
        ("dong-hoa", 13, "an", "invitation_revoked", None, "officer"),
        ("dong-hoa", 14, "hoa", "added", "hoa", "officer"),
        ("dong-hoa", 15, "an", "unit_set", "an", 'Địa chính "một"'),
        ("dong-hoa", 16, "lan", "second_step_off", "lan", None),
        ("dong-hoa", 17, "an", "second_step_off", "lan", None),
        ("dong-hoa", 18, "lan", "password_changed", "lan", None),
    ]
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as connection, connection:
        connection.executemany(
            "INSERT INTO people_log (commune, at, actor, act, name, detail) VALUES (?,?,?,?,?,?)",
            lines,
        )
    store = await Store.open(tmp_path)
    found = [
        (e.at, e.by.role, e.by.id, e.act, e.name, e.detail) for e in await accounts_told(store)
    ]
    admin, own = Role.ADMIN, Role.OWN_ACCOUNT
    assert found[::-1] == [
        (10, Role.OPERATOR, "operator", AccountAct.ADDED, "lan", "clerk, chair · CAU"),
        (12, admin, "an", AccountAct.INVITED, None, "officer · CAU"),
        (13, admin, "an", AccountAct.INVITATION_REVOKED, None, "officer"),
        (14, own, "hoa", AccountAct.ADDED, "hoa", "officer"),
        (15, admin, "an", AccountAct.UNIT_SET, "an", 'Địa chính "một"'),
        (16, own, "lan", AccountAct.SECOND_STEP_OFF, "lan", None),
        (17, admin, "an", AccountAct.SECOND_STEP_OFF, "lan", None),
        (18, own, "lan", AccountAct.PASSWORD_CHANGED, "lan", None),
    ]
    assert [event.name for event in await accounts_told(store, "hop-hoa")] == ["binh"]
    await People(store).add(
        Person("mai", "Mai", COMMUNE, "hash", ()), By(Role.OPERATOR, "operator", 20)
    )
    sound = verify(store.file)
    assert ([(s.stream, s.sequence) for s in sound.sound], sound.faults) == (
        [(STREAM, 9), (office_stream("hop-hoa"), 1)],
        (),
    )
    raw = await SqliteJournal(store).read(STREAM)
    assert [CODEC.encode(entry.event) for entry in raw] == bodies(store.file)
    assert all(isinstance(entry.event, AccountChanged) for entry in raw)
    await store.close()


def bodies(file: Path) -> list[bytes]:
    """As they stand on the disk: what was brought over is written as it is written today."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute(
            "SELECT body FROM entries WHERE stream = ? ORDER BY sequence", (STREAM,)
        )
        return [body.encode() for (body,) in rows]
