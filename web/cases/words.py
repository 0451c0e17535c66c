"""What the words of casework are called on screens and on paper. Vietnamese is the source.

One dictionary for each closed list of the rules; a test holds them complete. See `web/words.py` for the
words of the meeting itself.
"""

from archive.calendar import DayKind
from archive.casework import (
    AnswerPoint,
    AskerSaid,
    CaseOutcome,
    CheckedHow,
    Competence,
    Finding,
    Kind,
    Publication,
    Supervision,
    Urgency,
)
from archive.clock_story import Why
from archive.clocks import Timeliness
from archive.deadlines import ClockKind, Counting
from web.words import CASE_STATES, N_

STATES = CASE_STATES

OUTCOMES: dict[str, str] = {
    CaseOutcome.RESOLVED: N_("Đã giải quyết xong"),
    CaseOutcome.COMMITTED: N_("Sẽ giải quyết, có thời hạn"),
    CaseOutcome.EXPLAINED: N_("Giải trình, cung cấp thông tin"),
    CaseOutcome.NOT_ACCEPTED: N_("Không chấp nhận, có nêu căn cứ"),
    CaseOutcome.FORWARDED_RESULT: N_("Kết quả của cơ quan cấp trên"),
    CaseOutcome.NO_BUDGET_YET: N_("Chưa cân đối được nguồn lực"),
}

PUBLICATIONS: dict[str, str] = {
    Publication.NONE: N_("Chưa công khai"),
    Publication.REDACTING: N_("Đang biên tập để công khai"),
    Publication.PUBLISHED: N_("Đã công khai"),
    Publication.WITHHELD: N_("Không công khai, có lý do"),
}

SUPERVISIONS: dict[str, str] = {
    Supervision.NONE: N_("Chưa theo dõi"),
    Supervision.WATCHING: N_("Mặt trận đang theo dõi"),
    Supervision.RECOMMENDATION_OPEN: N_("Có kiến nghị giám sát chờ trả lời"),
    Supervision.SATISFIED: N_("Mặt trận đã đồng ý với kết quả"),
}

KINDS: dict[str, str] = {
    Kind.QUESTION: N_("Câu hỏi"),
    Kind.PROPOSAL: N_("Kiến nghị"),
    Kind.REPORT: N_("Phản ánh"),
}

COMPETENCES: dict[str, str] = {
    Competence.COMMUNE: N_("Cấp xã"),
    Competence.PROVINCE: N_("Cấp tỉnh"),
    Competence.CENTRAL: N_("Trung ương"),
}

URGENCIES: dict[str, str] = {
    Urgency.NORMAL: N_("Bình thường"),
    Urgency.URGENT: N_("Khẩn"),
}

FINDINGS: dict[str, str] = {
    Finding.DONE: N_("Đã làm đúng như trả lời"),
    Finding.PARTLY: N_("Mới làm được một phần"),
    Finding.NOT_DONE: N_("Chưa làm"),
}

CHECKED_HOW: dict[str, str] = {
    CheckedHow.FILE: N_("Xem hồ sơ, giấy tờ"),
    CheckedHow.VISIT: N_("Đến tận nơi"),
}

ASKER_SAID: dict[str, str] = {
    AskerSaid.NOT_ASKED: N_("Chưa hỏi người hỏi"),
    AskerSaid.NOT_REACHED: N_("Không liên lạc được"),
    AskerSaid.CONTENT: N_("Người hỏi hài lòng"),
    AskerSaid.NOT_CONTENT: N_("Người hỏi chưa hài lòng"),
}

ANSWER_POINTS: dict[str, str] = {
    AnswerPoint.TO_THE_POINT: N_("Trả lời đúng điều dân hỏi"),
    AnswerPoint.BASIS: N_("Nêu căn cứ pháp luật"),
    AnswerPoint.WHO_AND_WHEN: N_("Nói rõ ai làm, bao giờ xong"),
    AnswerPoint.PLAIN: N_("Dễ hiểu"),
}

