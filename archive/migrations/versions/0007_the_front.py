"""Samples that are announced before they are drawn, the files of field checks, and remarks.

What is derived is emptied and made anew from the journal, as in 0004: what the Front wrote about cases that have
been sealed since comes back into these tables.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

EMPTIED = (
    "checkpoints",
    "conferences",
    "questions",
    "turns",
    "ledger",
    "ledger_lines",
    "joined",
    "cases",
    "case_texts",
    "case_moves",
    "case_steps",
    "case_clocks",
    "case_answers",
    "case_files",
    "case_recommendations",
    "case_publications",
)


def upgrade() -> None:
    for table in EMPTIED:
        op.execute(sa.delete(sa.table(table)))
    op.drop_table("case_samples")
    _samples()
    _check_files()
    _remarks()


def _word(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _prose(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _whole(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=nullable)


def _time(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)


def _samples() -> None:
    op.create_table(
        "sample_announcements",
        _word("commune"),
        _word("conference"),
        _whole("sample"),
        _whole("size"),
        _word("source"),
        _whole("digits"),
        _word("day"),
        _word("salt"),
        _prose("numbers"),
        _time("announced_at"),
        _word("announced_by"),
        sa.PrimaryKeyConstraint("commune", "conference", "sample", name="pk_sample_announcements"),
    )
    op.create_table(
        "case_samples",
        _word("commune"),
        _word("conference"),
        _whole("sequence"),
        _whole("sample", nullable=True),
        _word("seed"),
        _prose("places"),
        _prose("cases"),
        _whole("out_of"),
        _time("drawn_at"),
        _word("drawn_by"),
        sa.PrimaryKeyConstraint("commune", "conference", "sequence", name="pk_case_samples"),
    )


def _check_files() -> None:
    op.create_table(
        "case_check_files",
        _word("commune"),
        _word("code"),
        _word("file"),
        _word("conference"),
        _whole("check_number"),
        _word("name"),
        _word("media_type"),
        _whole("size"),
        _word("actor"),
        _time("attached_at"),
        sa.PrimaryKeyConstraint("commune", "code", "file", name="pk_case_check_files"),
    )


def _remarks() -> None:
    op.create_table(
        "period_remarks",
        _word("commune"),
        _word("conference"),
        _whole("sequence"),
        _word("period"),
        _prose("words"),
        _time("at"),
        _word("actor"),
        sa.PrimaryKeyConstraint("commune", "conference", "sequence", name="pk_period_remarks"),
    )
    op.create_index("ix_period_remarks_period", "period_remarks", ["commune", "period"])
