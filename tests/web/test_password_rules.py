"""Long enough and not among the first that anybody would try; no rules about kinds of letters."""

import pytest

from web.password_rules import PasswordTrouble, trouble_with
from web.passwords import new_password

ABOUT = ("lan.nguyen", "Nguyễn Thị Lan", "dong-hoa", "Địa chính – xây dựng")


@pytest.mark.parametrize(
    "password",
    [
        "mot-mat-khau-dai",
        "con trâu đi trước cái cày",
        "quả khế ngọt 3 mùa",
        "zzzzzzzzzzkhongaibiet",
        "дорога домой",
        "x" * 100 + "kqvbw",
        "🌾🌾🌾🌾🌾🌾 lúa chín vàng",
    ],
)
def test_any_kind_of_letters_will_do(password: str) -> None:
    assert trouble_with(password, ABOUT) is None


@pytest.mark.parametrize(
    "password",
    [
        "1234567890",
        "0987654321",
        "aaaaaaaaaaaa",
        "abcdefghijkl",
        "qwertyuiop",
        "Qwerty@123456",
        "matkhau123456",
        "Mật khẩu 2026",
        "P@ssw0rd2026",
        "anhyeuem1999",
        "doithoai2026",
        "UBND.dong-hoa.2026",
        "Đồng Hòa 2026!",
        "nguyenthilan1990",
        "Nguyễn Thị Lan",
        "lan.nguyen.lan",
        "diachinh12345",
        "1q2w3e4r5t6y",
    ],
)
def test_what_anybody_would_try_first_is_not_taken(password: str) -> None:
    assert trouble_with(password, ABOUT) is PasswordTrouble.GUESSABLE


@pytest.mark.parametrize(
    ("password", "trouble"),
    [
        ("", PasswordTrouble.TOO_SHORT),
        ("kqvbwzjmt", PasswordTrouble.TOO_SHORT),
        ("kqvbwzjmtd", None),
        ("kqvbwz" + "m" * 122, None),
        ("kqvbwz" + "m" * 123, PasswordTrouble.TOO_LONG),
    ],
)
def test_length_is_counted_in_letters(password: str, trouble: PasswordTrouble | None) -> None:
    assert trouble_with(password, ABOUT) is trouble


def test_made_up_ones_are_taken() -> None:
    assert {trouble_with(new_password(), ABOUT) for _ in range(200)} == {None}
