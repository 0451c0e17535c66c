"""Personal data: what is masked, in every way to write it, and what a question is about and stays.

All numbers are invented.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.personal_data import masked, personal_data
from moderation.personal_kinds import MASKS, PersonalData
from moderation.words import read

PHONE, CARD = "[số điện thoại]", "[số giấy tờ]"
INSURANCE, TAX, EMAIL = "[số bảo hiểm]", "[mã số thuế]", "[thư điện tử]"
ACCOUNT, PLOT, SHEET, HOUSE = "[số tài khoản]", "[số thửa]", "[số tờ]", "[địa chỉ nhà]"


def public(text: str) -> str:
    return masked(text, personal_data(read(text)))


@pytest.mark.parametrize(
    "number",
    [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "091-234-5678",
        "0912,345,678",
        "0912/345/678",
        "0 9 1 2 3 4 5 6 7 8",
        "+84 912 345 678",
        "(+84) 912.345.678",
        "84912345678",
        "0084 912345678",
        "+84(0)912345678",
        "(024) 3825 1234",
        "0243.825.1234",
        "01612345678",
        "o912345678",
        "O9I2 345 678",
        "không chín một hai ba bốn năm sáu bảy tám",
        "0912 ba bốn năm 678",
        "0912 chấm 345 chấm 678",
        "0\u200b912345678",
        "０９１２３４５６７８",
        "+1 202 555 0123",
        "0084 01 6123 45678",
        "+8 4 912 345 678",
        "(84) 912 345 678",
        "0.9.1.2.3.4.5.6.7.8",
        "0912\n345\n678",
        "0912…345…678",
        "⓪⑨①②③④⑤⑥⑦⑧",
        "0९१२345678",
        "khong chin mot hai ba bon nam sau bay tam",
        "Không Chín Một Hai, Ba Bốn Năm, Sáu Bảy Tám",
        "0 chín 1 hai 3 bốn 5 sáu 7 tám",
    ],
)
def test_phones(number: str) -> None:
    assert public(f"Gọi {number} nhé") == f"Gọi {PHONE} nhé"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("CMND 012345678 cấp 12/03/2015", f"CMND {CARD} cấp 12/03/2015"),
        ("cmnd 123.456.789", f"cmnd {CARD}"),
        ("số 012 345 678 nhé", f"số {CARD} nhé"),
        ("cccd: 001085012345", f"cccd: {CARD}"),
        ("căn cước 001 085 012 345", f"căn cước {CARD}"),
        ("số 079 085 001234", f"số {CARD}"),
        ("tôi là 001085012345", f"tôi là {CARD}"),
        ("mã số BHXH 7912345678", f"mã số BHXH {INSURANCE}"),
        ("BHXH 0912345678", f"BHXH {INSURANCE}"),
        ("sổ bảo hiểm 79 1234 5678", f"sổ bảo hiểm {INSURANCE}"),
        ("BHYT DN4797912345678", f"BHYT DN{INSURANCE}"),
        ("số 7912345678 chưa chốt", f"số {INSURANCE} chưa chốt"),
        ("CCCD 001085\n012345", f"CCCD {CARD}"),
        ("CCCD: 0010\n8501\n2345", f"CCCD: {CARD}"),
        ("căn cước: 0 0 1 0 8 5 0 1 2 3 4 5", f"căn cước: {CARD}"),
        ("cccd oo1o85o12345", f"cccd {CARD}"),
        ("CCCD không không một không tám năm không một hai ba bốn năm", f"CCCD {CARD}"),
        ("hộ chiếu B1234567", f"hộ chiếu B{CARD}"),
        ("passport C1234567", f"passport C{CARD}"),
        ("mã số thuế 0101234567-001", f"mã số thuế {TAX}"),
        ("MST 0101234567 - 12 tờ khai", f"MST {TAX} - 12 tờ khai"),
        ("chuyển khoản 1234567890123 MB", f"chuyển khoản {ACCOUNT} MB"),
        ("ck vào 1234 5678 9012 ACB", f"ck vào {ACCOUNT} ACB"),
        ("Vietinbank: 101 8765 43210", f"Vietinbank: {ACCOUNT}"),
        ("MST 0312345678", f"MST {TAX}"),
        ("stk 1903 4567 8910 11 techcombank", f"stk {ACCOUNT} techcombank"),
        ("Số tài khoản 123456789012345 ngân hàng", f"Số tài khoản {ACCOUNT} ngân hàng"),
        ("so tai khoan cua toi la 0912345678", f"so tai khoan cua toi la {ACCOUNT}"),
        ("stk 12345678, 0912345678", f"stk {ACCOUNT}, {PHONE}"),
        ("liên hệ zalo 3825 1234", f"liên hệ zalo {PHONE}"),
    ],
)
def test_numbers_of_one_person(text: str, shown: str) -> None:
    assert public(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("thư nguyenvana@gmail.com.", f"thư {EMAIL}."),
        ("tran.b-1 @ yahoo.com.vn nhé", f"{EMAIL} nhé"),
        ("a@xa-luongson.gov.vn", EMAIL),
        ("levanc@gmail", EMAIL),
        ("levanc a còng gmail chấm com. Tôi", f"{EMAIL}. Tôi"),
        ("levanc(at)gmail.com", EMAIL),
        ("levanc [at] gmail [dot] com nhé", f"{EMAIL} nhé"),
        ("levanc(at)gmail(dot)com", EMAIL),
        ("levanc[a]gmail[.]com", EMAIL),
        ("levanc (a còng) gmail (chấm) com", EMAIL),
        ("levanc at gmail dot com", EMAIL),
        ("levanc [at] xa [dot] gov [dot] vn.", f"{EMAIL}."),
        ("a [at] b [dot] c", EMAIL),
        ("levanc＠gmail．com", EMAIL),
        ("c@" + "a." * 20 + "vn", EMAIL + ".a" * 7 + ".vn"),
        ("levanc@gmail (chấm hết)", f"{EMAIL} (chấm hết)"),
        ("c@gmail.com.Tôi", f"{EMAIL}.Tôi"),
        ("0912345678@gmail.com", EMAIL),
        ("x" * 30 + ".a" * 30 + "@gmail.com", "x" * 30 + ".a" * 18 + EMAIL),
    ],
)
def test_emails(text: str, shown: str) -> None:
    assert public(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("số nhà 12 ngõ 3 đường Lê Lợi", f"số nhà {HOUSE} đường Lê Lợi"),
        ("nhà số 12A/5 hẻm 45 phố Huế", f"nhà số {HOUSE} phố Huế"),
        ("so nha: 12, ngach so 34/5 duong Lang", f"so nha: {HOUSE} duong Lang"),
        ("SN 12bis", f"SN {HOUSE}"),
        ("số 12 ngõ 5", f"số {HOUSE}"),
        ("số 12 đường Lê Lợi", f"số {HOUSE} đường Lê Lợi"),
        ("ở K12/3 Điện Biên Phủ", f"ở {HOUSE} Điện Biên Phủ"),
        ("K45/H12/3 Trần Cao Vân", f"{HOUSE} Trần Cao Vân"),
        ("nhà tôi ở 12/3 Nguyễn Trãi", f"nhà tôi ở {HOUSE} Nguyễn Trãi"),
        ("Địa chỉ: 123 Lê Lợi", f"Địa chỉ: {HOUSE} Lê Lợi"),
        ("địa chỉ 15 ngõ 2", f"địa chỉ {HOUSE}"),
        ("tôi ở hẻm 45/6", f"tôi ở hẻm {HOUSE}"),
        ("thường trú tại số 15 ngõ 8", f"thường trú tại số {HOUSE}"),
        ("căn hộ 1203 chung cư", f"căn hộ {HOUSE} chung cư"),
        ("phòng 502 chung cư", f"phòng {HOUSE} chung cư"),
        ("ngõ 3 số 12", f"ngõ 3 số {HOUSE}"),
        ("số nhà 12, ngõ bị ngập", f"số nhà {HOUSE}, ngõ bị ngập"),
        ("số nhà 12-14/", f"số nhà {HOUSE}/"),
    ],
)
def test_house_addresses(text: str, shown: str) -> None:
    assert public(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "thửa đất số 123, tờ bản đồ số 45",
            f"thửa đất số {PLOT}, tờ bản đồ số {SHEET}",
        ),
        ("thua dat so 123 to ban do so 45", f"thua dat so {PLOT} to ban do so {SHEET}"),
        ("thửa 123, 124 và 125 tờ 12", f"thửa {PLOT}, {PLOT} và {PLOT} tờ {SHEET}"),
        ("thua 12 to 5", f"thua {PLOT} to {SHEET}"),
        ("thửa đất 12 tờ bđ 5", f"thửa đất {PLOT} tờ bđ {SHEET}"),
        ("thửa 12/tờ 5", f"thửa {PLOT}/tờ {SHEET}"),
        ("tờ số 5 thửa số 10, diện tích 200 m2", f"tờ số {SHEET} thửa số {PLOT}, diện tích 200 m2"),
        ("số thửa: 77; TBĐ 8", f"số thửa: {PLOT}; TBĐ {SHEET}"),
        ("thửa 12; 13", f"thửa {PLOT}; {PLOT}"),
        ("thửa 12, 13.", f"thửa {PLOT}, {PLOT}."),
        ("thửa 12, 3 hộ", f"thửa {PLOT}, 3 hộ"),
        ("thửa đất của tôi số 12 năm 2020", f"thửa đất của tôi số {PLOT} năm 2020"),
    ],
)
def test_land(text: str, shown: str) -> None:
    assert public(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định 30/2020/NĐ-CP, Luật 72/2025/QH15, Quyết định số 1234/QĐ-UBND ngày 20/10/2023",
        "giấy phép 0312345678/GP-UBND, công văn 123456789/2025",
        "vốn 1.500.000.000 đồng, 500000000 đ, 12 tỷ, 1500000000",
        "tài khoản 1.500.000 bị khóa, stk 500000000 đồng, tài khoản 150000000",
        "dài 12,5 km, rộng 3,5m, 12.000 m2, từ 07h30 - 08h30",
        "năm 2020, 2021, 2022, 2023 và 2024",
        "ngày 09-03-2024 15 hộ, từ 01/01/2025, stk từ 01-02-2024",
        "hotline 1900 1234, gọi 1800 599 920, gọi 113",
        "mục 05, 06, 07, 08, 09; số 012/345 678",
        "mã hồ sơ 000.00.12.H26-250101-0001",
        "8 4 912 345 678, 0084 01 3123 45678, 84 84 84 84 84 84 84, 01 31 23 45 67 8",
        "0 0 0 0 và 06 12 34 56 78 90 1",
        "không 3 lần, không hai lần, số không",
        "tuyến đường 12, đường số 12 khu phố 3, QL 1A, ĐT 743",
        "ngõ 45 đường Láng ngập, kiệt 145/17 Nguyễn Trãi chưa có cống",
        "tổ 5 thôn 4, tôi ở tổ 5, địa chỉ 3 Thôn Đông",
        "Trường tiểu học số 2 đường Lê Lợi, số 3 đường đất",
        "tổng số nhà 12 căn, số nhà bị ngập, nhà số",
        "có 104 kiệt, 20 căn hộ 50 m2, phòng 502, K12, k 12/3, 5k1/2",
        "thửa đất 120 m2, thửa ruộng, thửa đất số 12345678",
        "Kính thưa 12 đại biểu, thua 12 tỷ, tờ 45, tổ 45, tờ khai số 3",
        "tài khoản 1o1o1o1o1o1o1o1o1o1o1o1o1",
        "@ a@ a@b a còng a còng nhà abc@ x@12.34",
        "a công an xã, ( at ), gửi a, at nhà, (a) nhà",
        "CCCD không một hai ba, hộ chiếu 1234567, chuyển khoản ba lần",
        "thua 12 to cao, thưa 12 tổ, ngõ 3 số hộ, om1, lam2",
        "số nhà mười hai ngõ ba, thửa mười hai, biển số 29A-123.45, 0912xxx678",
    ],
)
def test_what_a_question_is_about_stays(text: str) -> None:
    assert public(text) == text


def test_spans_count_the_original() -> None:
    text = "Ông\u0301\u0323 A: 0912\u0301 345 678"
    [span] = personal_data(read(text))
    assert (text[span.start : span.end], span.kind, span.mask) == (
        "0912\u0301 345 678",
        PersonalData.PHONE,
        PHONE,
    )


def test_every_kind_has_a_mask_without_digits() -> None:
    assert set(MASKS) == set(PersonalData)
    assert [mask for mask in MASKS.values() if any(map(str.isdigit, mask))] == []


PIECES = st.sampled_from(
    [
        "0", "1", "9", "12", "345", "2024", "0912345678", "123456789", " ", ".", "-", "/", ",", "(", ")", "+",
        "84", "o", "a", "@", "gmail.com", "gmail", "stk ", "cmnd ", "thửa ", "tờ ", "bản đồ ", "số ", "nhà ",
        "ngõ ", "k", "đường ", "Lê ", "không ", "một ", "tôi ở ", "địa chỉ ", "căn hộ ", "đồng", "\u0301", "ﷺ",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_masking_twice_is_masking_once(text: str) -> None:
    once = public(text)
    assert public(once) == once


@given(st.lists(PIECES, max_size=40).map("".join))
def test_spans_follow_each_other(text: str) -> None:
    ends = [0]
    for span in personal_data(read(text)):
        assert ends[-1] <= span.start < span.end <= len(text)
        ends.append(span.end)
