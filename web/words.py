"""What the house's own words are called on screens: stages, statuses, outcomes, reasons, refusals.

One place for pages and scripts alike; the codes on the wire are never shown. Vietnamese is the source,
`locale/` holds the other languages. `N_` only marks a text for the catalogues: it is translated when shown.
"""

from collections.abc import Callable

from archive.casework import CaseState
from conference.refusals import Code, Refusal
from conference.vocabulary import Channel, DeclineReason, Outcome, QuestionStatus, Role, Stage
from web.render import Speech


def N_(message: str) -> str:  # noqa: N802  the catalogues' tools look for this name
    return message


def n_(message: str) -> str:
    """The same, for a text that has plural forms."""
    return message


PAUSED = "paused"
"""Shown in place of `live` while the meeting takes a break."""

STAGES: dict[str, str] = {
    Stage.DRAFT: N_("Chưa nhận câu hỏi"),
    Stage.ANNOUNCED: N_("Đang nhận câu hỏi trước"),
    Stage.LIVE: N_("Hội nghị đang diễn ra"),
    PAUSED: N_("Hội nghị tạm nghỉ"),
    Stage.CLOSED: N_("Hội nghị đã kết thúc"),
}

STATUSES: dict[str, str] = {
    QuestionStatus.WAITING: N_("Chờ điều hành viên xem"),
    QuestionStatus.QUEUED: N_("Chờ trả lời"),
    QuestionStatus.ON_FLOOR: N_("Đang trả lời"),
    QuestionStatus.ANSWERED: N_("Đã trả lời"),
    QuestionStatus.DEFERRED: N_("Trả lời sau hội nghị"),
    QuestionStatus.DECLINED: N_("Không đưa vào danh sách"),
    QuestionStatus.MERGED: N_("Đã gộp"),
    QuestionStatus.WITHDRAWN: N_("Đã rút"),
    QuestionStatus.SEALED: N_("Đã niêm phong"),
    QuestionStatus.GUIDED: N_("Đã hướng dẫn khiếu nại"),
}

LEFT: dict[str, str] = {
    **STATUSES,
    QuestionStatus.WAITING: N_("Chưa kịp xem"),
    QuestionStatus.QUEUED: N_("Chưa kịp trả lời"),
    QuestionStatus.ON_FLOOR: N_("Trả lời dở"),
}
"""How a closed conference left its questions: nothing in it waits any more."""

FATES: dict[str, str] = {
    "held": N_("Điều hành viên đang xem thêm câu hỏi này."),
    QuestionStatus.WAITING: N_("Điều hành viên sẽ xem trước khi đưa lên danh sách chung."),
    QuestionStatus.QUEUED: N_("Câu hỏi đã lên danh sách chung, mọi người có thể ủng hộ."),
    QuestionStatus.ON_FLOOR: N_("Chủ trì đang trả lời câu hỏi này."),
    QuestionStatus.DEFERRED: N_("Câu hỏi sẽ được trả lời sau hội nghị, tra theo mã bên dưới."),
    QuestionStatus.DECLINED: N_(
        "Câu hỏi không lên danh sách chung nhưng vẫn được lưu và có hồ sơ."
    ),
    QuestionStatus.MERGED: N_("Câu hỏi được gộp với câu hỏi cùng nội dung và được trả lời chung."),
    QuestionStatus.WITHDRAWN: N_("Ông/bà đã rút câu hỏi này."),
    QuestionStatus.SEALED: N_(
        "Nội dung được niêm phong, chỉ cán bộ phụ trách xem. Xin gửi đơn tố cáo đến cơ quan có thẩm quyền."
    ),
    QuestionStatus.GUIDED: N_(
        "Việc này giải quyết theo thủ tục khiếu nại. Xin gửi đơn đến nơi tiếp công dân của xã."
    ),
}
"""What a status means to the one who asked, where the word alone does not say it."""

