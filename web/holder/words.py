"""States, steps and acts of a case as its asker is told of them. For the office's own words: `web/cases/words.py`."""

from archive.casework import CaseState
from archive.deadlines import ClockKind
from conference.refusals import Code
from web.words import N_

MEANINGS: dict[str, str] = {
    CaseState.RECEIVED: N_("Xã đã nhận ý kiến này và đang xem."),
    CaseState.VERIFYING: N_("Cán bộ xã đang xác minh nội dung."),
    CaseState.NEED_INFO: N_(
        "Xã cần ông/bà cho biết thêm thì mới xử lý tiếp được. Xin điền vào ô bên dưới."
    ),
    CaseState.CLASSIFIED: N_("Xã đã xem xong và sắp giao cho đơn vị xử lý."),
    CaseState.ASSIGNED: N_("Việc đã được giao cho đơn vị trả lời."),
    CaseState.PROCESSING: N_("Đơn vị được giao đang xử lý."),
    CaseState.TRANSFERRED: N_(
        "Việc này thuộc thẩm quyền cấp trên. Xã đã chuyển đi và theo dõi đến khi có kết quả."
    ),
    CaseState.AWAITING_APPROVAL: N_("Câu trả lời đã soạn xong, đang chờ lãnh đạo xã duyệt."),
    CaseState.ANSWERED: N_(
        "Đã có câu trả lời, ở bên dưới. Xin cho biết việc đã được giải quyết chưa."
    ),
    CaseState.IMPLEMENTING: N_("Xã đã hẹn ngày làm xong và đang thực hiện."),
    CaseState.CLOSED: N_("Hồ sơ đã kết thúc. Câu trả lời vẫn ở bên dưới."),
    CaseState.REOPENED: N_("Hồ sơ được mở lại. Xã phải xem và trả lời lại."),
    CaseState.MERGED: N_("Ý kiến này được trả lời chung với câu số {number}."),
    CaseState.DECLINED: N_("Xã không tiếp nhận ý kiến này. Lý do ở bên dưới."),
    CaseState.GUIDED: N_("Việc này giải quyết theo thủ tục khiếu nại. Cách làm ở bên dưới."),
    CaseState.SEALED: N_("Nội dung đã được niêm phong."),
    CaseState.WITHDRAWN: N_("Ý kiến này đã được rút. Xã không xử lý nữa."),
}
"""What a state means to whoever asked."""

NEXT: dict[str, str] = {
    CaseState.RECEIVED: N_("Xã xem nội dung và giao đơn vị trả lời"),
    CaseState.VERIFYING: N_("Xã giao đơn vị trả lời, hoặc hỏi thêm ông/bà"),
    CaseState.NEED_INFO: N_("Ông/bà bổ sung thông tin"),
    CaseState.CLASSIFIED: N_("Giao đơn vị trả lời"),
    CaseState.ASSIGNED: N_("Đơn vị được giao bắt đầu xử lý"),
    CaseState.PROCESSING: N_("Đơn vị soạn câu trả lời, lãnh đạo xã duyệt"),
    CaseState.TRANSFERRED: N_("Cơ quan cấp trên trả lời, xã báo lại ông/bà ở trang này"),
    CaseState.AWAITING_APPROVAL: N_("Lãnh đạo xã duyệt câu trả lời"),
    CaseState.ANSWERED: N_("Ông/bà đánh giá câu trả lời"),
    CaseState.IMPLEMENTING: N_("Xã làm xong việc đã hẹn"),
    CaseState.REOPENED: N_("Đơn vị xem lại và trả lời lại"),
}
"""What may be expected now. A state that is not here is an end."""

APPEAL_NEXT = N_("Chủ trì xem lại quyết định và trả lời ông/bà ở trang này")
"""What is expected at such an end while an appeal waits."""

