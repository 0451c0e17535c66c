"""What an asker wished to be forgotten is gone, nothing of anybody else is, and every chain is as it was."""

import pytest

from archive.casebook import events as c
from archive.forgetting import Forgetting
from archive.journal import NotSaved, Position, VaultRow
from archive.journal_sqlite import SqliteJournal
from archive.office_events import OriginalsErased
from archive.office_log import By, OfficeLog
from archive.store import Store
from archive.vault import Vault
from archive.verify import verify
from conference import events as e
from conference.event import Event
from conference.vocabulary import Actor, Role
from tests.archive.examples import EXAMPLES

COMMUNE, CODE = "dong-hoa", "CAU"
HALL, BOOK = f"conference/{COMMUNE}/{CODE}", f"casebook/{COMMUNE}/{CODE}"
CLERK, KEEPER = By(Role.CLERK, "hoa", 9), By(Role.SEALED_BOX, "minh", 9)


def row(name: str) -> VaultRow:
    return VaultRow.of("original", f"Gọi tôi 0912 345 678 ({name})", name.encode())


def like(kind: type[Event], **fields: object) -> Event:
    """The example of this kind, with other fields."""
    (example,) = (event for event in EXAMPLES if type(event) is kind)
    told = {name: getattr(example, name) for name in example.__dataclass_fields__}
    return kind(**{**told, **fields})


ROWS = {name: row(name) for name in ("asked", "amended", "other", "part", "added", "hidden")}


@pytest.fixture
async def kept(store: Store, journal: SqliteJournal) -> Vault:
    """Question 7 was asked and amended; 8 is another's, 9 was split off from 7; two cases of 7, one of them sealed."""

    def asked(question: int, name: str) -> Event:
        return like(e.QuestionAsked, question=question, original=ROWS[name].key)

    hall = [
        asked(7, "asked"),
        asked(8, "other"),
        like(e.QuestionAmended, question=7, original=ROWS["amended"].key),
        like(e.QuestionSplitOff, question=9, split_from=7, original=ROWS["part"].key),
    ]
    book = [
        like(c.CaseOpened, case="ONE", question=7, state="received"),
        like(c.CaseSplitOff, case="TWO", split_from="ONE", question=7, part=2),
        like(c.CaseSealed, case="TWO"),
        like(c.InformationAdded, case="ONE", original=ROWS["added"].key),
        like(c.InformationAdded, case="TWO", original=ROWS["hidden"].key),
    ]
    names = ("added", "hidden")
    await journal.append(HALL, Position(1, 0), hall, [r for n, r in ROWS.items() if n not in names])
    await journal.append(BOOK, Position(1, 0), book, [ROWS[name] for name in names])
    return Vault(store, bytes)


async def left(vault: Vault) -> set[str]:
    return {name for name, each in ROWS.items() if await vault.read(each.key)}


async def test_what_one_person_sent_about_one_question_goes(
    store: Store, journal: SqliteJournal, kept: Vault
):
    assert await Forgetting(store, journal).erase(COMMUNE, CODE, 7, CLERK) == 3
    assert await left(kept) == {"other", "part", "hidden"}


async def test_what_is_sealed_goes_by_its_keeper_alone(
    store: Store, journal: SqliteJournal, kept: Vault
):
    assert await Forgetting(store, journal).erase(COMMUNE, CODE, 7, KEEPER) == 4
    assert await left(kept) == {"other", "part"}


async def test_every_chain_stays_as_it_was_and_the_log_says_who_did_it(
    store: Store, journal: SqliteJournal, kept: Vault
):
    before = verify(store.file)
    forgetting = Forgetting(store, journal)
    await forgetting.erase(COMMUNE, CODE, 7, CLERK)
    assert await forgetting.erase(COMMUNE, CODE, 7, CLERK) == 0
    after = verify(store.file)
    assert (after.faults, [s for s in after.sound if "office" not in s.stream]) == (
        (),
        list(before.sound),
    )
    (entry,) = await OfficeLog(store).latest(COMMUNE)
    assert entry.event == OriginalsErased(
        at=9, by=Actor(Role.CLERK, "hoa"), cause="", conference=CODE, question=7, wordings=3
    )
    assert b"0912 345" not in store.file.read_bytes().replace(ROWS["other"].content.encode(), b"")


async def test_nothing_goes_when_it_cannot_be_written_down(
    store: Store, journal: SqliteJournal, kept: Vault, monkeypatch: pytest.MonkeyPatch
):
    async def full(*_given: object) -> None:
        raise NotSaved("the disk is full")

    monkeypatch.setattr("archive.forgetting.write_entry", full)
    with pytest.raises(NotSaved):
        await Forgetting(store, journal).erase(COMMUNE, CODE, 7, CLERK)
    assert await left(kept) == set(ROWS)