NOT_OPEN: dict[str, str] = {
    "closed": N_(
        "Hội nghị đã kết thúc. Mọi câu hỏi đều có hồ sơ theo dõi; kết quả ở danh sách bên dưới."
    ),
    "paused": N_("Hội nghị tạm nghỉ. Ông/bà có thể gửi câu hỏi khi hội nghị tiếp tục."),
    "starts_at": N_("Chưa nhận câu hỏi. Hội nghị bắt đầu lúc {time}."),
    "draft": N_("Chưa nhận câu hỏi. Trang này tự mở khi hội nghị bắt đầu."),
}
"""Why nobody can ask at this moment of the conference."""

AFTER_SENDING: dict[str, str] = {
    "look": N_("Điều hành viên xem rồi đưa câu hỏi lên danh sách chung, hoặc báo lý do."),
    "answer": N_("Chủ trì trả lời tại hội nghị, hoặc hẹn đơn vị và ngày trả lời bằng văn bản."),
    "case": N_("Khi hội nghị kết thúc, mọi câu hỏi đều có hồ sơ theo dõi, tra bằng mã này."),
}
"""What happens next, in order."""

PHONE: dict[str, str] = {
    "empty_list": N_(
        "Chưa có câu hỏi nào trên danh sách chung. Câu hỏi hiện ở đây sau khi điều hành viên xem."
    ),
    "public": N_("Câu hỏi sẽ được công khai: xin không ghi số căn cước, số điện thoại."),
    "ledger": N_("Sổ công khai: từng câu hỏi đến đâu, vì sao, theo quy tắc nào"),
    "lost": N_("Mất mạng. Những gì ông/bà viết vẫn được giữ và sẽ tự gửi."),
    "fair": N_("Ủng hộ so với thời gian đã hiện: câu gửi sau cũng có cơ hội."),
    "still": N_("Thứ tự đứng yên trong khi một câu hỏi đang được trả lời."),
    "similar": N_("Có người đã hỏi gần giống. Ủng hộ câu đó thay vì gửi câu mới?"),
    "edited": N_("Điều hành viên đã sửa câu chữ. Xem lời ông/bà viết"),
    "another_looks": N_("Người khác với người đã quyết định sẽ xem lại."),
    "more": N_("Thêm lĩnh vực, họ tên, nơi ở (không bắt buộc)"),
    "later": N_("Câu hỏi sẽ tự gửi khi có mạng."),
    "reworded": N_("Điều hành viên đã sửa câu chữ."),
    "why": N_("Vì sao cần xem lại (không bắt buộc)"),
    "for_good": N_("Rút rồi thì không lấy lại được."),
}
"""Sentences of the phone's page. Here and not in its script, which has to be light."""

WHY_NOT: dict[str, str] = {
    "asking_closed": N_(
        "Hội nghị đã ngừng nhận câu hỏi mới. Ông/bà vẫn xem, ủng hộ và theo dõi câu của mình được."
    ),
    "voting_closed": N_("Hội nghị đã ngừng nhận ủng hộ."),
    "muted": N_(
        "Máy này tạm thời chưa gửi được câu hỏi, đến {time}. Ông/bà vẫn xem và ủng hộ được; cần hỏi ngay xin gặp thư ký."
    ),
    "muted_for_good": N_(
        "Máy này không gửi được câu hỏi nữa. Ông/bà vẫn xem và ủng hộ được; cần hỏi xin gặp thư ký."
    ),
    "code_needed": N_("Muốn hỏi và ủng hộ, xin nhập mã của hội nghị một lần."),
    "staff_only": N_(
        "Hội nghị này nhận câu hỏi trực tiếp: xin gặp thư ký để được ghi. Trên điện thoại ông/bà xem được tất cả."
    ),
}
"""Why a phone may only look on, and what its holder can do."""

REVIEWS: dict[str, str] = {
    "requested": N_("Đã đề nghị xem lại. Người khác với người đã quyết định sẽ xem."),
    "upheld": N_("Đã xem lại: giữ nguyên quyết định."),
    "granted": N_("Đã xem lại: câu hỏi được đưa lên danh sách."),
}
"""What became of an asker's wish for a second look."""

REVIEW_SAID: dict[str, str] = {
    "requested": N_("Ông/bà viết:"),
    "upheld": N_("Người xem lại viết:"),
    "granted": N_("Người xem lại viết:"),
}
"""Whose words go with it: first the asker's own, later those of who decided."""

