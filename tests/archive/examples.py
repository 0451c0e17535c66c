"""One event of every kind, with every field filled: what the golden files hold."""

from archive.casework import CaseOpened, CaseState
from conference import events as e
from conference.events import Event
from conference.vocabulary import Actor, Channel, DeclineReason, Outcome, Role

NOON = 1_795_237_200_000
BY_PHONE = {"at": NOON, "by": Actor(Role.ATTENDEE, "x3Rk0tq8mJ2hVYw1nC5aZg"), "cause": "id-1"}
BY_DESK = {"at": NOON, "by": Actor(Role.MODERATOR, "lan"), "cause": "id-2"}
BY_CHAIR = {"at": NOON, "by": Actor(Role.CHAIR, "hai"), "cause": "id-3"}

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
    ),
    e.QuestionAmended(**BY_PHONE, question=7, text="Bao giờ sửa cầu?", original="1f" * 32),
    e.QuestionWithdrawn(**BY_PHONE, question=7),
    e.VoteCast(**BY_PHONE, question=7),
    e.VoteRetracted(**BY_PHONE, question=7),
    e.QuestionApproved(**BY_DESK, question=7),
    e.QuestionDeclined(
        **BY_DESK, question=7, reason=DeclineReason.OTHER, words="Đã trả lời ở câu 3"
    ),
    e.QuestionReturned(**BY_DESK, question=7),
    e.QuestionMoved(**BY_DESK, question=7, to=2),
    e.QuestionPinned(**BY_DESK, question=7),
    e.QuestionUnpinned(**BY_DESK, question=7),
    e.NoticeAnnounced(**BY_DESK, text="Nghỉ giải lao 10 phút"),
    e.QuestionCalled(**BY_CHAIR, question=7, support=41),
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
    CaseOpened(
        **BY_CHAIR,
        case="K7QM2XRT9D",
        question=7,
        state=CaseState.ASSIGNED,
        outcome=Outcome.PROMISED,
        unit="Phòng Kinh tế",
        due="2027-04-30",
        reason=DeclineReason.OTHER,
    ),
]
