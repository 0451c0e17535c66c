"""How people denounce and complain, often by indirect words, and how they only ask about it.

All written for this; docs/SCREENING.md counts them.
"""

import pytest

from moderation.cues import Suggestion, cues
from moderation.words import read

DENOUNCED = [
    "Tôi tố cáo ông Phó Chủ tịch xã nhận phong bì của chủ mỏ cát.",
    "Anh địa chính xã cầm phong bì rồi mới chịu ký hồ sơ cho tôi.",
    "Trưởng thôn bao che cho cháu mình lấn đất công.",
    "Kế toán hợp tác xã tham ô tiền thủy lợi phí.",
    "Cán bộ một cửa gợi ý tôi đưa hai triệu thì hồ sơ mới xong.",
    "Công an xã nhận tiền của sòng bạc nên không bắt.",
    "Ông Nguyễn Văn B làm giả hồ sơ thương binh để lĩnh tiền.",
    "Chủ tịch xã đưa người nhà vào danh sách hộ nghèo.",
    "Bà thủ quỹ ăn chặn tiền quà Tết của người già.",
    "Tôi muốn tố giác việc trưởng xóm bán đất công.",
    "Cán bộ địa chính sửa sổ sách để lấy đất của nhà tôi.",
    "Bí thư chi bộ kê khai khống số ngày công làm đường.",
    "Phó chủ tịch xã cấu kết với doanh nghiệp rút ruột công trình.",
    "Có cán bộ vòi tiền bà con khi làm giấy khai sinh.",
    "Muốn được việc thì phải lót tay cho cán bộ địa chính ba triệu.",
    "Ông trưởng ấp chia tiền cứu trợ cho họ hàng nhà ông ấy.",
    "Công an viên đánh con tôi rồi đe dọa gia đình không được nói.",
    "Lãnh đạo xã biết mà vẫn bao che cho trại lợn xả trộm.",
    "Cán bộ kiểm lâm tiếp tay cho lâm tặc phá rừng.",
    "toi to cao ong pho chu tich nhan phong bi",
    "truong thon an chan tien ho tro lu lut",
    "can bo dia chinh doi tien moi lam so do",
    "ke toan xa tham o tien quy vac xin",
    "chu tich xa bao che cho chau khai thac cat lau",
    "can bo mot cua goi y dua tien boi duong moi ky",
    "Chị Lan văn phòng xã nhận tiền chạy chế độ cho người không có công.",
    "Tổ trưởng dân phố bớt xén gạo cứu trợ.",
    "Chủ tịch hội cho họ hàng mình vay hết vốn hộ nghèo.",
    "Công an xã hành hung con tôi ở trụ sở.",
    "Tôi tố cáo chủ nhiệm hợp tác xã bán khống máy bơm.",
    "Cán bộ địa chính làm giả chữ ký của tôi.",
    "truong ap bao che cho sung bac",
    "bi thu thon tham o tien lam duong",
]
COMPLAINED = [
    "Tôi khiếu nại quyết định thu hồi đất số 15 của xã.",
    "Gia đình tôi không đồng ý với mức bồi thường đất ruộng.",
    "Tôi đã gửi đơn khiếu nại ba lần mà xã không trả lời.",
    "Đề nghị xã hủy quyết định xử phạt gia đình tôi.",
    "Giá đền bù như vậy là quá thấp, chúng tôi không nhận.",
    "Nhà tôi bị cưỡng chế sai, yêu cầu xem xét lại quyết định.",
    "Biên bản xử phạt ghi không đúng, tôi không ký và không chấp nhận.",
    "Xã ra quyết định thu hồi đất của nhà tôi là trái luật.",
    "Tôi không phục kết luận của thanh tra về đất nhà tôi.",
    "toi khieu nai quyet dinh xu phat cua xa",
    "gia dinh toi khong chap nhan gia den bu",
    "nha toi khong nhat tri voi phuong an boi thuong",
    "yeu cau xa thu hoi lai quyet dinh cuong che",
    "Chúng tôi không chấp nhận phương án tái định cư.",
    "Gia đình tôi khiếu nại việc thu hồi đất vườn.",
    "Quyết định xử phạt nhà tôi là sai, đề nghị bãi bỏ.",
    "Tôi phản đối áp giá đất như thế.",
    "gia dinh toi khong dong y ket qua do dac",
]
ASKED = [
    "Tôi khiếu nại hóa đơn điện của công ty điện lực thì gọi số nào?",
    "Tố cáo là quyền của công dân, xã đã tuyên truyền chưa?",
    "Muốn gửi đơn tố cáo thì nộp ở bộ phận nào?",
    "Thời hạn giải quyết khiếu nại lần đầu là bao nhiêu ngày?",
    "Xã có lịch tiếp công dân về khiếu nại, tố cáo không?",
    "Hòm thư góp ý, tố giác tội phạm đặt ở đâu?",
    "Tôi muốn biết mẫu đơn khiếu nại mới nhất.",
    "Người tố cáo được bảo vệ thế nào?",
    "Năm qua xã giải quyết bao nhiêu đơn khiếu nại?",
    "Xã làm gì để phòng, chống tham nhũng?",
    "Khi nào công khai kết luận thanh tra về quỹ đất?",
    "Quyết định phê duyệt quy hoạch bao giờ công bố?",
    "Mức hỗ trợ nhà ở cho hộ nghèo là bao nhiêu?",
    "Mức bồi thường đất lúa năm nay là bao nhiêu một mét?",
    "Tôi nhận phong bì tài liệu họp thôn mà thiếu trang.",
    "Phong bì thư mời họp ghi sai tên tôi.",
    "Bưu điện chưa phát phong bì lương hưu cho mẹ tôi.",
    "Ông Tư làm nghề bao che nắng cho vườn lan, xin vay vốn ở đâu?",
    "Mái che của chợ bị bay, ai sửa?",
    "Rừng phòng hộ bao che cho làng khỏi gió bão bị chặt.",
    "Cán bộ thu tiền điện đến nhà tôi ngày mấy?",
    "Trưởng thôn thu tiền rác mấy tháng một lần?",
    "Trưởng thôn nhận tiền hỗ trợ của huyện ngày nào để phát cho dân?",
    "Chủ tịch xã có đồng ý cho mở lại chợ không?",
    "Bà con không đồng ý dời chợ ra ngoài đường lớn.",
    "Bà con chưa nhất trí tên mới của xã.",
    "Phản đối nuôi lợn trong khu dân cư thì phản ánh với ai?",
    "Đề nghị xem xét lại giờ đóng cửa nhà văn hóa.",
    "Đề nghị xem lại đèn đường ngõ 5.",
    "Ông Hải ăn tiền gừng ở chợ, bà con hỏi giá.",
    "Công an xã đã bắt nhóm chiếm đoạt tài sản qua mạng chưa?",
    "Công an xã cảnh báo lừa đảo chiếm đoạt tiền qua điện thoại thế nào?",
    "Tổ trưởng tổ vay vốn nhận tiền lãi vào ngày nào?",
    "Cây to cao trước cửa nhà ông trưởng thôn sắp đổ.",
    "cay to cao truoc nha ong Ba sap do",
    "xin hoi thu tuc khieu nai lan hai",
    "mau don to cao lay o dau",
    "Nếu cán bộ nhũng nhiễu thì dân gọi số nào?",
    "Cán bộ có được nhận quà của dân không?",
    "Luật quy định xử lý cán bộ tham ô ra sao?",
    "Công an xã hướng dẫn cách nhận biết tiền giả thế nào?",
    "Trưởng thôn có được thu tiền điện đường không?",
    "Ông Sáu bị đe dọa đòi nợ, nhờ công an giúp.",
    "Xã đưa tiền hỗ trợ về thôn khi nào?",
    "Bao giờ có kết quả giải quyết hồ sơ đất của tôi?",
    "Tôi chưa nhận được quyết định hưởng trợ cấp.",
    "Thủ tục khiếu nại đo đạc đất gồm những bước nào?",
    "Người dân có quyền tố cáo nặc danh không?",
    "Chủ tịch xã tiếp dân ngày nào?",
    "Mẹ tôi không nhận ra con, xin hỏi chế độ người cao tuổi sa sút.",
    "Hai thanh niên đánh người ở chợ, công an xã đã xử lý chưa?",
    "Trẻ con đánh nhau trước cổng trường, hiệu trưởng có biết không?",
    "Cán bộ thú y tiêm cho đàn bò lấy tiền bao nhiêu?",
    "Kế toán hợp tác xã nghỉ, ai thu thủy lợi phí?",
    "xin hoi ngan hang cho vay von lam chuong trai",
]
NOT_HEARD = [
    "Hiệu trưởng thu tiền trái quy định rồi bỏ túi riêng.",
    "Kết quả đo đạc sai, nhà tôi mất 20 m2, tôi không đồng ý.",
    "Anh cán bộ tư pháp đòi tôi năm trăm nghìn mới đóng dấu.",
    "Trưởng thôn lấy tiền quỹ thôn đi đánh bạc.",
]


def suggested(text: str) -> list[Suggestion]:
    return [cue.suggestion for cue in cues(read(text))]


@pytest.mark.parametrize("text", DENOUNCED)
def test_a_denunciation_is_sealed(text: str) -> None:
    assert suggested(text) == [Suggestion.SEAL]


@pytest.mark.parametrize("text", COMPLAINED)
def test_a_complaint_is_guided(text: str) -> None:
    assert suggested(text) == [Suggestion.GUIDE]


@pytest.mark.parametrize("text", [*ASKED, *NOT_HEARD])
def test_nothing_is_suggested(text: str) -> None:
    assert suggested(text) == []
