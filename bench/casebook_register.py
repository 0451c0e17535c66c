"""One register of the largest commune, written to a file that is thrown away: how long, and how much memory.

python -m bench.casebook_register DIRECTORY xlsx|csv|json CASES
"""

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import func, select

from archive.case_queries import CaseQueries
from archive.register.columns import Reader, columns_for
from archive.register.sheets import SHEETS, Words
from archive.store import Store
from archive.tables_cases import cases
from bench.casebook_data import NOW

KILOBYTES_PER_MEGABYTE = 1024


def _words() -> Words:
    """A code is its own word: what a lookup costs is not what is measured."""
    headings = {column.field: column.field for column in columns_for(Reader.STAFF)}
    return Words("", headings, lambda _field, code: code, "x", "")


async def write(directory: Path, form: str, count: int) -> None:
    before = _megabytes()
    store = await Store.open(directory, read_only=True)
    counted = select(cases.c.commune).group_by(cases.c.commune).order_by(func.count().desc())
    async with store.reading() as connection:
        commune = (await connection.execute(counted)).scalars().first() or ""
    with tempfile.TemporaryDirectory(prefix="doithoai-bench-") as folder:
        file = Path(folder) / f"register.{form}"
        began = time.perf_counter()
        sheet = SHEETS[form](file, _words(), Reader.STAFF)
        written = 0
        async for row in CaseQueries(store).register(commune, now=NOW):
            sheet.add(row)
            written += 1
            if written == count:
                break
        sheet.close()
        taken, size = time.perf_counter() - began, file.stat().st_size / 1e6
    await store.close()
    print(
        f"register, {form:<4} {written:,} cases in {taken:.1f} s, {size:.1f} MB;"
        f" the process grew from {before:.0f} to {_megabytes():.0f} MB",
        flush=True,
    )


def _megabytes() -> float:
    """The most this process ever had; what it was before it became this programme does not count."""
    lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    (peak,) = (line.split()[1] for line in lines if line.startswith("VmHWM"))
    return int(peak) / KILOBYTES_PER_MEGABYTE


if __name__ == "__main__":
    asyncio.run(write(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
