"""What stands in front of a dossier, for whoever finds it in an archive in thirty years."""

READ_ME = """\
HỒ SƠ LƯU TRỮ HỘI NGHỊ ĐỐI THOẠI

Tệp này chứa toàn bộ hồ sơ của một hội nghị đối thoại và việc giải quyết sau hội nghị.

Kiểm tra (không cần máy chủ, không cần cơ sở dữ liệu):
    doithoai verify <tệp này>
Đối chiếu với dấu chốt đã giữ ở ngoài (chữ trong mã QR cuối biên bản, lưu thành tệp) và khóa công khai đã in:
    doithoai verify <tệp này> --checkpoint <tệp dấu chốt> --key <khóa công khai>
Không có dấu chốt: đối chiếu "head" và "root" của từng nhật ký với kết quả "doithoai verify" trên máy chủ.

Trong hồ sơ:
    manifest.json               danh mục, mã SHA-256 của từng tệp, vị trí của từng nhật ký
    journal/conference.*        nhật ký hội nghị: .jsonl mỗi dòng một sự kiện, .digests mã nối chuỗi của từng dòng
    journal/casebook.*          nhật ký sổ vụ việc sau hội nghị
    journal/almanac.*           nhật ký lịch làm việc và thời hạn của xã (nếu xã đã sửa)
    checkpoints/*/*.txt         dấu chốt của các nhật ký, mỗi tệp một dấu; keys.txt là khóa công khai
    transcript.json, .csv       biên bản: từng câu hỏi, ai trả lời, trả lời gì
    ledger.json, .csv           sổ điều hành công khai: từng quyết định về từng câu hỏi
    register.xlsx, .csv, .json  sổ theo dõi vụ việc
    terms.json                  ngày làm việc, giờ làm việc và thời hạn đã dùng để tính hạn
    evidence.json, evidence/    tệp minh chứng, đặt tên theo mã SHA-256 của nội dung

Không có trong bất kỳ bản nào: nguyên văn đã che thông tin riêng, cách liên hệ với công dân, tài khoản, khóa bí mật.

Bản "office" giữ lại các sự kiện của tin tố cáo đã niêm phong: dòng {"withheld": ...} đứng thay, trong đó "leaf" là
SHA-256 của byte 00 và nội dung sự kiện. Cây băm (RFC 9162) của mọi dòng cho ra đúng "root" trong manifest.json.

Bản này có mã tra cứu của công dân trong nhật ký: ai có mã có thể thay mặt họ. Chỉ giao cho người có thẩm quyền.
"""