STEPS: dict[str, str] = {
    "received": N_("Đã nhận câu hỏi"),
    "called": N_("Được gọi lên trả lời tại hội nghị"),
    "answered": N_("Đã trả lời tại hội nghị"),
    "promised": N_("Hẹn trả lời bằng văn bản"),
    "referred": N_("Hội nghị chuyển việc lên cấp trên"),
    "meeting": N_("Chờ hội nghị"),
    "case_opened": N_("Hội nghị kết thúc, hồ sơ theo dõi được lập"),
    "case_taken_up": N_("Xã bắt đầu xác minh"),
    "information_requested": N_("Xã đề nghị ông/bà cho biết thêm"),
    "case_resumed": N_("Tiếp tục xử lý"),
    "case_classified": N_("Xã đã xem xong nội dung"),
    "case_narrowed": N_("Một phần nội dung được tách sang hồ sơ khác"),
    "case_split_off": N_("Hồ sơ này được tách ra từ câu hỏi ban đầu"),
    "case_merged": N_("Được gộp với ý kiến cùng nội dung"),
    "case_declined": N_("Xã không tiếp nhận"),
    "case_guided": N_("Xã hướng dẫn thủ tục khiếu nại"),
    "case_sealed": N_("Nội dung được niêm phong"),
    "case_unsealed": N_("Xử lý tiếp sau khi xem xét"),
    "case_revived": N_("Xã tiếp nhận lại"),
    "decision_upheld": N_("Chủ trì đã xem lại và giữ nguyên quyết định"),
    "minutes_corrected": N_("Biên bản câu trả lời được đính chính"),
    "stage_answer_recorded": N_("Ghi nhận câu trả lời tại hội nghị"),
    "case_assigned": N_("Giao đơn vị trả lời"),
    "case_accepted": N_("Đơn vị bắt đầu xử lý"),
    "case_sent_back": N_("Đơn vị trả lại, xã sẽ giao đơn vị khác"),
    "case_transferred": N_("Chuyển lên cơ quan có thẩm quyền"),
    "transfer_chased": N_("Xã đôn đốc cơ quan đó"),
    "case_taken_back": N_("Cơ quan đó gửi trả, xã xử lý tiếp"),
    "clock_set": N_("Gia hạn"),
    "answer_approved": N_("Trả lời"),
    "promise_begun": N_("Bắt đầu thực hiện việc đã hẹn"),
    "case_published": N_("Câu trả lời được đăng công khai"),
    "case_withheld": N_("Câu trả lời không đăng công khai, chỉ ông/bà đọc"),
    "case_closed": N_("Hồ sơ kết thúc"),
    "information_added": N_("Ông/bà đã cho biết thêm"),
    "answer_rated": N_("Ông/bà đã đánh giá"),
    "case_reopened": N_("Hồ sơ được mở lại"),
    "case_withdrawn": N_("Ông/bà đã rút ý kiến"),
    "case_appealed": N_("Ông/bà đề nghị xem lại"),
}
"""What happened, by the names of events, before them what happened in the hall."""

DUE: dict[str, str] = {
    ClockKind.PROMISE: N_("Ngày đã hẹn"),
    ClockKind.ANSWER: N_("Hạn trả lời"),
    ClockKind.INFORMATION: N_("Hạn ông/bà bổ sung"),
    ClockKind.FIRST_WORD: N_("Hạn báo tin đầu tiên"),
    ClockKind.CLASSIFY: N_("Hạn phân loại"),
    ClockKind.VERIFY: N_("Hạn xác minh"),
    ClockKind.TRIAGE: N_("Hạn xem lần đầu"),
}
"""What the deadlines are called that a holder is shown: see `cases/owed.py`."""

DONE: dict[str, str] = {
    "add_information": N_("Đã gửi thông tin bổ sung. Xã xử lý tiếp."),
    "rate_answer": N_("Đã ghi nhận đánh giá. Cảm ơn ông/bà."),
    "reopen_case": N_("Đã mở lại hồ sơ. Xã phải xem và trả lời lại."),
    "withdraw_case": N_("Đã rút ý kiến này."),
    "appeal_case": N_("Đã gửi đề nghị xem lại đến chủ trì."),
}
"""After an act that was done."""

REFUSED: dict[Code, str] = {
    Code.CLOSED: N_("Đã hết thời hạn làm việc này."),
    Code.TOO_MANY: N_("Đã hết số lần được làm việc này."),
    Code.NOT_ALLOWED: N_("Lúc này không làm được việc này nữa: hồ sơ đã sang bước khác."),
    Code.STALE: N_("Hồ sơ vừa sang bước khác. Xin xem lại ở trên rồi gửi lại nếu còn cần."),
    Code.DUPLICATE: N_("Việc này đã được ghi nhận trước đó."),
    Code.MALFORMED: N_("Hãy chọn hoặc điền đủ rồi gửi lại."),
}
"""Where the usual words of a refusal speak of the meeting."""
