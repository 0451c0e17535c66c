"""What the demo's people say. A commune that does not exist, and questions written for it.

Each is somebody's: a topic, a thôn, and a name where the asker gave one. The last few are of the kind that
a moderator declines, with the reason. Data only.
"""

from dataclasses import dataclass
from typing import Final

from conference.vocabulary import DeclineReason

COMMUNE: Final = "hoa-dong"
COMMUNE_NAME: Final = "Xã Hòa Đồng"
TITLE: Final = "Đối thoại giữa Ủy ban nhân dân xã Hòa Đồng với Nhân dân năm 2026"
PLACE: Final = "Hội trường Nhà văn hóa xã Hòa Đồng"
TOPICS: Final = (
    "Giao thông",
    "Điện, nước",
    "Môi trường",
    "Đất đai",
    "Y tế, giáo dục",
    "Nông nghiệp",
    "Chính sách xã hội",
    "Thủ tục hành chính",
    "An ninh trật tự",
)
UNITS: Final = (
    "Phòng Kinh tế",
    "Phòng Văn hóa - Xã hội",
    "Văn phòng HĐND và UBND",
    "Trung tâm Phục vụ hành chính công",
    "Công an xã",
    "Trạm Y tế xã",
)
NOTICE: Final = "Mỗi câu hỏi được trả lời không quá 5 phút. Câu hỏi chưa kịp trả lời sẽ có văn bản."


@dataclass(frozen=True, slots=True)
class Said:
    text: str
    topic: str
    place: str
    name: str | None = None
    declined: DeclineReason | None = None


