"""A conference as it might stand in the middle of an evening, for looking at screens without a server.

Built through the real core, so that a screen never sees a shape here that the server would not send.
"""

from itertools import count

from conference import events as e
from conference.apply import replay
from conference.events import Event
from conference.state import ConferenceState
from conference.vocabulary import Actor, Channel, DeclineReason, Outcome, Role

CODE = "LUONGSON"
MINUTE = 60_000
STARTS_AT = 1_793_925_000_000
"""07:30 on 06/11/2026."""
NOW = STARTS_AT + 23 * MINUTE
"""In the midst of the evening."""
ME = "me"

TOPICS = (
    "Đất đai",
    "Giao thông, hạ tầng",
    "Môi trường, rác thải",
    "Giáo dục, y tế",
    "An sinh xã hội",
)
UNITS = (
    "Phòng Kinh tế",
    "Phòng Văn hóa – Xã hội",
    "Công an xã",
    "Trạm Y tế",
    "Văn phòng HĐND và UBND",
)

ASKED: tuple[tuple[str, str | None, str | None, str | None], ...] = (
    ("Đường liên thôn từ nhà văn hóa Đồng Bưởi ra tỉnh lộ 446 xuống cấp đã ba năm, mưa là ngập. Bao giờ xã cho sửa, và trong lúc chờ có rải đá cấp phối để các cháu đi học được không?", TOPICS[1], "Nguyễn Thị Lan", "Thôn Đồng Bưởi"),
    ("Gia đình tôi nộp hồ sơ cấp giấy chứng nhận quyền sử dụng đất từ tháng 3, bộ phận một cửa hẹn nhiều lần mà chưa có kết quả. Đề nghị cho biết vướng ở khâu nào.", TOPICS[0], None, "Thôn Xóm Mới"),
    ("Rác sinh hoạt ở chợ Lương Sơn hai ngày mới thu một lần, mùi hôi nặng.", TOPICS[2], "Bùi Văn Hòa", "Tổ dân phố 4"),
    ("Nước sạch về thôn Suối Cỏ có bị cắt vào mùa khô như năm ngoái nữa không?", None, None, None),
    ("Đề nghị xã công khai danh sách và mức hỗ trợ các hộ bị thiệt hại do bão số 10, vì trong thôn còn nhiều ý kiến chưa đồng tình.", TOPICS[4], "Hoàng Minh Tuấn", "Thôn Suối Cỏ"),
    ("Trạm y tế hay hết thuốc bảo hiểm cho người cao tuổi, chúng tôi phải đi 12 km lên trung tâm.", TOPICS[3], "Đinh Thị Mận", "Thôn Đồng Bưởi"),
    ("Cổng trường tiểu học giờ tan học xe ô tô đỗ kín hai bên, rất nguy hiểm cho các cháu. Xã có bố trí người phân luồng được không?", TOPICS[3], None, "Tổ dân phố 2"),
    ("Đèn đường thôn Xóm Mới hỏng quá nửa.", TOPICS[1], "Trần Văn Quý", "Thôn Xóm Mới"),
    ("Loa truyền thanh phát lúc 5 giờ sáng sớm quá.", None, None, "Tổ dân phố 4"),
    ("Tôi muốn hỏi việc tranh chấp ranh giới đất giữa nhà tôi và nhà bên cạnh.", TOPICS[0], "Lê Văn Ba", None),
    ("Bao giờ có cầu thay ngầm tràn Suối Bu? Mỗi mùa mưa cả thôn bị chia cắt, năm ngoái 11 ngày.", TOPICS[1], "Quách Thị Hường", "Thôn Suối Bu"),
    ("Đề nghị mở thêm điểm tiếp nhận hồ sơ lưu động cho các thôn vùng cao.", None, "Phạm Quốc Huy", "Thôn Suối Bu"),
)  # fmt: skip

SUPPORT = {1: 128, 2: 87, 3: 45, 4: 31, 5: 64, 6: 52, 7: 19, 8: 23, 11: 96, 12: 7}

