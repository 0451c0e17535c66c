"""What pages about accounts say: why something was not done."""

from typing import Final

from starlette.requests import Request

from conference.refusals import Code, Refusal
from web.password_rules import PasswordTrouble
from web.passwords import MAX_CHARACTERS, MIN_CHARACTERS
from web.showing import speech
from web.words import N_

REFUSED: Final = {
    Code.NOT_IDENTIFIED: N_("Mật khẩu không đúng."),
    Code.BUSY: N_("Nhiều người đang đăng nhập cùng lúc. Hãy thử lại sau ít giây."),
    Code.STALE: N_("Việc này đã có thay đổi. Hãy tải lại trang rồi làm lại."),
    Code.NOT_ALLOWED: N_("Ông/bà không được làm việc này với tài khoản này."),
    Code.NOT_FOUND: N_("Không tìm thấy."),
    Code.TOO_MANY: N_("Xã đã có quá nhiều tài khoản hoặc lời mời còn hạn."),
    Code.TOO_LONG: N_("Nội dung dài quá mức cho phép."),
    Code.BAD_TEXT: N_("Nội dung có ký tự không đọc được. Hãy gõ lại."),
    Code.BAD_VALUE: N_("Hãy chọn ít nhất một vai trò."),
    Code.BAD_NAME: N_("Tên có từ 2 đến 40 chữ, số, dấu chấm hoặc gạch nối, không có khoảng trắng."),
    Code.DUPLICATE: N_("Tên đăng nhập này đã có người dùng. Hãy chọn tên khác."),
}


def why_not(request: Request, refusal: Refusal) -> str:
    """In the visitor's language."""
    if refusal.reason is Code.TOO_FAST:
        return _wait(request, refusal)
    return speech(request).text(REFUSED[refusal.reason])


def why_not_in(request: Request, refusal: Refusal) -> str:
    """At the login, where nothing may tell whether there is such a name."""
    if refusal.reason is Code.NOT_IDENTIFIED:
        _ = speech(request).text
        return _("Tên đăng nhập hoặc mật khẩu không đúng.")
    return why_not(request, refusal)


def why_no_code(request: Request, refusal: Refusal) -> str:
    """Where the app's code is typed."""
    if refusal.reason is Code.NOT_IDENTIFIED:
        _ = speech(request).text
        return _("Mã không đúng, đã hết hạn hoặc đã dùng rồi. Hãy đợi mã mới trên ứng dụng.")
    return why_not(request, refusal)


def bad_password(request: Request, trouble: PasswordTrouble) -> str:
    _ = speech(request).text
    if trouble is PasswordTrouble.GUESSABLE:
        return _("Mật khẩu này dễ đoán. Hãy chọn vài từ không liên quan đến tên và công việc.")
    return _("Mật khẩu có từ {least} đến {most} ký tự.", least=MIN_CHARACTERS, most=MAX_CHARACTERS)


def _wait(request: Request, refusal: Refusal) -> str:
    minutes = refusal.detail if isinstance(refusal.detail, int) else 1
    n_ = speech(request).plural
    return n_("Thử sai quá nhiều lần. Hãy đợi {n} phút rồi thử lại.", minutes)
