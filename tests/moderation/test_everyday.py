"""What communes talk about every day, in words that are insults elsewhere: nobody is accused of anything.

All written for this, and none of it shown to the model; names and places are invented.
"""

import pytest

from moderation.screening import screen

EVERYDAY = [
    "Con chó nhà ông Ba sủa cả đêm, cả xóm mất ngủ.",
    "Chợ chiều có hai hàng thịt chó, bán sát cổng trường mầm non.",
    "Trại lợn đầu làng gây ô nhiễm, đề nghị xã kiểm tra.",
    "Mùi phân lợn từ trại nhà bà Sáu bay vào lớp học.",
    "Đàn chó hoang ở bãi rác cắn chết ba con gà của tôi.",
    "Chó cắn người thì chủ nuôi bị phạt bao nhiêu?",
    "Nhà tôi có con trâu chết vì lở mồm long móng, chôn ở đâu?",
    "Bò điên húc người ở xóm Đông, ai bồi thường?",
    "Lợn sổng chuồng phá nát vườn rau của tôi.",
    "Con lợn nái nhà tôi chết sau khi tiêm vắc xin.",
    "Trâu bò ỉa đầy sân nhà văn hóa thôn.",
    "Cứt gà, cứt vịt trôi đầy ao làng.",
    "Phân trâu đổ thành đống trước cổng nghĩa trang.",
    "Người ta vứt chó chết xuống kênh, nước thối không chịu nổi.",
    "Súc vật chết trôi đầy sông, hôi thối cả tuần.",
    "Rác rưởi chất đống ở đầu ngõ, ruồi nhặng bay vào mâm cơm.",
    "Rác rưởi ai cũng vứt ra đường, xe rác không đến.",
    "Nước thải trại lợn chảy thẳng vào ruộng lúa.",
    "Cống tràn, nước cứt đái chảy vào nhà dân.",
    "Hố phân nhà hàng xóm tràn sang giếng nhà tôi.",
    "Xe hút bể phốt xả trộm phân xuống mương ban đêm.",
    "Bể phốt của chợ đầy, thối um cả khu.",
    "Nhà vệ sinh công cộng đầy cứt, không ai dọn.",
    "Người chết chôn ngay sát giếng nước ăn của dân.",
    "Đám ma kèn trống đến nửa đêm, xã có quy định gì không?",
    "Bố tôi chết ba tháng rồi mà chưa xóa được hộ khẩu.",
    "Mẹ tôi mới chết, làm giấy khai tử cần gì?",
    "Bao giờ xã xây lò thiêu, đất chôn người chết hết rồi?",
    "Bốc mộ ông bà nội tôi để làm đường, hỗ trợ bao nhiêu?",
    "Xác chết trôi sông, ai là người vớt và lo chôn?",
    "Dịch tả lợn chết cả đàn, chôn không đủ vôi.",
    "Cháu tôi bị chó dại cắn, trạm y tế hết thuốc tiêm.",
    "Bệnh ghẻ lở lây khắp lớp mẫu giáo, do nước bẩn.",
    "Ông hàng xóm bị bệnh tâm thần, hay cầm dao chạy ra đường.",
    "Người điên đi lang thang ở chợ, nhờ xã đưa đi chữa.",
    "Bà con xóm Ngu hỏi bao giờ có nước máy.",
    "Ông Ngu ở thôn Điền hỏi về sổ đỏ.",
    "Bà Nguyễn Thị Ngu chưa được nhận lương hưu.",
    "Thôn Ngu Nhuế bao giờ có sóng điện thoại?",
    "Đồi Cứt Dê hay sạt lở, xe không qua được.",
    "Cầu Lồn Trâu gãy lan can, trẻ con đi học nguy hiểm.",
    "Ông Đinh Văn Khốn xin hỏi chế độ thương binh.",
    "Anh Lò Văn Dâm hỏi tiền điện.",
    "Chị Hà Thị Cặc Bản Mới chưa có sổ hộ nghèo.",
    "Bà Bùi Thị Đĩ ở xóm Mường xin cấp lại căn cước.",
    "Ông Đèo Văn Đéo ở bản Nà hỏi về đất rừng.",
    "Dốc Chó Ngáp trơn quá, mưa là ngã.",
    "Suối Bú Lợn năm nào cũng lũ.",
    "Xóm Mả Bố còn bao nhiêu hộ nghèo?",
    "Giống ngan, ngỗng xã cấp chết gần hết, ai đền cho dân?",
    "Trâu đực nhà ông Tám động dục phá hàng rào.",
    "Thụ tinh nhân tạo cho bò cái giá bao nhiêu một lần?",
    "Chó cái đẻ ở gầm sân khấu nhà văn hóa, có ai nhận không?",
    "Con chó đẻ sáu con, ai xin thì đến nhà tôi.",
    "Thằng bé nhà tôi bị bò húc gãy tay.",
    "Mấy con chó của cán bộ xã cũng phải đeo rọ mõm chứ?",
    "con cho nha ong Ba sua ca dem",
    "trai lon gay o nhiem, dan chiu khong noi",
    "cho tha rong can tre con, xa co xu ly khong",
    "dem nao cho cung sua, khong ngu duoc",
    "nguoi chet chon gan gieng nuoc",
    "cut trau bo day duong lang",
]


@pytest.mark.parametrize("text", EVERYDAY)
def test_it_is_no_insult(text: str) -> None:
    assert screen(text).codes() == ()


@pytest.mark.parametrize(
    ("text", "insult"),
    [
        ("Đồ ngu, xóm Ngu cũng biết", "Đồ ngu"),
        ("XÓM NGU", "NGU"),
        ("ông ngu thế", "ngu"),
        ("Ngu thế mà cũng làm", "Ngu"),
    ],
)
def test_only_what_is_written_like_a_name_is_one(text: str, insult: str) -> None:
    assert [text[flag.start : flag.end] for flag in screen(text).flags] == [insult]
