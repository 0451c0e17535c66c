"""The table of signed tree heads: what was promised to the world about each stream, and when."""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, String, Table, Text

from archive.columns import METADATA, commune_column, time_column

signed_checkpoints = Table(
    "signed_checkpoints",
    METADATA,
    Column("stream", String, primary_key=True),
    Column("epoch", BigInteger, primary_key=True, autoincrement=False),
    Column("size", Integer, primary_key=True, autoincrement=False),
    commune_column(),
    Column("root", LargeBinary, nullable=False),
    time_column("at", nullable=False),
    Column("peaks", LargeBinary, nullable=False),
    Column("note", Text, nullable=False),
    Column("keys", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""`note` is what was signed, with its signatures; `keys` are the public keys that check it, a line each. `peaks`
let the tree grow on without its leaves being read again. Triggers refuse to change or delete a row."""

CHECKPOINTS = (signed_checkpoints,)
