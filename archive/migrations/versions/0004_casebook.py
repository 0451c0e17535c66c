"""The casebook's read tables, with a full-text index. What is derived of casebooks is emptied and made anew.

With the checkpoints gone every stream is behind, so the projector reads each journal again before anybody is
let in: that is how the cases of conferences that ended long ago come into these tables.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

EMPTIED = ("checkpoints", "conferences", "questions", "turns", "ledger", "ledger_lines", "joined")


def upgrade() -> None:
    for table in EMPTIED:
        op.execute(sa.delete(sa.table(table)))
    op.drop_table("cases")
    for make in TABLES:
        make()
    _search()


def _word(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _prose(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _whole(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=nullable)


def _time(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)


def _flag(name: str, *, nullable: bool = False) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=nullable)


def _search() -> None:
    """It holds no text of its own; what a row loses, it is told to lose."""
    op.execute(
        "CREATE VIRTUAL TABLE case_search USING fts5("
        "words, content='case_texts', content_rowid='id', tokenize='ascii', columnsize=0)"
    )
    enters = "INSERT INTO case_search (rowid, words) VALUES (NEW.id, NEW.words);"
    leaves = (
        "INSERT INTO case_search (case_search, rowid, words) VALUES ('delete', OLD.id, OLD.words);"
    )
    for name, moment, act in (
        ("enter", "INSERT", enters),
        ("leave", "DELETE", leaves),
        ("change", "UPDATE OF words", f"{leaves} {enters}"),
    ):
        op.execute(f"CREATE TRIGGER case_texts_{name} AFTER {moment} ON case_texts BEGIN {act} END")


def _cases() -> None:
    op.create_table(
        "cases",
        _word("commune"),
        _word("code"),
        _word("conference"),
        _whole("question"),
        _whole("part"),
        _word("state"),
        _flag("open"),
        _time("since"),
        _whole("steps"),
        _word("channel", nullable=True),
        _word("place", nullable=True),
        _word("topic", nullable=True),
        _word("kind", nullable=True),
        _word("competence"),
        _word("urgency"),
        _flag("several_units"),
        _word("unit", nullable=True),
        _word("owner", nullable=True),
        _word("with_units"),
        _word("stage_outcome", nullable=True),
        _word("outcome", nullable=True),
        _flag("replied"),
        _flag("resolved"),
        _word("publication"),
        _word("public_id", nullable=True),
        _word("supervision"),
        _whole("stars", nullable=True),
        _flag("solved", nullable=True),
        _whole("reopened"),
        _word("reason", nullable=True),
        _word("proposed_by", nullable=True),
        _word("authority", nullable=True),
        _time("transferred_at", nullable=True),
        _word("chased"),
        _time("chase_at", nullable=True),
        _word("promised", nullable=True),
        _time("due"),
        _word("due_clock", nullable=True),
        _flag("breached"),
        _whole("missing_year", nullable=True),
        _time("opened_at"),
        _time("answered_at", nullable=True),
        _time("closed_at", nullable=True),
        _word("merged_into", nullable=True),
        _whole("into_question", nullable=True),
        _word("split_from", nullable=True),
        sa.PrimaryKeyConstraint("commune", "code", name="pk_cases"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_cases_chase_at", "cases", ["chase_at"], sqlite_where=sa.text("chase_at IS NOT NULL")
    )
    op.create_index("ix_cases_code", "cases", ["code"])
    op.create_index(
        "ix_cases_merged_into",
        "cases",
        ["commune", "merged_into"],
        sqlite_where=sa.text("merged_into IS NOT NULL"),
    )
    op.create_index("ix_cases_open", "cases", ["commune", "open", "due", "code"])
    op.create_index("ix_cases_opened_at", "cases", ["commune", "opened_at"])
    op.create_index(
        "ix_cases_owner",
        "cases",
        ["commune", "owner", "open", "due"],
        sqlite_where=sa.text("owner IS NOT NULL"),
    )
    op.create_index(
        "ix_cases_place", "cases", ["commune", "place", "open", "due", "replied", "resolved"]
    )
    op.create_index("ix_cases_publication", "cases", ["commune", "publication", "due"])
    op.create_index("ix_cases_question", "cases", ["commune", "conference", "question", "part"])
    op.create_index("ix_cases_since", "cases", ["commune", "since"])
    op.create_index(
        "ix_cases_split_from",
        "cases",
        ["commune", "split_from"],
        sqlite_where=sa.text("split_from IS NOT NULL"),
    )
    op.create_index("ix_cases_state", "cases", ["commune", "state", "due", "code"])
    op.create_index("ix_cases_supervision", "cases", ["commune", "supervision", "due"])
    op.create_index(
        "ix_cases_topic", "cases", ["commune", "topic", "open", "due", "replied", "resolved"]
    )
    op.create_index(
        "ix_cases_unit", "cases", ["commune", "unit", "open", "due", "replied", "resolved"]
    )


def _texts() -> None:
    op.create_table(
        "case_texts",
        _whole("id"),
        _word("commune"),
        _word("conference"),
        _word("code"),
        _prose("text"),
        _prose("words"),
        sa.PrimaryKeyConstraint("id", name="pk_case_texts"),
    )
    op.create_index("ix_case_texts_code", "case_texts", ["commune", "code"], unique=True)


def _moves() -> None:
    op.create_table(
        "case_moves",
        _word("commune"),
        _word("code"),
        _whole("sequence"),
        _word("conference"),
        _time("at"),
        _word("was", nullable=True),
        _word("state"),
        _word("outcome", nullable=True),
        _word("reason", nullable=True),
        sa.PrimaryKeyConstraint("commune", "code", "sequence", name="pk_case_moves"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_case_moves_at", "case_moves", ["commune", "at", "was", "state"])


def _steps() -> None:
    op.create_table(
        "case_steps",
        _word("commune"),
        _word("code"),
        _whole("sequence"),
        _word("conference"),
        _time("at"),
        _word("role"),
        _word("actor"),
        _word("name"),
        _prose("body"),
        sa.PrimaryKeyConstraint("commune", "code", "sequence", name="pk_case_steps"),
    )
    op.create_index(
        "ix_case_steps_rated",
        "case_steps",
        ["commune", "at"],
        sqlite_where=sa.text("name = 'answer_rated'"),
    )


def _clocks() -> None:
    op.create_table(
        "case_clocks",
        _word("commune"),
        _word("code"),
        _word("kind"),
        _time("started_at"),
        _word("conference"),
        _time("due", nullable=True),
        _time("stopped_at", nullable=True),
        _flag("late", nullable=True),
        _word("steps"),
        _flag("resting"),
        _time("look_at", nullable=True),
        _prose("clock"),
        sa.PrimaryKeyConstraint("commune", "code", "kind", "started_at", name="pk_case_clocks"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_case_clocks_look_at",
        "case_clocks",
        ["look_at", "commune", "conference"],
        sqlite_where=sa.text("look_at IS NOT NULL"),
    )


def _answers() -> None:
    op.create_table(
        "case_answers",
        _word("commune"),
        _word("code"),
        _whole("number"),
        _word("conference"),
        _word("author"),
        _word("outcome"),
        _prose("decision"),
        _prose("basis"),
        _word("doer", nullable=True),
        _word("due", nullable=True),
        _prose("evidence"),
        _word("from_authority", nullable=True),
        _time("submitted_at"),
        _word("approved_by", nullable=True),
        _time("approved_at", nullable=True),
        _word("rejected_by", nullable=True),
        _time("rejected_at", nullable=True),
        _prose("rejected_words", nullable=True),
        sa.PrimaryKeyConstraint("commune", "code", "number", name="pk_case_answers"),
    )


def _files() -> None:
    op.create_table(
        "case_files",
        _word("commune"),
        _word("code"),
        _word("file"),
        _word("conference"),
        _word("name"),
        _word("media_type"),
        _whole("size"),
        _flag("public"),
        _word("role"),
        _word("actor"),
        _time("attached_at"),
        sa.PrimaryKeyConstraint("commune", "code", "file", name="pk_case_files"),
    )


def _recommendations() -> None:
    op.create_table(
        "case_recommendations",
        _word("commune"),
        _word("code"),
        _whole("number"),
        _word("conference"),
        _prose("words"),
        _word("made_by"),
        _time("made_at"),
        _time("due", nullable=True),
        _prose("reply", nullable=True),
        _word("replied_by", nullable=True),
        _time("replied_at", nullable=True),
        _flag("satisfied", nullable=True),
        _prose("verdict", nullable=True),
        _time("settled_at", nullable=True),
        sa.PrimaryKeyConstraint("commune", "code", "number", name="pk_case_recommendations"),
    )


def _publications() -> None:
    op.create_table(
        "case_publications",
        _word("commune"),
        _word("code"),
        _word("conference"),
        _word("public_id"),
        _whole("year"),
        _time("published_at"),
        _prose("question_text"),
        _prose("answer_text"),
        sa.PrimaryKeyConstraint("commune", "code", name="pk_case_publications"),
    )
    op.create_index("ix_case_publications_public_id", "case_publications", ["commune", "public_id"])
    op.create_index(
        "ix_case_publications_year", "case_publications", ["commune", "year", "published_at"]
    )


def _samples() -> None:
    op.create_table(
        "case_samples",
        _word("commune"),
        _word("conference"),
        _word("seed"),
        _prose("cases"),
        _whole("out_of"),
        _time("drawn_at"),
        _word("drawn_by"),
        sa.PrimaryKeyConstraint("commune", "conference", "seed", name="pk_case_samples"),
    )


TABLES = (
    _cases,
    _texts,
    _moves,
    _steps,
    _clocks,
    _answers,
    _files,
    _recommendations,
    _publications,
    _samples,
)
