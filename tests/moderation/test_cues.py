"""Denunciation and complaint: suggested by content, never by a title."""

import pytest

from moderation.cues import Suggestion, cues
from moderation.words import read


def suggested(text: str) -> list[tuple[str, str]]:
    return [(cue.suggestion.value, text[cue.start : cue.end]) for cue in cues(read(text))]


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("Tôi tố cáo ông Nguyễn Văn A nhận hối lộ", "tố cáo ông"),
        ("Toi to cao chu tich xa nhan hoi lo", "to cao chu tich"),
        ("Tôi xin tố cáo hành vi lấn chiếm đất công", "Tôi xin tố cáo"),
        ("Trưởng thôn ăn chặn tiền hỗ trợ", "Trưởng thôn ăn chặn"),
        ("cán bộ vòi tiền khi làm sổ đỏ", "cán bộ vòi tiền"),
        ("Có người nhận phong bì là cán bộ địa chính", "nhận phong bì là cán bộ địa chính"),
        ("Công an xã bao che cho sòng bạc", "Công an xã bao che"),
        ("Bà Trần Thị B tham ô tiền quỹ", "Bà Trần Thị B tham ô"),
        ("Đường xấu. Ông A chiếm đoạt đất.", "Ông A chiếm đoạt"),
    ],
)
def test_seal(text: str, because: str) -> None:
    assert suggested(text) == [(Suggestion.SEAL, because)]


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("Tôi khiếu nại quyết định thu hồi đất", "Tôi khiếu nại quyết định"),
        ("Khiếu nại kết luận số 5", "Khiếu nại kết luận"),
        ("tôi đã gửi đơn khiếu nại nhiều lần", "tôi đã gửi đơn khiếu nại"),
        ("không đồng ý với mức bồi thường", "không đồng ý với mức bồi thường"),
        ("toi khong dong y voi quyet dinh", "khong dong y voi quyet dinh"),
        ("Đề nghị hủy quyết định xử phạt", "hủy quyết định"),
    ],
)
def test_guide(text: str, because: str) -> None:
    assert suggested(text) == [(Suggestion.GUIDE, because)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Luật Tố cáo quy định thời hạn giải quyết thế nào?",
        "Tôi muốn tố cáo thì gửi đơn ở đâu?",
        "Xã làm gì để phòng chống tham nhũng?",
        "Tôi muốn hỏi thủ tục tố cáo",
        "Nếu cán bộ nhận hối lộ thì xử lý thế nào?",
        "Tình trạng tham nhũng, cán bộ xã biết không?",
        "chị ơi, chiếm đoạt là gì",
        "chiếm đoạt của bà",
        "tố cáo là quyền của mỗi người",
        "Cây to cao trước nhà ông Tư sắp đổ",
        "Thời hạn giải quyết khiếu nại là bao lâu?",
        "Tôi muốn khiếu nại thì cần giấy tờ gì",
        "khiếu nại nhiều",
        "Bà con không đồng ý đổi tên thôn",
    ],
)
def test_the_word_alone_suggests_nothing(text: str) -> None:
    assert suggested(text) == []


def test_mixed_content_suggests_both_once() -> None:
    text = "Ông A tham ô. Bà B tham ô. Tôi khiếu nại quyết định. Tôi khiếu nại kết luận."
    assert suggested(text) == [
        (Suggestion.SEAL, "Ông A tham ô"),
        (Suggestion.GUIDE, "Tôi khiếu nại quyết định"),
    ]