CLOCKS: dict[str, str] = {
    ClockKind.TRIAGE: N_("Xem lần đầu"),
    ClockKind.VERIFY: N_("Xác minh"),
    ClockKind.CLASSIFY: N_("Phân loại"),
    ClockKind.INFORMATION: N_("Công dân bổ sung"),
    ClockKind.NAME_OWNER: N_("Phân công người xử lý"),
    ClockKind.ANSWER: N_("Trả lời công dân"),
    ClockKind.APPROVAL: N_("Duyệt trả lời"),
    ClockKind.PUBLISH: N_("Công khai kết quả"),
    ClockKind.TRANSFER: N_("Chuyển cơ quan có thẩm quyền"),
    ClockKind.FIRST_WORD: N_("Thông báo bằng văn bản lần đầu"),
    ClockKind.DECLINE: N_("Người thứ hai xem đề nghị không tiếp nhận"),
    ClockKind.PROMISE: N_("Thực hiện cam kết"),
    ClockKind.RATING: N_("Công dân đánh giá"),
    ClockKind.CHASE: N_("Đôn đốc cơ quan được chuyển"),
    ClockKind.RECOMMENDATION: N_("Trả lời kiến nghị giám sát"),
    ClockKind.APPEAL: N_("Công dân đề nghị xem lại"),
    ClockKind.REOPEN_WINDOW: N_("Công dân yêu cầu mở lại"),
    ClockKind.RESULT: N_("Thông báo kết quả hội nghị"),
}

DEADLINES: dict[str, str] = {
    "triage": N_("Xem lần đầu"),
    "verify": N_("Xác minh"),
    "verify_urgent": N_("Xác minh việc khẩn"),
    "classify": N_("Phân loại, tính từ khi tiếp nhận"),
    "information": N_("Chờ công dân bổ sung"),
    "name_owner": N_("Phân công người xử lý"),
    "answer_normal": N_("Trả lời, một đơn vị"),
    "answer_multi_unit": N_("Trả lời, nhiều đơn vị"),
    "answer_urgent": N_("Xử lý bước đầu việc khẩn"),
    "approval": N_("Duyệt trả lời"),
    "publish": N_("Công khai, tính từ khi duyệt"),
    "transfer": N_("Chuyển cấp có thẩm quyền, tính từ khi tiếp nhận"),
    "first_word": N_("Thông báo bằng văn bản lần đầu"),
    "decline": N_("Người thứ hai xem đề nghị không tiếp nhận"),
    "rating": N_("Công dân đánh giá"),
    "reopen_window": N_("Công dân được yêu cầu mở lại"),
    "appeal": N_("Công dân được đề nghị xem lại"),
    "recommendation": N_("Trả lời kiến nghị giám sát"),
    "chase_10": N_("Đôn đốc lần một"),
    "chase_15": N_("Đôn đốc lần hai"),
    "chase_30": N_("Đôn đốc lần ba"),
    "result": N_("Thông báo kết quả hội nghị"),
}
"""Rules of the almanac, by their ids."""

TIMELINESS: dict[str, str] = {
    Timeliness.ON_TIME: N_("Trong hạn"),
    Timeliness.DUE_SOON: N_("Sắp đến hạn"),
    Timeliness.OVERDUE: N_("Quá hạn"),
    Timeliness.VERY_OVERDUE: N_("Quá hạn lâu"),
    Timeliness.UNKNOWN: N_("Chưa tính được hạn"),
}

COUNTINGS: dict[str, str] = {
    Counting.WORKING_DAYS: N_("ngày làm việc"),
    Counting.CALENDAR_DAYS: N_("ngày"),
    Counting.WORKING_HOURS: N_("giờ làm việc"),
}

DAY_KINDS: dict[str, str] = {
    DayKind.HOLIDAY: N_("Nghỉ lễ"),
    DayKind.DAY_OFF_SWAP: N_("Nghỉ hoán đổi"),
    DayKind.WORKING_SWAP: N_("Làm bù"),
    DayKind.LOCAL_CLOSURE: N_("Trụ sở tạm đóng"),
}

CALENDAR_ACTS: dict[str, str] = {
    "load_year": N_("Nhập lịch cả năm"),
    "set_day": N_("Ghi một ngày"),
    "close_day": N_("Đóng trụ sở một ngày"),
    "remove_day": N_("Bỏ một ngày"),
    "set_hours": N_("Đổi giờ làm việc"),
}

