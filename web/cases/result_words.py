"""What making a conference's result known is called, on screen and on paper; and why something was not taken."""

from collections.abc import Mapping

from archive.casebook.limits import DELIVERIES_MAX, VILLAGES_MAX
from archive.casebook.result import DeliveryChannel
from conference.refusals import Code, Refusal
from web.cases.refusals import case_refusal
from web.render import Speech
from web.words import N_

CHANNELS: dict[str, str] = {
    DeliveryChannel.MEDIA: N_("Phương tiện thông tin đại chúng"),
    DeliveryChannel.BOARD: N_("Niêm yết tại trụ sở"),
    DeliveryChannel.VILLAGE: N_("Gửi trưởng thôn, tổ trưởng tổ dân phố"),
    DeliveryChannel.ONLINE: N_("Trên mạng"),
}
NO_LIST = N_("danh sách thôn, tổ dân phố phải gửi đến")
RESULT_LADDER: dict[int, str] = {
    -2: N_("còn hai ngày làm việc, nhắc văn phòng"),
    0: N_("hôm nay là ngày cuối, báo chủ trì"),
    1: N_("quá hạn, báo chủ trì"),
    3: N_("quá hạn ba ngày làm việc, báo HĐND và Mặt trận"),
    10: N_("quá hạn mười ngày làm việc, công khai"),
}
_WORDS: Mapping[tuple[Code, str | int | None], str] = {
    (Code.EMPTY, "villages"): N_("Hãy ghi ít nhất một thôn, tổ dân phố, mỗi dòng một tên."),
    (Code.DUPLICATE, "villages"): N_("Danh sách không có gì thay đổi."),
    (Code.TOO_MANY, VILLAGES_MAX): N_("Danh sách quá dài: tối đa 200 thôn, tổ dân phố."),
    (Code.EMPTY, "to"): N_("Hãy ghi hoặc chọn nơi nhận."),
    (Code.NOT_FOUND, "to"): N_("Thôn này không có trong danh sách."),
    (Code.BAD_VALUE, "day"): N_("Ngày chưa đúng: ghi dd/mm/yyyy, từ ngày hội nghị đến hôm nay."),
    (Code.MALFORMED, "day"): N_("Hãy ghi ngày, ví dụ 21/11/2026."),
    (Code.BAD_VALUE, "until"): N_("Ngày cuối chưa đúng: không trước ngày niêm yết."),
    (Code.EMPTY, "words"): N_("Hãy ghi lý do rút lại."),
    (Code.MALFORMED, "words"): N_("Hãy ghi lý do rút lại."),
    (Code.DUPLICATE, "delivery"): N_("Lần thông báo này đã được rút lại rồi."),
    (Code.TOO_MANY, DELIVERIES_MAX): N_("Đã ghi đủ số lần thông báo."),
    (Code.NOT_ALLOWED, None): N_("Vai trò của ông/bà không ghi được việc này."),
}


def result_refusal(speech: Speech, refusal: Refusal) -> str:
    words = _WORDS.get((refusal.reason, refusal.detail))
    return speech.text(words) if words else case_refusal(speech, refusal)
