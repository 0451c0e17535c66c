"""One event of every kind that a case can have, with every field filled: what its golden files hold."""

from datetime import date
from typing import Any

from archive.casebook import events as e
from archive.casebook.result import DeliveryChannel, Proof
from archive.casework import (
    AnswerPoint,
    AskerSaid,
    CaseOutcome,
    CaseState,
    CheckedHow,
    Competence,
    Finding,
    Kind,
    Urgency,
)
from archive.clocks import Clock
from archive.counting import Pause
from archive.deadlines import ClockKind, Counting
from conference.event import Event
from conference.vocabulary import Actor, Outcome, Role

NOON = 1_795_237_200_000
DAY = 86_400_000
CODE = "K7QM2XRT9D"
OTHER = "M3QX7RT9DK"
FILE = "0a" * 32
ORIGINAL = "0f" * 32


def by(role: Role, id: str) -> dict[str, Any]:
    return {"at": NOON, "by": Actor(role, id), "cause": "id-1", "case": CODE}


CLERK = by(Role.CLERK, "van")
HEAD = by(Role.UNIT_HEAD, "dung")
OWNER = by(Role.OFFICER, "khoa")
CHAIR = by(Role.CHAIR, "hai")
APPROVER = by(Role.APPROVER, "tam")
PUBLISHER = by(Role.PUBLISHER, "phuc")
SECRETARY = by(Role.SECRETARY, "thu")
SEALED_BOX = by(Role.SEALED_BOX, "minh")
FRONT = by(Role.SUPERVISOR, "xuan")
XUAN: dict[str, Any] = {"at": NOON, "by": Actor(Role.SUPERVISOR, "xuan"), "cause": "id-1"}
CITIZEN = by(Role.CITIZEN, "")
RULE = by(Role.RULE, "rounds")

CLOCK = Clock(
    kind=ClockKind.ANSWER,
    deadline="answer_normal",
    deadline_version=2,
    amount=10,
    counting=Counting.WORKING_DAYS,
    basis="Theo cách làm của 1022 TP.HCM: 10 ngày",
    started_at=NOON,
    calendar="2026.1+3",
    due=NOON + 14 * DAY,
    paused_at=NOON + 5 * DAY,
    paused_days=2,
    extended_by=3,
    extended_at=NOON + 4 * DAY,
    pauses=(Pause(NOON + DAY, NOON + 3 * DAY),),
)
PROMISE = Clock(
    kind=ClockKind.PROMISE,
    deadline="promise",
    deadline_version=0,
    amount=0,
    counting=Counting.WORKING_DAYS,
    basis="Lời hứa tại hội nghị",
    started_at=NOON,
    calendar="2026.1",
    due=None,
    missing_year=2027,
    on=date(2027, 4, 30),
)

