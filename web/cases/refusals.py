"""Why an act about a case was refused, in words that say what to do; and at which field."""

from collections.abc import Mapping

from archive.casebook.limits import CITIZEN_REOPENINGS_MAX, FILES_MAX_PER_CASE
from archive.casebook.rules_answer import DECIDED
from archive.casebook.rules_clocks import EXTENDABLE
from archive.casework import Publication
from archive.deadlines import ClockKind
from archive.evidence.kinds import Fault
from conference.refusals import Code, Refusal
from web.cases.act_forms import FORMS, As
from web.render import Speech
from web.words import N_, refusal_words

_WORDS: Mapping[tuple[Code, str | int | None], str] = {
    (Code.NOT_ALLOWED, "author"): N_("Người duyệt phải khác người soạn câu trả lời."),
    (Code.NOT_ALLOWED, "proposer"): N_("Người đồng ý phải khác người đề nghị."),
    (Code.NOT_ALLOWED, "to_unit"): N_("Trưởng đơn vị chỉ giao trong đơn vị mình."),
    (Code.NOT_ALLOWED, "sent_back"): N_("Hồ sơ đã bị trả lại hai lần: chủ trì quyết định giao ai."),
    (Code.NOT_ALLOWED, "appeal"): N_(
        "Chỉ tiếp nhận lại khi người hỏi đề nghị xem lại hoặc Mặt trận kiến nghị."
    ),
    (Code.BAD_VALUE, "due"): N_(
        "Ngày chưa đúng: ghi dd/mm/yyyy, sau hôm nay, và chỉ khi kết quả là hẹn giải quyết."
    ),
    (Code.EMPTY, "due"): N_("Hẹn giải quyết thì phải có ngày."),
    (Code.EMPTY, "from_authority"): N_("Hãy ghi cơ quan nào đã trả lời."),
    (Code.NOT_FOUND, "into"): N_("Không có hồ sơ này trong hội nghị."),
    (Code.BAD_VALUE, "into"): N_("Không gộp được vào hồ sơ này: đó là chính nó, hoặc đã khép lại."),
    (Code.BAD_VALUE, "parts"): N_("Tách thì cần ít nhất hai việc."),
    (Code.BAD_VALUE, "days"): N_("Số ngày chưa đúng."),
    (Code.BAD_VALUE, "owner"): N_(
        "Xã không có cán bộ xử lý nào với tên này. Hãy chọn trong danh sách."
    ),
    (Code.BAD_VALUE, "to_unit"): N_(
        "Xã chưa có đơn vị này. Hãy chọn trong danh sách, hoặc thêm người của đơn vị đó trước."
    ),
    (Code.BAD_VALUE, "with_units"): N_(
        "Có đơn vị xã chưa có. Hãy chọn trong danh sách, hoặc thêm người của đơn vị đó trước."
    ),
    (Code.BAD_VALUE, "all_public"): N_(
        "Bản công khai còn số điện thoại, số giấy tờ hoặc địa chỉ. Hãy che đi, hoặc đánh dấu ô này."
    ),
    (Code.BAD_VALUE, "reason"): N_("Hãy chọn một lý do trong danh mục đã công bố."),
    **dict.fromkeys(
        ((Code.STALE, clock) for clock in EXTENDABLE),
        N_(
            "Chỉ gia hạn được trước khi hết hạn, và thời hạn này đã hết hoặc không còn chạy. "
            "Hãy trả lời sớm nhất có thể; lý do chậm thì ghi vào ghi chú."
        ),
    ),
    **dict.fromkeys(
        ((Code.DUPLICATE, clock) for clock in EXTENDABLE),
        N_("Thời hạn này đã được gia hạn một lần, không gia hạn thêm được nữa."),
    ),
    (Code.BAD_VALUE, "clock"): N_(
        "Hãy chọn một thời hạn trong danh sách: thời hạn khác không gia hạn."
    ),
    (Code.STALE, ClockKind.RATING): N_(
        "Chưa kết thúc được: còn chờ người hỏi đánh giá. Cam kết thì chỉ khép lại khi họ đồng ý."
    ),
    **dict.fromkeys(
        ((Code.STALE, standing) for standing in Publication if standing not in DECIDED),
        N_(
            "Chưa kết thúc được: trước hết hãy công khai câu trả lời, hoặc ghi vì sao không công khai."
        ),
    ),
    (Code.BAD_VALUE, "evidence"): N_("Tài liệu chứng minh phải là tệp đã đính kèm vào hồ sơ này."),
    (Code.MALFORMED, "days"): N_("Hãy ghi số ngày."),
    (Code.DUPLICATE, "file"): N_("Tệp này đã có trong hồ sơ."),
    (Code.EMPTY, "file"): N_("Hãy chọn một tệp."),
    (Code.TOO_LONG, "file"): N_("Tệp quá lớn: tối đa 20 MB."),
    (Code.TOO_MANY, "files"): N_("Hết chỗ: một hồ sơ giữ tối đa 200 MB."),
    (Code.TOO_MANY, FILES_MAX_PER_CASE): N_("Hồ sơ đã có đủ số tệp được giữ."),
    (Code.TOO_MANY, CITIZEN_REOPENINGS_MAX): N_("Đã đủ số lần được phép."),
    (Code.BAD_VALUE, Fault.KIND): N_(
        "Loại tệp này không nhận. Hãy dùng JPEG, PNG, PDF, DOCX, XLSX, ODT, ODS, TXT hoặc CSV."
    ),
    (Code.BAD_VALUE, Fault.LIES): N_("Nội dung tệp khác với đuôi tên. Hãy lưu lại đúng loại."),
    (Code.BAD_VALUE, Fault.BROKEN): N_("Tệp bị hỏng. Hãy mở thử trên máy rồi lưu lại."),
    (Code.BAD_VALUE, Fault.BOMB): N_("Tệp nén không an toàn. Hãy gửi tệp gốc."),
    (Code.BAD_VALUE, Fault.ACTIVE): N_(
        "Tệp có macro hoặc liên kết tự chạy. Hãy bỏ đi rồi gửi lại, hoặc gửi PDF."
    ),
    (Code.BAD_VALUE, Fault.PIXELS): N_("Ảnh quá lớn. Hãy thu nhỏ rồi gửi lại."),
    (Code.BAD_VALUE, Fault.NAME): N_("Tên tệp chưa dùng được. Hãy đổi tên rồi gửi lại."),
}
_OTHERWISE: Mapping[Code, str] = {
    Code.STALE: N_(
        "Hồ sơ vừa thay đổi trong khi ông/bà làm. Hãy xem phần mới bên dưới rồi quyết định."
    ),
    Code.TOO_MANY: N_("Đã đến giới hạn của hồ sơ này."),
    Code.NOT_ALLOWED: N_("Vai trò của ông/bà không làm được việc này với hồ sơ này."),
    Code.DUPLICATE: N_("Việc này đã được làm rồi."),
    Code.NOT_FOUND: N_("Không tìm thấy."),
}


def case_refusal(speech: Speech, refusal: Refusal) -> str:
    words = _WORDS.get((refusal.reason, refusal.detail)) or _OTHERWISE.get(refusal.reason)
    return speech.text(words) if words else refusal_words(speech, refusal)


def place_of(act: str, refusal: Refusal) -> str:
    """The id of the field at fault on the page; that of the act's form when it is none."""
    fields = {field.name: field for field in FORMS.get(act, ())}
    detail = "file" if refusal.detail in (*Fault, "files") else refusal.detail
    if not isinstance(detail, str) or detail not in fields:
        return f"act-{act}"
    numbered = fields[detail].how in (As.PARTS, As.EVIDENCE)
    return f"{act}-{detail}{'_1' if numbered else ''}"