OUTCOMES: dict[str, str] = {
    Outcome.ANSWERED: N_("Đã trả lời tại hội nghị"),
    Outcome.PROMISED: N_("Sẽ trả lời bằng văn bản"),
    Outcome.REFERRED: N_("Chuyển lên cấp trên"),
}

REASONS: dict[str, str] = {
    DeclineReason.OFF_TOPIC: N_("Ngoài nội dung hội nghị"),
    DeclineReason.REPEATED: N_("Trùng với câu hỏi đã có"),
    DeclineReason.UNCLEAR: N_("Nội dung chưa rõ"),
    DeclineReason.OFFENSIVE: N_("Lời lẽ không phù hợp"),
    DeclineReason.PRIVATE_MATTER: N_("Việc riêng, cần giải quyết theo thủ tục riêng"),
    DeclineReason.OTHER: N_("Lý do khác"),
}

CASE_STATES: dict[str, str] = {
    CaseState.RECEIVED: N_("Đã tiếp nhận"),
    CaseState.VERIFYING: N_("Đang xác minh"),
    CaseState.NEED_INFO: N_("Chờ bổ sung thông tin"),
    CaseState.CLASSIFIED: N_("Đã phân loại"),
    CaseState.ASSIGNED: N_("Đã giao đơn vị"),
    CaseState.PROCESSING: N_("Đang xử lý"),
    CaseState.TRANSFERRED: N_("Đã chuyển cấp có thẩm quyền"),
    CaseState.AWAITING_APPROVAL: N_("Chờ duyệt trả lời"),
    CaseState.ANSWERED: N_("Đã trả lời"),
    CaseState.IMPLEMENTING: N_("Đang thực hiện cam kết"),
    CaseState.CLOSED: N_("Đã kết thúc"),
    CaseState.REOPENED: N_("Mở lại"),
    CaseState.MERGED: N_("Đã gộp"),
    CaseState.DECLINED: N_("Không tiếp nhận"),
    CaseState.GUIDED: N_("Đã hướng dẫn thủ tục khiếu nại"),
    CaseState.SEALED: N_("Đã niêm phong"),
    CaseState.WITHDRAWN: N_("Công dân rút"),
}

CHANNELS: dict[str, str] = {
    Channel.PHONE: N_("Gửi từ điện thoại"),
    Channel.COLLECTED: N_("Thu thập trước hội nghị"),
    Channel.HALL: N_("Phát biểu tại hội trường"),
    Channel.PAPER: N_("Phiếu giấy tại hội nghị"),
    Channel.HOTLINE: N_("Đường dây nóng"),
}

ROLES: dict[str, str] = {
    Role.CLERK: N_("Văn thư"),
    Role.SECRETARY: N_("Thư ký"),
    Role.MODERATOR: N_("Điều hành viên"),
    Role.CHAIR: N_("Chủ trì"),
    Role.UNIT_HEAD: N_("Trưởng đơn vị"),
    Role.OFFICER: N_("Cán bộ thụ lý"),
    Role.APPROVER: N_("Người duyệt trả lời"),
    Role.PUBLISHER: N_("Người công khai kết quả"),
    Role.ADMIN: N_("Quản trị tài khoản"),
    Role.SEALED_BOX: N_("Cán bộ giữ hộp niêm phong"),
    Role.SUPERVISOR: N_("Giám sát"),
}

