from archive.store import Store
from archive.tries import TryBook, TryRecord


async def test_tries_are_kept_changed_and_forgotten(store: Store):
    book = TryBook(store)
    first = [TryRecord("a", "x", 3, 10, None), TryRecord("a", "y", 1, 20, 20)]
    await book.save(first, [], 0)
    assert await book.read() == first
    changed = TryRecord("a", "x", 4, 30, 31)
    await book.save([changed], [], 0)
    assert await book.read() == [first[1], changed]
    await book.save([], [("a", "x"), ("nobody", "x")], 0)
    assert await book.read() == [first[1]]
    await book.save([], [], 21)
    assert await book.read() == []
