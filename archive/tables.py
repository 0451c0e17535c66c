"""The schema, in one place. `migrations/` brings a file to it, and a test holds the two together.

Every table carries its commune. Times are epoch milliseconds. The first four tables and those of
`tables_people.py` and `tables_checkpoints.py` are the truth; those under "derived" and those of
`tables_cases.py` can be deleted and rebuilt from the journal at any time.
"""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table, Text

from archive.columns import METADATA, commune_column, time_column
from archive.tables_cases import CASEBOOK
from archive.tables_checkpoints import CHECKPOINTS
from archive.tables_people import PEOPLE
from archive.tables_result import RESULT

# The truth

heads = Table(
    "heads",
    METADATA,
    Column("stream", String, primary_key=True),
    commune_column(),
    Column("epoch", BigInteger, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""Where each stream stands. A trigger moves it with every entry, so it also shows a tail cut off."""

entries = Table(
    "entries",
    METADATA,
    Column("stream", String, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    commune_column(),
    Column("body", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""The journal. Triggers refuse to change or delete a row."""

vault = Table(
    "vault",
    METADATA,
    Column("key", String, primary_key=True),
    commune_column(),
    Column("stream", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("content", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""What may have to be erased one day. Events point here by `key`."""

secrets = Table(
    "secrets",
    METADATA,
    Column("stream", String, primary_key=True),
    commune_column(),
    Column("secret", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""What turns a device into an attendee of one conference, unlinkable with the next."""

TRUTH = (heads, entries, vault, secrets, *CHECKPOINTS, *PEOPLE)
"""What cannot be made anew."""

# Derived

checkpoints = Table(
    "checkpoints",
    METADATA,
    Column("stream", String, primary_key=True),
    commune_column(),
    Column("sequence", Integer, nullable=False),
    time_column("projected_at", nullable=False),
    sqlite_with_rowid=False,
)

conferences = Table(
    "conferences",
    METADATA,
    commune_column(primary_key=True),
    Column("code", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("place", String, nullable=False),
    Column("stage", String, nullable=False),
    time_column("starts_at"),
    time_column("created_at", nullable=False),
    time_column("announced_at"),
    time_column("opened_at"),
    time_column("closed_at"),
    Column("rules", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""`rules` is JSON: by which rules it is run, as the ledger publishes them."""

questions = Table(
    "questions",
    METADATA,
    commune_column(primary_key=True),
    Column("conference", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("asked_text", Text),
    Column("into", Integer),
    Column("channel", String, nullable=False),
    Column("topic", String),
    Column("name", String),
    Column("place", String),
    Column("receipt_code", String, nullable=False, index=True),
    time_column("asked_at", nullable=False),
    Column("status", String, nullable=False),
    Column("support", Integer, nullable=False),
    Column("reason", String),
    Column("words", Text),
)

turns = Table(
    "turns",
    METADATA,
    commune_column(primary_key=True),
    Column("conference", String, primary_key=True),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("question", Integer, nullable=False),
    time_column("called_at", nullable=False),
    Column("support", Integer, nullable=False),
    time_column("ended_at"),
    Column("ending", String),
    Column("outcome", String),
    Column("answered_by", String),
    Column("words", Text),
    Column("unit", String),
    Column("due", String),
    Index("ix_turns_question", "commune", "conference", "question"),
)
"""The transcript: each time a question was on the floor. `turn` is the sequence of the call."""

ledger = Table(
    "ledger",
    METADATA,
    commune_column(primary_key=True),
    Column("conference", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("fate", String, nullable=False),
    Column("reason", String),
    Column("into", Integer),
    time_column("decided_at"),
    Column("decided_by", String),
    time_column("received_at"),
    Column("channel", String),
    Column("topic", String),
    Column("place", String),
    Column("mode", String),
    Column("support", Integer),
)
"""The open book: each question's fate, without anybody's words. NULL is what the book keeps to itself."""

ledger_lines = Table(
    "ledger_lines",
    METADATA,
    commune_column(primary_key=True),
    Column("conference", String, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("part", Integer, primary_key=True, autoincrement=False),
    time_column("at", nullable=False),
    Column("act", String, nullable=False),
    Column("question", Integer),
    Column("role", String, nullable=False),
    Column("code", String),
    Column("amount", Integer),
    Index("ix_ledger_lines_question", "commune", "conference", "question"),
)
"""Each act that the open book tells. `sequence` is its entry's; one entry may tell two."""

joined = Table(
    "joined",
    METADATA,
    commune_column(primary_key=True),
    Column("conference", String, primary_key=True),
    Column("mode", String, primary_key=True),
    Column("attendees", Integer, nullable=False),
    Column("questions", Integer, nullable=False),
    Column("votes", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""How many took part by each way in."""

DERIVED = (
    checkpoints,
    conferences,
    questions,
    turns,
    ledger,
    ledger_lines,
    joined,
    *CASEBOOK,
    *RESULT,
)
