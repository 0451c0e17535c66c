"""The ledger, and more of what its page tells. Derived tables are emptied here: a start fills them again.

With the checkpoints gone every stream is behind, so the projector reads each journal anew before anybody
is let in. That is how a conference that ended long ago gets its ledger too.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

EMPTIED = ("checkpoints", "questions", "turns", "cases")


def upgrade() -> None:
    for table in EMPTIED:
        op.execute(sa.delete(sa.table(table)))
    op.add_column("questions", sa.Column("asked_text", sa.Text()))
    op.add_column("questions", sa.Column("into", sa.Integer()))
    op.add_column("cases", sa.Column("merged_into", sa.Integer()))
    op.drop_table("conferences")
    _conferences()
    _ledger()
    _lines()
    _joined()


def _key() -> tuple[sa.Column[str], sa.Column[str]]:
    return (
        sa.Column("commune", sa.String(), nullable=False),
        sa.Column("conference", sa.String(), nullable=False),
    )


def _whole(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=nullable)


def _time(name: str, *, nullable: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _word(name: str, *, nullable: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _conferences() -> None:
    op.create_table(
        "conferences",
        _word("commune", nullable=False),
        _word("code", nullable=False),
        _word("title", nullable=False),
        _word("place", nullable=False),
        _word("stage", nullable=False),
        _time("starts_at"),
        _time("created_at", nullable=False),
        _time("announced_at"),
        _time("opened_at"),
        _time("closed_at"),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("commune", "code", name="pk_conferences"),
        sqlite_with_rowid=False,
    )


def _ledger() -> None:
    op.create_table(
        "ledger",
        *_key(),
        _whole("number"),
        _word("fate", nullable=False),
        _word("reason"),
        _whole("into", nullable=True),
        _time("decided_at"),
        _word("decided_by"),
        _time("received_at"),
        _word("channel"),
        _word("topic"),
        _word("place"),
        _word("mode"),
        _whole("support", nullable=True),
        sa.PrimaryKeyConstraint("commune", "conference", "number", name="pk_ledger"),
    )


def _lines() -> None:
    op.create_table(
        "ledger_lines",
        *_key(),
        _whole("sequence"),
        _whole("part"),
        _time("at", nullable=False),
        _word("act", nullable=False),
        _whole("question", nullable=True),
        _word("role", nullable=False),
        _word("code"),
        _whole("amount", nullable=True),
        sa.PrimaryKeyConstraint(
            "commune", "conference", "sequence", "part", name="pk_ledger_lines"
        ),
    )
    op.create_index(
        "ix_ledger_lines_question", "ledger_lines", ["commune", "conference", "question"]
    )


def _joined() -> None:
    op.create_table(
        "joined",
        *_key(),
        _word("mode", nullable=False),
        _whole("attendees"),
        _whole("questions"),
        _whole("votes"),
        sa.PrimaryKeyConstraint("commune", "conference", "mode", name="pk_joined"),
        sqlite_with_rowid=False,
    )
