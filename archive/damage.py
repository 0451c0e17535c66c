"""Tells a damaged database from a bug, in words for the operator who has to do something about it.

A file that is none, a page that does not fit, an entry that cannot be read: these are not our mistakes, and
a traceback would not help. Everything else is.
"""

import sqlite3

from sqlalchemy.exc import DBAPIError

from archive.codec import UnreadableEntry

ADVICE = "keep the file as it is, and restore a backup elsewhere"
_BUGS = (sqlite3.ProgrammingError, sqlite3.IntegrityError, sqlite3.NotSupportedError)


def damage(error: BaseException) -> str | None:
    """What is wrong with the file, and what to do; None when this error says nothing about the file."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, UnreadableEntry):
        return "a journal holds an entry that cannot be read: run `doithoai verify`"
    if isinstance(cause, sqlite3.DatabaseError) and not isinstance(cause, _BUGS):
        return f"the database cannot be used ({cause}): {ADVICE}"
    return None