WHYS: dict[str, str] = {
    Why.BEGAN: N_("ngày bắt đầu, không tính"),
    Why.NAMED: N_("ngày đã hẹn"),
    Why.WORKDAY: N_("ngày làm việc"),
    Why.WORKING_SWAP: N_("làm bù"),
    Why.CALENDAR_DAY: N_("tính theo ngày lịch"),
    Why.WEEKEND: N_("thứ bảy, chủ nhật"),
    Why.HOLIDAY: N_("nghỉ lễ"),
    Why.DAY_OFF_SWAP: N_("nghỉ hoán đổi"),
    Why.LOCAL_CLOSURE: N_("trụ sở tạm đóng"),
    Why.PAUSED: N_("tạm dừng, chờ công dân bổ sung"),
    Why.ROLLED: N_("ngày nghỉ, hạn dời sang ngày làm việc kế tiếp"),
}

ACTS: dict[str, str] = {
    "verify_case": N_("Nhận xác minh"),
    "request_information": N_("Đề nghị công dân bổ sung"),
    "resume_case": N_("Tiếp tục với thông tin đã có"),
    "classify_case": N_("Phân loại"),
    "split_case": N_("Tách thành nhiều việc"),
    "merge_case": N_("Gộp vào hồ sơ khác"),
    "propose_decline": N_("Đề nghị không tiếp nhận"),
    "confirm_decline": N_("Đồng ý không tiếp nhận"),
    "reject_decline": N_("Không đồng ý, tiếp tục xử lý"),
    "guide_case": N_("Hướng dẫn thủ tục khiếu nại"),
    "seal_case": N_("Niêm phong (tin tố cáo)"),
    "unseal_case": N_("Mở niêm phong"),
    "revive_case": N_("Tiếp nhận lại"),
    "uphold_decision": N_("Giữ nguyên quyết định"),
    "correct_minutes": N_("Đính chính biên bản"),
    "record_stage_answer": N_("Ghi nhận đã trả lời tại hội nghị"),
    "write_note": N_("Ghi chú nội bộ"),
    "assign_case": N_("Giao đơn vị"),
    "name_owner": N_("Phân công người xử lý"),
    "accept_case": N_("Nhận xử lý"),
    "send_back": N_("Trả lại nơi giao"),
    "transfer_case": N_("Chuyển cấp có thẩm quyền"),
    "chase_transfer": N_("Đôn đốc"),
    "take_back": N_("Nhận lại để xử lý"),
    "attach_file": N_("Đính kèm tài liệu"),
    "set_file_public": N_("Công khai hoặc thôi công khai tài liệu"),
    "extend_deadline": N_("Gia hạn"),
    "submit_answer": N_("Trình trả lời"),
    "reject_answer": N_("Trả lại dự thảo"),
    "approve_answer": N_("Duyệt trả lời"),
    "publish_case": N_("Công khai kết quả"),
    "withhold_case": N_("Không công khai"),
    "close_case": N_("Kết thúc hồ sơ"),
    "add_information": N_("Gửi thông tin bổ sung"),
    "rate_answer": N_("Gửi đánh giá"),
    "reopen_case": N_("Yêu cầu mở lại"),
    "withdraw_case": N_("Rút ý kiến"),
    "appeal_case": N_("Đề nghị xem lại"),
    "watch_case": N_("Theo dõi hồ sơ này"),
    "write_supervision_note": N_("Ghi nhận giám sát"),
    "record_field_check": N_("Ghi kết quả kiểm tra thực tế"),
    "make_recommendation": N_("Gửi kiến nghị giám sát"),
    "reply_to_recommendation": N_("Trả lời kiến nghị"),
    "settle_recommendation": N_("Kết luận về kiến nghị"),
    "attach_check_file": N_("Thêm ảnh kiểm tra"),
    "announce_sample": N_("Công bố sẽ rút mẫu"),
    "draw_sample": N_("Rút mẫu kiểm tra"),
    "remark_on_period": N_("Ghi nhận xét của Mặt trận"),
}
"""Commands, as the verbs on their buttons."""

