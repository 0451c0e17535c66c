"""The meeting before the demo's: what was asked there, and what has become of it since. Data only.

Each story is one question, how it left the hall, and what the office, its asker and the Front did afterwards, by
days since the meeting. Invented, like the commune.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from conference.vocabulary import Outcome, Role

TITLE: Final = "Đối thoại giữa Ủy ban nhân dân xã Hòa Đồng với Nhân dân, kỳ trước"
ECONOMY: Final = "Phòng Kinh tế"
CULTURE: Final = "Phòng Văn hóa - Xã hội"

CLERK: Final = "vanphong"
OFFICER: Final = "chuyenvien"
APPROVER: Final = "phochutich"
FRONT: Final = "mattran"
CHAIR: Final = "chutri"

NAMES: Final[Mapping[Role, str]] = {
    Role.CLERK: CLERK,
    Role.SECRETARY: CLERK,
    Role.PUBLISHER: CLERK,
    Role.OFFICER: OFFICER,
    Role.APPROVER: APPROVER,
    Role.CHAIR: CHAIR,
    Role.SUPERVISOR: FRONT,
    Role.CITIZEN: "",
}


@dataclass(frozen=True, slots=True)
class Step:
    """On this day after the meeting, somebody in this role did this. `due_in` and `on_day` are such days, too."""

    day: int
    role: Role
    command: str
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Past:
    text: str
    topic: str
    place: str
    support: int
    hall: str = "waiting"
    """How it left the hall: an outcome of the floor, `deferred`, `declined`, `guided`, `sealed` or `waiting`."""
    words: str = ""
    due_day: int | None = None
    steps: tuple[Step, ...] = ()


def _taken(day: int, topic: str, unit: str = ECONOMY) -> tuple[Step, ...]:
    """The usual way to an officer's desk."""
    return (
        Step(day, Role.CLERK, "verify_case"),
        Step(
            day + 1,
            Role.CLERK,
            "classify_case",
            {"kind": "proposal", "topic": topic, "competence": "commune"},
        ),
        Step(day + 1, Role.CLERK, "assign_case", {"to_unit": unit, "owner": OFFICER}),
        Step(day + 2, Role.OFFICER, "accept_case"),
    )


def _answered(day: int, **answer: Any) -> tuple[Step, ...]:
    return (
        Step(day, Role.OFFICER, "submit_answer", answer),
        Step(day + 1, Role.APPROVER, "approve_answer"),
    )


