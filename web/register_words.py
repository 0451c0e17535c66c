"""How the register speaks: headings, and what its codes are called. An official paper, so always in Vietnamese.

The codes themselves stand in the JSON form, which is for machines.
"""

from archive.casework import (
    CaseOutcome,
    CaseState,
    Competence,
    Kind,
    Publication,
    Supervision,
    Urgency,
)
from archive.register.sheets import Words
from web.words import CHANNELS, OUTCOMES

TITLE = "Sổ theo dõi ý kiến, kiến nghị"

HEADINGS = {
    "reference": "Số vụ việc",
    "state": "Tình trạng",
    "text": "Nội dung",
    "topic": "Lĩnh vực",
    "place": "Thôn/tổ dân phố",
    "name": "Người hỏi (tên cho hiện)",
    "contact": "Liên hệ",
    "kind": "Loại ý kiến",
    "channel": "Kênh tiếp nhận",
    "received_at": "Ngày nhận",
    "support": "Số người ủng hộ",
    "competence": "Thẩm quyền",
    "urgency": "Mức độ",
    "unit": "Đơn vị xử lý",
    "owner": "Người thụ lý",
    "with_units": "Đơn vị phối hợp",
    "authority": "Đã chuyển đến",
    "transferred_at": "Ngày chuyển",
    "due": "Hạn gần nhất",
    "promised": "Ngày đã hứa",
    "overdue": "Đang quá hạn",
    "breached": "Từng quá hạn",
    "stage_outcome": "Kết luận tại hội nghị",
    "outcome": "Kết quả",
    "decision": "Nội dung trả lời",
    "basis": "Căn cứ pháp lý",
    "doer": "Ai thực hiện",
    "approved_by": "Người duyệt",
    "answered_at": "Ngày trả lời",
    "publication": "Công khai",
    "public_id": "Mã công khai",
    "stars": "Điểm đánh giá",
    "solved": "Dân xác nhận đã xong",
    "reopened": "Số lần mở lại",
    "supervision": "Giám sát của MTTQ",
    "reason": "Lý do không tiếp nhận",
    "merged_into": "Gộp vào",
    "split_from": "Tách từ",
    "closed_at": "Ngày kết thúc",
    "files": "Số tệp",
}

_STATES: dict[str, str] = {
    CaseState.RECEIVED: "Đã tiếp nhận",
    CaseState.VERIFYING: "Đang xác minh",
    CaseState.NEED_INFO: "Chờ bổ sung thông tin",
    CaseState.CLASSIFIED: "Đã phân loại",
    CaseState.ASSIGNED: "Đã giao đơn vị",
    CaseState.PROCESSING: "Đang xử lý",
    CaseState.TRANSFERRED: "Đã chuyển cấp có thẩm quyền",
    CaseState.AWAITING_APPROVAL: "Chờ duyệt trả lời",
    CaseState.ANSWERED: "Đã trả lời",
    CaseState.IMPLEMENTING: "Đang thực hiện cam kết",
    CaseState.CLOSED: "Đã kết thúc",
    CaseState.REOPENED: "Mở lại",
    CaseState.MERGED: "Đã gộp",
    CaseState.DECLINED: "Không tiếp nhận",
    CaseState.GUIDED: "Đã hướng dẫn thủ tục khiếu nại",
    CaseState.SEALED: "Đã niêm phong",
    CaseState.WITHDRAWN: "Công dân rút",
}
_OUTCOMES: dict[str, str] = {
    CaseOutcome.RESOLVED: "Đã giải quyết xong",
    CaseOutcome.COMMITTED: "Sẽ giải quyết theo lộ trình",
    CaseOutcome.EXPLAINED: "Đã giải trình, cung cấp thông tin",
    CaseOutcome.NOT_ACCEPTED: "Không chấp nhận",
    CaseOutcome.FORWARDED_RESULT: "Kết quả của cơ quan cấp trên",
    CaseOutcome.NO_BUDGET_YET: "Chưa cân đối được nguồn lực",
}
_CODES: dict[str, dict[str, str]] = {
    "state": _STATES,
    "outcome": _OUTCOMES,
    "stage_outcome": OUTCOMES,
    "channel": CHANNELS,
    "kind": {
        Kind.QUESTION: "Câu hỏi",
        Kind.PROPOSAL: "Kiến nghị",
        Kind.REPORT: "Phản ánh",
    },
    "competence": {
        Competence.COMMUNE: "Cấp xã",
        Competence.PROVINCE: "Cấp tỉnh",
        Competence.CENTRAL: "Trung ương",
    },
    "urgency": {Urgency.NORMAL: "Bình thường", Urgency.URGENT: "Khẩn"},
    "publication": {
        Publication.NONE: "Chưa",
        Publication.REDACTING: "Đang biên tập",
        Publication.PUBLISHED: "Đã công khai",
        Publication.WITHHELD: "Không công khai",
    },
    "supervision": {
        Supervision.NONE: "Không",
        Supervision.WATCHING: "Đang theo dõi",
        Supervision.RECOMMENDATION_OPEN: "Có kiến nghị chưa xong",
        Supervision.SATISFIED: "Đã đồng ý",
    },
}


def _say(field: str, code: str) -> str:
    return _CODES[field][code]


REGISTER_WORDS = Words(title=TITLE, headings=HEADINGS, say=_say, yes="Có", no="Không")