_ids = count(1)


def by(role: Role, id: str) -> Actor:
    return Actor(role, id)


MODERATOR = by(Role.MODERATOR, "hanh")
CHAIR = by(Role.CHAIR, "chutich")


def created() -> list[Event]:
    start = STARTS_AT - 9 * 24 * 60 * MINUTE
    return [
        made(
            e.ConferenceCreated,
            at=start,
            code=CODE,
            commune="luong-son",
            title="Hội nghị đối thoại giữa UBND xã Lương Sơn và Nhân dân năm 2026",
            place="Hội trường UBND xã",
            starts_at=STARTS_AT,
            topics=TOPICS,
            units=UNITS,
        )
    ]


def announced() -> list[Event]:
    return [*created(), made(e.ConferenceAnnounced, at=STARTS_AT - 8 * 24 * 60 * MINUTE)]


def opened() -> list[Event]:
    return [*announced(), made(e.ConferenceOpened, at=STARTS_AT)]


def evening() -> list[Event]:
    """Two answered, one on the floor, a queue, an inbox, one declined."""
    return [
        *opened(),
        *_asked(),
        *_supported(),
        *(
            made(e.QuestionApproved, at=STARTS_AT + 4 * MINUTE, question=number)
            for number in (1, 2, 3, 4, 5, 6, 11)
        ),
        made(
            e.QuestionDeclined,
            at=STARTS_AT + 5 * MINUTE,
            question=10,
            reason=DeclineReason.PRIVATE_MATTER,
            words="Đề nghị bác gửi đơn tại bộ phận một cửa để được hòa giải ở cơ sở.",
        ),
        made(e.QuestionPinned, at=STARTS_AT + 6 * MINUTE, question=11),
        _called(3, 8),
        _answered(
            3, 12, Outcome.ANSWERED, "Từ ngày 15/11 xe thu gom chạy hằng ngày, kể cả Chủ nhật."
        ),
        _called(2, 13),
        _answered(2, 19, Outcome.PROMISED, "", unit=UNITS[0], due="2026-11-20"),
        _called(1, 20),
        made(
            e.NoticeAnnounced,
            at=STARTS_AT + 21 * MINUTE,
            text="Hội nghị nhận câu hỏi đến 10:30. Bà con chưa kịp hỏi cứ gửi, sẽ có văn bản trả lời.",
        ),
    ]


def storm() -> list[Event]:
    """The evening with everything a desk meets: flags, families, holds, seals, reviews, a line to the chair."""
    at = STARTS_AT + 22 * MINUTE
    rough = ("Ông trưởng thôn ăn tiền của dân, đồ khốn nạn.", ("insult", "denunciation"))
    phone = ("Gọi cho tôi số [số điện thoại] để hỏi về đèn đường.", ("personal_data",))
    return [
        *evening(),
        _asked_late(13, "Danh sách hỗ trợ bão số 10 bao giờ niêm yết?"),
        _asked_late(14, *rough),
        _asked_late(15, *phone),
        _asked_late(16, "Tôi khiếu nại quyết định xử phạt của xã.", ("complaint",)),
        _asked_late(17, "Xin hỏi tiền điện bơm nước của hợp tác xã."),
        _asked_late(18, "Tôi tố cáo ông Nguyễn Văn A chiếm đất công.", ("denunciation",)),
        made(e.QuestionMerged, at=at, question=13, into=5),
        made(e.QuestionEdited, at=at, question=8, text="Đèn đường thôn Xóm Mới hỏng quá nửa, bao giờ thay?", original=None, flags=()),
        made(e.QuestionTagged, at=at, question=7, tags=("gấp", "trường học"), topic=TOPICS[3]),
        made(e.QuestionHeld, at=at, question=17, words="Chờ hợp tác xã báo số điện đã dùng."),
        made(e.QuestionSealed, at=at, question=18),
        made(e.QuestionGuided, at=at, question=9, words="Nơi giải quyết: Chủ tịch UBND xã. Xin mang theo quyết định."),
        made(e.AskerMuted, at=at, question=14, attendee="phone14", until=at + 15 * MINUTE),
        made(e.ReviewRequested, at=at, by=by(Role.ATTENDEE, ME), question=10, words="Việc của cả xóm, không phải việc riêng.", original=None),
        made(e.VotesQuarantined, at=at, by=by(Role.RULE, "watch"), question=6, attendees=("phone1", "phone2")),
        made(e.SlowModeSet, at=at, seconds=60),
        made(e.ChairTold, at=at, text="Còn 10 phút. Mời thêm câu về điện nước rồi kết luận."),
    ]  # fmt: skip