REFUSALS: dict[str, str] = {
    Code.MALFORMED.code: N_("Nội dung gửi lên không đúng dạng. Hãy tải lại trang rồi thử lại."),
    Code.NOT_IDENTIFIED.code: N_("Phiên làm việc đã hết. Hãy tải lại trang."),
    Code.NOT_ALLOWED.code: N_("Không được phép làm việc này."),
    Code.NOT_FOUND.code: N_("Không tìm thấy nội dung này."),
    Code.NOT_OPEN.code: N_("Hội nghị chưa đến phần này."),
    Code.PAUSED.code: N_("Hội nghị đang tạm nghỉ. Hãy thử lại khi hội nghị tiếp tục."),
    Code.CLOSED.code: N_("Hội nghị đã kết thúc."),
    Code.ASKING_CLOSED.code: N_("Hội nghị đã ngừng nhận câu hỏi."),
    Code.VOTING_CLOSED.code: N_("Hội nghị đã ngừng nhận ủng hộ."),
    Code.MUTED.code: N_("Điện thoại này đang tạm thời không được gửi câu hỏi."),
    Code.CODE_NEEDED.code: N_("Hãy nhập mã của hội nghị trước khi hỏi và ủng hộ."),
    Code.DUPLICATE.code: N_("Việc này đã được ghi nhận trước đó."),
    Code.STALE.code: N_("Nội dung vừa thay đổi. Hãy xem lại rồi thử lại."),
    Code.FLOOR_TAKEN.code: N_("Đang có câu hỏi khác được trả lời."),
    Code.EMPTY.code: N_("Hãy viết nội dung trước khi gửi."),
    Code.TOO_LONG.code: N_("Nội dung quá dài: tối đa {limit} ký tự."),
    Code.BAD_TEXT.code: N_("Nội dung có ký tự không đọc được. Hãy gõ lại."),
    Code.BAD_NAME.code: N_("Tên này dễ nhầm với ban tổ chức. Hãy dùng tên khác."),
    Code.BAD_VALUE.code: N_("Thông tin chưa hợp lệ. Hãy kiểm tra lại."),
    Code.TOO_FAST.code: N_("Ông/bà gửi hơi nhanh. Hãy đợi một lát rồi thử lại."),
    Code.TOO_MANY.code: N_("Đã đủ số câu hỏi mà mỗi người được gửi."),
    Code.BUSY.code: N_("Hệ thống đang bận. Hãy thử lại sau ít giây."),
    Code.NOT_SAVED.code: N_("Chưa lưu được. Hãy thử lại sau ít giây."),
    "too_long_here": N_("Nội dung quá dài. Hãy viết ngắn hơn."),
    "offline": N_("Chưa có kết nối với máy chủ nên việc này chưa được thực hiện."),
}

VOCABULARY: dict[str, dict[str, str]] = {
    "stage": STAGES,
    "status": STATUSES,
    "fate": FATES,
    "phone": PHONE,
    "not_open": NOT_OPEN,
    "after_sending": AFTER_SENDING,
    "why_not": WHY_NOT,
    "review": REVIEWS,
    "review_said": REVIEW_SAID,
    "outcome": OUTCOMES,
    "reason": REASONS,
    "label": {text: text for text in REASONS.values()},
    "refusal": REFUSALS,
}
"""What a live screen's script is given, translated."""


def in_language(translate: Callable[[str], str]) -> dict[str, dict[str, str]]:
    return {
        kind: {code: translate(text) for code, text in texts.items()}
        for kind, texts in VOCABULARY.items()
    }


def refusal_words(speech: Speech, refusal: Refusal) -> str:
    if isinstance(refusal.detail, int):
        return speech.text(REFUSALS[refusal.code], limit=speech.number(refusal.detail))
    unlimited = refusal.reason is Code.TOO_LONG
    return speech.text(REFUSALS["too_long_here" if unlimited else refusal.code])


_CODE_REFUSALS: dict[Code, str] = {
    Code.BAD_VALUE: N_("Mã không đúng. Hãy xem lại từng chữ và số."),
    Code.DUPLICATE: N_("Mã này đã được dùng. Mỗi mã chỉ dùng được trên một điện thoại."),
    Code.TOO_FAST: N_("Nhập sai nhiều lần. Hãy đợi một phút rồi thử lại."),
}


def code_words(speech: Speech, refusal: Refusal) -> str:
    """Why a code typed in was not taken."""
    words = _CODE_REFUSALS.get(refusal.reason)
    return refusal_words(speech, refusal) if words is None else speech.text(words)


def stage_key(stage: str, *, paused: bool) -> str:
    """Which word of `STAGES` a conference shows."""
    return PAUSED if paused and stage == Stage.LIVE else stage