STORIES: Final = (
    Past(
        "Đèn đường từ cổng làng đến trạm y tế tắt hơn một tháng, tối đi lại rất nguy hiểm. Bao giờ sửa?",
        "Điện, nước",
        "Thôn Thượng",
        41,
        Outcome.ANSWERED,
        "Đã thay 12 bóng trong tuần này, hai cột gãy sẽ dựng lại trong tháng.",
        steps=(
            Step(
                4,
                Role.PUBLISHER,
                "publish_case",
                {
                    "question_text": "Đèn đường từ cổng làng đến trạm y tế tắt hơn một tháng. Bao giờ sửa?",
                    "answer_text": "Đã thay 12 bóng; hai cột gãy đã được dựng lại.",
                },
            ),
            Step(6, Role.CITIZEN, "rate_answer", {"stars": 5, "solved": True, "words": "Đã sáng."}),
        ),
    ),
    Past(
        "Mương tiêu thôn Đoài bị lấp, mưa to là ngập cả xóm. Đề nghị xã cho nạo vét trước mùa mưa tới.",
        "Nông nghiệp",
        "Thôn Đoài",
        37,
        Outcome.PROMISED,
        "Phòng Kinh tế khảo sát và trả lời bằng văn bản.",
        20,
        steps=(
            Step(2, Role.OFFICER, "accept_case"),
            *_answered(
                9,
                outcome="committed",
                decision="Nạo vét 600 m mương tiêu từ cống Đoài đến kênh chính.",
                basis="Kế hoạch thủy lợi nội đồng của xã, đã bố trí ngân sách.",
                doer="Phòng Kinh tế cùng thôn Đoài",
                due_in=55,
            ),
            Step(
                12,
                Role.PUBLISHER,
                "publish_case",
                {
                    "question_text": "Mương tiêu thôn Đoài bị lấp, mưa to là ngập. Đề nghị nạo vét.",
                    "answer_text": "Xã nạo vét 600 m mương tiêu; việc đang được thực hiện.",
                },
            ),
            Step(15, Role.SUPERVISOR, "watch_case", {"watching": True}),
            Step(
                24,
                Role.SUPERVISOR,
                "record_field_check",
                {
                    "finding": "partly",
                    "on_day": 24,
                    "words": "Đã làm khoảng 200 m, còn đoạn sau nhà văn hóa.",
                },
            ),
            Step(
                24,
                Role.SUPERVISOR,
                "make_recommendation",
                {"words": "Đề nghị công bố tiến độ từng tuần tại nhà văn hóa thôn."},
            ),
        ),
    ),
    Past(
        "Sân bóng của thôn Hạ bị quây làm bãi để vật liệu đã nửa năm. Khi nào trả lại cho các cháu?",
        "Môi trường",
        "Thôn Hạ",
        29,
        Outcome.PROMISED,
        "Phòng Kinh tế làm việc với nhà thầu và trả lời.",
        16,
    ),
    Past(
        "Đường tỉnh qua chợ Hòa Đồng hỏng nặng, xe tải đi nhiều, bụi và ổ gà. Xã có ý kiến với tỉnh không?",
        "Giao thông",
        "Thôn Chợ",
        52,
        Outcome.REFERRED,
        "Đường do tỉnh quản lý, xã sẽ chuyển kiến nghị.",
        steps=(
            Step(1, Role.CLERK, "verify_case"),
            Step(
                2,
                Role.CLERK,
                "classify_case",
                {"kind": "proposal", "topic": "Giao thông", "competence": "province"},
            ),
            Step(
                3,
                Role.CHAIR,
                "transfer_case",
                {"authority": "Sở Xây dựng", "letter": "27/PC-UBND"},
            ),
        ),
    ),
    Past(
        "Hồ sơ xin xác nhận tình trạng hôn nhân phải đi lại ba lần mới xong. Đề nghị ghi rõ giấy tờ cần có.",
        "Thủ tục hành chính",
        "Thôn Đông",
        18,
        "deferred",
        steps=(
            *_taken(1, "Thủ tục hành chính", CULTURE),
            *_answered(
                6,
                outcome="resolved",
                decision="Đã niêm yết danh mục giấy tờ tại bộ phận một cửa và trên trang của xã.",
                basis="Quy định về kiểm soát thủ tục hành chính.",
                doer="Trung tâm Phục vụ hành chính công",
            ),
            Step(
                8,
                Role.PUBLISHER,
                "publish_case",
                {
                    "question_text": "Đề nghị ghi rõ giấy tờ cần có khi xin xác nhận tình trạng hôn nhân.",
                    "answer_text": "Danh mục giấy tờ đã được niêm yết.",
                },
            ),
            Step(
                10, Role.CITIZEN, "rate_answer", {"stars": 4, "solved": True, "words": "Cảm ơn xã."}
            ),
        ),
    ),
    Past(
        "Loa truyền thanh xóm Bãi hỏng, bà con không nghe được thông báo. Xã sửa giúp.",
        "Y tế, giáo dục",
        "Thôn Bãi",
        11,
        "deferred",
        steps=(
            *_taken(1, "Y tế, giáo dục", CULTURE),
            *_answered(
                7,
                outcome="no_budget_yet",
                decision="Cụm loa xóm Bãi sẽ thay khi có kinh phí sự nghiệp năm sau.",
                basis="Dự toán năm nay không còn nguồn.",
            ),
            Step(
                9,
                Role.PUBLISHER,
                "publish_case",
                {
                    "question_text": "Loa truyền thanh xóm Bãi hỏng, đề nghị sửa.",
                    "answer_text": "Chưa cân đối được kinh phí; sẽ thay trong năm sau.",
                },
            ),
            Step(
                11,
                Role.CITIZEN,
                "rate_answer",
                {"stars": 2, "solved": False, "words": "Chưa biết bao giờ mới có loa."},
            ),
            Step(
                12,
                Role.CITIZEN,
                "reopen_case",
                {"words": "Xin xã cho biết cụ thể tháng nào, hoặc cho mượn loa của thôn bên."},
            ),
        ),
    ),
    Past(
        "Ruộng cuối kênh N3 không có nước cấy vụ này, lúa chậm nửa tháng. Ai chịu trách nhiệm điều tiết?",
        "Nông nghiệp",
        "Thôn Đông",
        23,
        "deferred",
        steps=(
            *_taken(1, "Nông nghiệp"),
            Step(
                5,
                Role.OFFICER,
                "request_information",
                {"words": "Xin ông/bà cho biết xứ đồng và khoảng bao nhiêu sào bị thiếu nước."},
            ),
        ),
    ),
    Past(
        "Đề nghị mở thêm điểm thu gom vỏ bao thuốc trừ sâu ở cánh đồng Mả Cả.",
        "Môi trường",
        "Thôn Đoài",
        14,
        "deferred",
        steps=(
            *_taken(2, "Môi trường"),
            Step(
                32,
                Role.OFFICER,
                "submit_answer",
                {
                    "outcome": "resolved",
                    "decision": "Đặt thêm 4 bể chứa tại cánh đồng Mả Cả.",
                    "basis": "Kế hoạch thu gom bao gói thuốc bảo vệ thực vật của xã.",
                    "doer": "Phòng Kinh tế",
                },
            ),
        ),
    ),
    Past(
        "Xin hỏi tiền hỗ trợ lợn chết dịch năm ngoái sao đến nay vài hộ chưa nhận được?",
        "Chính sách xã hội",
        "Thôn Hạ",
        20,
        "waiting",
        steps=(
            Step(1, Role.CLERK, "verify_case"),
            Step(
                3,
                Role.CLERK,
                "classify_case",
                {"kind": "question", "topic": "Chính sách xã hội", "competence": "commune"},
            ),
            Step(33, Role.CLERK, "assign_case", {"to_unit": ECONOMY, "owner": OFFICER}),
        ),
    ),
    Past(
        "Nhà văn hóa thôn Thượng dột, họp thôn phải che bạt. Có được sửa trong năm nay không?",
        "Y tế, giáo dục",
        "Thôn Thượng",
        9,
        "waiting",
    ),
    Past(
        "Tôi thấy xã nên tổ chức giải bóng chuyền.",
        "An ninh trật tự",
        "Thôn Chợ",
        1,
        "declined",
        steps=(
            Step(
                5,
                Role.CITIZEN,
                "appeal_case",
                {"words": "Đây là kiến nghị về sân chơi cho thanh niên, xin xã xem lại."},
            ),
        ),
    ),
    Past(
        "Tôi không đồng ý với quyết định xử phạt đổ vật liệu ra đường, đề nghị hủy.",
        "An ninh trật tự",
        "Thôn Đông",
        2,
        "guided",
    ),
    Past(
        "Tôi tố cáo ông cán bộ thu tiền không có biên lai.",
        "An ninh trật tự",
        "",
        0,
        "sealed",
    ),
)

