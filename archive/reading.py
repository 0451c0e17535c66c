"""Rows of the read tables as plain records, each word of a closed list back in its enum."""

from typing import Any, TypeVar

import msgspec
from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncConnection

T = TypeVar("T")


async def read_all(
    connection: AsyncConnection, wanted: Select[Any], kind: type[list[T]]
) -> list[T]:
    """Columns that the record does not have are left out."""
    found = await connection.execute(wanted)
    names = [str(name) for name in found.keys()]  # noqa: SIM118  a result is no dict
    return msgspec.convert([dict(zip(names, row, strict=True)) for row in found], kind)
