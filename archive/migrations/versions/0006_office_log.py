"""The log of accounts becomes a stream of the journal, so that its lines are chained as all entries are.

What a note to an invitation said about somebody stays behind in the invitations: nothing in a journal may have to be
erased. Where the log did not say in what capacity somebody acted, it followed from the act: what nobody else can do
was done to one's own account, all else by the operator or by an admin.
"""

import hashlib
import json
from collections.abc import Iterator
from itertools import groupby

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_OWN = {
    "password_changed",
    "second_step_on",
    "recovery_codes_made",
    "recovery_code_used",
    "invitation_used",
}
_OF_INVITATIONS = {"invited", "invitation_revoked", "invitation_used"}


def upgrade() -> None:
    wanted = sa.text(
        "SELECT commune, at, actor, act, name, detail FROM people_log ORDER BY commune, sequence"
    )
    lines = op.get_bind().execute(wanted).mappings().all()
    for commune, own in groupby(lines, lambda line: line["commune"]):
        _begin(str(commune), list(own))
    op.drop_table("people_log")


def _begin(commune: str, lines: list[sa.RowMapping]) -> None:
    stream, epoch = f"office/{commune}/LOG", lines[0]["at"]
    digest = hashlib.sha256(f"doithoai journal 1\n{stream}\n{epoch}".encode()).digest()
    connection = op.get_bind()
    head = {"stream": stream, "commune": commune, "epoch": epoch, "digest": digest}
    connection.execute(
        sa.text("INSERT INTO heads VALUES (:stream, :commune, :epoch, 0, :digest)"), head
    )
    for sequence, body in enumerate(_bodies(lines), start=1):
        digest = hashlib.sha256(digest + body.encode()).digest()
        entry = {"sequence": sequence, "body": body, "digest": digest}
        connection.execute(
            sa.text("INSERT INTO entries VALUES (:stream, :sequence, :commune, :body, :digest)"),
            {"stream": stream, "commune": commune, **entry},
        )


def _bodies(lines: list[sa.RowMapping]) -> Iterator[str]:
    for line in lines:
        fields = {
            "act": line["act"],
            "at": line["at"],
            "by": [_capacity(line), line["actor"]],
            "cause": "",
            "detail": _detail(line),
            "name": line["name"],
            "type": "account_changed",
            "v": 1,
        }
        yield json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _capacity(line: sa.RowMapping) -> str:
    if line["actor"] == "operator":
        return "operator"
    # By an invitation people add themselves; and no admin resets their own second step.
    own = {*_OWN, "added", "second_step_off"} if line["actor"] == line["name"] else _OWN
    return "own_account" if line["act"] in own else "admin"


def _detail(line: sa.RowMapping) -> str | None:
    detail: str | None = line["detail"]
    if detail is None or line["act"] not in _OF_INVITATIONS:
        return detail
    return detail.rpartition(": ")[2]
