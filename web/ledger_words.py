"""What the open book says in words: acts, roles, ways in, and the parts of its counts.

A reason is called what the commune's own published list calls it; the usual list is in our catalogues.
"""

from collections.abc import Mapping
from typing import Any

from archive.ledger_book import KEPT, NOT_GIVEN
from conference.vocabulary import Role
from web.render import Speech
from web.words import CHANNELS, LEFT, N_, OUTCOMES, REASONS, ROLES, STATUSES

Words = dict[str, dict[str, str]]

ACTS: dict[str, str] = {
    "conference_announced": N_("Thông báo hội nghị, bắt đầu nhận câu hỏi"),
    "conference_opened": N_("Khai mạc"),
    "conference_paused": N_("Tạm nghỉ"),
    "conference_resumed": N_("Tiếp tục"),
    "conference_closed": N_("Kết thúc hội nghị"),
    "asking_closed": N_("Thôi nhận câu hỏi"),
    "asking_reopened": N_("Nhận câu hỏi trở lại"),
    "voting_closed": N_("Thôi nhận ủng hộ"),
    "voting_reopened": N_("Nhận ủng hộ trở lại"),
    "slow_mode_set": N_("Đặt khoảng cách giữa hai câu hỏi của một người"),
    "moderation_set": N_("Đặt cách duyệt"),
    "reasons_published": N_("Công bố danh sách lý do không đưa lên"),
    "join_mode_set": N_("Đặt cách tham gia"),
    "question_asked": N_("Đã nhận"),
    "question_amended": N_("Người hỏi sửa câu hỏi"),
    "question_withdrawn": N_("Người hỏi rút"),
    "question_approved": N_("Đưa lên danh sách chung"),
    "question_declined": N_("Không đưa lên danh sách"),
    "question_returned": N_("Đưa về xem lại từ đầu"),
    "question_pinned": N_("Giữ ở đầu hàng chờ"),
    "question_unpinned": N_("Thôi giữ ở đầu hàng chờ"),
    "question_called": N_("Mời trả lời"),
    "question_passed": N_("Nhiều ủng hộ nhất nhưng nhường câu khác"),
    "question_answered": N_("Ghi kết quả trả lời"),
    "question_deferred": N_("Để trả lời sau hội nghị"),
    "floor_cleared": N_("Đưa lại hàng chờ, chưa trả lời"),
    "question_edited": N_("Bàn điều hành sửa câu chữ, giữ bản của người hỏi"),
    "question_merged": N_("Gộp vào câu khác"),
    "question_unmerged": N_("Tách lại, thôi gộp"),
    "question_split_off": N_("Tách ra từ câu khác"),
    "question_held": N_("Giữ lại xem thêm"),
    "question_released": N_("Thôi giữ lại"),
    "question_guided": N_("Hướng dẫn thủ tục khiếu nại"),
    "question_sealed": N_("Niêm phong"),
    "question_unsealed": N_("Thôi niêm phong"),
    "question_resubmitted": N_("Người hỏi sửa và gửi lại"),
    "review_requested": N_("Người hỏi đề nghị xem lại"),
    "review_upheld": N_("Người khác xem lại, giữ nguyên quyết định"),
    "review_granted": N_("Người khác xem lại, đưa vào hàng chờ"),
    "votes_quarantined": N_("Tạm chưa tính lượt ủng hộ dồn dập bất thường"),
    "votes_released": N_("Tính lại lượt ủng hộ đã tạm giữ"),
    "votes_discarded": N_("Không tính lượt ủng hộ đã tạm giữ"),
    "asker_muted": N_("Tạm dừng quyền gửi của một máy"),
    "asker_unmuted": N_("Trả lại quyền gửi cho một máy"),
}

PASS_REASONS: dict[str, str] = {
    "same_topic": N_("trả lời liền các câu cùng lĩnh vực"),
    "chair_choice": N_("chủ trì chọn"),
    "asker_absent": N_("người hỏi vắng mặt"),
    "needs_papers": N_("cần tra hồ sơ"),
    "time": N_("không đủ thời gian"),
    "unstated": N_("không nêu lý do"),
}

BOOK_ROLES: dict[str, str] = {
    **ROLES,
    Role.ATTENDEE: N_("Người dân"),
    Role.CITIZEN: N_("Người dân"),
    Role.OPERATOR: N_("Người vận hành"),
    Role.RULE: N_("Quy tắc đã công bố"),
}

MODES: dict[str, str] = {
    "open": N_("Vào tự do"),
    "code": N_("Mã đọc tại hội trường"),
    "paper": N_("Mã giấy của hộ"),
    "staff": N_("Cán bộ nhập"),
}

MODERATIONS: dict[str, str] = {
    "pre": N_("Điều hành viên xem trước, rồi câu hỏi mới lên danh sách chung."),
    "post": N_(
        "Câu hỏi lên danh sách chung ngay, trừ câu có dấu hiệu cần xem; điều hành viên xem sau."
    ),
}


def in_words(speech: Speech, rules: Mapping[str, Any], *, closed: bool) -> Words:
    """All that the book's page may say, in the reader's language."""
    said = {
        "act": ACTS,
        "pass": PASS_REASONS,
        "role": BOOK_ROLES,
        "mode": MODES,
        "moderation": MODERATIONS,
        "channel": CHANNELS,
        "outcome": OUTCOMES,
        "fate": LEFT if closed else STATUSES,
        "reason": _reasons(rules),
    }
    return {
        kind: {code: speech.plain(text) for code, text in texts.items()}
        for kind, texts in said.items()
    }


def part_words(speech: Speech, kind: str, code: str, words: Words) -> str:
    """What one part of a count is called: a code's word, or what somebody called it themselves."""
    if code == KEPT:
        return speech.plain(N_("Chưa công khai, hoặc niêm phong"))
    if code == NOT_GIVEN:
        return speech.plain(N_("Người hỏi không ghi"))
    return words.get(kind, {}).get(code, code)


def _reasons(rules: Mapping[str, Any]) -> dict[str, str]:
    return {**REASONS, **{code: label for code, label, *_needs in rules.get("reasons") or ()}}
