"""Sheets that a spreadsheet opens: no cell of them may run.

LibreOffice is not asked here: it would be hundreds of megabytes for one test. What it and the others take for a
formula is a cell that begins with one of a few signs, and that is looked for in what a strict reader of CSV
gives back.
"""

import csv
import io
from itertools import product

from archive.spreadsheet import as_sheet

LEADS = ("=", "+", "-", "@", "\t", "\r", "\n=", "\0=", " =", "'=")
BODIES = (
    "1+1",
    "cmd|'/C calc'!A0",
    'HYPERLINK("http://x.example","a")',
    "SUM(A1:A9)",
    'DDE("a";"b")',
    '1","=1+1',
    "1;=1+1",
    "1\n=1+1",
    "1\t=1+1",
    "Đường?",
)
TAILS = ("", " ", "'", '"', "\r\n")
PAYLOADS = ["".join(parts) for parts in product(LEADS, BODIES, TAILS)]
RUNS = ("=", "+", "-", "@", "\t", "\r", "\0")


def test_five_hundred_payloads_make_no_formula() -> None:
    assert len(PAYLOADS) == 500
    sheet = as_sheet(("a", "b"), ({"a": one, "b": one} for one in PAYLOADS)).decode("utf-8-sig")
    cells = [
        cell for row in csv.reader(io.StringIO(sheet, newline=""), strict=True) for cell in row
    ]
    assert len(cells) == 2 + 2 * len(PAYLOADS), "nothing broke out of its cell"
    assert [cell for cell in cells if cell.startswith(RUNS)] == []