VILLAGES: Final = ("Thôn Đông", "Thôn Đoài", "Thôn Thượng", "Thôn Hạ", "Thôn Chợ", "Thôn Bãi")
RESULT: Final = (
    Step(2, Role.CLERK, "list_villages", {"villages": VILLAGES}),
    Step(
        4,
        Role.CLERK,
        "record_delivery",
        {"channel": "media", "to": ("Đài truyền thanh xã",), "on_day": 3, "words": "Ba buổi phát"},
    ),
    Step(4, Role.CLERK, "record_delivery", {"channel": "board", "on_day": 4, "until_day": 34}),
    Step(
        7,
        Role.CLERK,
        "record_delivery",
        {"channel": "village", "to": VILLAGES[:3], "on_day": 6, "words": "Công văn số 14"},
    ),
    Step(9, Role.CLERK, "record_delivery", {"channel": "village", "to": VILLAGES[3:], "on_day": 9}),
    Step(
        11,
        Role.CLERK,
        "withdraw_delivery",
        {"delivery": 4, "words": "Thôn Bãi chưa ký nhận, ghi lại sau."},
    ),
    Step(
        11,
        Role.CLERK,
        "record_delivery",
        {"channel": "village", "to": VILLAGES[3:5], "on_day": 9},
    ),
)
"""How the result of that meeting was made known: one of them has not signed for it to this day."""
