"""Making the result known in the read tables: what they say is what the casebook's state says."""

from pathlib import Path

from archive.case_queries import CaseQueries
from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.result import DeliveryChannel, Proof
from archive.journal import Position
from archive.journal_sqlite import SqliteJournal
from archive.projector import Projector
from archive.result_rows import ResultRecord
from archive.store import Store
from archive.streams import casebook_stream
from tests.casebook_story import CHAIR, CLERK, DAY, RULE, SECRETARY
from tests.casebook_trio import MONDAY, Book

OURS, THEIRS = "dong-hoa", "tay-hoa"


async def test_the_tables_say_what_the_state_says(tmp_path: Path) -> None:
    book = Book()
    book.does(CLERK, c.ListVillages, villages=("Thôn Đông", "Thôn Đoài"))
    proof = Proof("f" * 64, "bảng tin.jpg", "image/jpeg", 100)
    book.does(CHAIR, c.RecordDelivery, until="2026-12-01", words="Có ảnh", proof=proof)
    book.does(CLERK, c.RecordDelivery, channel=DeliveryChannel.VILLAGE)
    book.does(SECRETARY, c.WithdrawDelivery, delivery=1, words="Nhầm ngày")
    book.now = MONDAY + 10 * DAY
    book.does(RULE, c.EscalateResult, step=0)
    store = await Store.open(tmp_path)
    journal = SqliteJournal(store)
    empty = [e.NothingAsked(at=MONDAY - DAY, by=CHAIR, cause="close")]
    await journal.append(casebook_stream(OURS, "CAU"), Position(7, 0), book.events)
    await journal.append(casebook_stream(OURS, "TRUOC"), Position(7, 0), empty)
    await journal.append(casebook_stream(THEIRS, "KHAC"), Position(7, 0), empty)
    await Projector(journal, store, lambda: 1).catch_up()
    queries = CaseQueries(store)
    held, before = await queries.results(OURS)
    assert held == ResultRecord(OURS, "CAU", book.state.result)
    assert (before.conference, before.result.since, before.result.clock) == (
        "TRUOC",
        MONDAY - DAY,
        None,
    )
    assert await queries.results(OURS, "CAU") == [held]
    assert await queries.results(OURS, "KHAC") == []
    await store.close()
