"""Making a conference's result known: how far it has come, and what was delivered to whom.

A casebook that was projected before has its row as soon as something happens in it. Until then the rounds look at
it themselves, and the first look starts its clock.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conference_results",
        _word("commune"),
        _word("conference"),
        _time("since"),
        _prose("villages"),
        _prose("clock", nullable=True),
        _prose("steps"),
        _time("stopped_at", nullable=True),
        sa.Column("late", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("commune", "conference", name="pk_conference_results"),
    )
    op.create_table(
        "result_deliveries",
        _word("commune"),
        _word("conference"),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        _word("channel"),
        _prose("recipients"),
        _word("day"),
        _word("until", nullable=True),
        _prose("words", nullable=True),
        _word("file", nullable=True),
        _word("name", nullable=True),
        _word("media_type", nullable=True),
        _time("size", nullable=True),
        _word("role"),
        _word("actor"),
        _time("recorded_at"),
        _word("withdrawn_role", nullable=True),
        _word("withdrawn_actor", nullable=True),
        _time("withdrawn_at", nullable=True),
        _prose("withdrawn_words", nullable=True),
        sa.PrimaryKeyConstraint("commune", "conference", "number", name="pk_result_deliveries"),
    )


def _word(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _prose(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _time(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)
