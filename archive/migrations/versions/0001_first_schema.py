"""The first schema: the journal with its vault, people, and what is derived from the journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _journal()
    _guards()
    _vault()
    _people()
    _lists()
    _transcript()
    _cases()


def _time(name: str, *, nullable: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _word(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)


def _bytes(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _prose(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _journal() -> None:
    op.create_table(
        "heads",
        _word("stream"),
        _word("commune"),
        _time("epoch", nullable=False),
        _whole("sequence"),
        _bytes("digest"),
        sa.PrimaryKeyConstraint("stream", name="pk_heads"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "entries",
        _word("stream"),
        _whole("sequence"),
        _word("commune"),
        _prose("body"),
        _bytes("digest"),
        sa.PrimaryKeyConstraint("stream", "sequence", name="pk_entries"),
        sqlite_with_rowid=False,
    )


def _guards() -> None:
    """The head moves with every entry, in the same statement; no entry is ever touched again."""
    op.execute(
        "CREATE TRIGGER entries_move_head AFTER INSERT ON entries BEGIN"
        " UPDATE heads SET sequence = NEW.sequence, digest = NEW.digest"
        " WHERE stream = NEW.stream; END"
    )
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER entries_refuse_{change.lower()} BEFORE {change} ON entries"
            " BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
        )


def _vault() -> None:
    op.create_table(
        "vault",
        _word("key"),
        _word("commune"),
        _word("stream"),
        _word("kind"),
        _bytes("salt"),
        _prose("content"),
        sa.PrimaryKeyConstraint("key", name="pk_vault"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_vault_stream", "vault", ["stream"])
    op.create_table(
        "secrets",
        _word("stream"),
        _word("commune"),
        _bytes("secret"),
        sa.PrimaryKeyConstraint("stream", name="pk_secrets"),
        sqlite_with_rowid=False,
    )


def _people() -> None:
    op.create_table(
        "people",
        _word("name"),
        _word("commune"),
        _word("display_name"),
        _word("password_hash"),
        _time("added_at", nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_people"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "roles",
        _word("name"),
        _word("role"),
        _word("commune"),
        _word("conference"),
        sa.ForeignKeyConstraint(["name"], ["people.name"], name="fk_roles_name"),
        sa.PrimaryKeyConstraint("name", "role", "commune", "conference", name="pk_roles"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sessions",
        _word("key"),
        _word("commune"),
        _word("name"),
        _time("created_at", nullable=False),
        _time("expires_at", nullable=False),
        _time("ended_at"),
        sa.ForeignKeyConstraint(["name"], ["people.name"], name="fk_sessions_name"),
        sa.PrimaryKeyConstraint("key", name="pk_sessions"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sessions_name", "sessions", ["name"])


def _lists() -> None:
    op.create_table(
        "checkpoints",
        _word("stream"),
        _word("commune"),
        _whole("sequence"),
        _time("projected_at", nullable=False),
        sa.PrimaryKeyConstraint("stream", name="pk_checkpoints"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "conferences",
        _word("commune"),
        _word("code"),
        _word("title"),
        _word("place"),
        _word("stage"),
        _time("starts_at"),
        _time("created_at", nullable=False),
        _time("announced_at"),
        _time("opened_at"),
        _time("closed_at"),
        sa.PrimaryKeyConstraint("commune", "code", name="pk_conferences"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "questions",
        _word("commune"),
        _word("conference"),
        _whole("number"),
        _prose("text"),
        _word("channel"),
        _word("topic", nullable=True),
        _word("name", nullable=True),
        _word("place", nullable=True),
        _word("receipt_code"),
        _time("asked_at", nullable=False),
        _word("status"),
        _whole("support"),
        _word("reason", nullable=True),
        _prose("words", nullable=True),
        sa.PrimaryKeyConstraint("commune", "conference", "number", name="pk_questions"),
    )
    op.create_index("ix_questions_receipt_code", "questions", ["receipt_code"])


def _transcript() -> None:
    op.create_table(
        "turns",
        _word("commune"),
        _word("conference"),
        _whole("turn"),
        _whole("question"),
        _time("called_at", nullable=False),
        _whole("support"),
        _time("ended_at"),
        _word("ending", nullable=True),
        _word("outcome", nullable=True),
        _word("answered_by", nullable=True),
        _prose("words", nullable=True),
        _word("unit", nullable=True),
        _word("due", nullable=True),
        sa.PrimaryKeyConstraint("commune", "conference", "turn", name="pk_turns"),
    )
    op.create_index("ix_turns_question", "turns", ["commune", "conference", "question"])


def _cases() -> None:
    op.create_table(
        "cases",
        _word("commune"),
        _word("conference"),
        _whole("question"),
        _word("code"),
        _word("state"),
        _word("outcome", nullable=True),
        _word("unit", nullable=True),
        _word("due", nullable=True),
        _word("reason", nullable=True),
        _time("opened_at", nullable=False),
        sa.PrimaryKeyConstraint("commune", "conference", "question", name="pk_cases"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_cases_code", "cases", ["code"])
