"""What every house builds for itself, and all houses of a test run may share: its SQL and the list of static files.

Each house has engines of its own, and an engine compiles each statement when it first meets it. In a test that is
most of them. It must not know what is asked or served.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from servestatic.base import ServeStaticBase  # type: ignore[import-untyped]
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.util import LRUCache

from archive import sqlite_settings
from web import app

STATEMENTS_MAX = 5_000


@contextmanager
def built_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        _compile_once(patch)
        _list_once(patch)
        yield


def _compile_once(patch: pytest.MonkeyPatch) -> None:
    compiled: LRUCache[Any, Any] = LRUCache(STATEMENTS_MAX)

    def engine(*arguments: Any, **options: Any) -> AsyncEngine:
        made = create_async_engine(*arguments, **options)
        made.sync_engine._compiled_cache = compiled
        return made

    patch.setattr(sqlite_settings, "create_async_engine", engine)
    # A statement is kept for the dialect that it was compiled for, and all of these speak the same.
    patch.setattr(SQLiteDialect_aiosqlite, "__eq__", lambda one, other: type(one) is type(other))
    patch.setattr(SQLiteDialect_aiosqlite, "__hash__", lambda one: hash(type(one)))


def _list_once(patch: pytest.MonkeyPatch) -> None:
    """Of our own files. They do not change while tests run."""
    listing = ServeStaticBase.update_files_dictionary
    listed: dict[str, Any] = {}

    def update_files_dictionary(self: Any, root: str, prefix: str) -> None:
        if root.rstrip("/") != str(app.STATIC):
            listing(self, root, prefix)
            return
        if not listed:
            listing(self, root, prefix)
            listed.update(self.files)
        self.files.update(listed)

    patch.setattr(ServeStaticBase, "update_files_dictionary", update_files_dictionary)
