"""How often an authority was reminded, as a number; and nothing more of when a rule must look at what.

What is derived is emptied and made anew from the journal, as in 0007: which steps of a ladder were told is written
down by the last day that they were told of.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
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
    "case_check_files",
    "case_recommendations",
    "case_publications",
    "case_samples",
    "sample_announcements",
    "period_remarks",
    "conference_results",
    "result_deliveries",
)


def upgrade() -> None:
    for table in EMPTIED:
        op.execute(sa.delete(sa.table(table)))
    op.drop_index("ix_cases_chase_at", "cases")
    op.drop_index("ix_case_clocks_look_at", "case_clocks")
    op.drop_column("cases", "chase_at")
    op.drop_column("case_clocks", "look_at")
    op.drop_column("cases", "chased")
    op.add_column("cases", sa.Column("chased", sa.Integer(), autoincrement=False, nullable=False))