QUESTIONS: Final = (
    Said(
        "Đường từ đình làng ra đê xuống cấp hai năm nay, mưa là ngập đến bánh xe. Bao giờ xã cho làm lại?",
        "Giao thông",
        "Thôn Đông",
        "Bà Nhàn",
    ),
    Said(
        "Nước máy ở xóm Bãi chảy rất yếu từ 17 giờ, các hộ cuối đường ống không có nước nấu cơm. Xã xử lý thế nào?",
        "Điện, nước",
        "Thôn Bãi",
    ),
    Said(
        "Cầu ván qua mương số 3 đã mục, học sinh đi học rất nguy hiểm. Đề nghị xã cho thay trước mùa mưa.",
        "Giao thông",
        "Thôn Đoài",
        "Ông Thịnh",
    ),
    Said(
        "Rác để ở ngã ba chợ ba bốn ngày mới thu một lần. Có tăng được số chuyến thu gom trong tuần không?",
        "Môi trường",
        "Thôn Chợ",
    ),
    Said(
        "Hồ sơ cấp sổ đỏ của gia đình tôi nộp từ tháng 3 đến nay chưa có kết quả, hỏi ở đâu thì biết được?",
        "Đất đai",
        "Thôn Thượng",
        "Chị Hoa",
    ),
    Said(
        "Trường mầm non thôn Hạ thiếu chỗ, cháu ba tuổi không được nhận. Năm học tới xã có mở thêm lớp không?",
        "Y tế, giáo dục",
        "Thôn Hạ",
        "Anh Dũng",
    ),
    Said(
        "Kênh tưới nội đồng khu Đồng Mít bị bồi, vụ xuân không lấy được nước. Khi nào thì nạo vét?",
        "Nông nghiệp",
        "Thôn Đông",
        "Ông Khang",
    ),
    Said(
        "Mẹ tôi 81 tuổi, không có lương hưu. Thủ tục nhận trợ cấp người cao tuổi làm ở xã hay làm trên mạng?",
        "Chính sách xã hội",
        "Thôn Đoài",
    ),
    Said(
        "Đèn đường đoạn từ trạm y tế đến nhà văn hóa hỏng bảy bóng, tối đến rất dễ tai nạn. Ai chịu trách nhiệm thay?",
        "Điện, nước",
        "Thôn Trung",
        "Chị Vân",
    ),
    Said(
        "Xe tải chở cát chạy ban đêm qua đường thôn làm nứt nhà dân. Xã có cắm biển hạn chế tải trọng không?",
        "Giao thông",
        "Thôn Bãi",
        "Ông Lực",
    ),
    Said(
        "Trại lợn đầu làng xả thải ra ao chung, mùi rất khó chịu, cá chết nhiều. Đề nghị xã kiểm tra và trả lời dân.",
        "Môi trường",
        "Thôn Thượng",
    ),
    Said(
        "Làm thủ tục khai sinh trên Cổng dịch vụ công cứ báo lỗi tài khoản. Xã bố trí người hướng dẫn bà con được không?",
        "Thủ tục hành chính",
        "Thôn Trung",
        "Anh Phúc",
    ),
    Said(
        "Sau khi sáp nhập, giấy tờ mang tên xã cũ có phải đổi lại không, đổi có mất tiền không?",
        "Thủ tục hành chính",
        "Thôn Hạ",
    ),
    Said(
        "Thanh niên tụ tập đua xe ở đường đê mỗi tối thứ bảy. Công an xã có tuần tra thường xuyên không?",
        "An ninh trật tự",
        "Thôn Đông",
        "Bà Sâm",
    ),
    Said(
        "Lúa vụ mùa bị rầy nặng, thuốc mua ngoài không rõ nguồn gốc. Xã hỗ trợ kỹ thuật cho bà con thế nào?",
        "Nông nghiệp",
        "Thôn Đoài",
        "Ông Bính",
    ),
    Said(
        "Khu đất đấu giá cạnh sân bóng đã hai năm bỏ hoang, cỏ mọc um tùm. Xã dự kiến sử dụng làm gì?",
        "Đất đai",
        "Thôn Chợ",
    ),
    Said(
        "Trạm y tế thứ bảy, chủ nhật có trực không? Cháu nhỏ sốt cao phải chạy lên tận trung tâm cách 12 cây số.",
        "Y tế, giáo dục",
        "Thôn Bãi",
        "Chị Thơm",
    ),
    Said(
        "Hộ mới thoát nghèo còn được hỗ trợ thẻ bảo hiểm y tế bao lâu nữa?",
        "Chính sách xã hội",
        "Thôn Thượng",
    ),
    Said(
        "Điện ở xóm Lò quá yếu, quạt không quay nổi buổi trưa. Bao giờ nâng công suất trạm biến áp?",
        "Điện, nước",
        "Thôn Hạ",
        "Ông Quý",
    ),
    Said(
        "Rãnh thoát nước dọc đường liên thôn làm dở dang, mưa là nước tràn vào nhà. Khi nào thi công tiếp?",
        "Giao thông",
        "Thôn Trung",
    ),
    Said(
        "Lò gạch cũ ngừng hoạt động nhưng ống khói nghiêng, sát nhà dân. Đề nghị xã có phương án tháo dỡ.",
        "Môi trường",
        "Thôn Bãi",
        "Bà Liên",
    ),
    Said(
        "Ranh giới giữa đất ở và đất nông nghiệp của thôn Chợ trên bản đồ mới không đúng thực tế. Khi nào đo lại?",
        "Đất đai",
        "Thôn Chợ",
        "Ông Tâm",
    ),
    Said(
        "Nhà văn hóa thôn Hạ chưa có nhà vệ sinh, họp dân rất bất tiện. Năm nay có vốn xây không?",
        "Chính sách xã hội",
        "Thôn Hạ",
    ),
    Said(
        "Xe buýt có thể đi qua trung tâm xã để các cháu cấp ba đi học đỡ vất vả không?",
        "Giao thông",
        "Thôn Thượng",
        "Chị Mơ",
    ),
    Said(
        "Giá thu mua ớt xuống thấp, hợp tác xã có kế hoạch liên kết tiêu thụ cho vụ tới không?",
        "Nông nghiệp",
        "Thôn Đông",
    ),
    Said(
        "Camera an ninh ở cổng làng lắp xong có ai theo dõi không, mất trộm thì xem lại ở đâu?",
        "An ninh trật tự",
        "Thôn Trung",
        "Anh Hải",
    ),
    Said(
        "Tiền đóng góp làm đường bê tông của các hộ đã nộp đủ, đề nghị công khai thu chi cho dân biết.",
        "Giao thông",
        "Thôn Đoài",
        "Ông Trọng",
    ),
    Said(
        "Bể chứa vỏ thuốc bảo vệ thực vật ngoài đồng đầy đã lâu. Đơn vị nào thu gom, bao lâu một lần?",
        "Môi trường",
        "Thôn Đông",
    ),
    Said(
        "Người khuyết tật nặng làm lại giấy xác nhận có phải lên tận hội đồng giám định không?",
        "Chính sách xã hội",
        "Thôn Chợ",
        "Chị Hạnh",
    ),
    Said(
        "Sân trường tiểu học trơn, các cháu hay ngã. Nhà trường và xã có kinh phí lát lại không?",
        "Y tế, giáo dục",
        "Thôn Trung",
    ),
    Said(
        "Bộ phận một cửa buổi chiều thường hết số sớm. Có thể hẹn giờ qua điện thoại được không?",
        "Thủ tục hành chính",
        "Thôn Đông",
        "Anh Sơn",
    ),
    Said(
        "Dự án mở rộng đường tỉnh đi qua thôn Bãi, dân được thông báo giá đền bù khi nào?",
        "Đất đai",
        "Thôn Bãi",
        "Ông Vinh",
    ),
    Said(
        "Chó thả rông cắn người đi đường đã ba vụ trong năm. Xã xử phạt chủ nuôi ra sao?",
        "An ninh trật tự",
        "Thôn Thượng",
    ),
    Said(
        "Nguồn nước giếng khoan thôn Hạ có mùi tanh, đề nghị lấy mẫu kiểm nghiệm và công bố kết quả.",
        "Điện, nước",
        "Thôn Hạ",
        "Bà Ngọ",
    ),
    Said(
        "Bãi tập kết vật liệu ven sông lấn vào hành lang đê, mùa lũ tới có an toàn không?",
        "Môi trường",
        "Thôn Bãi",
    ),
    Said(
        "Các lớp dạy nghề cho phụ nữ năm nay mở khi nào, có lớp may buổi tối không?",
        "Chính sách xã hội",
        "Thôn Chợ",
        "Chị Dung",
    ),
    Said(
        "Bán thanh lý điện thoại giá rẻ, bà con liên hệ ngay.",
        "An ninh trật tự",
        "Thôn Trung",
        declined=DeclineReason.OFF_TOPIC,
    ),
    Said(
        "Đường ra đê hỏng quá, khi nào làm?",
        "Giao thông",
        "Thôn Đông",
        declined=DeclineReason.REPEATED,
    ),
    Said("Bao giờ thì xong?", "Giao thông", "Thôn Hạ", declined=DeclineReason.UNCLEAR),
    Said(
        "Nhà hàng xóm lấn sang đất nhà tôi nửa mét, xã đứng ra phân xử giúp gia đình tôi.",
        "Đất đai",
        "Thôn Đoài",
        declined=DeclineReason.PRIVATE_MATTER,
    ),
)

ANSWERS: Final = (
    "Xã đã đưa vào kế hoạch đầu tư công, dự kiến khởi công trong quý I. Trong lúc chờ, thôn cùng xã vá tạm.",
    "Ý kiến rất đúng. Ủy ban giao đơn vị phụ trách kiểm tra trong tuần này và thông báo trên loa truyền thanh.",
    "Việc này đã có nguồn kinh phí, còn vướng mặt bằng của hai hộ. Đề nghị bà con cùng vận động.",
    "Bà con đến Trung tâm Phục vụ hành chính công, có cán bộ hướng dẫn làm trực tiếp, không mất phí.",
)
"""What the scripted chair says, in turn."""
