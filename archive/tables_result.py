"""The read tables of making a conference's result known: how far it has come, and what was delivered to whom."""

from sqlalchemy import BigInteger, Boolean, Column, Integer, String, Table, Text

from archive.columns import METADATA, commune_column, time_column

conference_results = Table(
    "conference_results",
    METADATA,
    commune_column(primary_key=True),
    Column("conference", String, primary_key=True),
    time_column("since", nullable=False),
    Column("villages", Text, nullable=False),
    Column("clock", Text),
    Column("steps", Text, nullable=False),
    time_column("stopped_at"),
    Column("late", Boolean(create_constraint=False)),
)
"""`clock` is the clock as JSON, also when it has stopped; `steps` are those of the ladder that were told."""

result_deliveries = Table(
    "result_deliveries",
    METADATA,
    commune_column(primary_key=True),
    Column("conference", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("channel", String, nullable=False),
    Column("recipients", Text, nullable=False),
    Column("day", String, nullable=False),
    Column("until", String),
    Column("words", Text),
    Column("file", String),
    Column("name", String),
    Column("media_type", String),
    Column("size", BigInteger),
    Column("role", String, nullable=False),
    Column("actor", String, nullable=False),
    time_column("recorded_at", nullable=False),
    Column("withdrawn_role", String),
    Column("withdrawn_actor", String),
    time_column("withdrawn_at"),
    Column("withdrawn_words", Text),
)
"""`file`, `name`, `media_type` and `size` are those of the proof, if there is one."""

RESULT = (conference_results, result_deliveries)
