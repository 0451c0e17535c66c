"""Accounts: units, second steps, invitations, and a log of what is done to people that nobody can alter."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", _word("unit", nullable=True))
    op.add_column("people", _time("disabled_at"))
    op.add_column("sessions", _word("browser", nullable=True))
    _second_steps()
    _invitations()
    _log()
    _tries()


def _word(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _time(name: str, *, nullable: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["name"], ["people.name"], name=f"fk_{table}_name")


def _second_steps() -> None:
    op.create_table(
        "second_steps",
        _word("name"),
        _word("commune"),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _time("made_at", nullable=False),
        _time("confirmed_at"),
        sa.Column("last_step", sa.BigInteger(), nullable=True),
        _person("second_steps"),
        sa.PrimaryKeyConstraint("name", name="pk_second_steps"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "recovery_codes",
        _word("name"),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        _word("commune"),
        _time("used_at"),
        _person("recovery_codes"),
        sa.PrimaryKeyConstraint("name", "digest", name="pk_recovery_codes"),
        sqlite_with_rowid=False,
    )


def _invitations() -> None:
    op.create_table(
        "invitations",
        _word("key"),
        _word("commune"),
        sa.Column("roles", sa.Text(), nullable=False),
        _word("conference"),
        _word("unit", nullable=True),
        _word("note"),
        _word("made_by"),
        _time("made_at", nullable=False),
        _time("expires_at", nullable=False),
        _time("used_at"),
        _word("used_by", nullable=True),
        _time("revoked_at"),
        sa.PrimaryKeyConstraint("key", name="pk_invitations"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_invitations_commune", "invitations", ["commune", "made_at"])


def _log() -> None:
    op.create_table(
        "people_log",
        sa.Column("sequence", sa.Integer(), nullable=False),
        _word("commune"),
        _time("at", nullable=False),
        _word("actor"),
        _word("act"),
        _word("name", nullable=True),
        _word("detail", nullable=True),
        sa.PrimaryKeyConstraint("sequence", name="pk_people_log"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_people_log_commune", "people_log", ["commune", "sequence"])
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER people_log_refuse_{change.lower()} BEFORE {change} ON people_log"
            " BEGIN SELECT RAISE(ABORT, 'the log of people is append-only'); END"
        )


def _tries() -> None:
    op.create_table(
        "tries",
        _word("account"),
        _word("place"),
        _word("commune"),
        sa.Column("failed", sa.Integer(), nullable=False),
        _time("last_at", nullable=False),
        _time("admitted_at"),
        sa.PrimaryKeyConstraint("account", "place", name="pk_tries"),
        sqlite_with_rowid=False,
    )