TOLD: dict[str, str] = {
    "case_opened": N_("Mở hồ sơ sau hội nghị"),
    "case_taken_up": N_("Bắt đầu xác minh"),
    "information_requested": N_("Đề nghị bổ sung thông tin"),
    "case_resumed": N_("Tiếp tục xử lý"),
    "case_classified": N_("Phân loại"),
    "case_narrowed": N_("Tách bớt nội dung sang hồ sơ khác"),
    "case_split_off": N_("Tách ra từ hồ sơ khác"),
    "case_merged": N_("Gộp vào hồ sơ khác"),
    "decline_proposed": N_("Đề nghị không tiếp nhận"),
    "decline_rejected": N_("Không đồng ý với đề nghị không tiếp nhận"),
    "case_declined": N_("Không tiếp nhận"),
    "case_guided": N_("Hướng dẫn thủ tục khiếu nại"),
    "case_sealed": N_("Niêm phong"),
    "case_unsealed": N_("Mở niêm phong"),
    "case_revived": N_("Tiếp nhận lại"),
    "decision_upheld": N_("Chủ trì xem lại, giữ nguyên quyết định"),
    "minutes_corrected": N_("Đính chính biên bản"),
    "stage_answer_recorded": N_("Ghi nhận đã trả lời tại hội nghị"),
    "note_written": N_("Ghi chú nội bộ"),
    "case_assigned": N_("Giao đơn vị xử lý"),
    "owner_named": N_("Phân công người xử lý"),
    "case_accepted": N_("Bắt đầu xử lý"),
    "case_sent_back": N_("Trả lại nơi giao"),
    "case_transferred": N_("Chuyển cơ quan có thẩm quyền"),
    "transfer_chased": N_("Đôn đốc cơ quan được chuyển"),
    "case_taken_back": N_("Cơ quan được chuyển gửi trả"),
    "file_attached": N_("Đính kèm tài liệu"),
    "file_shown": N_("Đổi việc công khai tài liệu"),
    "clock_set": N_("Đặt hạn"),
    "clock_stopped": N_("Xong một việc có hạn"),
    "case_escalated": N_("Nhắc hạn"),
    "answer_submitted": N_("Trình trả lời"),
    "answer_rejected": N_("Trả lại dự thảo"),
    "answer_approved": N_("Trả lời"),
    "promise_begun": N_("Bắt đầu thực hiện cam kết"),
    "case_published": N_("Công khai kết quả"),
    "case_withheld": N_("Quyết định không công khai"),
    "case_closed": N_("Kết thúc hồ sơ"),
    "information_added": N_("Công dân bổ sung thông tin"),
    "answer_rated": N_("Công dân đánh giá"),
    "case_reopened": N_("Mở lại hồ sơ"),
    "case_withdrawn": N_("Công dân rút ý kiến"),
    "case_appealed": N_("Công dân đề nghị xem lại"),
    "case_watched": N_("Mặt trận đổi việc theo dõi"),
    "supervision_note_written": N_("Ghi nhận giám sát"),
    "field_check_recorded": N_("Kiểm tra thực tế"),
    "recommendation_made": N_("Kiến nghị giám sát"),
    "recommendation_answered": N_("Trả lời kiến nghị giám sát"),
    "recommendation_settled": N_("Mặt trận kết luận về kiến nghị"),
    "check_file_attached": N_("Ảnh kiểm tra thực tế"),
    "sample_announced": N_("Công bố sẽ rút mẫu"),
    "sample_drawn": N_("Rút mẫu kiểm tra"),
    "period_remarked": N_("Nhận xét của Mặt trận"),
}
"""Events, as headings of a timeline."""

LADDER: dict[int, str] = {
    -5: N_("còn năm ngày làm việc, nhắc người xử lý"),
    -2: N_("còn hai ngày làm việc, nhắc người xử lý"),
    0: N_("đến hạn, báo trưởng đơn vị"),
    1: N_("quá hạn, báo chủ trì"),
    3: N_("quá hạn ba ngày làm việc, báo HĐND và Mặt trận"),
    5: N_("quá hạn năm ngày làm việc, báo chủ trì, HĐND và Mặt trận"),
    10: N_("quá hạn mười ngày làm việc, công khai"),
}
"""Steps of the ladder by which a clock that runs out is told to more and more people."""
