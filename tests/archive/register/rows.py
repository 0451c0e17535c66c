"""Lines of a register, and how a test's register speaks."""

from archive.casework import (
    CaseOutcome,
    CaseState,
    Competence,
    Kind,
    Publication,
    Supervision,
    Urgency,
)
from archive.register.columns import Reader, columns_for
from archive.register.rows import RegisterRow
from archive.register.sheets import Words
from conference.vocabulary import Channel, Outcome

NOON = 1_795_237_200_000
"""21 November 2026 in Vietnam."""
MIDNIGHT = NOON + 12 * 3_600_000

FULL = RegisterRow(
    reference="CAU-0007",
    conference="CAU",
    question=7,
    part=1,
    state=CaseState.CLOSED,
    text="Bao giờ sửa cầu?",
    channel=Channel.PHONE,
    received_at=NOON,
    place="Thôn Đông",
    name="Bà Ý",
    contact="0900 000 000",
    support=12,
    kind=Kind.PROPOSAL,
    topic="Đường sá",
    competence=Competence.COMMUNE,
    urgency=Urgency.NORMAL,
    unit="Phòng Kinh tế",
    owner="lan",
    with_units=("Công an", "Địa chính"),
    authority="UBND tỉnh",
    transferred_at=NOON,
    due=MIDNIGHT,
    promised="2026-12-31",
    overdue=False,
    breached=True,
    stage_outcome=Outcome.PROMISED,
    outcome=CaseOutcome.RESOLVED,
    decision="Đã sửa xong.",
    basis="Luật 72/2025/QH15",
    doer="Tổ sửa chữa",
    approved_by="hai",
    answered_at=NOON,
    publication=Publication.PUBLISHED,
    public_id="K7QM2X",
    stars=4,
    solved=True,
    reopened=1,
    supervision=Supervision.SATISFIED,
    reason=None,
    merged_into=None,
    split_from="CAU-0003",
    closed_at=NOON,
    files=2,
)
SEALED = RegisterRow(
    reference="CAU-0008", conference="CAU", question=8, part=1, state=CaseState.SEALED
)
PLAIN = Words(
    title="Register",
    headings={column.field: column.field for column in columns_for(Reader.STAFF)},
    say=lambda field, code: f"{field}:{code}",
    yes="yes",
    no="no",
)
