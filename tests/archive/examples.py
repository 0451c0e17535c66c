"""One event of every kind, with every field filled: what the golden files hold."""

from datetime import date

from archive import almanac_events as a
from archive import office_events as o
from archive.calendar import CalendarDay, DayKind, OfficeHours
from archive.deadlines import Counting
from conference import events as e
from conference.events import Event
from conference.vocabulary import (
    Actor,
    Channel,
    JoinMode,
    Moderation,
    Outcome,
    PassReason,
    Reason,
    Role,
)
from tests.archive.case_examples import CASE_EXAMPLES

NOON = 1_795_237_200_000
BY_PHONE = {"at": NOON, "by": Actor(Role.ATTENDEE, "x3Rk0tq8mJ2hVYw1nC5aZg"), "cause": "id-1"}
BY_DESK = {"at": NOON, "by": Actor(Role.MODERATOR, "lan"), "cause": "id-2"}
BY_RULE = {"at": NOON, "by": Actor(Role.RULE, "burst_watch"), "cause": "id-4"}
BY_SEALED_BOX = {"at": NOON, "by": Actor(Role.SEALED_BOX, "minh"), "cause": "id-5"}
BY_CHAIR = {"at": NOON, "by": Actor(Role.CHAIR, "hai"), "cause": "id-3"}
BY_CLERK = {"at": NOON, "by": Actor(Role.CLERK, "hoa"), "cause": "id-6"}

