"""Signed checkpoints: what was promised about each stream, and triggers that keep every promise as it was made."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signed_checkpoints",
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("size", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("commune", sa.String(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("peaks", sa.LargeBinary(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "epoch", "size", name="pk_signed_checkpoints"),
        sqlite_with_rowid=False,
    )
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER signed_checkpoints_refuse_{change.lower()}"
            f" BEFORE {change} ON signed_checkpoints"
            " BEGIN SELECT RAISE(ABORT, 'signed checkpoints are append-only'); END"
        )
