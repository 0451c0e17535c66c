# The part of openpyxl that archive/bring_in_files.py and its tests use.
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

class Worksheet:
    title: str
    def append(self, iterable: Sequence[object]) -> None: ...
    def iter_rows(self, *, values_only: bool = False) -> Iterator[tuple[object, ...]]: ...
    def reset_dimensions(self) -> None: ...
    def __setitem__(self, key: str, value: object) -> None: ...

class Workbook:
    active: Worksheet
    worksheets: list[Worksheet]
    sheetnames: list[str]
    def create_sheet(self, title: str | None = None) -> Worksheet: ...
    def save(self, filename: Path | IO[bytes]) -> None: ...
    def __getitem__(self, key: str) -> Worksheet: ...

def load_workbook(
    filename: Path | IO[bytes],
    read_only: bool = False,
    *,
    data_only: bool = False,
    keep_links: bool = True,
) -> Workbook: ...
