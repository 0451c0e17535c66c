"""One phone whose questions met every fate: what its holder should be able to read and do."""

from typing import Any

from conference import events as e
from conference.events import Event
from conference.vocabulary import Channel, Role
from tests.screens import sample

AT = sample.NOW - sample.MINUTE
ASKER = sample.by(Role.ATTENDEE, sample.ME)
DECLINED, EDITED, MERGED, SEALED, GUIDED, UPHELD, HELD = 10, 8, 13, 14, 15, 16, 17
SECRET = "Tôi tố cáo một việc"


def fates() -> list[Event]:
    """The sample evening, and then the desk."""
    return [
        *sample.evening(),
        _made(
            e.QuestionEdited,
            question=EDITED,
            text="Đèn đường thôn Xóm Mới, bao giờ thay?",
            original=None,
            flags=(),
        ),
        _made(e.QuestionApproved, question=EDITED),
        _asked(MERGED, "Đường liên thôn hỏng, bao giờ sửa?"),
        _made(e.QuestionMerged, question=MERGED, into=1),
        _asked(SEALED, SECRET),
        _made(e.QuestionSealed, question=SEALED),
        _asked(GUIDED, "Tôi khiếu nại quyết định thu hồi đất"),
        _made(e.QuestionGuided, question=GUIDED, words="Phòng tiếp công dân, thứ Ba và thứ Năm."),
        _asked(UPHELD, "Câu này chưa rõ"),
        _made(e.QuestionDeclined, question=UPHELD, reason="unclear", words=None),
        _made(e.ReviewRequested, by=ASKER, question=UPHELD, words=None, original=None),
        _made(e.ReviewUpheld, question=UPHELD, words="Chưa rõ địa điểm."),
        _asked(HELD, "Tiền điện bơm nước?"),
        _made(e.QuestionHeld, question=HELD, words=None),
        _made(
            e.VotesQuarantined,
            by=sample.by(Role.RULE, "watch"),
            question=4,
            attendees=("phone1", "phone2"),
        ),
    ]


def after(kind: type[Event], **fields: Any) -> list[Event]:
    """The sample evening, and one thing more."""
    return [*sample.evening(), _made(kind, **fields)]


def _made(kind: type[Event], **fields: Any) -> Event:
    return sample.made(kind, at=AT, **fields)


def _asked(number: int, text: str) -> Event:
    return _made(
        e.QuestionAsked,
        by=ASKER,
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
    )
