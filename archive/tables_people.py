"""The tables of those who sign in: who they are, what they may do, and how they get in.

People are edited directly, not by events. What was done to them is told by the log of the office, a stream of the
journal that is written in the same transaction as the change.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from archive.columns import METADATA, commune_column, time_column

people = Table(
    "people",
    METADATA,
    Column("name", String, primary_key=True),
    commune_column(),
    Column("display_name", String, nullable=False),
    Column("password_hash", String, nullable=False),
    time_column("added_at", nullable=False),
    Column("unit", String),
    time_column("disabled_at"),
    sqlite_with_rowid=False,
)
"""Who may sign in. `name` is what they type; roles say what they may do, and where."""

roles = Table(
    "roles",
    METADATA,
    Column("name", ForeignKey("people.name"), primary_key=True),
    Column("role", String, primary_key=True),
    commune_column(primary_key=True),
    Column("conference", String, primary_key=True),
    sqlite_with_rowid=False,
)
"""`conference` is a code, or empty for all conferences of the commune."""

sessions = Table(
    "sessions",
    METADATA,
    Column("key", String, primary_key=True),
    commune_column(),
    Column("name", ForeignKey("people.name"), nullable=False, index=True),
    time_column("created_at", nullable=False),
    time_column("expires_at", nullable=False),
    time_column("ended_at"),
    Column("browser", String),
    sqlite_with_rowid=False,
)
"""`key` is a hash of the cookie's token: who reads this table cannot sign in with it."""

second_steps = Table(
    "second_steps",
    METADATA,
    Column("name", ForeignKey("people.name"), primary_key=True),
    commune_column(),
    Column("sealed", LargeBinary, nullable=False),
    time_column("made_at", nullable=False),
    time_column("confirmed_at"),
    Column("last_step", BigInteger),
    sqlite_with_rowid=False,
)
"""The shared secret of somebody's code app, sealed by a key that is not in the database. It asks for codes
once it is confirmed; `last_step` is the newest step whose code was used, so that none is used twice."""

recovery_codes = Table(
    "recovery_codes",
    METADATA,
    Column("name", ForeignKey("people.name"), primary_key=True),
    Column("digest", LargeBinary, primary_key=True),
    commune_column(),
    time_column("used_at"),
    sqlite_with_rowid=False,
)

invitations = Table(
    "invitations",
    METADATA,
    Column("key", String, primary_key=True),
    commune_column(),
    Column("roles", Text, nullable=False),
    Column("conference", String, nullable=False),
    Column("unit", String),
    Column("note", String, nullable=False),
    Column("made_by", String, nullable=False),
    time_column("made_at", nullable=False),
    time_column("expires_at", nullable=False),
    time_column("used_at"),
    Column("used_by", String),
    time_column("revoked_at"),
    Index("ix_invitations_commune", "commune", "made_at"),
    sqlite_with_rowid=False,
)
"""`key` is a hash of the link's token. `roles` is JSON, `conference` as in `roles`; `note` says whom it is for."""

tries = Table(
    "tries",
    METADATA,
    Column("account", String, primary_key=True),
    Column("place", String, primary_key=True),
    commune_column(),
    Column("failed", Integer, nullable=False),
    time_column("last_at", nullable=False),
    time_column("admitted_at"),
    sqlite_with_rowid=False,
)
"""Wrong tries at the door, so that a restart forgives none. Both keys are digests of a secret key: the table
tells neither names nor addresses."""

PEOPLE = (
    people,
    roles,
    sessions,
    second_steps,
    recovery_codes,
    invitations,
    tries,
)