EXAMPLES: list[Event] = [
    e.ConferenceCreated(
        **BY_CHAIR,
        code="DONG-HOA-2026",
        commune="dong-hoa",
        title="Đối thoại với Nhân dân năm 2026",
        place="Nhà văn hoá thôn Đông",
        starts_at=NOON + 86_400_000,
        topics=("Đường sá", "Trường học"),
        units=("Phòng Kinh tế",),
    ),
    e.ConferenceAnnounced(**BY_CHAIR),
    e.ConferenceOpened(**BY_CHAIR),
    e.ConferencePaused(**BY_CHAIR),
    e.ConferenceResumed(**BY_CHAIR),
    e.ConferenceClosed(**BY_CHAIR),
    e.QuestionAsked(
        **BY_PHONE,
        question=7,
        text='Bao giờ sửa "cầu Đá"?\nNước lên là ngập.',
        channel=Channel.PHONE,
        topic="Đường sá",
        name="Nguyễn Thị Ý",
        place="Thôn Đông",
        receipt_code="K7QM2XRT9D",
        source="tap-1-dong-7",
        original="0f" * 32,
        flags=("personal_data",),
    ),
    e.QuestionAmended(
        **BY_PHONE,
        question=7,
        text="Bao giờ sửa cầu?",
        original="1f" * 32,
        flags=("insult", "complaint"),
    ),
    e.QuestionWithdrawn(**BY_PHONE, question=7),
    e.QuestionResubmitted(
        **BY_PHONE, question=7, text="Bao giờ sửa cầu?", original="1f" * 32, flags=("insult",)
    ),
    e.ReviewRequested(**BY_PHONE, question=7, words="Đây là việc chung", original="2f" * 32),
    e.VoteCast(**BY_PHONE, question=7),
    e.VoteRetracted(**BY_PHONE, question=7),
    e.VotesQuarantined(**BY_RULE, question=7, attendees=("x3Rk0tq8mJ2hVYw1nC5aZg",)),
    e.VotesReleased(**BY_DESK, question=7),
    e.VotesDiscarded(**BY_DESK, question=7),
    e.AttendeeJoined(**BY_PHONE, mode=JoinMode.PAPER, serial=118),
    e.AskingClosed(**BY_CHAIR),
    e.AskingReopened(**BY_CHAIR),
    e.VotingClosed(**BY_CHAIR),
    e.VotingReopened(**BY_CHAIR),
    e.SlowModeSet(**BY_DESK, seconds=60),
    e.ModerationSet(**BY_DESK, mode=Moderation.POST),
    e.ReasonsPublished(
        **BY_DESK,
        reasons=(
            Reason("off_topic", "Ngoài nội dung hội nghị", needs_words=False),
            Reason("other", "Lý do khác", needs_words=True),
        ),
    ),
    e.JoinModeSet(**BY_DESK, mode=JoinMode.CODE, code="CAU7"),
    e.QuestionApproved(**BY_DESK, question=7),
    e.QuestionDeclined(**BY_DESK, question=7, reason="other", words="Đã trả lời ở câu 3"),
    e.QuestionReturned(**BY_DESK, question=7),
    e.QuestionMoved(**BY_DESK, question=7, to=2),
    e.QuestionPinned(**BY_DESK, question=7),
    e.QuestionUnpinned(**BY_DESK, question=7),
    e.QuestionHeld(**BY_DESK, question=7, words="Chờ xác minh"),
    e.QuestionReleased(**BY_DESK, question=7, words="Đã xác minh"),
    e.QuestionEdited(
        **BY_DESK,
        question=7,
        text="Bao giờ sửa cầu Đá?",
        original="2f" * 32,
        flags=("personal_data",),
    ),
    e.QuestionTagged(**BY_DESK, question=7, tags=("cầu", "thôn Đông"), topic="Đường sá"),
    e.QuestionGuided(**BY_DESK, question=7, words="Xin gửi đơn khiếu nại"),
    e.QuestionSealed(**BY_DESK, question=7),
    e.QuestionUnsealed(**BY_SEALED_BOX, question=7, words="Không phải tố cáo"),
    e.ReviewUpheld(**BY_DESK, question=7, words="Đã xem lại"),
    e.ReviewGranted(**BY_DESK, question=7, words="Đã xem lại"),
    e.AskerMuted(**BY_DESK, question=7, attendee="x3Rk0tq8mJ2hVYw1nC5aZg", until=NOON + 600_000),
    e.AskerUnmuted(**BY_DESK, question=7, attendee="x3Rk0tq8mJ2hVYw1nC5aZg"),
    e.QuestionMerged(**BY_DESK, question=7, into=3),
    e.QuestionUnmerged(**BY_DESK, question=7, parent=3),
    e.QuestionSplitOff(
        **BY_DESK,
        question=8,
        text="Ai trả tiền?",
        channel=Channel.HALL,
        topic="Đường sá",
        name="Nguyễn Thị Ý",
        place="Thôn Đông",
        receipt_code="M3QX7RT9DK",
        split_from=7,
        original="3f" * 32,
        flags=("complaint",),
    ),
    e.NoticeAnnounced(**BY_DESK, text="Nghỉ giải lao 10 phút"),
    e.ChairTold(**BY_DESK, text="Còn 5 phút"),
    e.LineAcknowledged(**BY_CHAIR),
    e.QuestionCalled(
        **BY_CHAIR, question=7, support=41, passed=3, pass_reason=PassReason.SAME_TOPIC
    ),
    e.QuestionAnswered(
        **BY_CHAIR,
        question=7,
        outcome=Outcome.PROMISED,
        answered_by="Chủ tịch UBND xã",
        words="Sẽ sửa trước mùa mưa.",
        unit="Phòng Kinh tế",
        due="2027-04-30",
    ),
    e.QuestionDeferred(**BY_CHAIR, question=7),
    e.FloorCleared(**BY_CHAIR, question=7),
    *CASE_EXAMPLES,
    a.YearLoaded(
        **BY_CLERK,
        year=2027,
        days=(
            CalendarDay(
                date(2027, 1, 1), DayKind.HOLIDAY, "Tết Dương lịch", "Điều 112", verified=True
            ),
            CalendarDay(
                date(2027, 1, 9), DayKind.WORKING_SWAP, "Làm bù", "Đề xuất", verified=False
            ),
        ),
    ),
    a.DaySet(
        **BY_CHAIR,
        day=CalendarDay(
            date(2026, 9, 9), DayKind.LOCAL_CLOSURE, "Bão", "Quyết định 12", verified=True
        ),
    ),
    a.DayRemoved(**BY_CHAIR, date=date(2026, 9, 9), why="Bão đổi hướng"),
    a.OfficeHoursSet(**BY_CLERK, hours=OfficeHours(((420, 690), (810, 1020)))),
    a.DeadlineSet(
        **BY_CLERK,
        deadline="answer_normal",
        version=2,
        amount=7,
        counting=Counting.WORKING_DAYS,
        basis="Quyết định của UBND xã",
        verified=True,
    ),
    o.AccountChanged(
        at=NOON,
        by=Actor(Role.OWN_ACCOUNT, "hoa"),
        cause="",
        act=o.AccountAct.PASSWORD_CHANGED,
        name="hoa",
        detail="chair · CAU",
    ),
    o.RecordTaken(
        **BY_CLERK,
        what=o.Taken.REGISTER,
        form="xlsx",
        copy="staff",
        conference="CAU",
        period="2026-W48",
    ),
    o.OriginalRead(**BY_DESK, conference="CAU", question=7),
    o.SealedRead(**BY_SEALED_BOX, conference="CAU", which=("CAU-0007", "CAU-0009.2")),
    o.OriginalsErased(**BY_CLERK, conference="CAU", question=7, wordings=2),
]