CASE_EXAMPLES: list[Event] = [
    e.CaseOpened(
        **{**CHAIR, "cause": "id-3"},
        question=7,
        state=CaseState.ASSIGNED,
        outcome=Outcome.PROMISED,
        unit="Phòng Kinh tế",
        due="2027-04-30",
        reason="other",
        merged_into=3,
    ),
    e.CaseTakenUp(**CLERK, urgency=Urgency.URGENT),
    e.InformationRequested(**CLERK, words="Xin cho biết số nhà."),
    e.CaseResumed(**RULE, to=CaseState.VERIFYING, words="Đã hết thời hạn chờ."),
    e.CaseClassified(
        **CLERK,
        kind=Kind.PROPOSAL,
        topic="Đường sá",
        competence=Competence.PROVINCE,
        urgency=Urgency.URGENT,
        several_units=True,
    ),
    e.CaseNarrowed(**CLERK, text="Bao giờ sửa cầu?"),
    e.CaseSplitOff(**CLERK, split_from=OTHER, question=7, part=2, text="Ai trả tiền?"),
    e.CaseMerged(**CLERK, into=OTHER),
    e.DeclineProposed(**CLERK, reason="off_topic", words="Không thuộc nội dung đối thoại."),
    e.DeclineRejected(**CHAIR, words="Đây là việc của xã."),
    e.CaseDeclined(**CHAIR, reason="off_topic", words="Không thuộc nội dung.", proposed_by="van"),
    e.CaseGuided(**CLERK, body="Chủ tịch UBND xã", words="Xin gửi đơn khiếu nại."),
    e.CaseSealed(**SECRETARY),
    e.CaseUnsealed(**SEALED_BOX, words="Không phải tố cáo."),
    e.CaseRevived(**CHAIR, words="Chấp nhận đề nghị xem lại."),
    e.DecisionUpheld(**CHAIR, words="Đúng thẩm quyền của huyện."),
    e.MinutesCorrected(**SECRETARY, turn=4, words="Sẽ sửa trước mùa mưa."),
    e.StageAnswerRecorded(**SECRETARY, words="Đã trả lời tại chỗ.", by_whom="Chủ tịch UBND xã"),
    e.NoteWritten(**HEAD, words="Hỏi lại thôn Đông."),
    e.CaseAssigned(**CLERK, unit="Phòng Kinh tế", owner="khoa", with_units=("Công an xã",)),
    e.OwnerNamed(**HEAD, owner="khoa"),
    e.CaseAccepted(**OWNER, owner="khoa"),
    e.CaseSentBack(**HEAD, words="Việc của phòng Văn hoá."),
    e.CaseTransferred(
        **CHAIR, authority="Sở Xây dựng", letter="12/PC-UBND", words="Kính chuyển xem xét."
    ),
    e.TransferChased(**RULE, words="Nhắc lần 1."),
    e.CaseTakenBack(**OWNER, words="Sở trả lại."),
    e.FileAttached(
        **OWNER, file=FILE, name="anh-cau.jpg", media_type="image/jpeg", size=120_000, public=True
    ),
    e.FileShown(**PUBLISHER, file=FILE, public=False),
    e.ClockSet(
        **APPROVER,
        clock=CLOCK,
        change=e.ClockChange.EXTENDED,
        was=NOON + 10 * DAY,
        words="Cần đo đạc lại.",
    ),
    e.ClockStopped(**OWNER, kind=ClockKind.APPROVAL, late=True),
    e.CaseEscalated(**RULE, clock=ClockKind.ANSWER, step=-2),
    e.AnswerSubmitted(
        **OWNER,
        answer=1,
        outcome=CaseOutcome.COMMITTED,
        decision="Sửa cầu trong quý II.",
        basis="Nghị quyết 5 của HĐND xã",
        doer="Phòng Kinh tế",
        due="2027-04-30",
        evidence=(FILE,),
        from_authority="Sở Xây dựng",
    ),
    e.AnswerRejected(**APPROVER, answer=1, words="Thiếu căn cứ."),
    e.AnswerApproved(**APPROVER, answer=1),
    e.PromiseBegun(**APPROVER, due="2027-04-30"),
    e.CasePublished(
        **PUBLISHER,
        public_id="8wq2",
        question_text="Bao giờ sửa cầu?",
        answer_text="Trong quý II.",
    ),
    e.CaseWithheld(**APPROVER, words="Có bí mật gia đình."),
    e.CaseClosed(**RULE, agreed=False),
    e.InformationAdded(**CITIZEN, text="Số nhà [đã che].", original=ORIGINAL),
    e.AnswerRated(**CITIZEN, stars=4, solved=True, words="Cảm ơn.", original=ORIGINAL),
    e.CaseReopened(**CITIZEN, words="Cầu vẫn hỏng.", original=ORIGINAL),
    e.CaseWithdrawn(**CITIZEN, words="Đã xong.", original=ORIGINAL),
    e.CaseAppealed(**CITIZEN, words="Xin xem lại.", original=ORIGINAL),
    e.CaseWatched(**FRONT, watching=True),
    e.SupervisionNoteWritten(**FRONT, words="Đã nghe dân phản ánh."),
    e.FieldCheckRecorded(
        **FRONT,
        finding=Finding.PARTLY,
        day="2026-12-01",
        words="Mới một nửa.",
        how=CheckedHow.VISIT,
        asker=AskerSaid.NOT_CONTENT,
        answer_points=(AnswerPoint.BASIS, AnswerPoint.PLAIN),
    ),
    e.CheckFileAttached(
        **FRONT, check=1, file=FILE, name="cầu.jpg", media_type="image/jpeg", size=123_456
    ),
    e.RecommendationMade(
        **FRONT, recommendation=1, words="Đề nghị trả lời rõ thời hạn.", clock=PROMISE
    ),
    e.RecommendationAnswered(**CHAIR, recommendation=1, words="Xã tiếp thu."),
    e.RecommendationSettled(**FRONT, recommendation=1, satisfied=True, words="Đồng ý."),
    e.SampleAnnounced(
        **XUAN,
        sample=1,
        size=2,
        source="Xổ số miền Bắc, giải đặc biệt",
        digits=5,
        day="2026-11-22",
        salt="3dqx",
        numbers=("0001", "0002", "0002.2"),
    ),
    e.SampleDrawn(**XUAN, sample=1, seed="01234", places=(3, 1), cases=(CODE, OTHER), out_of=3),
    e.PeriodRemarked(**XUAN, period="2026-11", words="Xã tính thiếu ba hồ sơ quá hạn."),
]


def _about_the_result(role: Role, id: str) -> dict[str, Any]:
    return {"at": NOON, "by": Actor(role, id), "cause": "id-1"}


_HERALD = _about_the_result(Role.CLERK, "van")
_ROUNDS = _about_the_result(Role.RULE, "rounds")
CASE_EXAMPLES += [
    e.NothingAsked(**_about_the_result(Role.CHAIR, "hai")),
    e.VillagesListed(**_HERALD, villages=("Thôn Đông", "Thôn Đoài")),
    e.DeliveryRecorded(
        **_HERALD,
        delivery=1,
        channel=DeliveryChannel.BOARD,
        to=("Bảng tin trụ sở",),
        day="2026-11-23",
        until="2026-12-23",
        words="Có ảnh chụp.",
        proof=Proof(FILE, "bang-tin.jpg", "image/jpeg", 81_920),
    ),
    e.DeliveryWithdrawn(**_HERALD, delivery=1, words="Ghi nhầm ngày."),
    e.ResultClockSet(**_ROUNDS, clock=CLOCK, change=e.ClockChange.RECKONED, was=NOON + DAY),
    e.ResultClockStopped(**_HERALD, late=True),
    e.ResultEscalated(**_ROUNDS, step=-2),
]