def asked_and_called(number: int, text: str) -> list[Event]:
    """A question with this text goes the whole way to the floor, after the one that stands there."""
    at = STARTS_AT + 22 * MINUTE
    return [
        made(e.FloorCleared, at=at, by=CHAIR, question=1),
        made(
            e.QuestionAsked,
            at=at,
            by=by(Role.ATTENDEE, ME),
            question=number,
            text=text,
            channel=Channel.PHONE,
            topic=None,
            name=None,
            place=None,
            receipt_code=f"LS26-{number:02d}K7-Q9XM",
            source=None,
            original=None,
            flags=(),
        ),
        made(e.QuestionApproved, at=at, question=number),
        _call(at, number, 0),
    ]


def state(told: list[Event]) -> ConferenceState:
    return replay(told)


def _asked() -> list[Event]:
    told = []
    for number, (text, topic, name, place) in enumerate(ASKED, start=1):
        asker = ME if number in (1, 8, 10) else f"phone{number}"
        told.append(
            made(
                e.QuestionAsked,
                at=STARTS_AT + number * 20_000,
                by=by(Role.ATTENDEE, asker),
                question=number,
                text=text,
                channel=Channel.PHONE,
                topic=topic,
                name=name,
                place=place,
                receipt_code=f"LS26-{number:02d}K7-Q9XM",
                source=None,
                original=None,
                flags=(),
            )
        )
    return told


def _asked_late(number: int, text: str, flags: tuple[str, ...] = ()) -> Event:
    return made(
        e.QuestionAsked,
        at=STARTS_AT + 21 * MINUTE + number * 1_000,
        by=by(Role.ATTENDEE, f"phone{number}"),
        question=number,
        text=text,
        channel=Channel.PHONE,
        topic=None,
        name=None,
        place=None,
        receipt_code=f"LS26-{number:02d}K7-Q9XM",
        source=None,
        original=None,
        flags=flags,
    )


def _supported() -> list[Event]:
    told = []
    for number, support in SUPPORT.items():
        for voter in range(support):
            # The first voter of each odd question is the phone that looks at the screens.
            who = ME if voter == 0 and number % 2 and number != 1 else f"phone{voter}"
            told.append(
                made(
                    e.VoteCast,
                    at=STARTS_AT + 3 * MINUTE,
                    by=by(Role.ATTENDEE, who),
                    question=number,
                )
            )
    return told


def _called(number: int, minute: int) -> Event:
    at = STARTS_AT + minute * MINUTE
    return _call(at, number, SUPPORT[number])


def _call(at: int, number: int, support: int) -> Event:
    return made(
        e.QuestionCalled,
        at=at,
        by=CHAIR,
        question=number,
        support=support,
        passed=None,
        pass_reason=None,
    )


def _answered(
    number: int,
    minute: int,
    outcome: Outcome,
    words: str,
    *,
    unit: str | None = None,
    due: str | None = None,
) -> Event:
    return made(
        e.QuestionAnswered,
        at=STARTS_AT + minute * MINUTE,
        by=CHAIR,
        question=number,
        outcome=outcome,
        answered_by="Chủ tịch UBND xã",
        words=words,
        unit=unit,
        due=due,
    )


def made(kind: type[Event], *, by: Actor = MODERATOR, **fields: object) -> Event:
    return kind(by=by, cause=f"sample-{next(_ids)}", **fields)  # type: ignore[arg-type]
